#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/emphasis/marks.hpp"
#include "themescore/text/text.hpp"
#include "themescore/themes/mention_finder.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/count_options.hpp"
#include "themescore/weigh/counted_terms.hpp"
#include "themescore/weigh/counts.hpp"
#include "themescore/weigh/term_counter.hpp"
#include "themescore/weigh/word_types.hpp"

namespace themescore {

/// What a DocumentCounter has made of some documents, one after another.
struct CountedDocuments {
  std::vector<Mention> mentions;
  std::vector<MentionMarks> marks;  ///< of each mention
  std::vector<MentionedSentence> mentioned_sentences;
  CountedTerms terms;  ///< a row a document; a term is a TermCode
  std::vector<std::uint32_t> words_of_sentence;
};

/// Where a document's part lies in CountedDocuments.
struct DocumentParts {
  std::size_t first_mention = 0, last_mention = 0;
  std::size_t first_mentioned_sentence = 0, last_mentioned_sentence = 0;
  std::size_t row = 0;
  std::size_t chunk = 0;  ///< of n-grams
  std::size_t first_sentence = 0, last_sentence = 0;
  std::int64_t words = 0;
  std::int64_t characters = 0;
};

/// Goes through documents, one after another, and collects what Counts is made of. One a thread.
class DocumentCounter {
 public:
  DocumentCounter(const ThemeSet& themes,
                  const Tokenizer& tokenizer,
                  const CountOptions& options,
                  const std::atomic<bool>& stop);
  // Its parts refer to each other.
  DocumentCounter(const DocumentCounter&) = delete;
  DocumentCounter& operator=(const DocumentCounter&) = delete;

  /// Throws InputError naming `document`, and Cancelled once `stop` is set.
  DocumentParts add(std::uint32_t document, const Text& text);

  /// What it has made of the documents since the last take(). `next` is how the terms of the next
  /// ones are kept.
  [[nodiscard]] CountedDocuments take(CountedTerms::Form next);

  /// What the form of a mention counts.
  [[nodiscard]] const Vocabulary& mention_forms() const noexcept { return finder_.forms(); }
  /// The cues of the last document.
  [[nodiscard]] const std::vector<Cue>& cues() const noexcept { return document_cues_.cues(); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return types_.forms(); }
  /// What its terms are made of.
  [[nodiscard]] const TermCounter& terms() const noexcept { return terms_; }

 private:
  [[nodiscard]] Tokenizer::Layout one_sentence(const Text& text) const;
  void note_sentences(const Tokenizer::Layout& layout, std::span<const Mention> mentions);
  void mark_mentions(const Text& text,
                     const Tokenizer::Layout& layout,
                     std::span<const Mention> mentions);

  const Tokenizer& tokenizer_;
  const std::atomic<bool>& stop_;
  MentionFinder finder_;
  std::unique_ptr<CueFinder> cues_;  // null if there are none
  CueIndex document_cues_;
  bool needs_punctuation_;  // of themes or cues
  bool sentences_;
  CountedDocuments counted_;  // save the mentions, which the finder holds
  TermCounter terms_;
  WordTypes types_;
};

}  // namespace themescore

#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/emphasis/marks.hpp"
#include "themescore/text/text.hpp"
#include "themescore/themes/mention_finder.hpp"
#include "themescore/tokenize/short_words.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/count_options.hpp"
#include "themescore/weigh/counted_terms.hpp"
#include "themescore/weigh/counts.hpp"
#include "themescore/weigh/ngram_counter.hpp"
#include "themescore/weigh/tally.hpp"

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
  std::size_t first_sentence = 0, last_sentence = 0;
  std::int64_t words = 0;
};

/// Goes through documents, one after another, and collects what Counts is made of. One a thread.
class DocumentCounter {
 public:
  DocumentCounter(const ThemeSet& themes,
                  const Tokenizer& tokenizer,
                  const CountOptions& options,
                  const std::atomic<bool>& stop);

  /// Throws InputError naming `document`, and Cancelled once `stop` is set.
  DocumentParts add(std::uint32_t document, const Text& text);

  /// What it has made of the documents since the last take(). `next` is how the terms of the next
  /// ones are kept.
  [[nodiscard]] CountedDocuments take(CountedTerms::Form next);

  /// What the form of a mention counts.
  [[nodiscard]] const Vocabulary& mention_forms() const noexcept { return finder_.forms(); }
  /// The cues of the last document.
  [[nodiscard]] const std::vector<Cue>& cues() const noexcept { return document_cues_.cues(); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }
  /// By form: whether a document has it as a word that is counted.
  [[nodiscard]] const std::vector<bool>& counted_forms() const noexcept { return counted_forms_; }
  /// None if words are the terms.
  [[nodiscard]] std::span<const Ngram> ngrams() const noexcept {
    return ngrams_ ? std::span(ngrams_->ngrams()) : std::span<const Ngram>();
  }

 private:
  // What is known of a distinct surface.
  struct Type {
    std::uint32_t form = 0;
    MentionFinder::Symbol symbol = 0;
    MentionFinder::Symbol cue_symbol = 0;
    bool transparent = false;
    bool stop_word = false;
  };

  template <class Unit>
  class Pass;

  // The same of a short word of ASCII, with what most of them need beside it.
  struct ShortType {
    std::uint32_t type = 0;
    std::uint32_t form = kLookedAt;  // unless it is a stop word, or a theme or cue looks at it
  };
  static constexpr std::uint32_t kLookedAt = 0xFFFF'FFFF;

  // The number of a surface in types_. Those of short_types_ and wide_types_ are not among
  // surfaces_, so that one that two of them have met is there twice.
  std::uint32_t type_of(std::string_view surface, bool is_word);
  std::uint32_t add_type(std::string_view surface, bool is_word);
  [[nodiscard]] ShortType short_type(std::uint32_t type) const;
  std::uint32_t add_form(std::string_view form);
  [[nodiscard]] Tokenizer::Layout one_sentence(const Text& text) const;
  void take_term(std::uint32_t form, std::uint32_t sentence) {
    if (ngrams_) {
      ngrams_->add(form, sentence);
    } else {
      tally_.count(form);
    }
  }
  void collect_terms();
  void note_sentences(const Tokenizer::Layout& layout, std::span<const Mention> mentions);
  void mark_mentions(const Text& text,
                     const Tokenizer::Layout& layout,
                     std::span<const Mention> mentions);

  const Tokenizer& tokenizer_;
  const std::atomic<bool>& stop_;
  MentionFinder finder_;
  std::optional<CueFinder> cues_;
  CueIndex document_cues_;
  bool needs_punctuation_;    // of themes or cues
  CountedDocuments counted_;  // save the mentions, which the finder holds
  Vocabulary surfaces_;
  std::vector<std::uint32_t> type_of_surface_;
  Vocabulary forms_;
  std::vector<bool> counted_forms_;
  std::vector<Type> types_;
  ShortWordMap<ShortType> short_types_;
  ShortWordMap<std::uint32_t> wide_types_;  // the number of a surface of units of two bytes
  Tally tally_;                             // of forms, in the document at hand
  CellSort sort_;
  std::vector<CellSort::Cell> row_;  // words of the document at hand
  std::optional<NgramCounter> ngrams_;
  bool sentences_;
  std::string buffer_;
};

}  // namespace themescore

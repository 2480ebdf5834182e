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
#include "themescore/tokenize/ngrams.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/ngram_numbers.hpp"

namespace themescore {

/// Where a document's part lies in what its DocumentCounter has collected.
struct DocumentParts {
  std::size_t first_mention = 0, last_mention = 0;
  std::size_t first_term = 0, last_term = 0;
  std::size_t first_sentence = 0, last_sentence = 0;
  std::int64_t words = 0;
};

/// Goes through documents, one after another, and collects what Counts is made of. One a thread.
class DocumentCounter {
 public:
  struct TermCount {
    std::uint32_t form;
    std::uint32_t count;
  };

  /// `cues` may be null: then no mention has one. `ngrams` too: then terms are single words.
  DocumentCounter(const ThemeSet& themes,
                  const Tokenizer& tokenizer,
                  Boundary boundary,
                  const CueLexicon* cues,
                  const std::atomic<bool>& stop,
                  const NgramShape* ngrams = nullptr);

  /// Throws InputError naming `document`, and Cancelled once `stop` is set.
  DocumentParts add(std::uint32_t document, const Text& text);

  [[nodiscard]] const MentionFinder& finder() const noexcept { return finder_; }
  /// Of each of the finder's mentions.
  [[nodiscard]] const std::vector<MentionMarks>& marks() const noexcept { return marks_; }
  /// The cues of the last document.
  [[nodiscard]] const std::vector<Cue>& cues() const noexcept { return document_cues_.cues(); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }
  [[nodiscard]] const std::vector<TermCount>& terms() const noexcept { return terms_; }
  [[nodiscard]] const std::vector<std::uint32_t>& words_of_sentence() const noexcept {
    return words_of_sentence_;
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

  const Type& type_of(std::string_view surface, bool is_word);
  void count_term(std::uint32_t form) {
    if (count_of_form_[form]++ == 0) {
      forms_met_.push_back(form);
    }
  }
  void take_term(std::uint32_t form, std::uint32_t sentence) {
    if (ngrams_ == nullptr) {
      count_term(form);
    } else {
      words_of_document_.push_back(form);
      sentence_of_word_.push_back(sentence);
    }
  }
  void count_ngrams();
  void collect_terms();
  void mark_mentions(const Text& text,
                     const Tokenizer::Layout& layout,
                     std::span<const Mention> mentions);

  const Tokenizer& tokenizer_;
  const std::atomic<bool>& stop_;
  MentionFinder finder_;
  std::optional<CueFinder> cues_;
  CueIndex document_cues_;
  bool needs_punctuation_;  // of themes or cues
  std::vector<MentionMarks> marks_;
  Vocabulary surfaces_;
  Vocabulary forms_;
  std::vector<Type> types_;
  std::vector<std::uint32_t> count_of_form_;  // in the document at hand
  std::vector<std::uint32_t> forms_met_;      // those that are not zero there
  std::vector<TermCount> terms_;
  std::vector<std::uint32_t> words_of_sentence_;
  const NgramShape* ngrams_;
  NgramNumbers ngram_numbers_;
  std::vector<std::uint32_t> term_of_ngram_;  // of those that are counted
  // Of the document at hand, if n-grams are counted.
  std::vector<std::uint32_t> words_of_document_;
  std::vector<std::uint32_t> sentence_of_word_;
  std::string buffer_;
};

}  // namespace themescore

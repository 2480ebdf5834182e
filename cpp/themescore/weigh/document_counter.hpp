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
#include "themescore/weigh/count_options.hpp"
#include "themescore/weigh/ngram_counter.hpp"
#include "themescore/weigh/tally.hpp"

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
    TermCode term;
    std::uint32_t count;
  };

  DocumentCounter(const ThemeSet& themes,
                  const Tokenizer& tokenizer,
                  const CountOptions& options,
                  const std::atomic<bool>& stop);

  /// Throws InputError naming `document`, and Cancelled once `stop` is set.
  DocumentParts add(std::uint32_t document, const Text& text);

  [[nodiscard]] const MentionFinder& finder() const noexcept { return finder_; }
  /// Of each of the finder's mentions.
  [[nodiscard]] const std::vector<MentionMarks>& marks() const noexcept { return marks_; }
  /// The cues of the last document.
  [[nodiscard]] const std::vector<Cue>& cues() const noexcept { return document_cues_.cues(); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }
  /// None if words are the terms.
  [[nodiscard]] std::span<const Ngram> ngrams() const noexcept {
    return ngrams_ ? std::span(ngrams_->ngrams()) : std::span<const Ngram>();
  }
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

  // The same of a short word of ASCII, with what most of them need beside it.
  struct ShortType {
    std::uint32_t type = 0;
    std::uint32_t form = kLookedAt;  // unless it is a stop word, or a theme or cue looks at it
  };
  static constexpr std::uint32_t kLookedAt = 0xFFFF'FFFF;

  // The number of a surface in types_. Those of short_types_ are not among surfaces_, so that one
  // that both have met is there twice.
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
  std::vector<std::uint32_t> type_of_surface_;
  Vocabulary forms_;
  std::vector<Type> types_;
  ShortWordMap<ShortType> short_types_;
  ShortWordMap<std::uint32_t> wide_types_;  // the number of a surface of units of two bytes
  Tally tally_;                             // of forms, in the document at hand
  std::vector<TermCount> terms_;
  std::vector<std::uint32_t> words_of_sentence_;
  std::optional<NgramCounter> ngrams_;
  bool sentences_;
  std::string buffer_;
};

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/text/text.hpp"
#include "themescore/themes/mention_finder.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// A place where a text says that something matters.
struct Cue {
  Span span;
  std::uint8_t kind = 0;  ///< theme of the lexicon
  std::uint8_t level = 0;
  CueScope scope = CueScope::sentence;
  bool last = false;  ///< of its sentence: "..., the meeting stressed."
  Span governs;       ///< what begins in it, and does not overlap the cue, it governs

  friend bool operator==(const Cue&, const Cue&) = default;
};

/// Finds the cues of documents, one after another. For one thread.
///
/// A cue is negated, and none, if a negator ends before it in its clause with at most two words
/// between: "did not stress", 没有要求. What negates after it ("must not") is no matter.
class CueFinder {
 public:
  CueFinder(const CueLexicon& lexicon, const Tokenizer& tokenizer);

  /// For a distinct surface, once; 0 if it is in no cue.
  MentionFinder::Symbol symbol_of(const WordForms& word) { return finder_.symbol_of(word); }

  /// As those of MentionFinder, of words in cues.
  [[nodiscard]] const MentionFinder::Steps& steps(MentionFinder::Symbol symbol) const {
    return finder_.steps(symbol);
  }
  [[nodiscard]] bool has_run() const noexcept { return finder_.has_run(); }
  [[nodiscard]] bool is_open(MentionFinder::Symbol symbol,
                             std::uint32_t ordinal,
                             std::uint32_t sentence) {
    return finder_.is_open(symbol, ordinal, sentence);
  }
  bool take_alone(MentionFinder::Symbol symbol,
                  std::uint32_t start,
                  std::uint32_t sentence,
                  std::uint32_t position);

  void begin_document(std::uint32_t document);
  void add(const MentionFinder::Occurrence& occurrence);
  /// The cues of the document, in order of start, then kind. One that is the last of its sentence
  /// governs that sentence.
  [[nodiscard]] std::vector<Cue> end_document(const Text& text, const Tokenizer::Layout& layout);

 private:
  // A word that may be in a cue, and how many words of the document come before it.
  struct Word {
    std::uint32_t start;
    std::uint32_t position;
  };

  [[nodiscard]] std::uint32_t words_before(std::uint32_t end) const;

  const CueLexicon& lexicon_;
  MentionFinder finder_;
  std::vector<Word> words_;
};

/// Says which cue governs a place in the text. Not for more than one thread at a time.
class CueIndex {
 public:
  /// `cues` in order of start.
  explicit CueIndex(std::vector<Cue> cues = {});

  [[nodiscard]] const std::vector<Cue>& cues() const noexcept { return cues_; }

  /// The cue with the highest level of those that govern `span`, of several the nearest before it,
  /// otherwise the nearest after it; null if there is none. Takes no time for the cues that it
  /// passes where each span begins and ends near the one that was asked for before.
  [[nodiscard]] const Cue* governing(Span span);

 private:
  // A border of a cue.
  struct Border {
    std::uint32_t at;
    std::uint32_t cue;
  };
  // Borders in order, of which some are passed.
  struct Borders {
    std::vector<Border> all;
    std::size_t passed = 0;

    /// Passes those before `end`, and no others.
    void pass(std::uint32_t end) {
      while (passed < all.size() && all[passed].at < end) {
        ++passed;
      }
      while (passed > 0 && all[passed - 1].at >= end) {
        --passed;
      }
    }
  };
  // Cues of one level that govern in one way: of two, the later governs no place before what the
  // earlier does, so one look is enough.
  struct Group {
    std::size_t level = 0;
    Borders starts;
    Borders ends;
  };

  [[nodiscard]] const Cue* before(Group& group, Span span) const;
  [[nodiscard]] const Cue* after(Group& group, Span span) const;
  [[nodiscard]] const Cue* if_governing(std::uint32_t cue, Span span) const;

  static constexpr std::size_t kWays = 4;  // the scopes, and the last of a sentence

  std::vector<Cue> cues_;
  std::vector<Group> groups_;  // that have cues, the highest level first
};

}  // namespace themescore

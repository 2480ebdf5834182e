#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/themes/boundary.hpp"
#include "themescore/themes/mention.hpp"
#include "themescore/themes/mention_forms.hpp"
#include "themescore/themes/pattern_walk.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/themes/word_matches.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Finds the mentions in a stream of tokens, document after document. For one thread.
///
/// What counts is said in docs/patterns.md: within a theme the leftmost match wins, the longest of
/// those that start there, and the next one starts at or after its end; a mention of a theme is
/// one of the theme above it as well, by the same rule. Of equally long matches the pattern that
/// was given first is named.
///
/// A token is handed over in three questions, of which most need but the first: is_open(), whether
/// it may go on with what came before; take_alone(), whether it is known what it is on its own;
/// else add(). One that is_open() denies, and that begins no match, need not be.
class MentionFinder {
 public:
  /// What matching knows of a distinct surface; 0 is nothing.
  using Symbol = std::uint32_t;
  using Occurrence = themescore::Occurrence;

  /// What tells that most words begin no match, without following them through the patterns. Few
  /// bytes, because every word is looked up.
  struct Steps {
    PatternTree::WordBits is = 0;    ///< what a pattern can take the word, or its beginning, for
    PatternTree::WordBits next = 0;  ///< what has to stand behind it where a match goes on
    bool alone = false;              ///< a match may end in it
    [[nodiscard]] bool begins() const noexcept { return alone || next != 0; }
    /// Whether a match may go on to the next word.
    [[nodiscard]] bool leads_to(const Steps& other) const noexcept {
      return next == kAnything || (next & other.is) != 0;
    }
    static constexpr PatternTree::WordBits kAnything = ~PatternTree::WordBits{0};
  };

  MentionFinder(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary);
  MentionFinder(const MentionFinder&) = delete;
  MentionFinder& operator=(const MentionFinder&) = delete;

  /// For a distinct surface, once.
  Symbol symbol_of(const WordForms& word);

  [[nodiscard]] const Steps& steps(Symbol symbol) const { return steps_[symbol]; }

  void begin_document(std::uint32_t document);
  /// Whether there are words that have yet to be matched.
  [[nodiscard]] bool has_run() const noexcept { return !run_.empty(); }
  /// Whether a match may have begun that goes on with a token that comes next. What has been added
  /// before is matched if not.
  [[nodiscard]] bool is_open(Symbol symbol, std::uint32_t ordinal, std::uint32_t sentence) {
    if (!run_.empty() && ends_run(symbol, ordinal, sentence)) {
      close();
    }
    return !run_.empty();
  }
  /// For a token that does not lead to the next, where no match is open: takes what it is on its
  /// own if that is known. If not, it has to be added.
  bool take_alone(Symbol symbol,
                  std::uint32_t start,
                  std::uint32_t sentence,
                  std::uint32_t position);
  void add(const Occurrence& occurrence);
  void end_document();

  /// By document, then start, then theme.
  [[nodiscard]] const std::vector<Mention>& mentions() const noexcept { return mentions_; }
  /// The same, which are forgotten.
  [[nodiscard]] std::vector<Mention> take_mentions() { return std::exchange(mentions_, {}); }
  /// For somebody who has taken what they need of each document.
  void forget_mentions() noexcept { mentions_.clear(); }
  /// What Mention::form and Mention::inside count.
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_.strings(); }

 private:
  using Rule = ThemeSet::Rule;
  static constexpr std::uint32_t kNotAsked = 0xFFFF'FFFF;

  // A match on its way to being a mention of a theme: of its rule's at first, then of those above.
  struct Candidate {
    std::uint32_t theme;
    std::uint32_t match;
    std::uint32_t start;  // code points of the document
    std::uint32_t end;
    std::uint32_t pattern;
    Rule::Kind kind;
  };
  // What of a document a theme, or a group of competing ones, has taken.
  struct Taken {
    std::uint64_t stamp = 0;
    std::uint32_t end = 0;
    std::uint32_t theme = 0;
  };

  [[nodiscard]] Steps steps_of(const WordMatches& word) const;
  void arrive(PatternTree::NodeId node, Steps& steps) const;
  void step_inside(const WordMatches& word, std::uint32_t first, Steps& steps) const;
  // Whether a match that begins in a token of the run may go on behind it.
  [[nodiscard]] bool goes_on(std::size_t token) const;
  // Whether no match can span the run, which is not empty, and what comes next.
  [[nodiscard]] bool ends_run(Symbol symbol, std::uint32_t ordinal, std::uint32_t sentence) const {
    const Occurrence& last = run_.back();
    if (themes_.needs_document()) {
      return false;
    }
    return (run_.size() == 1 && !steps(last.symbol).leads_to(steps_[symbol])) ||
           (themes_.has_gaps() ? last.sentence != sentence : last.ordinal + 1 != ordinal);
  }
  void close();
  void match_run(std::size_t end);
  [[nodiscard]] bool may_be_alone(std::uint32_t start) const noexcept {
    return walk_.has_words() && reach_ <= start;
  }
  void keep_alone(const Occurrence& occurrence, std::size_t first_mention);
  void match_document();
  void add_candidates(std::size_t first_match);
  [[nodiscard]] bool meets_conditions(const Match& match) const;
  [[nodiscard]] std::uint32_t place_of(const Match& match, Scope scope) const;
  void resolve(std::uint32_t stage);
  [[nodiscard]] bool takes_more(std::uint32_t first, std::uint32_t second) const;
  void offer(const Candidate& candidate, std::uint32_t stage);
  void exclude(const Candidate& candidate, std::uint32_t stage);
  [[nodiscard]] bool is_refused(const Candidate& candidate) const;
  [[nodiscard]] bool is_free(const Taken& taken, std::uint32_t start) const {
    return taken.stamp != stamp_ || taken.end <= start;
  }
  void record(const Candidate& candidate, std::uint32_t theme);

  const ThemeSet& themes_;
  WordMatcher matcher_;
  PatternWalk walk_;
  MentionForms forms_;
  std::size_t look_ahead_;
  std::vector<WordMatches> types_;       // by symbol
  std::vector<Steps> steps_;             // the same
  std::vector<Span> alone_;              // the same: its mentions where nothing goes on
  std::vector<Mention> alone_mentions_;  // those; their places from the start of the word

  std::uint32_t document_ = 0;
  std::vector<Occurrence> run_;                     // those that a match may span
  std::uint32_t reach_ = 0;                         // the furthest end of a match so far
  std::vector<std::vector<Candidate>> candidates_;  // by stage
  std::vector<Candidate> exclusions_;               // for their stage and those after it
  std::vector<Taken> taken_;                        // by theme
  std::vector<Taken> taken_in_group_;               // by exclusive theme; the last is the top
  std::vector<Taken> covered_;                      // by theme, by what it may not be inside
  std::vector<std::vector<HeldMention>> held_;      // by theme that others refer to
  std::vector<std::vector<std::uint32_t>> met_in_;  // by condition: sentences, paragraphs
  std::uint64_t stamp_ = 0;
  HeldMention forms_of_recorded_{};
  std::vector<Mention> mentions_;
};

}  // namespace themescore

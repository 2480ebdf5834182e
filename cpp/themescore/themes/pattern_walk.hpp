#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/themes/boundary.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/themes/word_matches.hpp"

namespace themescore {

/// A token of a text that some pattern may have a use for.
struct Occurrence {
  std::uint32_t symbol;  ///< its WordMatches; not 0
  Span span;
  std::uint32_t ordinal;  ///< two tokens stand side by side in a phrase if these differ by one
  std::uint32_t sentence;
  std::uint32_t paragraph;
  std::uint32_t position;  ///< words of the document before it
  std::string_view form;   ///< valid until the document ends
};

/// Where a match, or a piece of it, begins: a token, and a character of it.
struct MatchStart {
  std::uint32_t token = 0;
  std::uint32_t character = 0;
  friend auto operator<=>(const MatchStart&, const MatchStart&) = default;
};

/// Where a match, or a piece of it, ends.
struct MatchEnd {
  static constexpr std::uint32_t kWhole = 0xFFFF'FFFF;
  static constexpr std::uint32_t kNoEnding = 0;

  std::uint32_t token = 0;
  std::uint32_t cut = kWhole;  ///< characters of it up to the end; or kWhole, kNoEnding
  std::uint32_t offset = 0;    ///< code point of the document
};

/// A mention that others are made of.
struct HeldMention {
  MatchStart start;
  MatchEnd end;
  std::uint32_t form;
  std::uint32_t whole;  ///< the form of its whole words
  bool is_whole;        ///< every word of it is taken from end to end
  bool is_joined;       ///< the same, but for where it begins and ends
};

/// What a match takes side by side: some words, or a mention.
struct MatchPiece {
  MatchStart start;
  MatchEnd end;
  const HeldMention* mention = nullptr;
};

/// A place where the text satisfies a rule.
struct Match {
  std::uint32_t rule;
  std::uint32_t offset;  ///< of its start: code point of the document
  MatchStart start;
  MatchEnd end;
  std::uint32_t first_piece;  ///< of pieces()
  std::uint32_t last_piece;   ///< one past
};

/// Follows the tree of patterns through tokens, from one start at a time, and notes every match;
/// which of them count is not its business. For one thread.
class PatternWalk {
 public:
  PatternWalk(const ThemeSet& themes, Boundary boundary, const Tokenizer& tokenizer)
      : themes_(themes),
        tree_(themes.tree()),
        boundary_(boundary),
        tokenizer_(tokenizer),
        has_words_(!tokenizer.han_overlaps()) {}

  /// The tokens to walk through, and what is known of their types. Both stay the caller's.
  /// Where words are cut is written into the types when it is first asked for.
  void set_text(std::span<const Occurrence> run, std::span<WordMatches> types) {
    run_ = run;
    types_ = types;
  }
  /// The mentions of a theme that references of a later stage find, by start.
  void set_mentions(std::span<const std::vector<HeldMention>> by_theme) { mentions_ = by_theme; }

  void clear();
  /// Notes the matches whose words begin at a token; calls `after_each_start()` after those of one
  /// place.
  template <class Function>
  void match_at(PatternTree::NodeId root, std::uint32_t token, Function&& after_each_start);
  /// Notes the matches that begin with a mention.
  void match_mentions(PatternTree::NodeId root);

  [[nodiscard]] const std::vector<Match>& matches() const noexcept { return matches_; }
  [[nodiscard]] std::span<const MatchPiece> pieces(const Match& match) const {
    return std::span(noted_).subspan(match.first_piece, match.last_piece - match.first_piece);
  }
  [[nodiscard]] std::uint32_t offset_of(const MatchStart& start) const;
  [[nodiscard]] const Occurrence& occurrence(std::uint32_t token) const { return run_[token]; }
  [[nodiscard]] const WordMatches& type(std::uint32_t token) const {
    return types_[run_[token].symbol];
  }
  /// Whether Han is cut into words, and not into pairs of characters.
  [[nodiscard]] bool has_words() const noexcept { return has_words_; }
  /// Neighbouring pairs of characters overlap.
  [[nodiscard]] bool shares_with_next(std::uint32_t token) const {
    return token + 1 < run_.size() && run_[token + 1].span.start < run_[token].span.end;
  }

 private:
  using NodeId = PatternTree::NodeId;
  using Link = PatternTree::Link;

  void forget_visited() {
    if (!visited_.empty()) {
      visited_.clear();
    }
  }

  // The piece at hand.
  struct Piece {
    MatchStart start;
    bool open_start = false;      // of a piece after the first
    std::uint8_t first_fits = 0;  // whether the first piece fits: bit 0 closed, bit 1 open_start
  };

  void begin(NodeId node, const Piece& piece);
  void walk(NodeId node, std::uint32_t token, const Piece& piece);
  void walk_word(NodeId node, std::uint32_t token, const Piece& piece);
  void walk_han(NodeId node, std::uint32_t token, std::uint32_t from, const Piece& piece);
  void arrive(NodeId node, const MatchEnd& end, const Piece& piece);
  void follow_links(NodeId node,
                    const MatchEnd& end,
                    std::uint8_t fits_with_open,
                    std::uint8_t fits);
  void jump(const Link& gap, const MatchEnd& end, std::uint8_t first_fits);
  void begin_after_gap(const Link& gap, MatchStart start, std::uint8_t first_fits);
  void take_mentions_after_gap(const Link& gap, const MatchEnd& end, std::uint8_t first_fits);
  void take_mention_at(const Link& reference, MatchStart start, std::uint8_t first_fits);
  void take_mention(NodeId node, const HeldMention& mention, std::uint8_t first_fits);
  void note(std::uint32_t rule, const MatchEnd& end);

  [[nodiscard]] bool fits(const MatchStart& start,
                          const MatchEnd& end,
                          bool open_start,
                          bool open_end) const;
  [[nodiscard]] bool may_start(const MatchStart& start, const MatchEnd& end, bool open) const;
  [[nodiscard]] bool may_end(const MatchStart& start, const MatchEnd& end, bool open) const;
  [[nodiscard]] bool takes_one_character(const MatchStart& start, const MatchEnd& end) const;
  [[nodiscard]] bool is_side_by_side(std::uint32_t token) const;
  [[nodiscard]] std::optional<MatchStart> next_to(const MatchEnd& end) const;
  [[nodiscard]] bool is_in_reach(const Link& gap, const MatchEnd& from, std::uint32_t token) const;
  [[nodiscard]] const HanCuts& cuts(std::uint32_t token) const {
    WordMatches& word = types_[run_[token].symbol];
    if (!word.uncut.empty()) {
      word.cuts = tokenizer_.han_cuts(word.uncut);
      word.uncut = {};
    }
    return word.cuts;
  }
  [[nodiscard]] std::uint32_t own_characters(std::uint32_t token) const {
    return static_cast<std::uint32_t>(type(token).characters.size()) -
           (shares_with_next(token) ? 1 : 0);
  }

  const ThemeSet& themes_;
  const PatternTree& tree_;
  Boundary boundary_;
  const Tokenizer& tokenizer_;
  bool has_words_;  // pairs of characters are none
  std::span<const Occurrence> run_;
  std::span<WordMatches> types_;
  std::span<const std::vector<HeldMention>> mentions_;

  std::vector<MatchPiece> pieces_;  // of the match at hand, before the piece at hand
  std::vector<MatchPiece> noted_;
  std::vector<Match> matches_;
  // Where the walk from this start has been after a gap: there are many ways to one place.
  struct Place {
    NodeId node;
    MatchStart start;
    std::uint8_t first_fits;
    friend bool operator==(const Place&, const Place&) = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const noexcept {
      const std::uint64_t key = (static_cast<std::uint64_t>(place.start.token) << 32) +
                                (static_cast<std::uint64_t>(place.node) << 8) +
                                place.start.character * 4u + place.first_fits;
      return static_cast<std::size_t>((key ^ (key >> 31)) * 0x9E37'79B9'7F4A'7C15u);
    }
  };
  std::unordered_set<Place, PlaceHash> visited_;
};

template <class Function>
void PatternWalk::match_at(NodeId root, std::uint32_t token, Function&& after_each_start) {
  const WordMatches& word = type(token);
  const Piece whole{{token, 0}};
  forget_visited();
  if (word.characters.empty()) {
    walk_word(root, token, whole);
    after_each_start();
    return;
  }
  const bool starts_at_first = !word.starts.empty() && word.starts.front().character == 0;
  if (!word.words.empty() && !starts_at_first) {
    walk_word(root, token, whole);
    after_each_start();
  }
  const std::uint32_t own = own_characters(token);
  const bool takes_all = own == word.characters.size();
  for (const auto& [character, behind] : word.starts) {
    if (character < own) {
      forget_visited();
      if (character == 0 && !word.words.empty()) {
        walk_word(root, token, whole);
      }
      if (takes_all && behind != WordMatches::kLookInside) {
        walk(behind, token + 1, {{token, character}});
      } else {
        walk_han(root, token, character, {{token, character}});
      }
      after_each_start();
    }
  }
}

}  // namespace themescore

#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/themes/boundary.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// What a distinct surface can do in a match, worked out once.
struct WordMatches {
  struct Character {
    PatternWordId id;     ///< kNoCharacter if no pattern has it
    std::uint32_t start;  ///< code points from the start of the word
    std::uint32_t end;    ///< without a line break inside of the word
  };
  static constexpr PatternWordId kNoCharacter = 0xFFFF'FFFF;
  /// A character from which some pattern goes on, to the word's end at least.
  struct Start {
    std::uint32_t character;
    /// Where the patterns that do stand behind the word; kLookInside if one of them ends in it or
    /// has something other than a word there, or if there is more than one root.
    PatternTree::NodeId behind;
  };
  static constexpr PatternTree::NodeId kLookInside = 0xFFFF'FFFF;

  /// What it is without its ending (`China's`).
  struct WithoutEnding {
    std::vector<PatternWordId> words;  ///< pattern words that it then satisfies
    std::uint32_t ending = 0;          ///< code points from the start of the word
    std::string term;
  };

  std::span<const PatternWordId> words;   ///< pattern words that it satisfies as a whole
  std::span<const Character> characters;  ///< of a word of Han; else none
  std::span<const Start> starts;          ///< by character
  /// The form of a word whose inner borders matter: few are ever asked for, and to find them costs
  /// more than all else here. Empty once `cuts` holds them.
  std::string_view uncut;
  HanCuts cuts;                                   ///< inner borders
  const WithoutEnding* without_ending = nullptr;  ///< null if it then satisfies none
  bool is_word = true;                            ///< a word or a number
};

/// Works out what surfaces can do in a match with a pattern of a theme set. For one thread.
class WordMatcher {
 public:
  WordMatcher(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary)
      : themes_(themes),
        tokenizer_(tokenizer),
        boundary_(boundary),
        needs_two_(boundary != Boundary::any && !tokenizer.han_overlaps()) {}

  /// Nothing if the word cannot be in a match at all, as most cannot. What it points to is the
  /// matcher's, and stays.
  std::optional<WordMatches> find(const WordForms& word);

 private:
  using Character = WordMatches::Character;
  using Start = WordMatches::Start;

  [[nodiscard]] bool find_han(std::string_view form);
  void find_ending(const WordForms& word);
  void find_starts();
  [[nodiscard]] std::optional<PatternTree::NodeId> behind(PatternTree::NodeId root,
                                                          std::size_t first) const;
  template <class T>
  std::span<const T> kept(std::span<const T> found);

  const ThemeSet& themes_;
  const Tokenizer& tokenizer_;
  Boundary boundary_;
  bool needs_two_;  // characters of a longer word of Han, save where may_take_of() says

  // Of the word at hand.
  std::vector<PatternWordId> words_;
  std::vector<Character> characters_;
  std::vector<std::uint32_t> begins_;  // the characters that some pattern begins with
  std::vector<Start> starts_;
  WordMatches::WithoutEnding without_ending_;

  // What was found, side by side: no word asks for memory of its own.
  std::pmr::monotonic_buffer_resource arena_;
  std::deque<WordMatches::WithoutEnding> without_endings_;
};

}  // namespace themescore

#pragma once

#include <cstdint>
#include <optional>
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

  std::vector<PatternWordId> words;   ///< pattern words that it satisfies as a whole
  std::vector<Character> characters;  ///< of a word of Han; else none
  std::vector<Start> starts;          ///< by character
  bool is_word = true;                ///< a word or a number
  /// The form of a word whose inner borders matter: few are ever asked for, and to find them costs
  /// more than all else here. Empty once `cuts` holds them.
  std::string uncut;
  HanCuts cuts;  ///< inner borders
  /// Pattern words that it satisfies without its ending (`China's`), and where that begins.
  std::vector<PatternWordId> words_without_ending;
  std::uint32_t ending = 0;  ///< code points from the start of the word
  std::string term_without_ending;
};

/// Works out what a surface can do in a match with a pattern of a theme set.
class WordMatcher {
 public:
  WordMatcher(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary)
      : themes_(themes), tokenizer_(tokenizer), boundary_(boundary) {}

  /// Whether the word can be in a match at all. `matches` is overwritten, with nothing that holds
  /// if it cannot; most words cannot, and do not ask for memory if it has some.
  bool find(const WordForms& word, WordMatches& matches) const;

 private:
  [[nodiscard]] bool find_han(const WordForms& word, WordMatches& matches) const;
  void find_ending(const WordForms& word, WordMatches& matches) const;
  void find_starts(WordMatches& matches) const;
  [[nodiscard]] std::optional<PatternTree::NodeId> behind(PatternTree::NodeId root,
                                                          const WordMatches& matches,
                                                          std::size_t first) const;

  const ThemeSet& themes_;
  const Tokenizer& tokenizer_;
  Boundary boundary_;
};

}  // namespace themescore

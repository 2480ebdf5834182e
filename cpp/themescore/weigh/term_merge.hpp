#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themescore/tokenize/ngrams.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/ngram_counter.hpp"
#include "themescore/weigh/term_strings.hpp"

namespace themescore {

/// What one of several counters has met.
struct TermSource {
  const Vocabulary* words = nullptr;
  std::vector<bool> counted;        ///< by word: whether it is a term
  std::span<const Ngram> ngrams{};  ///< none if words alone are counted
};

/// The strings of several counters as one list, each once.
struct MergedWords {
  std::vector<std::string> strings;  ///< in code point order, which is the order of their UTF-8
  /// By counter and number there: the place in `strings`, kNotMerged of those that are not wanted.
  std::vector<std::vector<std::uint32_t>> place;
};
inline constexpr std::uint32_t kNotMerged = 0xFFFF'FFFF;

/// The terms of several counters as the columns of one matrix.
struct MergedTerms {
  TermStrings terms;  ///< in code point order
  /// By counter and number there: the column.
  std::vector<std::vector<std::uint32_t>> column_of_word;
  std::vector<std::vector<std::uint32_t>> column_of_ngram;

  [[nodiscard]] std::uint32_t column(std::size_t counter, TermCode code) const {
    return (code & kLonger) != 0 ? column_of_ngram[counter][code & ~kLonger]
                                 : column_of_word[counter][code];
  }
};

/// `wanted`: by counter and number there; all of a counter's if that is empty.
[[nodiscard]] MergedWords merge_words(std::span<const Vocabulary* const> vocabularies,
                                      std::span<const std::vector<bool>> wanted);

/// `shape` says of which sizes n-grams are terms; null if words are.
///
/// The words of an n-gram are joined by a blank, which sorts before everything that a word holds:
/// so n-grams are in the order of their words, and none is compared as a string.
[[nodiscard]] MergedTerms merge_terms(std::span<const TermSource> sources, const NgramShape* shape);

}  // namespace themescore

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
  std::vector<bool> counted;                     ///< by word: whether it is a term
  std::span<const std::vector<Ngram>> ngrams{};  ///< by chunk; none if words alone are counted
};

/// The strings of several counters as one list, each once.
struct MergedWords {
  std::vector<std::string> strings;  ///< in code point order, which is the order of their UTF-8
  /// By counter and number there: the place in `strings`, kNotMerged of those that are not wanted.
  std::vector<std::vector<std::uint32_t>> place;
};
inline constexpr std::uint32_t kNotMerged = 0xFFFF'FFFF;

/// The columns of the terms that a counter met in one chunk of documents.
struct TermColumns {
  std::span<const std::uint32_t> of_word;  ///< kNotMerged of those that are no terms
  std::span<const std::uint32_t> of_ngram;

  [[nodiscard]] std::uint32_t operator[](TermCode code) const noexcept {
    return (code & kLonger) != 0 ? of_ngram[code & ~kLonger] : of_word[code];
  }
};

/// The terms of several counters as the columns of one matrix.
struct MergedTerms {
  TermStrings terms;                                       ///< in code point order
  std::vector<std::vector<std::uint32_t>> column_of_word;  ///< by counter and number there
  /// Of the n-grams of all chunks of all counters, one chunk after another.
  std::vector<std::uint32_t> column_of_ngram;
  std::vector<std::vector<std::size_t>> first_ngram;  ///< by counter and chunk; the place in these

  [[nodiscard]] TermColumns columns(std::size_t counter, std::size_t chunk) const {
    TermColumns columns{column_of_word[counter], column_of_ngram};
    if (!first_ngram.empty()) {
      columns.of_ngram = columns.of_ngram.subspan(first_ngram[counter][chunk]);
    }
    return columns;
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

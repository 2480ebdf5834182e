#pragma once

#include <span>

#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/segmenter.hpp"

namespace themescore {

/// Where a match may begin and end inside of a word: at the borders of the words that it is made
/// of, by the best path that does not use the word itself; in a name, at those that name_cuts()
/// leaves.
///
/// The words that it is made of are taken apart in the same way, so that 香港 is found in
/// 香港特别行政区|政府; but there a match takes whole parts of two characters or more, so that 中国
/// is not found in 发展中|国家.
[[nodiscard]] HanCuts word_cuts(const HanDictionary& dictionary, std::span<const char32_t> word);

}  // namespace themescore

#include "themescore/tokenize/han/bigram_segmenter.hpp"

namespace themescore {

std::size_t BigramSegmenter::segment(std::span<const char32_t> runs,
                                     Workspace& /*workspace*/,
                                     std::span<Word> words) const {
  std::size_t count = 0;
  const auto size = static_cast<std::uint32_t>(runs.size());
  for (std::uint32_t end = 0; end < size; ++end) {
    const std::uint32_t start = end;
    while (end < size && runs[end] != kBetweenRuns) {
      ++end;
    }
    if (end - start == 1) {
      words[count++] = {start, end};
    }
    for (std::uint32_t i = start; i + 1 < end; ++i) {
      words[count++] = {i, i + 2};
    }
  }
  return count;
}

HanCuts BigramSegmenter::cuts(std::span<const char32_t> word) const {
  const std::uint64_t borders = all_inner_borders(word.size());
  return {borders, borders};
}

HanOrigin BigramSegmenter::origin(std::span<const char32_t> word) const {
  return word.size() == 1 ? HanOrigin::single : HanOrigin::pair;
}

}  // namespace themescore

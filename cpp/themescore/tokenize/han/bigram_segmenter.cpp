#include "themescore/tokenize/han/bigram_segmenter.hpp"

namespace themescore {

void BigramSegmenter::segment(std::span<const char32_t> runs,
                              Workspace& /*workspace*/,
                              std::vector<Word>& words) const {
  words.clear();
  const auto size = static_cast<std::uint32_t>(runs.size());
  for (std::uint32_t end = 0; end < size; ++end) {
    const std::uint32_t start = end;
    while (end < size && runs[end] != kBetweenRuns) {
      ++end;
    }
    if (end - start == 1) {
      words.push_back({start, end});
    }
    for (std::uint32_t i = start; i + 1 < end; ++i) {
      words.push_back({i, i + 2});
    }
  }
}

HanCuts BigramSegmenter::cuts(std::span<const char32_t> word) const {
  const std::uint64_t borders = all_inner_borders(word.size());
  return {borders, borders};
}

HanOrigin BigramSegmenter::origin(std::span<const char32_t> word) const {
  return word.size() == 1 ? HanOrigin::single : HanOrigin::pair;
}

}  // namespace themescore

#include "themescore/tokenize/han/bigram_segmenter.hpp"

namespace themescore {

void BigramSegmenter::segment(std::span<const char32_t> run,
                              Workspace& /*workspace*/,
                              std::vector<Word>& words) const {
  words.clear();
  const auto size = static_cast<std::uint32_t>(run.size());
  if (size == 1) {
    words.push_back({0, 1});
  }
  for (std::uint32_t i = 0; i + 1 < size; ++i) {
    words.push_back({i, i + 2});
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

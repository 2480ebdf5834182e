#pragma once

#include <array>
#include <vector>

#include "themescore/emphasis/marks.hpp"

namespace themescore {

/// What a mention counts in `emphasis`: the product of three factors, all of them 1 unless set.
struct EmphasisWeights {
  std::vector<double> pattern;  ///< by pattern; empty if all are 1
  std::array<double, kHighestLevel + 1> cue_level = {1, 1, 1, 1};  ///< the first: without a cue
  std::array<double, kPlaceNames.size()> place = {1, 1, 1, 1, 1};  ///< by Place

  [[nodiscard]] double of_pattern(std::uint32_t index) const {
    return pattern.empty() ? 1 : pattern[index];
  }
  [[nodiscard]] double of_place(Place at) const { return place[static_cast<std::size_t>(at)]; }
};

}  // namespace themescore

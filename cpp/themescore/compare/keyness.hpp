#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themescore/compare/keyness_measures.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Every term in every group: numbers by group x terms + term.
struct KeynessTable {
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> documents;        ///< of the group that have it
  std::vector<double> dispersion;             ///< see dispersion()
  std::vector<std::vector<double>> measures;  ///< in the order in which they were asked for
  std::vector<std::int64_t> words;            ///< by group: the sum of its counts
};

/// Compares each group with all others, term by term, by the measures named. `group_of` gives each
/// document's group, below `groups`; OptionError if it does not, or if there is no such measure.
[[nodiscard]] KeynessTable keyness(const Counts& counts,
                                   std::span<const std::uint32_t> group_of,
                                   std::uint32_t groups,
                                   std::span<const std::string> measures,
                                   const KeynessSettings& settings);

}  // namespace themescore

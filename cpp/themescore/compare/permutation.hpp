#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/theme_table.hpp"
#include "themescore/parallel/task_runner.hpp"

namespace themescore {

struct PermutationOptions {
  std::uint32_t shuffles = 2000;
  std::uint64_t seed = 0;
};

/// How often chance alone brings about a difference as large: p by theme x groups + group.
///
/// The documents keep their words and mentions, and the groups are dealt out among them anew. Of
/// `shuffles` such deals, and the one that there is, p is the share whose |rate of the group - rate
/// of all others| is no smaller (Phipson and Smyth 2010): exact if documents could be exchanged.
/// Not a number where the group or the others have no words, or no document mentions the theme.
/// The numbers depend on the seed and not on the threads of `runner`. `group_of` gives each
/// document's group, below `groups`.
[[nodiscard]] std::vector<double> permutation_p(const ThemeTable& table,
                                                std::span<const std::uint32_t> group_of,
                                                std::uint32_t groups,
                                                const PermutationOptions& options,
                                                TaskRunner& runner);

}  // namespace themescore

#pragma once

#include <cstdint>
#include <vector>

#include "themescore/compare/exposure_table.hpp"
#include "themescore/compare/groups.hpp"
#include "themescore/parallel/task_runner.hpp"

namespace themescore {

struct PermutationOptions {
  std::uint32_t shuffles = 2000;
  std::uint64_t seed = 0;
};

/// How often chance alone brings about a difference as large: p by theme x groups + group.
///
/// The documents keep their words and mentions, and the groups are dealt out among them anew,
/// within each stratum. Of `shuffles` such deals, and the one that there is, p is the share whose
/// statistic `difference` is in size no smaller (Phipson and Smyth 2010): exact if documents could
/// be exchanged. Where a group is the baseline, each other group is dealt out with it alone.
///
/// Not a number where there is no such difference, no document mentions the theme, or the group is
/// the baseline. The numbers depend on the seed and not on the threads of `runner`.
[[nodiscard]] std::vector<double> permutation_p(const ExposureTable& table,
                                                const Grouping& grouping,
                                                Baseline baseline,
                                                const PermutationOptions& options,
                                                TaskRunner& runner);

}  // namespace themescore

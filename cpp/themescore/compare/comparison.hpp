#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themescore/parallel/task_runner.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// A lower and an upper bound; not a number where there is none.
struct Interval {
  double low;
  double high;
};

/// One theme in one group against all other groups.
struct ComparisonRow {
  std::uint32_t theme = 0;
  std::uint32_t group = 0;
  std::int64_t documents = 0;
  std::int64_t words = 0;
  std::int64_t mentions = 0;
  double dispersion = 0;            ///< see dispersion()
  double p = 0;                     ///< see permutation_p()
  std::vector<double> statistics;   ///< in the order of statistic_names()
  std::vector<Interval> intervals;  ///< of the statistics named in ComparisonOptions::intervals
};

struct ComparisonOptions {
  std::vector<std::string> intervals = {"rate", "ratio"};
  std::uint32_t replicates = 2000;  ///< of the bootstrap, and as many shuffles of the groups
  std::uint64_t seed = 0;
  unsigned threads = 1;
};

/// How many pieces each group's numbers rest on: its documents, or the sentences of its only one.
[[nodiscard]] std::vector<std::int64_t> resampling_units(const Counts& counts,
                                                         std::span<const std::uint32_t> group_of,
                                                         std::uint32_t groups);

/// Compares each group with all others, theme by theme; rows by theme, then group.
///
/// `group_of` gives each document's group, below `groups`. Intervals are those of a bootstrap (see
/// Units); `tails[group]` is the share of replicates to be left out at either end. There is no
/// interval where the group has no mention or only one unit, nor one of a statistic of both sides
/// where the others have no mention. p is that of a permutation test. The numbers depend on the
/// seed and not on the threads. Throws OptionError for threads = 0 and for groups that do not fit
/// the documents, Cancelled if `progress` says so. `progress` is told how many pieces of work are
/// done and may be empty.
[[nodiscard]] std::vector<ComparisonRow> compare(const Counts& counts,
                                                 std::span<const std::uint32_t> group_of,
                                                 std::uint32_t groups,
                                                 std::span<const double> tails,
                                                 const ComparisonOptions& options,
                                                 const Progress& progress = {});

}  // namespace themescore

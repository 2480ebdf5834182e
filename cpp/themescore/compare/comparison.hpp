#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/exposure.hpp"
#include "themescore/compare/groups.hpp"
#include "themescore/compare/intervals.hpp"
#include "themescore/parallel/task_runner.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// One theme in one group against what it is compared with.
struct ComparisonRow {
  std::uint32_t theme = 0;
  std::uint32_t group = 0;
  std::int64_t documents = 0;
  std::int64_t words = 0;
  std::int64_t mentions = 0;
  double dispersion = 0;  ///< DP, and the other measures of Dispersion
  double dp_norm = 0;
  double juilland_d = 0;
  std::int64_t range = 0;
  double design_effect = 0;         ///< see design_effects()
  double p = 0;                     ///< see permutation_p()
  std::vector<double> statistics;   ///< in the order of statistic_names()
  std::vector<Interval> intervals;  ///< of the statistics named in ComparisonOptions::intervals
};

struct ComparisonOptions {
  Exposure exposure = Exposure::words;
  double per = 1000;  ///< of how many words, or what the exposure is, rates are to be
  Baseline baseline = {};
  DrawnFrom drawn_from = DrawnFrom::group;
  std::vector<std::string> intervals = {"rate", "ratio", "difference"};
  bool bca = false;                 ///< intervals with bias and acceleration corrected
  std::uint32_t replicates = 2000;  ///< of the bootstrap, and as many shuffles of the groups
  std::uint64_t seed = 0;
  unsigned threads = 1;
};

/// How many pieces each group's numbers rest on: its documents, or the sentences of its only one;
/// where documents are drawn from cells the documents less the cells that they are spread over,
/// and one.
[[nodiscard]] std::vector<std::int64_t> resampling_units(const Counts& counts,
                                                         const Grouping& grouping,
                                                         DrawnFrom drawn_from = DrawnFrom::group);

/// Compares each group with its baseline, theme by theme; rows by theme, then group.
///
/// Intervals are those of a bootstrap (see Units); `tails[group]` is the share of replicates to be
/// left out at either end. There is no interval where the group has no mention or only one unit,
/// nor one of a statistic of both sides where the others have no mention. p is that of a
/// permutation test. Of a group that is the baseline there are only the statistics of itself. The
/// numbers depend on the seed and not on the threads. Throws OptionError for threads = 0, and for
/// groups or a baseline that do not fit the documents, Cancelled if `progress` says so. `progress`
/// is told how many pieces of work are done and may be empty.
[[nodiscard]] std::vector<ComparisonRow> compare(const Counts& counts,
                                                 const Grouping& grouping,
                                                 std::span<const double> tails,
                                                 const ComparisonOptions& options,
                                                 const Progress& progress = {});

}  // namespace themescore

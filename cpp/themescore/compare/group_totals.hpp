#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/contrast.hpp"
#include "themescore/compare/groups.hpp"

namespace themescore {

/// Looks up, in totals by group and stratum, what a theme in a group stands against.
///
/// Counts lie by theme: `counts[cell x themes + theme]`, cell as in Grouping.
class GroupTotals {
 public:
  GroupTotals(std::size_t groups, std::size_t strata, std::size_t themes, Baseline baseline);

  /// Sums over the groups. Refers to both until the next call.
  void set(std::span<const double> sizes, std::span<const double> counts);

  /// One contrast a stratum, which hold until the next call.
  [[nodiscard]] std::span<const Contrast> contrasts(std::size_t theme, std::size_t group);

 private:
  std::size_t groups_;
  std::size_t strata_;
  std::size_t themes_;
  Baseline baseline_;
  std::span<const double> sizes_;
  std::span<const double> counts_;
  std::vector<double> all_sizes_;   // by stratum
  std::vector<double> all_counts_;  // stratum x themes + theme
  std::vector<Contrast> contrasts_;
};

}  // namespace themescore

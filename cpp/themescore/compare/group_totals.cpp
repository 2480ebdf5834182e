#include "themescore/compare/group_totals.hpp"

#include <algorithm>

namespace themescore {

GroupTotals::GroupTotals(std::size_t groups,
                         std::size_t strata,
                         std::size_t themes,
                         Baseline baseline)
    : groups_(groups),
      strata_(strata),
      themes_(themes),
      baseline_(baseline),
      all_sizes_(strata),
      all_counts_(strata * themes),
      contrasts_(strata) {}

void GroupTotals::set(std::span<const double> sizes, std::span<const double> counts) {
  sizes_ = sizes;
  counts_ = counts;
  std::ranges::fill(all_sizes_, 0);
  std::ranges::fill(all_counts_, 0);
  for (std::size_t cell = 0; cell < groups_ * strata_; ++cell) {
    const std::size_t stratum = cell % strata_;
    all_sizes_[stratum] += sizes[cell];
    for (std::size_t theme = 0; theme < themes_; ++theme) {
      all_counts_[stratum * themes_ + theme] += counts[cell * themes_ + theme];
    }
  }
}

std::span<const Contrast> GroupTotals::contrasts(std::size_t theme, std::size_t group) {
  for (std::size_t stratum = 0; stratum < strata_; ++stratum) {
    const std::size_t cell = group * strata_ + stratum;
    const double count = counts_[cell * themes_ + theme];
    const double all_count = all_counts_[stratum * themes_ + theme];
    const double size = sizes_[cell];
    const std::size_t other = baseline_.group * strata_ + stratum;
    switch (baseline_.kind) {
      case Baseline::Kind::rest:
        contrasts_[stratum] = {count, size, all_count - count, all_sizes_[stratum] - size};
        break;
      case Baseline::Kind::all:
        contrasts_[stratum] = {count, size, all_count, all_sizes_[stratum]};
        break;
      case Baseline::Kind::group:
        contrasts_[stratum] = {count, size, counts_[other * themes_ + theme], sizes_[other]};
        break;
    }
  }
  return contrasts_;
}

}  // namespace themescore

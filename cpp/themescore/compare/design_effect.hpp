#pragma once

#include <vector>

#include "themescore/compare/exposure_table.hpp"
#include "themescore/compare/groups.hpp"

namespace themescore {

/// How many times the variance of a group's rate is what it would be if words were drawn one by
/// one (Kish 1965), by group x themes + theme: n/(n-1) sum (m - r w)^2 / (M (1 - M/W)), where the
/// n documents have m mentions in w words each, M in W together, and r = M/W. An interval is about
/// its square root times as wide. Not a number for fewer than two documents and without mentions.
[[nodiscard]] std::vector<double> design_effects(const ExposureTable& table,
                                                 const Grouping& grouping);

}  // namespace themescore

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "themescore/compare/contrast.hpp"

namespace themescore {

/// Names of the statistics, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> statistic_names();

/// A statistic of this name. Throws OptionError if there is none.
///
/// In each stratum a of N1 words in the group, b of N2 in the others, w = N1 N2 / (N1 + N2). Strata
/// with one side only say nothing, but for the rate.
///
/// rate   per x sum a / sum N1; 0 without words
/// other_rate
///        the same of the others
/// difference
///        per x sum w (a/N1 - b/N2) / sum w
/// ratio  sum w a/N1 / sum w b/N2 (Mantel and Haenszel 1959; of rates Rothman and Boice 1979); with
///        one stratum the rate divided by that of the others. If one of the two sides has no
///        mention, half a one is added to either, spread over the strata; not a number if neither
///        has one
/// log_odds, z
///        the keyness measures log_odds and log_odds_z with their usual prior, the strata weighed
///        by the inverse of their variance
/// g2, g2_two_cell
///        the keyness measures of these names without their sign, summed over the strata; 0 where a
///        margin is empty
///
/// All but rate are not a number if no stratum has both sides; g2 is 0.
struct Statistic {
  std::string_view name;
  double (*function)(Strata, double per);
  bool of_both;  ///< depends on the others too, so that it needs mentions on both sides

  /// `per`: of how many words rates are to be.
  double operator()(Strata strata, double per = 1000) const { return function(strata, per); }
  double operator()(const Contrast& contrast, double per = 1000) const {
    return function(Strata(&contrast, 1), per);
  }
};
[[nodiscard]] const Statistic& statistic(std::string_view name);

}  // namespace themescore

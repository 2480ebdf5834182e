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
/// rate   1000 x mentions / words; 0 without words
/// ratio  rate / rate of the others. If one of the two has no mention, 0.5 is added to both numbers
///        of mentions; not a number if neither has one, or if one side has no words
/// g2     the keyness measure of this name without its sign; 0 where a margin is empty
/// log_odds, z
///        the keyness measures log_odds and log_odds_z with their usual prior
struct Statistic {
  std::string_view name;
  double (*function)(const Contrast&);
  bool of_both;  ///< depends on the others too, so that it needs mentions on both sides

  double operator()(const Contrast& contrast) const { return function(contrast); }
};
[[nodiscard]] const Statistic& statistic(std::string_view name);

}  // namespace themescore

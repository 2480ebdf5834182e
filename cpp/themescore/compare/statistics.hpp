#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// A theme in a group of documents against the others: mentions and words of each.
struct Contrast {
  double mentions = 0;
  double words = 0;
  double other_mentions = 0;
  double other_words = 0;
};

/// Names of the statistics, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> statistic_names();

/// A statistic of this name. Throws OptionError if there is none.
///
/// rate   1000 x mentions / words; 0 without words
/// ratio  rate / rate of the others. If one of the two has no mention, 0.5 is added to both numbers
///        of mentions; not a number if neither has one, or if one side has no words
/// g2     Dunning's log-likelihood ratio, 2 sum O ln(O / E) over the four cells mention or other
///        word x group or others (Dunning 1993); 0 where a margin is empty
struct Statistic {
  std::string_view name;
  double (*function)(const Contrast&);
  bool of_both;  ///< depends on the others too, so that it needs mentions on both sides

  double operator()(const Contrast& contrast) const { return function(contrast); }
};
[[nodiscard]] const Statistic& statistic(std::string_view name);

}  // namespace themescore

#include "themescore/trends/count_series.hpp"

#include <algorithm>
#include <cmath>

#include "themescore/errors.hpp"

namespace themescore {

CountSeries::CountSeries(std::span<const double> counts,
                         std::span<const double> words,
                         std::size_t times)
    : counts_(counts), words_(words), times_(times) {
  if (times == 0 || counts.size() % times != 0 || counts.size() != words.size()) {
    throw OptionError("series: counts and words of the same times are needed");
  }
  if (!std::ranges::all_of(counts,
                           [](double count) { return count >= 0 && std::isfinite(count); })) {
    throw OptionError("series: counts have to be 0 or more");
  }
  if (!std::ranges::all_of(words, [](double some) { return some > 0 && std::isfinite(some); })) {
    throw OptionError("series: words have to be more than 0");
  }
}

}  // namespace themescore

#pragma once

#include <span>
#include <vector>

#include "themescore/parallel/task_runner.hpp"

namespace themescore {

/// Sen's slope of each series, the median of (value j - value i) / (time j - time i) over all
/// i < j; `values` are the series, row after row, a value for each of `times`.
///
/// Each is, to the last bit, what choosing among all these quotients gives, and depends neither on
/// the threads of `runner` nor on the other series. Throws OptionError unless there are two times
/// or more, in order and all different, and `values` are finite and whole rows.
[[nodiscard]] std::vector<double> median_slopes(std::span<const double> times,
                                                std::span<const double> values,
                                                TaskRunner& runner);

}  // namespace themescore

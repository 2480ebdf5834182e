#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/parallel/task_runner.hpp"
#include "themescore/trends/count_series.hpp"

namespace themescore {

/// A series cut into levels.
struct Partition {
  std::vector<std::int64_t> breaks;  ///< the first time of each level but the first, in order
  double cost = 0;
};

/// Of each series the partition into levels of at least `min_size` times whose costs, and the
/// series' price for each break, add up to the least (Jackson and others 2005). A level costs its
/// Poisson deviance without what all partitions share: 2 C ln(E / C), with C its mentions and E
/// what it would have at the rate of the whole series. Of equal sums the one with the earlier last
/// break is taken. A series that is too short for two levels has no break; one that is too short
/// for one costs infinity.
///
/// The sums are those of trying every start of a level for every end, to the last bit, and depend
/// neither on the threads of `runner` nor on the other series. Throws OptionError unless there is a
/// finite price, 0 or more, for each series, and `min_size` is at least 1.
[[nodiscard]] std::vector<Partition> best_partitions(const CountSeries& series,
                                                     std::span<const double> prices,
                                                     std::size_t min_size,
                                                     TaskRunner& runner);

/// The break that cuts each series best in two, each part of at least `min_size` times; of equally
/// good ones the earliest. Throws OptionError where two parts are longer than a series.
[[nodiscard]] std::vector<std::int64_t> best_splits(const CountSeries& series,
                                                    std::size_t min_size,
                                                    TaskRunner& runner);

}  // namespace themescore

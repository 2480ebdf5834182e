#pragma once

#include <cstdint>
#include <span>

namespace themescore {

/// A lower and an upper bound; not a number where there is none.
struct Interval {
  double low;
  double high;
};

/// The interval that leaves out the share `tail` of the replicates at either end, those that are
/// not a number apart; linear between order statistics (type 7 of Hyndman and Fan 1996). Reorders
/// `values`.
[[nodiscard]] Interval percentile_interval(std::span<double> values, double tail);

/// The same with ends that allow for bias, how many replicates lie below `estimate`, and for
/// `acceleration`, how the spread grows with the estimate (BCa; Efron 1987).
[[nodiscard]] Interval bca_interval(std::span<double> values,
                                    double tail,
                                    double estimate,
                                    double acceleration);

}  // namespace themescore

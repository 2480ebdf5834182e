#pragma once

#include <cmath>
#include <numbers>

namespace themescore {

/// The share of a standard normal distribution below `z`.
[[nodiscard]] inline double normal_cdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

/// Where that share is `p`, between 0 and 1; by halving, to the last digits of a double.
[[nodiscard]] inline double normal_quantile(double p) {
  double low = -40;
  double high = 40;
  for (int i = 0; i < 64; ++i) {
    const double middle = (low + high) / 2;
    (normal_cdf(middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace themescore

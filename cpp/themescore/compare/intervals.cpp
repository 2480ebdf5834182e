#include "themescore/compare/intervals.hpp"

#include <algorithm>
#include <cmath>

#include "themescore/compare/normal.hpp"
#include "themescore/compare/not_a_number.hpp"

namespace themescore {

namespace {

double quantile(std::span<double> values, double probability) {
  const double at = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(std::floor(at));
  std::nth_element(values.begin(), values.begin() + below, values.end());
  const double low = values[static_cast<std::size_t>(below)];
  const double rest = at - std::floor(at);
  if (rest == 0) {
    return low;
  }
  return low + rest * (*std::min_element(values.begin() + below + 1, values.end()) - low);
}

std::span<double> defined_of(std::span<double> values) {
  const auto end =
      std::partition(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
  return {values.begin(), end};
}

}  // namespace

Interval percentile_interval(std::span<double> values, double tail) {
  const std::span<double> defined = defined_of(values);
  if (defined.empty()) {
    return {kNaN, kNaN};
  }
  return {quantile(defined, tail), quantile(defined, 1 - tail)};
}

Interval bca_interval(std::span<double> values, double tail, double estimate, double acceleration) {
  const std::span<double> defined = defined_of(values);
  if (defined.empty()) {
    return {kNaN, kNaN};
  }
  double below = 0;  // those that are the same count half
  for (const double value : defined) {
    below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
  }
  const auto n = static_cast<double>(defined.size());
  const double bias = normal_quantile(std::clamp(below / n, 0.5 / n, 1 - 0.5 / n));
  const auto end = [&](double z) {
    const double from_bias = bias + z;
    return normal_cdf(bias + from_bias / (1 - acceleration * from_bias));
  };
  const double z = normal_quantile(tail);
  return {quantile(defined, end(z)), quantile(defined, end(-z))};
}

}  // namespace themescore

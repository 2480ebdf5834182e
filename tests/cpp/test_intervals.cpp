#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "themescore/compare/intervals.hpp"
#include "themescore/compare/normal.hpp"

using themescore::bca_interval;
using themescore::normal_cdf;
using themescore::normal_quantile;
using themescore::percentile_interval;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> whole_numbers(int last) {
  std::vector<double> values;
  for (int i = last; i >= 0; --i) {
    values.push_back(i);
  }
  return values;
}

bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(b)); }

}  // namespace

TEST_CASE("the normal distribution is that of printed tables") {
  CHECK(normal_cdf(0) == 0.5);
  CHECK(std::abs(normal_cdf(1.959963984540054) - 0.975) < 1e-15);
  CHECK(std::abs(normal_quantile(0.975) - 1.959963984540054) < 1e-14);
  CHECK(std::abs(normal_quantile(0.001) + 3.090232306167814) < 1e-13);
  for (const double p : {1e-12, 0.01, 0.3, 0.5, 0.999}) {
    CHECK(close(normal_cdf(normal_quantile(p)), p));
  }
}

TEST_CASE("percentiles lie between order statistics, and what is not a number is left out") {
  std::vector<double> values = whole_numbers(100);
  values.insert(values.begin() + 5, kNaN);
  const auto interval = percentile_interval(values, 0.025);
  CHECK(close(interval.low, 2.5));
  CHECK(close(interval.high, 97.5));
  std::vector<double> none(3, kNaN);
  CHECK(std::isnan(percentile_interval(none, 0.1).low));
  CHECK(std::isnan(bca_interval(none, 0.1, 1, 0).high));
}

TEST_CASE("without bias and acceleration BCa is the percentile interval") {
  auto values = whole_numbers(1000);
  const auto plain = percentile_interval(values, 0.025);
  const auto corrected = bca_interval(values, 0.025, 500, 0);
  CHECK(std::abs(corrected.low - plain.low) < 1e-9);
  CHECK(std::abs(corrected.high - plain.high) < 1e-9);
}

TEST_CASE("BCa moves the ends by bias and acceleration") {
  auto values = whole_numbers(1000);
  // Fewer replicates below the estimate than above: both ends move down. Phi^-1(0.4) = -0.2533.
  const auto biased = bca_interval(values, 0.025, 400, 0);
  CHECK(std::abs(biased.low - 1000 * normal_cdf(2 * -0.2533 - 1.96)) < 0.2);
  CHECK(std::abs(biased.high - 1000 * normal_cdf(2 * -0.2533 + 1.96)) < 0.2);
  const auto skewed = bca_interval(values, 0.025, 500, 0.1);
  CHECK(std::abs(skewed.low - 1000 * normal_cdf(-1.96 / (1 + 0.196))) < 0.1);
  CHECK(std::abs(skewed.high - 1000 * normal_cdf(1.96 / (1 - 0.196))) < 0.1);
  // An estimate beyond all replicates has a bias that is large, and ends that are numbers.
  const auto beyond = bca_interval(values, 0.025, 2000, 0);
  CHECK(beyond.low <= beyond.high);
}

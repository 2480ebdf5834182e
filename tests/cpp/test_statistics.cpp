#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.hpp"
#include "themescore/compare/statistics.hpp"
#include "themescore/errors.hpp"

using themescore::Contrast;
using themescore::statistic;

namespace {

double rate(const Contrast& c) { return statistic("rate")(c); }
double ratio(const Contrast& c) { return statistic("ratio")(c); }
double g2(const Contrast& c) { return statistic("g2")(c); }

void check_statistic(double found, double wanted) {
  CHECK(found == doctest::Approx(wanted).epsilon(1e-12));
}

}  // namespace

TEST_CASE("the statistics are known by their names") {
  for (const std::string& name : themescore::statistic_names()) {
    CHECK_NOTHROW((void)statistic(name));
  }
  CHECK(themescore::statistic_names().size() >= 3);
  CHECK_THROWS_AS((void)statistic("Rate"), themescore::OptionError);
  CHECK_THROWS_AS((void)statistic(""), themescore::OptionError);
}

TEST_CASE("rate is mentions in a thousand words, 0 without words") {
  check_statistic(rate({3, 200, 0, 0}), 15);
  CHECK(rate({0, 200, 5, 100}) == 0);
  CHECK(rate({0, 0, 5, 100}) == 0);
}

TEST_CASE("ratio is the rate over that of the others") {
  check_statistic(ratio({30, 1000, 20, 2000}), 3);
  check_statistic(ratio({20, 2000, 30, 1000}), 1.0 / 3);
}

TEST_CASE("a half is added to both numbers of mentions if one of them is 0") {
  check_statistic(ratio({0, 1000, 20, 2000}), (0.5 / 1000) / (20.5 / 2000));
  check_statistic(ratio({20, 2000, 0, 1000}), (20.5 / 2000) / (0.5 / 1000));
  CHECK(std::isnan(ratio({0, 1000, 0, 2000})));
  CHECK(std::isnan(ratio({0, 0, 5, 2000})));
  CHECK(std::isnan(ratio({5, 2000, 0, 0})));
}

TEST_CASE("g2 is Dunning's log-likelihood ratio") {
  // 10 of 100 against 5 of 200. Pooled 15 of 300: expected 5 and 10 mentions, 95 and 190 others.
  const double wanted = 2 * (10 * std::log(10 / 5.0) + 5 * std::log(5 / 10.0) +
                             90 * std::log(90 / 95.0) + 195 * std::log(195 / 190.0));
  check_statistic(g2({10, 100, 5, 200}), wanted);
  check_statistic(g2({5, 200, 10, 100}), wanted);  // the same seen from the other side
}

TEST_CASE("g2 is the difference of two binomial likelihoods") {
  // Worked out a second way: 2 (ln L(k1/n1) + ln L(k2/n2) - ln L(pooled) of both).
  const auto log_likelihood = [](double p, double k, double n) {
    return k * std::log(p) + (n - k) * std::log1p(-p);
  };
  testing::Random random(8);
  for (int i = 0; i < 1'000; ++i) {
    const double n1 = static_cast<double>(2 + random.below(5000));
    const double n2 = static_cast<double>(2 + random.below(5000));
    const double k1 = static_cast<double>(1 + random.below(static_cast<std::size_t>(n1) - 1));
    const double k2 = static_cast<double>(1 + random.below(static_cast<std::size_t>(n2) - 1));
    const double pooled = (k1 + k2) / (n1 + n2);
    const double wanted = 2 * (log_likelihood(k1 / n1, k1, n1) + log_likelihood(k2 / n2, k2, n2) -
                               log_likelihood(pooled, k1, n1) - log_likelihood(pooled, k2, n2));
    // Both are differences of terms of some thousands.
    CHECK(std::abs(g2({k1, n1, k2, n2}) - wanted) < 1e-7);
  }
}

TEST_CASE("g2 is 0 where the rates are equal and where a margin is empty") {
  CHECK(std::abs(g2({10, 100, 20, 200})) < 1e-12);
  CHECK(g2({0, 100, 0, 200}) == 0);
  CHECK(g2({0, 0, 5, 200}) == 0);
  CHECK(g2({5, 200, 0, 0}) == 0);
  CHECK(g2({100, 100, 200, 200}) == 0);
  CHECK(g2({20, 10, 5, 5}) == 0);  // parts of a word can be mentions each
  CHECK(g2({0, 100, 20, 200}) > 0);
}

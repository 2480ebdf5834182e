#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/trends/slopes.hpp"

using themescore::median_slopes;
using themescore::OptionError;
using themescore::TaskRunner;

namespace {

using Heights = std::vector<double>;

Heights medians_of(const Heights& times, const Heights& values, unsigned threads = 1) {
  const themescore::Progress none;
  TaskRunner runner(threads, none);
  return median_slopes(times, values, runner);
}

double median_of_all(const Heights& times, const double* values) {
  Heights slopes;
  for (std::size_t i = 0; i < times.size(); ++i) {
    for (std::size_t j = i + 1; j < times.size(); ++j) {
      slopes.push_back((values[j] - values[i]) / (times[j] - times[i]));
    }
  }
  std::ranges::sort(slopes);
  return (slopes[(slopes.size() - 1) / 2] + slopes[slopes.size() / 2]) / 2;
}

}  // namespace

TEST_CASE("the median slope is that of all pairs, to the last bit") {
  testing::Random random(4);
  for (int round = 0; round < THEMESCORE_RANDOM_ROUNDS / 20; ++round) {
    const std::size_t size = 2 + random.below(50);
    Heights times{1900};
    while (times.size() < size) {
      times.push_back(times.back() + random.pick(Heights{0.1, 1, 2}));
    }
    // Alike or not; whole numbers, of which many are equal, or fractions.
    const double drift = random.pick(Heights{0, 0.05, -2});
    const double jump = random.pick(Heights{0, 0, 3});
    const double part = random.pick(Heights{1, 7});
    const std::size_t most = random.pick(std::vector<std::size_t>{2, 10, 1000});
    Heights values;
    for (std::size_t series = 0; series < 80; ++series) {
      const double own = drift + jump * static_cast<double>(random.below(3));
      for (const double time : times) {
        values.push_back(std::floor(own * (time - 1900)) +
                         static_cast<double>(random.below(most)) / part);
      }
    }
    const Heights found = medians_of(times, values);
    CAPTURE(round);
    REQUIRE(found.size() == 80);
    for (std::size_t series = 0; series < 80; ++series) {
      REQUIRE(found[series] == median_of_all(times, values.data() + series * size));
    }
    REQUIRE(medians_of(times, values, 3) == found);
  }
}

TEST_CASE("a line has its own slope") {
  const Heights times{1, 2, 4, 8, 9};
  Heights values;
  for (int series = 0; series < 70; ++series) {
    for (const double time : times) {
      values.push_back(3 * time + series);
    }
  }
  CHECK(medians_of(times, values) == Heights(70, 3));
}

TEST_CASE("slopes that differ by rounding alone are told apart") {
  testing::Random random(5);
  Heights times{0};
  Heights values;
  for (int i = 1; i < 30; ++i) {
    times.push_back(times.back() + random.pick(Heights{0.1, 0.3, 1.7}));
  }
  for (int series = 0; series < 200; ++series) {
    for (const double time : times) {
      values.push_back(0.7 * time + 0.1 * series);
    }
  }
  const Heights found = medians_of(times, values);
  for (std::size_t series = 0; series < 200; ++series) {
    CHECK(found[series] == median_of_all(times, values.data() + series * times.size()));
  }
}

TEST_CASE("what is no time or no value is refused") {
  CHECK(medians_of({1, 2}, {}).empty());
  CHECK_THROWS_AS((void)medians_of({}, {}), OptionError);
  CHECK_THROWS_AS((void)medians_of({1}, {1}), OptionError);
  CHECK_THROWS_AS((void)medians_of({2, 1}, {1, 2}), OptionError);
  CHECK_THROWS_AS((void)medians_of({1, 1}, {1, 2}), OptionError);
  CHECK_THROWS_AS((void)medians_of({1, INFINITY}, {1, 2}), OptionError);
  CHECK_THROWS_AS((void)medians_of({1, 2}, {1, 2, 3}), OptionError);
  CHECK_THROWS_AS((void)medians_of({1, 2}, {1, NAN}), OptionError);
}

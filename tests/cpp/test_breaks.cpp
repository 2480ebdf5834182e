#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/trends/breaks.hpp"

using themescore::best_partitions;
using themescore::best_splits;
using themescore::CountSeries;
using themescore::OptionError;
using themescore::Partition;
using themescore::TaskRunner;

namespace {

using Numbers = std::vector<double>;

struct Series {
  Numbers counts;
  Numbers words;
};

std::vector<Partition> partitions_of(const Series& series,
                                     std::size_t times,
                                     const Numbers& prices,
                                     std::size_t min_size,
                                     unsigned threads = 1) {
  const themescore::Progress none;
  TaskRunner runner(threads, none);
  return best_partitions({series.counts, series.words, times}, prices, min_size, runner);
}

std::vector<std::int64_t> splits_of(const Series& series,
                                    std::size_t times,
                                    std::size_t min_size,
                                    unsigned threads = 1) {
  const themescore::Progress none;
  TaskRunner runner(threads, none);
  return best_splits({series.counts, series.words, times}, min_size, runner);
}

double sum(const Numbers& values, std::size_t start, std::size_t stop) {
  double all = 0;
  for (std::size_t i = start; i < stop; ++i) {
    all += values[i];
  }
  return all;
}

// Every start of a level for every end, each looked at.
Partition from_every_start(const Series& one, double price, std::size_t min_size) {
  const std::size_t times = one.counts.size();
  const double rate = std::max(sum(one.counts, 0, times), 1.0) / sum(one.words, 0, times);
  Numbers best(times + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> last(times + 1);
  best[0] = -price;
  for (std::size_t stop = min_size; stop <= times; ++stop) {
    for (std::size_t start = 0; start + min_size <= stop; ++start) {
      const double mentions = sum(one.counts, 0, stop) - sum(one.counts, 0, start);
      const double expected = sum(one.words, 0, stop) * rate - sum(one.words, 0, start) * rate;
      const double cost = mentions == 0 ? 0 : std::log(expected / mentions) * mentions * 2;
      if (cost + best[start] < best[stop]) {
        best[stop] = cost + best[start];
        last[stop] = start;
      }
    }
    best[stop] += price;
  }
  Partition found;
  found.cost = best[times];
  for (std::size_t start = last[times]; start != 0; start = last[start]) {
    found.breaks.insert(found.breaks.begin(), static_cast<std::int64_t>(start));
  }
  return found;
}

// Few levels and many, times without mentions, words alike, so that many sums are equal, and times
// of so many words that they decide what the levels around them are worth.
Series random_series(testing::Random& random, std::size_t times) {
  Series made;
  const std::size_t kind = random.below(4);
  const std::size_t most = random.pick(std::vector<std::size_t>{1, 2, 5, 40});
  const std::size_t length = 1 + random.below(12);
  std::size_t level = 0;
  for (std::size_t time = 0; time < times; ++time) {
    if (random.once_in(length)) {
      level = random.below(most);
    }
    made.counts.push_back(static_cast<double>(level + (random.once_in(3) ? random.below(2) : 0)));
    made.words.push_back(kind < 2    ? 100
                         : kind == 2 ? static_cast<double>(1 + random.below(500))
                                     : random.pick(Numbers{10, 10, 10, 100'000}));
  }
  return made;
}

}  // namespace

TEST_CASE("breaks and costs are those of trying every start, to the last bit") {
  testing::Random random(1);
  for (int round = 0; round < THEMESCORE_RANDOM_ROUNDS; ++round) {
    const std::size_t times = 1 + random.below(60);
    const Series one = random_series(random, times);
    const double price = random.pick(Numbers{0, 0.3, 2, 9, 40});
    const std::size_t min_size = 1 + random.below(random.once_in(5) ? times + 1 : 8);
    const Partition expected = from_every_start(one, price, min_size);
    const auto found = partitions_of(one, times, {price}, min_size);
    CAPTURE(round);
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].breaks == expected.breaks);
    REQUIRE(found[0].cost == expected.cost);
  }
}

TEST_CASE("two levels have a break between them, if its price is less than what it is worth") {
  const Series step{{2, 2, 2, 2, 9, 9, 9, 9}, Numbers(8, 100)};
  const double worth = 2 * (8 * std::log(2 / 5.5) + 36 * std::log(9 / 5.5));
  CHECK(partitions_of(step, 8, {worth * 0.99}, 2)[0].breaks == std::vector<std::int64_t>{4});
  CHECK(partitions_of(step, 8, {worth * 1.01}, 2)[0].breaks.empty());
  CHECK(partitions_of(step, 8, {worth * 0.5}, 5)[0].breaks.empty());
}

TEST_CASE("the best cut is the best of all, the earliest of equal ones") {
  testing::Random random(2);
  for (int round = 0; round < THEMESCORE_RANDOM_ROUNDS; ++round) {
    const std::size_t times = 2 + random.below(30);
    const Series one = random_series(random, times);
    const std::size_t min_size = 1 + random.below(times / 2);
    const auto gain = [&](std::size_t start, std::size_t stop) {
      const double mentions = sum(one.counts, start, stop);
      return mentions == 0 ? 0 : mentions * std::log(mentions / sum(one.words, start, stop));
    };
    const auto worth = [&](std::size_t cut) { return gain(0, cut) + gain(cut, times); };
    const auto found = static_cast<std::size_t>(splits_of(one, times, min_size)[0]);
    CAPTURE(round);
    REQUIRE(found >= min_size);
    REQUIRE(found + min_size <= times);
    for (std::size_t cut = min_size; cut + min_size <= times; ++cut) {
      REQUIRE((cut < found ? worth(cut) < worth(found) : worth(cut) <= worth(found)));
    }
  }
}

TEST_CASE("breaks do not depend on threads or on the other series") {
  testing::Random random(3);
  constexpr std::size_t kTimes = 50;
  Series all;
  Numbers prices;
  std::vector<Partition> alone;
  for (std::size_t i = 0; i < 40; ++i) {
    const Series one = random_series(random, kTimes);
    all.counts.insert(all.counts.end(), one.counts.begin(), one.counts.end());
    all.words.insert(all.words.end(), one.words.begin(), one.words.end());
    prices.push_back(static_cast<double>(i % 7));
    alone.push_back(partitions_of(one, kTimes, {prices.back()}, 2)[0]);
  }
  for (const unsigned threads : {1u, 2u, 8u}) {
    const auto together = partitions_of(all, kTimes, prices, 2, threads);
    REQUIRE(together.size() == alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
      CHECK(together[i].breaks == alone[i].breaks);
      CHECK(together[i].cost == alone[i].cost);
    }
    CHECK(splits_of(all, kTimes, 2, threads) == splits_of(all, kTimes, 2));
  }
}

TEST_CASE("what is no series, price or size is refused") {
  const Series one{{1, 2, 3, 4}, {9, 9, 9, 9}};
  CHECK_NOTHROW((void)partitions_of(one, 4, {1}, 2));
  CHECK_THROWS_AS((void)partitions_of(one, 3, {1}, 2), OptionError);
  CHECK_THROWS_AS((void)partitions_of(one, 0, {1}, 2), OptionError);
  CHECK_THROWS_AS((void)partitions_of({{1, 2}, {9, 0}}, 2, {1}, 1), OptionError);
  CHECK_THROWS_AS((void)partitions_of({{1, -2}, {9, 9}}, 2, {1}, 1), OptionError);
  CHECK_THROWS_AS((void)partitions_of({{1, NAN}, {9, 9}}, 2, {1}, 1), OptionError);
  CHECK_THROWS_AS((void)partitions_of(one, 4, {1}, 0), OptionError);
  CHECK_THROWS_AS((void)partitions_of(one, 4, {1, 1}, 2), OptionError);
  CHECK_THROWS_AS((void)partitions_of(one, 4, {-1}, 2), OptionError);
  CHECK_THROWS_AS((void)splits_of(one, 4, 3), OptionError);
}

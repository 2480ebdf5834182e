#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"
#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/comparison.hpp"
#include "themescore/compare/statistics.hpp"
#include "themescore/errors.hpp"

using themescore::compare;
using themescore::ComparisonOptions;
using themescore::ComparisonRow;
using themescore::Contrast;
using themescore::Counts;

namespace {

using Groups = std::vector<std::uint32_t>;

// Documents of two themes in three groups that differ.
Counts random_counts(std::uint64_t seed, std::size_t documents) {
  testing::Random random(seed);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < documents; ++i) {
    std::string text;
    for (std::size_t k = 20 + random.below(60); k > 0; --k) {
      text += random.once_in(4 + 4 * (i % 3)) ? "reform " : random.once_in(9) ? "growth " : "x ";
      text += random.once_in(12) ? "x. Y " : "";
    }
    texts.push_back(text);
  }
  return testing::count(testing::Texts(texts), testing::flat_themes({{"reform"}, {"growth"}}));
}

Groups by_turns(std::size_t documents, std::uint32_t groups) {
  Groups all;
  for (std::uint32_t i = 0; i < documents; ++i) {
    all.push_back(i % groups);
  }
  return all;
}

// All numbers of the rows, bit by bit, not a number as well.
std::vector<std::string> printed(const std::vector<ComparisonRow>& rows) {
  std::vector<std::string> lines;
  for (const ComparisonRow& row : rows) {
    char line[1024];
    std::snprintf(line, sizeof line, "%u %u %lld %lld %lld", row.theme, row.group,
                  static_cast<long long>(row.documents), static_cast<long long>(row.words),
                  static_cast<long long>(row.mentions));
    lines.emplace_back(line);
    for (const double value : row.statistics) {
      std::snprintf(line, sizeof line, " %a", value);
      lines.back() += line;
    }
    for (const auto& interval : row.intervals) {
      std::snprintf(line, sizeof line, " %a %a", interval.low, interval.high);
      lines.back() += line;
    }
  }
  return lines;
}

// Type 7 of Hyndman and Fan, by its definition on the sorted values.
double quantile(std::vector<double> values, double p) {
  std::ranges::sort(values);
  const double h = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(h);
  const double above = values[std::min(below + 1, values.size() - 1)];
  return values[below] + (h - static_cast<double>(below)) * (above - values[below]);
}

}  // namespace

TEST_CASE("each theme is compared in each group with all others") {
  const testing::Texts texts({"reform x x x", "reform reform x", "growth x x"});
  const Counts counts = testing::count(texts, testing::flat_themes({{"reform"}, {"growth"}}));
  ComparisonOptions options;
  options.replicates = 10;
  const auto rows = compare(counts, {Groups{0, 0, 1}, 2}, std::vector{0.025, 0.025}, options);
  REQUIRE(rows.size() == 4);
  const std::vector<std::vector<std::int64_t>> wanted = {// theme, group, documents, words, mentions
                                                         {0, 0, 2, 7, 3},
                                                         {0, 1, 1, 3, 0},
                                                         {1, 0, 2, 7, 0},
                                                         {1, 1, 1, 3, 1}};
  const auto names = themescore::statistic_names();
  const std::vector<Contrast> contrasts = {{3, 7, 0, 3}, {0, 3, 3, 7}, {0, 7, 1, 3}, {1, 3, 0, 7}};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::vector<std::int64_t>{rows[i].theme, rows[i].group, rows[i].documents, rows[i].words,
                                    rows[i].mentions} == wanted[i]);
    REQUIRE(rows[i].statistics.size() == names.size());
    for (std::size_t k = 0; k < names.size(); ++k) {
      CHECK(rows[i].statistics[k] == themescore::statistic(names[k])(contrasts[i]));
    }
    REQUIRE(rows[i].intervals.size() == 3);
  }
}

TEST_CASE("an interval's bounds are the quantiles of the replicates, sorted one by one") {
  const Counts counts = random_counts(10, 24);
  const Groups group_of = by_turns(24, 3);
  const std::vector<double> tails = {0.025, 0.1, 0.0};
  for (const std::uint32_t replicates : {1u, 2u, 3u, 199u, 200u}) {
    ComparisonOptions options;
    options.replicates = replicates;
    options.seed = 77;
    options.threads = 2;
    const auto rows = compare(counts, {group_of, 3}, tails, options);
    const auto units = themescore::make_units(counts, {group_of, 3});
    for (const ComparisonRow& row : rows) {
      std::vector<double> rates;
      std::vector<double> ratios;
      for (std::uint32_t number = 0; number < replicates; ++number) {
        themescore::Replicate r;
        themescore::resample(units, 2, 77, number, r);
        double others = 0;
        double other_words = 0;
        for (std::uint32_t group = 0; group < 3; ++group) {
          others += group == row.group ? 0 : r.counts[group * 2 + row.theme];
          other_words += group == row.group ? 0 : r.sizes[group];
        }
        const double own = r.counts[row.group * 2 + row.theme];
        REQUIRE(own > 0);
        REQUIRE(others > 0);
        rates.push_back(1000 * own / r.sizes[row.group]);
        ratios.push_back(own / r.sizes[row.group] / (others / other_words));
      }
      const double tail = tails[row.group];
      const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-12 * std::abs(b); };
      CHECK(close(row.intervals[0].low, quantile(rates, tail)));
      CHECK(close(row.intervals[0].high, quantile(rates, 1 - tail)));
      CHECK(close(row.intervals[1].low, quantile(ratios, tail)));
      CHECK(close(row.intervals[1].high, quantile(ratios, 1 - tail)));
    }
  }
}

TEST_CASE("a comparison is the same for any number of threads, and another for another seed") {
  const Counts counts = random_counts(11, 30);
  const Groups group_of = by_turns(30, 5);
  const std::vector<double> tails(5, 0.05);
  ComparisonOptions options;
  options.replicates = 501;
  const auto one = printed(compare(counts, {group_of, 5}, tails, options));
  for (const unsigned threads : {2u, 8u, 1000u}) {
    options.threads = threads;
    CHECK(printed(compare(counts, {group_of, 5}, tails, options)) == one);
  }
  options.seed = 1;
  const auto other = printed(compare(counts, {group_of, 5}, tails, options));
  REQUIRE(other.size() == one.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(other[i] != one[i]);
  }
}

TEST_CASE("rows whose replicates are not kept at the same time are treated alike") {
  // 2,000 themes, all the same, in 10 groups: 18 million replicates, of which 2^24 are kept.
  constexpr std::uint32_t kThemes = 2'000;
  const testing::Texts texts({"reform x. Reform.", "reform x. X."});
  const Counts counts = testing::count(
      texts, testing::flat_themes(std::vector<testing::Strings>(kThemes, {"reform"})));
  ComparisonOptions options;
  options.intervals = {"rate"};
  options.replicates = 900;
  options.threads = 2;
  const auto rows = compare(counts, {Groups{0, 1}, 10}, std::vector(10, 0.1), options);
  REQUIRE(rows.size() == kThemes * 10);
  CHECK(rows[0].intervals[0].low < rows[0].intervals[0].high);
  for (std::uint32_t group = 0; group < 2; ++group) {
    for (std::uint32_t theme = 0; theme < kThemes; ++theme) {
      const auto& row = rows[theme * 10 + group];
      CHECK(row.intervals[0].low == rows[group].intervals[0].low);
      CHECK(row.intervals[0].high == rows[group].intervals[0].high);
    }
  }
}

TEST_CASE("there is no interval without a mention on either side, or with one unit only") {
  const testing::Texts texts({"reform x. X reform.", "growth x. Growth.", "reform growth"});
  const Counts counts =
      testing::count(texts, testing::flat_themes({{"reform"}, {"growth"}, {"z"}}));
  ComparisonOptions options;
  options.replicates = 100;
  const auto rows = compare(counts, {Groups{0, 1, 2}, 4}, std::vector(4, 0.025), options);
  REQUIRE(rows.size() == 12);
  const auto has_interval = [&](std::size_t theme, std::size_t group) {
    const auto& intervals = rows[theme * 4 + group].intervals;
    CHECK(std::isnan(intervals[0].low) == std::isnan(intervals[0].high));
    CHECK(std::isnan(intervals[0].low) == std::isnan(intervals[1].low));
    return !std::isnan(intervals[0].low);
  };
  CHECK(has_interval(0, 0));
  CHECK_FALSE(has_interval(0, 1));  // no mention of reform
  CHECK(has_interval(1, 1));
  CHECK_FALSE(has_interval(0, 2));  // one sentence
  CHECK_FALSE(has_interval(1, 2));
  CHECK_FALSE(has_interval(0, 3));  // no document
  for (std::size_t group = 0; group < 4; ++group) {
    CHECK_FALSE(has_interval(2, group));  // nobody mentions z
  }
  const auto alone = compare(counts, {Groups{0, 0, 0}, 1}, std::vector{0.025}, options);
  CHECK(std::isnan(alone[0].intervals[1].low));  // nobody to compare with
}

TEST_CASE("asked for no replicates or no intervals, none are given") {
  const Counts counts = random_counts(12, 12);
  ComparisonOptions options;
  options.replicates = 0;
  const auto none = compare(counts, {by_turns(12, 2), 2}, std::vector(2, 0.025), options);
  REQUIRE(none.size() == 4);
  CHECK(std::isnan(none[0].intervals[0].low));
  options.replicates = 5;
  options.intervals.clear();
  CHECK(compare(counts, {by_turns(12, 2), 2}, std::vector(2, 0.025), options)[0].intervals.empty());
  CHECK(compare(testing::count(testing::Texts(), testing::flat_themes({})), {Groups{}, 1},
                std::vector{0.025}, options)
            .empty());
}

TEST_CASE("no thread at all and an unknown statistic are refused") {
  const Counts counts = random_counts(13, 6);
  ComparisonOptions options;
  options.threads = 0;
  CHECK_THROWS_AS((void)compare(counts, {by_turns(6, 2), 2}, std::vector(2, 0.025), options),
                  themescore::OptionError);
  options.threads = 1;
  options.intervals = {"median"};
  CHECK_THROWS_AS((void)compare(counts, {by_turns(6, 2), 2}, std::vector(2, 0.025), options),
                  themescore::OptionError);
}

TEST_CASE(
    "a progress function stops a comparison before the end, and what it throws is passed on") {
  const Counts counts = random_counts(14, 600);
  const Groups group_of = by_turns(600, 60);
  const std::vector<double> tails(60, 0.025);
  const auto here = std::this_thread::get_id();
  const auto start = std::chrono::steady_clock::now();
  for (const unsigned threads : {1u, 2u, 8u}) {
    ComparisonOptions options;
    options.replicates = 1'000'000;  // minutes of work, in 15 blocks
    options.threads = threads;
    std::size_t last = 0;
    int calls = 0;
    CHECK_THROWS_AS((void)compare(counts, {group_of, 60}, tails, options,
                                  [&](std::size_t done) {
                                    CHECK(std::this_thread::get_id() == here);
                                    CHECK(done >= last);
                                    last = done;
                                    return ++calls < 3;
                                  }),
                    themescore::Cancelled);
    CHECK(calls == 3);
    CHECK_THROWS_AS(
        (void)compare(counts, {group_of, 60}, tails, options,
                      [](std::size_t) -> bool { throw std::range_error("from the caller"); }),
        std::range_error);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("being told of its progress does not change a comparison") {
  const Counts counts = random_counts(15, 60);
  ComparisonOptions options;
  options.replicates = 5'003;
  const std::vector<double> tails(20, 0.05);
  const auto alone = printed(compare(counts, {by_turns(60, 20), 20}, tails, options));
  for (const unsigned threads : {1u, 2u, 8u}) {
    options.threads = threads;
    const auto told =
        compare(counts, {by_turns(60, 20), 20}, tails, options, [](std::size_t) { return true; });
    CHECK(printed(told) == alone);
  }
}

#include "themescore/trends/breaks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void running_sums(std::span<const double> values, std::vector<double>& sums) {
  sums.assign(1, 0);
  for (const double value : values) {
    sums.push_back(sums.back() + value);
  }
}

// What the levels of one series cost, by where they begin and end.
class LevelCosts {
 public:
  void set(std::span<const double> counts, std::span<const double> words) {
    running_sums(counts, mentions_);
    running_sums(words, expected_);
    // A series without mentions costs 0 in any case.
    const double rate = std::max(mentions_.back(), 1.0) / expected_.back();
    for (double& sum : expected_) {
      sum *= rate;
    }
  }

  [[nodiscard]] double operator()(std::size_t start, std::size_t stop) const {
    const double mentions = mentions_[stop] - mentions_[start];
    if (mentions == 0) {
      return 0;
    }
    return std::log((expected_[stop] - expected_[start]) / mentions) * mentions * 2;
  }

 private:
  std::vector<double> mentions_;  // up to each time, and to the end
  std::vector<double> expected_;
};

// More than rounding makes of three costs and their sum. What is expected of a level is a
// difference of sums, as far off as those of the whole series are; that weighs C / E, which is no
// more than the highest rate by the whole one. A logarithm is below 745.
double rounding_of(std::span<const double> counts, std::span<const double> words, double price) {
  double highest = 0;
  double mentions = 0;
  double size = 0;
  for (std::size_t time = 0; time < counts.size(); ++time) {
    highest = std::max(highest, counts[time] / words[time]);
    mentions += counts[time];
    size += words[time];
  }
  return 1e-14 * (highest * size + 2000 * mentions + static_cast<double>(counts.size()) * price);
}

// Finds the best partition of one series after the other.
//
// A level costs no less than its parts, cost(s, e) >= cost(s, m) + cost(m, e), as the deviance is
// convex. So what a start s cost at m is a bound for what it costs at e, and most starts need no
// logarithm. And a start that costs more at m, by the price of a break, than the best partition up
// to there is never again the best once a level from m is long enough (Killick, Fearnhead and
// Eckley 2012, with K = 0). Where rounding could decide, the start is tried.
class PartitionSearch {
 public:
  Partition find(std::span<const double> counts,
                 std::span<const double> words,
                 double price,
                 std::size_t min_size) {
    const std::size_t times = counts.size();
    cost_.set(counts, words);
    rounding_ = rounding_of(counts, words, price);
    best_.assign(times + 1, kInfinity);
    best_[0] = -price;
    last_.assign(times + 1, 0);
    starts_.clear();
    looked_ = tried_ = 0;
    for (std::size_t stop = min_size; stop <= times; ++stop) {
      const std::size_t latest = stop - min_size;
      if (latest == 0 || latest >= min_size) {
        starts_.push_back({latest, -kInfinity});
      }
      // Bounds wear out: they are renewed when as many starts have been tried as there are.
      const bool look = looked_ == 0 || tried_ >= starts_.size();
      best_[stop] = (look ? try_all(stop, price, min_size) : try_likely(stop)) + price;
    }
    return {breaks(), best_.back()};
  }

 private:
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

  struct Start {
    std::size_t at;
    double sum;                  // at the last look: a level from here and the best before it
    std::size_t until = kNever;  // the end from which on another start is better
  };

  double sum_from(std::size_t start, std::size_t stop) const {
    return cost_(start, stop) + best_[start];
  }

  double try_all(std::size_t stop, double price, std::size_t min_size) {
    std::erase_if(starts_, [stop](const Start& start) { return start.until <= stop; });
    double least = kInfinity;
    for (Start& start : starts_) {
      start.sum = sum_from(start.at, stop);
      if (start.sum < least) {
        least = start.sum;
        last_[stop] = start.at;
      }
    }
    for (Start& start : starts_) {
      if (start.until == kNever && start.sum > least + price + rounding_) {
        start.until = stop + min_size;
      }
    }
    looked_ = stop;
    tried_ = 0;
    return least;
  }

  double try_likely(std::size_t stop) {
    const double since = cost_(looked_, stop);
    double most = sum_from(last_[stop - 1], stop) - since + rounding_;
    double least = kInfinity;
    for (const Start& start : starts_) {
      if (start.sum > most) {
        continue;
      }
      ++tried_;
      const double sum = sum_from(start.at, stop);
      if (sum < least) {
        least = sum;
        last_[stop] = start.at;
        most = std::min(most, least - since + rounding_);
      }
    }
    return least;
  }

  std::vector<std::int64_t> breaks() const {
    std::vector<std::int64_t> found;
    for (std::size_t start = last_.back(); start != 0; start = last_[start]) {
      found.push_back(static_cast<std::int64_t>(start));
    }
    std::ranges::reverse(found);
    return found;
  }

  LevelCosts cost_;
  double rounding_ = 0;
  std::vector<double> best_;       // by end: what the best partition up to there costs
  std::vector<std::size_t> last_;  // and where its last level begins
  std::vector<Start> starts_;
  std::size_t looked_ = 0;  // the end at which all starts were tried
  std::size_t tried_ = 0;   // starts since then
};

// Finds the best cut of one series after the other.
class SplitSearch {
 public:
  std::int64_t find(std::span<const double> counts,
                    std::span<const double> words,
                    std::size_t min_size) {
    running_sums(counts, mentions_);
    running_sums(words, size_);
    double most = -kInfinity;
    std::size_t best = min_size;
    for (std::size_t cut = min_size; cut + min_size <= counts.size(); ++cut) {
      const double gain = gain_of(mentions_[cut], size_[cut]) +
                          gain_of(mentions_.back() - mentions_[cut], size_.back() - size_[cut]);
      if (gain > most) {
        most = gain;
        best = cut;
      }
    }
    return static_cast<std::int64_t>(best);
  }

 private:
  static double gain_of(double mentions, double size) {
    return mentions == 0 ? 0 : mentions * std::log(mentions / size);
  }

  std::vector<double> mentions_;
  std::vector<double> size_;
};

}  // namespace

std::vector<Partition> best_partitions(const CountSeries& series,
                                       std::span<const double> prices,
                                       std::size_t min_size,
                                       TaskRunner& runner) {
  const auto is_price = [](double price) { return price >= 0 && std::isfinite(price); };
  if (prices.size() != series.size() || !std::ranges::all_of(prices, is_price)) {
    throw OptionError("prices: a finite one, 0 or more, is needed for each series");
  }
  if (min_size == 0) {
    throw OptionError("min_size: at least 1 is needed");
  }
  std::vector<Partition> found(series.size());
  std::vector<PartitionSearch> searches(runner.worker_count(series.size()));
  runner.run(series.size(), [&](std::size_t number, std::size_t worker) {
    found[number] = searches[worker].find(series.counts(number), series.words(number),
                                          prices[number], min_size);
  });
  return found;
}

std::vector<std::int64_t> best_splits(const CountSeries& series,
                                      std::size_t min_size,
                                      TaskRunner& runner) {
  if (min_size == 0 || min_size > series.times() / 2) {
    throw OptionError("min_size: at least 1, and no more than half of the times");
  }
  std::vector<std::int64_t> found(series.size());
  std::vector<SplitSearch> searches(runner.worker_count(series.size()));
  runner.run(series.size(), [&](std::size_t number, std::size_t worker) {
    found[number] = searches[worker].find(series.counts(number), series.words(number), min_size);
  });
  return found;
}

}  // namespace themescore

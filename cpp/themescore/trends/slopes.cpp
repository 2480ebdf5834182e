#include "themescore/trends/slopes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr std::size_t kSeriesAtOnce = 64;  // a task; they share what they learn of where to look
constexpr double kReach = 0.03;            // share of all slopes on either side of the median
constexpr double kSlopeRounding = 1e-14;

// Pairs, the earlier before the later, whose ranks fall.
std::size_t falls(const std::vector<std::int32_t>& ranks) {
  std::size_t all = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    const std::int32_t earlier = ranks[i];
    std::int32_t found = 0;  // as wide as what is compared, so that compilers take four at a time
    for (std::size_t j = i + 1; j < ranks.size(); ++j) {
      found += ranks[j] < earlier ? 1 : 0;
    }
    all += static_cast<std::size_t>(found);
  }
  return all;
}

// Finds the median slope of one series after the other. Replicates have medians near each other, so
// that after the first only the slopes between two borders around them are worked out.
class MedianSearch {
 public:
  explicit MedianSearch(std::span<const double> times)
      : pairs_(times.size() * (times.size() - 1) / 2),
        low_((pairs_ - 1) / 2),
        high_(pairs_ / 2),
        nearest_(std::numeric_limits<double>::infinity()),
        ranks_(times.size()) {
    for (std::size_t time = 0; time < times.size(); ++time) {
      times_.push_back(times[time] - times.front());
      if (time > 0) {
        nearest_ = std::min(nearest_, times[time] - times[time - 1]);
      }
    }
  }

  double find(std::span<const double> values) {
    values_ = values;
    const double median = find();
    found_ += 1;
    sum_ += median;
    return median;
  }

 private:
  struct Place {
    double height;  // above a line
    std::uint32_t time;
  };
  struct Reach {
    double below, above;
  };

  double find() {
    if (!reach_) {
      return is_level() ? 0 : of_all();
    }
    const double low = sum_ / found_ - reach_->below;
    const double high = sum_ / found_ + reach_->above;
    // Seen by counting: to choose among many equal slopes takes long.
    if (low <= 0 && high >= 0 && is_level()) {
      return 0;
    }
    if (const auto median = between(low, high)) {
      return *median;
    }
    return of_all();
  }

  // Whether the middle slopes are 0.
  bool is_level() {
    const std::size_t level = rank_above(0);
    const std::size_t falling = falls(ranks_);
    return falling <= low_ && falling + level > high_;
  }

  // Orders the times by how high they are above a line of that slope; returns how many pairs are
  // equally high.
  std::size_t rank_above(double slope) {
    places_.clear();
    for (std::uint32_t time = 0; time < values_.size(); ++time) {
      places_.push_back({height(time, slope), time});
    }
    std::ranges::sort(places_, [](const Place& a, const Place& b) {
      return a.height != b.height ? a.height < b.height : a.time < b.time;
    });
    std::size_t equal = 0;
    std::int32_t rank = 0;
    for (std::size_t i = 0, first = 0; i < places_.size(); ++i) {
      if (i > 0 && places_[i].height != places_[i - 1].height) {
        first = i;
        ++rank;
      }
      equal += i - first;
      ranks_[places_[i].time] = rank;
    }
    return equal;
  }

  // A pair has a slope below b where the heights above a line of slope b fall. So the pairs with a
  // slope between two borders are those that change places from the order by heights above the one
  // to that by heights above the other, and sorting by insertion exchanges just those.
  std::optional<double> between(double low, double high) {
    rank_above(low);
    const std::size_t below = falls(ranks_);
    for (Place& place : places_) {
      place.height = height(place.time, high);
    }
    slopes_.clear();
    for (std::size_t i = 1; i < places_.size(); ++i) {
      const Place moved = places_[i];
      std::size_t at = i;
      for (; at > 0 && passes(moved, places_[at - 1]); --at) {
        const Place& passed = places_[at - 1];
        if (passed.time < moved.time) {  // or rounding had it counted as below
          slopes_.push_back(slope(passed.time, moved.time));
        }
        places_[at] = passed;
      }
      places_[at] = moved;
    }
    if (below > low_ || high_ - below >= slopes_.size()) {
      return std::nullopt;
    }
    const double median = middle(low_ - below, high_ - below);
    // Rounding may have put what lies at a border on the other side of it.
    const double rounding = kSlopeRounding *
                            (largest() + std::max(std::abs(low), std::abs(high)) * times_.back()) /
                            nearest_;
    return median - low > rounding && high - median > rounding ? std::optional(median)
                                                               : std::nullopt;
  }

  // Whether one place comes before another by height; of equal ones the later, whose slope is that
  // of the border.
  static bool passes(const Place& moved, const Place& before) {
    return moved.height != before.height ? moved.height < before.height : moved.time > before.time;
  }

  double of_all() {
    slopes_.clear();
    for (std::size_t i = 0; i < times_.size(); ++i) {
      for (std::size_t j = i + 1; j < times_.size(); ++j) {
        slopes_.push_back(slope(i, j));
      }
    }
    const double median = middle(low_, high_);
    if (!reach_) {
      const auto reach = static_cast<std::size_t>(kReach * static_cast<double>(pairs_)) + 1;
      const auto begin = slopes_.begin();
      const auto chosen = begin + static_cast<std::ptrdiff_t>(low_);
      const auto left = begin + static_cast<std::ptrdiff_t>(low_ - std::min(reach, low_));
      const auto right = begin + static_cast<std::ptrdiff_t>(std::min(low_ + reach, pairs_ - 1));
      std::nth_element(begin, left, chosen);
      std::nth_element(chosen, right, slopes_.end());
      reach_ = {median - *left, *right - median};
    }
    return median;
  }

  // The mean of two slopes by rank, neighbours or the same.
  double middle(std::size_t low, std::size_t high) {
    const auto chosen = slopes_.begin() + static_cast<std::ptrdiff_t>(low);
    std::nth_element(slopes_.begin(), chosen, slopes_.end());
    const double upper = low == high ? *chosen : *std::min_element(chosen + 1, slopes_.end());
    return (*chosen + upper) / 2;
  }

  double slope(std::size_t first, std::size_t second) const {
    return (values_[second] - values_[first]) / (times_[second] - times_[first]);
  }
  double height(std::size_t time, double slope) const {
    return values_[time] - slope * times_[time];
  }
  double largest() const {
    double most = 0;
    for (const double value : values_) {
      most = std::max(most, std::abs(value));
    }
    return most;
  }

  std::vector<double> times_;  // since the first
  std::size_t pairs_;
  std::size_t low_, high_;  // the ranks of the middle slopes
  double nearest_;          // two times
  std::span<const double> values_;
  std::vector<Place> places_;
  std::vector<std::int32_t> ranks_;  // of the times in `places_`
  std::vector<double> slopes_;
  std::optional<Reach> reach_;  // of the borders from the median
  double found_ = 0;            // medians, and their sum
  double sum_ = 0;
};

}  // namespace

std::vector<double> median_slopes(std::span<const double> times,
                                  std::span<const double> values,
                                  TaskRunner& runner) {
  const std::size_t size = times.size();
  if (size < 2 || std::ranges::adjacent_find(times, std::greater_equal<>()) != times.end()) {
    throw OptionError("times: two or more in order, all different, are needed");
  }
  const auto is_finite = [](double value) { return std::isfinite(value); };
  if (values.size() % size != 0 || !std::ranges::all_of(times, is_finite) ||
      !std::ranges::all_of(values, is_finite)) {
    throw OptionError("values: a finite one is needed for each time of each series");
  }
  std::vector<double> medians(values.size() / size);
  const std::size_t tasks = (medians.size() + kSeriesAtOnce - 1) / kSeriesAtOnce;
  runner.run(tasks, [&](std::size_t task, std::size_t) {
    MedianSearch search(times);
    const std::size_t first = task * kSeriesAtOnce;
    for (std::size_t i = first; i < std::min(first + kSeriesAtOnce, medians.size()); ++i) {
      medians[i] = search.find(values.subspan(i * size, size));
    }
  });
  return medians;
}

}  // namespace themescore

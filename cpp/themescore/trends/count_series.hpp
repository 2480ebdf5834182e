#pragma once

#include <cstddef>
#include <span>

namespace themescore {

/// Series of as many times each, row after row: mentions, whole numbers, and the words that they
/// were found among. Looks at memory that has to outlive it.
class CountSeries {
 public:
  /// Throws OptionError unless both have the same whole number of rows, no count is below 0 and all
  /// words are above 0 and finite.
  CountSeries(std::span<const double> counts, std::span<const double> words, std::size_t times);

  [[nodiscard]] std::size_t size() const noexcept { return counts_.size() / times_; }
  [[nodiscard]] std::size_t times() const noexcept { return times_; }
  [[nodiscard]] std::span<const double> counts(std::size_t series) const {
    return counts_.subspan(series * times_, times_);
  }
  [[nodiscard]] std::span<const double> words(std::size_t series) const {
    return words_.subspan(series * times_, times_);
  }

 private:
  std::span<const double> counts_;
  std::span<const double> words_;
  std::size_t times_;
};

}  // namespace themescore

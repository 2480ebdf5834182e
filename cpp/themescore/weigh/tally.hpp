#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace themescore {

/// How often each of some numbers is met in a document. Not for more than one thread at a time.
class Tally {
 public:
  /// Numbers below `size` may be counted from now on.
  void reserve(std::size_t size) {
    if (size > counts_.size()) {
      counts_.resize(size);
      met_.resize(size + 1);  // one to spare: see count()
    }
  }

  // Whether a number has been met is hard to predict, so this takes no branch on it.
  void count(std::uint32_t number) noexcept {
    met_[met_count_] = number;
    met_count_ += counts_[number]++ == 0 ? 1u : 0u;
  }
  void prefetch(std::uint32_t number) const noexcept {
    // Without a branch: what is fetched for a number that may not be counted is of no use.
    __builtin_prefetch(counts_.data() + std::min<std::size_t>(number, counts_.size()));
  }

  /// Calls `function(number, count)` for each number that was met, and forgets it.
  template <class Function>
  void take(Function&& function) {
    for (const std::uint32_t number : std::span(met_).first(met_count_)) {
      function(number, counts_[number]);
      counts_[number] = 0;
    }
    met_count_ = 0;
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> met_;  // the first met_count_
  std::size_t met_count_ = 0;
};

}  // namespace themescore

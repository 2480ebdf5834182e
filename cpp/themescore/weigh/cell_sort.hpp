#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace themescore {

/// Sorts the cells of one row of a matrix by their column. Not for more than one thread at a time.
///
/// A cell is a column and a number, and no two have the same column. Long rows are sorted digit by
/// digit of the column, which takes no branch that depends on the order.
class CellSort {
 public:
  struct Cell {
    std::uint32_t column = 0;
    std::uint32_t count = 0;
  };

  /// `columns`: how many there are, at least one more than the largest.
  void operator()(std::vector<Cell>& cells, std::size_t columns) {
    if (cells.size() < kLong) {
      std::ranges::sort(cells, {}, &Cell::column);
      return;
    }
    const auto bits = static_cast<unsigned>(std::bit_width(columns));
    const unsigned most = cells.size() < kVeryLong ? kDigitBits : kMostDigitBits;
    const unsigned digits = (bits + most - 1) / most;
    const unsigned digit_bits = (bits + digits - 1) / digits;
    const std::uint32_t mask = (1u << digit_bits) - 1;
    other_.resize(cells.size());
    for (unsigned shift = 0; shift < bits; shift += digit_bits) {
      next_.assign(mask + 1, 0);
      for (const Cell& cell : cells) {
        ++next_[cell.column >> shift & mask];
      }
      std::exclusive_scan(next_.begin(), next_.end(), next_.begin(), std::uint32_t{0});
      for (const Cell& cell : cells) {
        other_[next_[cell.column >> shift & mask]++] = cell;
      }
      cells.swap(other_);
    }
  }

 private:
  static constexpr unsigned kDigitBits = 8;
  static constexpr unsigned kMostDigitBits = 11;
  // A shorter row takes less time than the digits' places.
  static constexpr std::size_t kLong = 128;
  static constexpr std::size_t kVeryLong = 2048;

  std::vector<std::uint32_t> next_;  // by digit: where its next cell goes
  std::vector<Cell> other_;
};

}  // namespace themescore

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace themescore {

/// Sorts the cells of one row of a matrix by their column. Not for more than one thread at a time.
///
/// A cell is a column and a number, and no two have the same column. Long rows are sorted byte by
/// byte of the column, which takes no branch that depends on the order.
class CellSort {
 public:
  struct Cell {
    std::uint32_t column = 0;
    std::uint32_t count = 0;
  };

  /// `columns`: how many there are, at least one more than the largest.
  void operator()(std::vector<Cell>& cells, std::size_t columns) {
    const auto bits = static_cast<unsigned>(std::bit_width(columns));
    if (cells.size() < kLong) {
      std::ranges::sort(cells, {}, &Cell::column);
      return;
    }
    other_.resize(cells.size());
    for (unsigned shift = 0; shift < bits; shift += kDigitBits) {
      std::array<std::uint32_t, std::size_t{1} << kDigitBits> next{};
      const auto digit = [&](const Cell& cell) {
        return (cell.column >> shift) & (next.size() - 1);
      };
      for (const Cell& cell : cells) {
        ++next[digit(cell)];
      }
      std::uint32_t at = 0;
      for (std::uint32_t& place : next) {
        const std::uint32_t count = place;
        place = at;
        at += count;
      }
      for (const Cell& cell : cells) {
        other_[next[digit(cell)]++] = cell;
      }
      cells.swap(other_);
    }
  }

 private:
  static constexpr unsigned kDigitBits = 8;
  static constexpr std::size_t kLong =
      128;  // a shorter row takes less time than the digits' places

  std::vector<Cell> other_;
};

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/exposure.hpp"

namespace themescore {

/// Counts by theme, row by row, that are added up again and again.
class CountRows {
 public:
  explicit CountRows(std::size_t themes) : themes_(themes) {}

  /// Cells in the order of themes.
  void push_back(std::span<const Exposed::Cell> cells);

  /// To be called once all rows are there: where most cells have a count the rows are kept whole as
  /// well, so that adding them up goes straight on. It changes no number.
  void settle();

  [[nodiscard]] std::size_t size() const noexcept { return first_cell_.size() - 1; }
  [[nodiscard]] std::size_t themes() const noexcept { return themes_; }
  [[nodiscard]] std::span<const Exposed::Cell> row(std::size_t number) const noexcept {
    const std::size_t first = first_cell_[number];
    return std::span(cells_).subspan(first, first_cell_[number + 1] - first);
  }

  /// Adds a row to totals by theme.
  void add_to(std::span<double> totals, std::size_t number) const noexcept {
    if (whole_.empty()) {
      for (const Exposed::Cell& cell : row(number)) {
        totals[cell.theme] += cell.count;
      }
    } else {
      const std::int32_t* const counts = &whole_[number * themes_];
      for (std::size_t theme = 0; theme < themes_; ++theme) {
        totals[theme] += counts[theme];
      }
    }
  }

 private:
  std::size_t themes_;
  std::vector<std::size_t> first_cell_ = {0};  // by row, and the end
  std::vector<Exposed::Cell> cells_;
  std::vector<std::int32_t> whole_;  // row x themes + theme; empty where the rows are sparse
};

}  // namespace themescore

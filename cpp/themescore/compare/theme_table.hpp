#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// How many mentions of each theme the documents have, row by row.
class ThemeTable {
 public:
  explicit ThemeTable(const Counts& counts);

  [[nodiscard]] std::size_t themes() const noexcept { return themes_; }
  [[nodiscard]] std::size_t documents() const noexcept { return words_.size(); }
  /// By document.
  [[nodiscard]] std::span<const std::int64_t> words() const noexcept { return words_; }

  /// Calls visit(theme, mentions) for each theme that the document mentions, in order.
  template <class Visit>
  void visit_row(std::size_t document, Visit&& visit) const {
    for (std::size_t k = first_cell_[document]; k < first_cell_[document + 1]; ++k) {
      visit(cells_[k].theme, cells_[k].mentions);
    }
  }

 private:
  struct Cell {
    std::uint32_t theme;
    std::uint32_t mentions;
  };

  std::size_t themes_;
  std::vector<std::int64_t> words_;
  std::vector<std::size_t> first_cell_;  // by document, and the end
  std::vector<Cell> cells_;
};

}  // namespace themescore

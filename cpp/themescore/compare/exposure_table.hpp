#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/count_rows.hpp"
#include "themescore/compare/exposure.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// How often the documents have each theme, row by row, and of how much.
class ExposureTable {
 public:
  explicit ExposureTable(const Counts& counts, Exposure exposure = Exposure::words);
  /// Those rows of another table alone.
  ExposureTable(const ExposureTable& whole, std::span<const std::uint32_t> documents);

  [[nodiscard]] std::size_t themes() const noexcept { return rows_.themes(); }
  [[nodiscard]] std::size_t documents() const noexcept { return sizes_.size(); }
  /// By document: its words, or what else the themes are counted against.
  [[nodiscard]] std::span<const std::int64_t> sizes() const noexcept { return sizes_; }

  /// Calls visit(theme, count) for each theme that the document mentions, in order.
  template <class Visit>
  void visit_row(std::size_t document, Visit&& visit) const {
    for (const Exposed::Cell& cell : rows_.row(document)) {
      visit(cell.theme, cell.count);
    }
  }
  [[nodiscard]] const CountRows& rows() const noexcept { return rows_; }

 private:
  std::vector<std::int64_t> sizes_;
  CountRows rows_;
};

}  // namespace themescore

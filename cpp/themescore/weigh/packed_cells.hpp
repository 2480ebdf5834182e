#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/term_row.hpp"

namespace themescore {

/// Counts of documents x terms, row by row, in two or three bytes a cell where a matrix takes 16.
///
/// Of a cell there is the step from the column before it, and its count, seven bits a byte.
class PackedCells {
 public:
  /// `terms`: how many columns there are, for those who ask.
  explicit PackedCells(std::size_t terms) : terms_(terms) {}
  PackedCells() = default;

  /// The next document.
  void start_row();
  /// A cell of the document at hand. Columns may come in any order; those that rise take less room.
  void add(std::uint32_t column, std::uint32_t count) {
    std::vector<std::uint8_t>& block = blocks_.back();
    const auto step = static_cast<std::int64_t>(column) - last_column_;
    put(block, static_cast<std::uint64_t>(step) << 1 ^ static_cast<std::uint64_t>(step >> 63));
    put(block, count);
    last_column_ = column;
    ++cells_;
  }

  [[nodiscard]] std::size_t documents() const noexcept { return rows_.size(); }
  [[nodiscard]] std::size_t terms() const noexcept { return terms_; }
  /// How many cells all rows have together.
  [[nodiscard]] std::size_t cells() const noexcept { return cells_; }

  /// Calls visit(column, count), both std::uint32_t, for each cell in the order of add().
  template <class Visit>
  void visit_row(std::size_t document, Visit&& visit) const;

  /// The row as numbers, which `room` holds.
  [[nodiscard]] TermRow row(std::size_t document, TermRow::Room& room) const;

 private:
  // Large enough to be few, small enough that growing one copies little.
  static constexpr std::size_t kBlockSize = std::size_t{1} << 20;

  // A row begins in the first kBlockSize bytes of its block and ends in the same.
  struct Place {
    std::uint32_t block;
    std::uint32_t offset;
  };

  static void put(std::vector<std::uint8_t>& block, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
      block.push_back(static_cast<std::uint8_t>(value | 0x80));
    }
    block.push_back(static_cast<std::uint8_t>(value));
  }

  static std::uint64_t take(const std::uint8_t*& at) noexcept {
    std::uint64_t value = *at & 0x7F;
    for (unsigned shift = 7; (*at++ & 0x80) != 0; shift += 7) {
      value |= static_cast<std::uint64_t>(*at & 0x7F) << shift;
    }
    return value;
  }

  [[nodiscard]] std::span<const std::uint8_t> bytes(std::size_t document) const;

  std::size_t terms_ = 0;
  std::size_t cells_ = 0;
  std::int64_t last_column_ = 0;
  std::vector<Place> rows_;
  std::vector<std::vector<std::uint8_t>> blocks_;
};

template <class Visit>
void PackedCells::visit_row(std::size_t document, Visit&& visit) const {
  const std::span<const std::uint8_t> row = bytes(document);
  const std::uint8_t* at = row.data();
  const std::uint8_t* const end = at + row.size();
  std::int64_t column = 0;
  while (at != end) {
    const std::uint64_t step = take(at);
    column += static_cast<std::int64_t>(step >> 1) ^ -static_cast<std::int64_t>(step & 1);
    visit(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(take(at)));
  }
}

}  // namespace themescore

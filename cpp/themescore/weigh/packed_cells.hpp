#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/term_row.hpp"

namespace themescore {

/// Counts of documents x terms, row by row, in one or two bytes a cell where a matrix takes 16.
///
/// Of a cell there is the step from the column before it together with a count up to kFew, and its
/// count if that is more, seven bits a byte.
class PackedCells {
 public:
  /// `terms`: how many columns there are, for those who ask.
  explicit PackedCells(std::size_t terms) : terms_(terms) {}
  PackedCells() = default;

  /// The next document.
  void start_row();
  /// A cell of the document at hand, its count at least 1. Columns may come in any order, but a
  /// step back takes five bytes.
  void add(std::uint32_t column, std::uint32_t count) {
    std::vector<std::uint8_t>& block = blocks_.back();
    const std::uint32_t step = column - last_column_;  // modulo 2^32
    put(block, std::uint64_t{step} << kFewBits | std::min(count - 1, kFew));
    if (count > kFew) {
      put(block, count);
    }
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

  /// What weights look at of the row as a whole.
  [[nodiscard]] DocumentShape shape(std::size_t document) const;
  /// The row as numbers, which `room` holds.
  [[nodiscard]] TermRow row(std::size_t document, TermRow::Room& room) const;

 private:
  // Four counts in five are few, so that a branch on it is seldom taken by surprise.
  static constexpr unsigned kFewBits = 2;
  static constexpr std::uint32_t kFew = (1u << kFewBits) - 1;
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
    std::uint64_t value = *at & 0x7Fu;
    for (unsigned shift = 7; (*at++ & 0x80u) != 0; shift += 7) {
      value |= std::uint64_t{*at & 0x7Fu} << shift;
    }
    return value;
  }

  [[nodiscard]] std::span<const std::uint8_t> bytes(std::size_t document) const;

  std::size_t terms_ = 0;
  std::size_t cells_ = 0;
  std::uint32_t last_column_ = 0;
  std::vector<Place> rows_;
  std::vector<std::vector<std::uint8_t>> blocks_;
};

template <class Visit>
void PackedCells::visit_row(std::size_t document, Visit&& visit) const {
  const std::span<const std::uint8_t> row = bytes(document);
  const std::uint8_t* at = row.data();
  const std::uint8_t* const end = at + row.size();
  std::uint32_t column = 0;
  while (at != end) {
    const std::uint64_t first = take(at);
    column += static_cast<std::uint32_t>(first >> kFewBits);
    const std::uint32_t count = static_cast<std::uint32_t>(first & kFew) + 1;
    visit(column, count > kFew ? static_cast<std::uint32_t>(take(at)) : count);
  }
}

}  // namespace themescore

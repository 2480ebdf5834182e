#include "themescore/weigh/packed_cells.hpp"

namespace themescore {

void PackedCells::start_row() {
  if (blocks_.empty() || blocks_.back().size() >= kBlockSize) {
    blocks_.emplace_back();
  }
  rows_.push_back({static_cast<std::uint32_t>(blocks_.size() - 1),
                   static_cast<std::uint32_t>(blocks_.back().size())});
  last_column_ = 0;
}

std::span<const std::uint8_t> PackedCells::bytes(std::size_t document) const {
  const Place& place = rows_[document];
  const std::span<const std::uint8_t> block = blocks_[place.block];
  const bool is_last = document + 1 == rows_.size() || rows_[document + 1].block != place.block;
  const std::size_t end = is_last ? block.size() : rows_[document + 1].offset;
  return block.subspan(place.offset, end - place.offset);
}

DocumentShape PackedCells::shape(std::size_t document) const {
  DocumentShape shape;
  visit_row(document, [&](std::uint32_t, std::uint32_t count) { shape.add(count); });
  return shape;
}

// A cell takes a byte at least, so that there is room for all of them.
TermRow PackedCells::row(std::size_t document, TermRow::Room& room) const {
  const std::size_t most = bytes(document).size();
  if (room.columns.size() < most) {
    room.columns.resize(most);
    room.counts.resize(most);
  }
  std::int64_t* const columns = room.columns.data();
  std::int64_t* const counts = room.counts.data();
  std::size_t size = 0;
  visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
    columns[size] = column;
    counts[size] = count;
    ++size;
  });
  return {std::span(room.columns).first(size), std::span(room.counts).first(size)};
}

}  // namespace themescore

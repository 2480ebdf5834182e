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

TermRow PackedCells::row(std::size_t document, TermRow::Room& room) const {
  room.columns.clear();
  room.counts.clear();
  visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
    room.columns.push_back(column);
    room.counts.push_back(count);
  });
  return {room.columns, room.counts};
}

}  // namespace themescore

#include "themescore/compare/count_rows.hpp"

#include <algorithm>
#include <limits>

namespace themescore {

namespace {

// Going straight on is four times as fast as from cell to cell, or more.
constexpr std::size_t kFewestOf = 4;
constexpr std::size_t kMostWhole = std::size_t{1} << 24;  // 64 MB

}  // namespace

void CountRows::push_back(std::span<const Exposed::Cell> cells) {
  cells_.insert(cells_.end(), cells.begin(), cells.end());
  first_cell_.push_back(cells_.size());
}

void CountRows::settle() {
  const bool fit = std::ranges::all_of(cells_, [](const Exposed::Cell& cell) {
    return cell.count <= std::uint32_t{std::numeric_limits<std::int32_t>::max()};
  });
  if (!fit || themes_ == 0 || size() > kMostWhole / themes_ ||
      cells_.size() < size() * themes_ / kFewestOf) {
    return;
  }
  whole_.assign(size() * themes_, 0);
  for (std::size_t number = 0; number < size(); ++number) {
    for (const Exposed::Cell& cell : row(number)) {
      whole_[number * themes_ + cell.theme] = static_cast<std::int32_t>(cell.count);
    }
  }
}

}  // namespace themescore

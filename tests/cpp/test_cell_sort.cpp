#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "support.hpp"
#include "themescore/weigh/cell_sort.hpp"

using themescore::CellSort;

TEST_CASE("Cells are sorted by their columns, short rows and long") {
  testing::Random random(6);
  for (const std::size_t columns : {1u, 2u, 255u, 256u, 257u, 70'000u}) {
    CellSort sort;
    for (std::size_t size = 0; size <= std::min<std::size_t>(columns, 1000); size += 1 + size / 3) {
      std::vector<std::uint32_t> all(columns);
      std::iota(all.begin(), all.end(), 0u);
      std::vector<CellSort::Cell> cells;
      for (std::size_t i = 0; i < size; ++i) {
        std::swap(all[i], all[i + random.below(columns - i)]);
        cells.push_back({all[i], all[i] * 7});
      }
      sort(cells, columns);
      std::sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
      REQUIRE(cells.size() == size);
      for (std::size_t i = 0; i < size; ++i) {
        CHECK(cells[i].column == all[i]);
        CHECK(cells[i].count == all[i] * 7);
      }
    }
  }
}

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "support.hpp"
#include "themescore/weigh/packed_cells.hpp"
#include "themescore/weigh/term_selection.hpp"
#include "themescore/weigh/weigher.hpp"

using themescore::PackedCells;

namespace {

using CellRow = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

CellRow unpacked(const PackedCells& cells, std::size_t document) {
  CellRow row;
  cells.visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
    row.emplace_back(column, count);
  });
  return row;
}

PackedCells packed(const std::vector<CellRow>& rows) {
  PackedCells cells(10);
  for (const CellRow& row : rows) {
    cells.start_row();
    for (const auto& [column, count] : row) {
      cells.add(column, count);
    }
  }
  return cells;
}

}  // namespace

TEST_CASE("packed cells come out as they went in, in any order of columns") {
  constexpr std::uint32_t kLargest = 0xFFFF'FFFF;
  const std::vector<CellRow> rows = {
      {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 127}, {64, 128}, {kLargest, kLargest}},
      {},
      {{kLargest, 1}, {0, kLargest}, {0x8000'0000, 16'384}, {63, 1}},
      {},
  };
  const PackedCells cells = packed(rows);
  CHECK(cells.documents() == 4);
  CHECK(cells.terms() == 10);
  CHECK(cells.cells() == 11);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(unpacked(cells, i) == rows[i]);
  }
  CHECK(PackedCells().documents() == 0);
}

TEST_CASE("a row as numbers holds nothing of a longer one that had its room before") {
  const std::vector<CellRow> rows = {{{3, 2}, {5, 700}, {6, 1}}, {{1, 9}}, {}, {{0, 1}, {9, 3}}};
  const PackedCells cells = packed(rows);
  themescore::TermRow::Room room;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const themescore::TermRow row = cells.row(i, room);
    CellRow found;
    for (std::size_t k = 0; k < row.columns.size(); ++k) {
      found.emplace_back(row.columns[k], row.counts[k]);
    }
    CHECK(found == rows[i]);
    CHECK(row.counts.size() == rows[i].size());
  }
}

TEST_CASE("rows that fill many blocks come out as they went in") {
  testing::Random random(1);
  std::vector<CellRow> rows(1'000);
  for (CellRow& row : rows) {
    row.resize(random.below(2'000));
    for (auto& [column, count] : row) {
      column = static_cast<std::uint32_t>(random.below(std::size_t{1} << random.below(32)));
      count = static_cast<std::uint32_t>(1 + random.below(300));
    }
  }
  const PackedCells cells = packed(rows);
  themescore::TermRow::Room room;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    REQUIRE(unpacked(cells, i) == rows[i]);
    const themescore::TermRow row = cells.row(i, room);
    REQUIRE(row.columns.size() == rows[i].size());
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      REQUIRE(row.columns[k] == rows[i][k].first);
      REQUIRE(row.counts[k] == rows[i][k].second);
    }
  }
}

TEST_CASE("the collection of some columns is that of a matrix without the others") {
  const PackedCells cells =
      packed({{{0, 2}, {1, 5}, {3, 1}}, {{1, 1}}, {}, {{0, 1}, {2, 7}, {3, 300}}});
  const auto some = themescore::collection_of(cells, std::vector<std::int64_t>{3, 0});
  CHECK(some.documents == 4);
  CHECK(some.term_frequencies == std::vector<std::int64_t>{2, 2});
  CHECK(some.largest_frequency == 2);
  CHECK(some.mean_words == (2 + 1 + 1 + 300) / 4.0);
  CHECK(some.mean_types == 4 / 4.0);
  const auto all =
      themescore::collection_of(cells, std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  const auto plain = themescore::collection_of(cells);
  CHECK(all.term_frequencies == plain.term_frequencies);
  CHECK(all.mean_words == plain.mean_words);
  CHECK(all.mean_types == plain.mean_types);
  CHECK(all.largest_frequency == plain.largest_frequency);
  for (const std::vector<std::int64_t>& wrong : {std::vector<std::int64_t>{10}, {-1}, {1, 1}}) {
    CHECK_THROWS_AS((void)themescore::collection_of(cells, wrong), themescore::OptionError);
  }
}

TEST_CASE("counts add up to more than 2^31, and a matrix can have more cells than that") {
  static_assert(std::is_same_v<themescore::TermCounts::StorageIndex, std::int64_t>);
  static_assert(std::is_same_v<themescore::TermCounts::Scalar, std::int64_t>);
  static_assert(sizeof(PackedCells().cells()) == 8);
  constexpr std::uint32_t kMost = 0xFFFF'FFFF;
  const PackedCells cells = packed({{{0, kMost}, {1, kMost}}, {{0, kMost}, {2, 1}}, {{0, kMost}}});
  const auto collection = themescore::collection_of(cells);
  CHECK(collection.mean_words * 3 == doctest::Approx(4.0 * kMost + 1));
  themescore::Weighting sums;
  sums.idf = "none";
  sums.norm = "l1";
  CHECK(themescore::lengths(cells, sums, collection).front() == 2.0 * kMost);
  // By their counts in all documents: 3 x (2^32 - 1), which 32 bits would take for less than 1.
  CHECK(themescore::choose_terms(cells, {.top = 1}) == std::vector<std::int64_t>{0});
  const auto taken = themescore::take_terms(cells, std::vector<std::int64_t>{0});
  CHECK(taken.sum() == std::int64_t{3} * kMost);
}

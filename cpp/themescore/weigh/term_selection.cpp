#include "themescore/weigh/term_selection.hpp"

#include <algorithm>
#include <utility>

#include "themescore/errors.hpp"

namespace themescore {

std::vector<std::int64_t> choose_terms(const PackedCells& cells, const TermSelection& selection) {
  const std::size_t terms = cells.terms();
  std::vector<std::int64_t> documents(terms, 0);
  std::vector<std::int64_t> total(terms, 0);
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    cells.visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
      ++documents[column];
      total[column] += count;
    });
  }
  std::vector<std::int64_t> chosen;
  for (std::size_t column = 0; column < terms; ++column) {
    if (documents[column] >= selection.min_documents &&
        documents[column] <= selection.max_documents) {
      chosen.push_back(static_cast<std::int64_t>(column));
    }
  }
  if (selection.top < static_cast<std::int64_t>(chosen.size())) {
    std::ranges::stable_sort(chosen, [&](std::int64_t a, std::int64_t b) {
      return total[static_cast<std::size_t>(a)] > total[static_cast<std::size_t>(b)];
    });
    chosen.resize(static_cast<std::size_t>(std::max<std::int64_t>(selection.top, 0)));
    std::ranges::sort(chosen);
  }
  return chosen;
}

TermCounts take_terms(const PackedCells& cells, std::span<const std::int64_t> columns) {
  std::vector<std::int64_t> place(cells.terms(), kNoColumn);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == kNoColumn) {
      continue;
    }
    if (columns[i] < 0 || static_cast<std::size_t>(columns[i]) >= cells.terms() ||
        place[static_cast<std::size_t>(columns[i])] != kNoColumn) {
      throw OptionError("a column that there is not, or twice");
    }
    place[static_cast<std::size_t>(columns[i])] = static_cast<std::int64_t>(i);
  }
  std::int64_t kept = 0;
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    cells.visit_row(document, [&](std::uint32_t column, std::uint32_t) {
      kept += place[column] != kNoColumn ? 1 : 0;
    });
  }

  TermCounts taken(static_cast<std::int64_t>(cells.documents()),
                   static_cast<std::int64_t>(columns.size()));
  taken.resizeNonZeros(kept);
  std::vector<std::pair<std::int64_t, std::int64_t>> row;
  std::int64_t at = 0;
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    row.clear();
    cells.visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
      if (place[column] != kNoColumn) {
        row.emplace_back(place[column], count);
      }
    });
    std::ranges::sort(row);
    taken.outerIndexPtr()[document] = at;
    for (const auto& [column, value] : row) {
      taken.innerIndexPtr()[at] = column;
      taken.valuePtr()[at] = value;
      ++at;
    }
  }
  taken.outerIndexPtr()[cells.documents()] = at;
  return taken;
}

}  // namespace themescore

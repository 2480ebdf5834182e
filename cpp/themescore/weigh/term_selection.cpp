#include "themescore/weigh/term_selection.hpp"

#include <algorithm>
#include <utility>

#include "themescore/errors.hpp"

namespace themescore {

std::vector<std::int64_t> choose_terms(const TermCounts& counts, const TermSelection& selection) {
  const auto terms = static_cast<std::size_t>(counts.cols());
  std::vector<std::int64_t> documents(terms, 0);
  std::vector<std::int64_t> total(terms, 0);
  for (std::int64_t i = 0; i < counts.nonZeros(); ++i) {
    const auto column = static_cast<std::size_t>(counts.innerIndexPtr()[i]);
    ++documents[column];
    total[column] += counts.valuePtr()[i];
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

TermCounts take_terms(const TermCounts& counts, std::span<const std::int64_t> columns) {
  std::vector<std::int64_t> place(static_cast<std::size_t>(counts.cols()), kNoColumn);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == kNoColumn) {
      continue;
    }
    if (columns[i] < 0 || columns[i] >= counts.cols() ||
        place[static_cast<std::size_t>(columns[i])] != kNoColumn) {
      throw OptionError("a column that there is not, or twice");
    }
    place[static_cast<std::size_t>(columns[i])] = static_cast<std::int64_t>(i);
  }
  const auto place_of = [&](std::int64_t cell) {
    return place[static_cast<std::size_t>(counts.innerIndexPtr()[cell])];
  };
  std::int64_t kept = 0;
  for (std::int64_t cell = 0; cell < counts.nonZeros(); ++cell) {
    kept += place_of(cell) != kNoColumn ? 1 : 0;
  }

  TermCounts taken(counts.rows(), static_cast<std::int64_t>(columns.size()));
  taken.resizeNonZeros(kept);
  std::vector<std::pair<std::int64_t, std::int64_t>> row;
  std::int64_t at = 0;
  for (std::int64_t document = 0; document < counts.rows(); ++document) {
    row.clear();
    for (std::int64_t cell = counts.outerIndexPtr()[document];
         cell < counts.outerIndexPtr()[document + 1]; ++cell) {
      if (place_of(cell) != kNoColumn) {
        row.emplace_back(place_of(cell), counts.valuePtr()[cell]);
      }
    }
    std::ranges::sort(row);
    taken.outerIndexPtr()[document] = at;
    for (const auto& [column, value] : row) {
      taken.innerIndexPtr()[at] = column;
      taken.valuePtr()[at] = value;
      ++at;
    }
  }
  taken.outerIndexPtr()[counts.rows()] = at;
  return taken;
}

}  // namespace themescore

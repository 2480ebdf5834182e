#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "themescore/weigh/packed_cells.hpp"
#include "themescore/weigh/term_matrix.hpp"

namespace themescore {

/// Which terms to keep, by the number of documents that have them.
struct TermSelection {
  std::int64_t min_documents = 1;
  std::int64_t max_documents = std::numeric_limits<std::int64_t>::max();
  /// Of those, the most frequent in all documents together; the first in the order of the columns
  /// where several are as frequent.
  std::int64_t top = std::numeric_limits<std::int64_t>::max();
};

/// The columns to keep, in order.
[[nodiscard]] std::vector<std::int64_t> choose_terms(const PackedCells& cells,
                                                     const TermSelection& selection);

/// A column of take_terms() that no document has.
inline constexpr std::int64_t kNoColumn = -1;

/// The matrix of these columns, in their order, each at most once. Throws OptionError for a column
/// that there is not.
[[nodiscard]] TermCounts take_terms(const PackedCells& cells,
                                    std::span<const std::int64_t> columns);

}  // namespace themescore

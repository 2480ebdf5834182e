#pragma once

#include <Eigen/SparseCore>

#include <cstdint>

#include "themescore/weigh/packed_cells.hpp"

namespace themescore {

/// One row a document, one column a term. Columns are sorted within a row.
using TermCounts = Eigen::SparseMatrix<std::int64_t, Eigen::RowMajor, std::int64_t>;
using TermWeights = Eigen::SparseMatrix<double, Eigen::RowMajor, std::int64_t>;

/// The cells as a matrix.
[[nodiscard]] TermCounts term_matrix(const PackedCells& cells);

}  // namespace themescore

#include "themescore/weigh/term_matrix.hpp"

namespace themescore {

TermCounts term_matrix(const PackedCells& cells) {
  TermCounts matrix(static_cast<std::int64_t>(cells.documents()),
                    static_cast<std::int64_t>(cells.terms()));
  matrix.resizeNonZeros(static_cast<std::int64_t>(cells.cells()));
  std::int64_t* const columns = matrix.innerIndexPtr();
  std::int64_t* const values = matrix.valuePtr();
  std::int64_t* const starts = matrix.outerIndexPtr();
  std::int64_t at = 0;
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    starts[document] = at;
    cells.visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
      columns[at] = column;
      values[at] = count;
      ++at;
    });
  }
  starts[cells.documents()] = at;
  return matrix;
}

}  // namespace themescore

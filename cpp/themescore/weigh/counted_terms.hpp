#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/packed_cells.hpp"

namespace themescore {

/// The terms of documents and how often each occurs, as a counter leaves them until all are known.
/// Not for more than one thread at a time.
class CountedTerms {
 public:
  /// Packed they take a fifth of the room: worth its time where documents come without an end.
  enum class Form : unsigned char { as_they_come, packed };

  CountedTerms() = default;
  explicit CountedTerms(Form form) : form_(form) {}

  void start_row() {
    form_ == Form::packed ? packed_.start_row() : first_cell_.push_back(cells_.size());
  }
  /// A term of the document at hand. They may come in any order; packed, a rising one takes less.
  void add(std::uint32_t term, std::uint32_t count) {
    if (form_ == Form::packed) {
      packed_.add(term, count);
    } else {
      cells_.push_back({term, count});
    }
  }

  [[nodiscard]] bool packed() const noexcept { return form_ == Form::packed; }
  [[nodiscard]] std::size_t documents() const noexcept {
    return packed() ? packed_.documents() : first_cell_.size();
  }

  /// Calls visit(term, count) for each in the order of add().
  template <class Visit>
  void visit_row(std::size_t document, Visit&& visit) const {
    if (packed()) {
      packed_.visit_row(document, visit);
      return;
    }
    const bool is_last = document + 1 == first_cell_.size();
    const std::size_t end = is_last ? cells_.size() : first_cell_[document + 1];
    for (std::size_t i = first_cell_[document]; i < end; ++i) {
      visit(cells_[i].column, cells_[i].count);
    }
  }

 private:
  Form form_ = Form::as_they_come;
  PackedCells packed_;
  std::vector<CellSort::Cell> cells_;
  std::vector<std::size_t> first_cell_;  // by document
};

}  // namespace themescore

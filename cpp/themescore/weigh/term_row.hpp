#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace themescore {

/// What the weights of a document look at beside the term.
struct DocumentShape {
  double words = 0;    ///< the sum of its counts
  double types = 0;    ///< how many of them are not zero
  double largest = 0;  ///< the largest
};

/// The terms of one document and how often each occurs.
struct TermRow {
  /// Where the numbers of a row lie that has none of its own.
  struct Room {
    std::vector<std::int64_t> columns;
    std::vector<std::int64_t> counts;
  };

  std::span<const std::int64_t> columns;
  std::span<const std::int64_t> counts;

  [[nodiscard]] DocumentShape shape() const {
    DocumentShape shape;
    for (const std::int64_t count : counts) {
      const auto value = static_cast<double>(count);
      shape.words += value;
      shape.types += value > 0 ? 1 : 0;
      shape.largest = std::max(shape.largest, value);
    }
    return shape;
  }
};

}  // namespace themescore

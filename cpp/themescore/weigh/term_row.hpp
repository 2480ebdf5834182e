#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace themescore {

/// What the weights of a document look at beside the term.
struct DocumentShape {
  double words = 0;       ///< the sum of its counts
  double types = 0;       ///< how many of them are not zero
  double largest = 0;     ///< the largest
  double characters = 0;  ///< code points of its text, not of its terms; 0 where nobody asks

  void add(double count) {
    words += count;
    types += count > 0 ? 1 : 0;
    largest = std::max(largest, count);
  }
};

/// The terms of one document and how often each occurs.
struct TermRow {
  /// Where the numbers of a row lie that has none of its own, and what follows them.
  struct Room {
    std::vector<std::int64_t> columns;
    std::vector<std::int64_t> counts;
  };

  std::span<const std::int64_t> columns;
  std::span<const std::int64_t> counts;

  [[nodiscard]] DocumentShape shape() const {
    DocumentShape shape;
    for (const std::int64_t count : counts) {
      shape.add(static_cast<double>(count));
    }
    return shape;
  }
};

}  // namespace themescore

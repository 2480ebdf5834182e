#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/counts.hpp"
#include "themescore/weigh/schemes.hpp"
#include "themescore/weigh/term_row.hpp"
#include "themescore/weigh/weighting.hpp"

namespace themescore {

/// Counts of documents x terms, as the arrays of a matrix.
class TermCells {
 public:
  /// Row i is [starts[i], starts[i + 1]) of `columns` and `counts`. Throws OptionError if they do
  /// not fit together.
  TermCells(std::span<const std::int64_t> starts,
            std::span<const std::int64_t> columns,
            std::span<const std::int64_t> counts,
            std::size_t terms);
  [[nodiscard]] std::size_t documents() const noexcept { return starts_.size() - 1; }
  [[nodiscard]] std::size_t terms() const noexcept { return terms_; }
  [[nodiscard]] std::size_t cells() const noexcept { return columns_.size(); }
  [[nodiscard]] TermRow row(std::size_t document) const {
    const auto first = static_cast<std::size_t>(starts_[document]);
    const auto size = static_cast<std::size_t>(starts_[document + 1]) - first;
    return {columns_.subspan(first, size), counts_.subspan(first, size)};
  }

 private:
  std::span<const std::int64_t> starts_;
  std::span<const std::int64_t> columns_;
  std::span<const std::int64_t> counts_;
  std::size_t terms_;
};

/// The collection that the documents themselves are. Without form_frequencies.
[[nodiscard]] Collection collection_of(const TermCells& cells);
[[nodiscard]] Collection collection_of(const PackedCells& cells);
/// The same of some columns, in the order of these, as if there were no others. Throws OptionError
/// for a column that there is not or that comes twice.
[[nodiscard]] Collection collection_of(const PackedCells& cells,
                                       std::span<const std::int64_t> columns);

/// A weighting for the documents of a collection.
class Weigher {
 public:
  /// Throws OptionError for a scheme that is not known.
  Weigher(const Weighting& weighting, const Collection& collection);

  [[nodiscard]] double tf(double count, const DocumentShape& document) const {
    return tf_(count, document, input_);
  }
  /// Whether tf() is the count itself.
  [[nodiscard]] bool leaves_counts() const { return input_.weighting.tf == "raw"; }
  /// Not finite where the scheme has none; see has_unseen().
  [[nodiscard]] double idf(std::int64_t df) const { return idf_(static_cast<double>(df), input_); }
  /// What the document's weights are divided by; 1 where that would be 0.
  [[nodiscard]] double length(std::span<const double> weights, const DocumentShape& document) const;
  /// Whether a term that no document of the collection has gets a weight.
  [[nodiscard]] bool has_unseen() const;

 private:
  SchemeInput input_;
  TermFrequency tf_;
  DocumentFrequency idf_;
  Norm norm_;
};

/// The weight of each cell, in the order of the cells. `characters` of each document may be empty
/// where the norm does not look at them. Throws OptionError if the collection is of another number
/// of terms, or the characters of another number of documents.
[[nodiscard]] std::vector<double> weigh(const TermCells& cells,
                                        const Weighting& weighting,
                                        const Collection& collection,
                                        std::span<const std::int64_t> characters = {});

/// What weigh() divides the weights of each document by.
[[nodiscard]] std::vector<double> lengths(const TermCells& cells,
                                          const Weighting& weighting,
                                          const Collection& collection,
                                          std::span<const std::int64_t> characters = {});
[[nodiscard]] std::vector<double> lengths(const PackedCells& cells,
                                          const Weighting& weighting,
                                          const Collection& collection,
                                          std::span<const std::int64_t> characters = {});

}  // namespace themescore

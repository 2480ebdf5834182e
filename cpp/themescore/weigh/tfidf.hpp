#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Smooth inverse document frequency, ln((1 + N) / (1 + df)) + 1, as scikit-learn has it by
/// default.
[[nodiscard]] double inverse_document_frequency(std::int64_t documents,
                                                std::int64_t document_frequency);

/// Number of documents with each term.
[[nodiscard]] std::vector<std::int64_t> document_frequencies(const TermCounts& counts);

/// tf x idf with rows of Euclidean length 1 (scikit-learn's TfidfTransformer with its defaults).
/// A row without terms stays empty.
[[nodiscard]] TermWeights tfidf(const TermCounts& counts);

/// Euclidean length of each row of tf x idf before it is divided by it.
[[nodiscard]] std::vector<double> tfidf_lengths(const TermCounts& counts);

}  // namespace themescore

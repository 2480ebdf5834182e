#include "themescore/weigh/tfidf.hpp"

#include <algorithm>
#include <cmath>

namespace themescore {

namespace {

std::vector<double> idf_of_terms(const TermCounts& counts) {
  std::vector<double> idf;
  idf.reserve(static_cast<std::size_t>(counts.cols()));
  for (const std::int64_t frequency : document_frequencies(counts)) {
    idf.push_back(inverse_document_frequency(counts.rows(), frequency));
  }
  return idf;
}

}  // namespace

double inverse_document_frequency(std::int64_t documents, std::int64_t document_frequency) {
  return std::log(static_cast<double>(1 + documents) /
                  static_cast<double>(1 + document_frequency)) +
         1;
}

std::vector<std::int64_t> document_frequencies(const TermCounts& counts) {
  std::vector<std::int64_t> frequencies(static_cast<std::size_t>(counts.cols()), 0);
  const std::span columns(counts.innerIndexPtr(), static_cast<std::size_t>(counts.nonZeros()));
  for (const std::int64_t column : columns) {
    ++frequencies[static_cast<std::size_t>(column)];
  }
  return frequencies;
}

std::vector<double> tfidf_lengths(const TermCounts& counts) {
  const std::vector<double> idf = idf_of_terms(counts);
  std::vector<double> lengths;
  lengths.reserve(static_cast<std::size_t>(counts.rows()));
  for (std::int64_t row = 0; row < counts.rows(); ++row) {
    double sum = 0;
    for (TermCounts::InnerIterator cell(counts, row); cell; ++cell) {
      const double weight =
          static_cast<double>(cell.value()) * idf[static_cast<std::size_t>(cell.col())];
      sum += weight * weight;
    }
    lengths.push_back(std::sqrt(sum));
  }
  return lengths;
}

TermWeights tfidf(const TermCounts& counts) {
  const std::vector<double> idf = idf_of_terms(counts);
  const std::vector<double> lengths = tfidf_lengths(counts);
  TermWeights weights = counts.cast<double>();
  for (std::int64_t row = 0; row < weights.rows(); ++row) {
    for (TermWeights::InnerIterator cell(weights, row); cell; ++cell) {
      cell.valueRef() *=
          idf[static_cast<std::size_t>(cell.col())] / lengths[static_cast<std::size_t>(row)];
    }
  }
  return weights;
}

}  // namespace themescore

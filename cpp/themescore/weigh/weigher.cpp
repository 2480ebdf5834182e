#include "themescore/weigh/weigher.hpp"

#include <algorithm>
#include <cmath>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

SchemeInput input_of(const Weighting& weighting, const Collection& collection) {
  return {weighting,
          std::log(weighting.base),
          static_cast<double>(collection.documents),
          collection.mean_words,
          collection.mean_types,
          static_cast<double>(collection.largest_frequency)};
}

// Calls sink(document, weights of its cells, what they are to be divided by) for each document.
template <class Sink>
void weigh_rows(const TermCells& cells,
                const Weighting& weighting,
                const Collection& collection,
                Sink&& sink) {
  if (collection.term_frequencies.size() != cells.terms()) {
    throw OptionError("the collection is of other terms");
  }
  const Weigher weigher(weighting, collection);
  std::vector<double> idf;
  idf.reserve(cells.terms());
  for (const std::int64_t df : collection.term_frequencies) {
    idf.push_back(weigher.idf(df));
  }
  std::vector<double> weights;
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    const auto counts = cells.counts(document);
    const auto columns = cells.columns(document);
    const DocumentShape shape = cells.shape(document);
    weights.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto count = static_cast<double>(counts[i]);
      // A zero that is stored is a term that does not occur.
      weights.push_back(
          count > 0 ? weigher.tf(count, shape) * idf[static_cast<std::size_t>(columns[i])] : 0);
    }
    sink(document, std::span<const double>(weights), weigher.length(weights, shape));
  }
}

}  // namespace

TermCells::TermCells(std::span<const std::int64_t> starts,
                     std::span<const std::int64_t> columns,
                     std::span<const std::int64_t> counts,
                     std::size_t terms)
    : starts_(starts), columns_(columns), counts_(counts), terms_(terms) {
  const bool rows_fit = !starts.empty() && starts.front() == 0 && std::ranges::is_sorted(starts) &&
                        static_cast<std::size_t>(starts.back()) == columns.size() &&
                        columns.size() == counts.size();
  if (!rows_fit || std::ranges::any_of(columns, [&](std::int64_t column) {
        return column < 0 || static_cast<std::size_t>(column) >= terms;
      })) {
    throw OptionError("the arrays are those of no matrix");
  }
  if (std::ranges::any_of(counts, [](std::int64_t count) { return count < 0; })) {
    throw OptionError("a count is below 0");
  }
}

TermCells::TermCells(const TermCounts& counts)
    : starts_(counts.outerIndexPtr(), static_cast<std::size_t>(counts.rows()) + 1),
      columns_(counts.innerIndexPtr(), static_cast<std::size_t>(counts.nonZeros())),
      counts_(counts.valuePtr(), static_cast<std::size_t>(counts.nonZeros())),
      terms_(static_cast<std::size_t>(counts.cols())) {}

DocumentShape TermCells::shape(std::size_t document) const {
  DocumentShape shape;
  for (const std::int64_t count : counts(document)) {
    const auto value = static_cast<double>(count);
    shape.words += value;
    shape.types += value > 0 ? 1 : 0;
    shape.largest = std::max(shape.largest, value);
  }
  return shape;
}

Collection collection_of(const TermCells& cells) {
  Collection collection;
  collection.documents = static_cast<std::int64_t>(cells.documents());
  collection.term_frequencies.assign(cells.terms(), 0);
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    const auto counts = cells.counts(document);
    const auto columns = cells.columns(document);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      collection.term_frequencies[static_cast<std::size_t>(columns[i])] += counts[i] > 0 ? 1 : 0;
    }
    const DocumentShape shape = cells.shape(document);
    collection.mean_words += shape.words;
    collection.mean_types += shape.types;
  }
  if (collection.documents > 0) {
    collection.mean_words /= static_cast<double>(collection.documents);
    collection.mean_types /= static_cast<double>(collection.documents);
  }
  if (cells.terms() > 0) {
    collection.largest_frequency = std::ranges::max(collection.term_frequencies);
  }
  return collection;
}

Weigher::Weigher(const Weighting& weighting, const Collection& collection)
    : input_(input_of(weighting, collection)),
      tf_(term_frequency(weighting.tf)),
      idf_(document_frequency(weighting.idf)),
      norm_(norm(weighting.norm)) {}

double Weigher::length(std::span<const double> weights, const DocumentShape& document) const {
  const double length = norm_(weights, document, input_);
  return length > 0 ? length : 1;
}

bool Weigher::has_unseen() const { return std::isfinite(idf(0)); }

std::vector<double> weigh(const TermCells& cells,
                          const Weighting& weighting,
                          const Collection& collection) {
  std::vector<double> all;
  all.reserve(cells.columns().size());
  weigh_rows(cells, weighting, collection,
             [&](std::size_t, std::span<const double> weights, double length) {
               for (const double weight : weights) {
                 all.push_back(weight / length);
               }
             });
  return all;
}

std::vector<double> lengths(const TermCells& cells,
                            const Weighting& weighting,
                            const Collection& collection) {
  std::vector<double> all;
  all.reserve(cells.documents());
  weigh_rows(cells, weighting, collection,
             [&](std::size_t, std::span<const double>, double length) { all.push_back(length); });
  return all;
}

}  // namespace themescore

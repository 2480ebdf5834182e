#include "themescore/weigh/weigher.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

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

// Calls visit(row) for each document, in order.
template <class Visit>
void visit_rows(const TermCells& cells, Visit&& visit) {
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    visit(cells.row(document));
  }
}

template <class Visit>
void visit_rows(const PackedCells& cells, Visit&& visit) {
  TermRow::Room room;
  for (std::size_t document = 0; document < cells.documents(); ++document) {
    visit(cells.row(document, room));
  }
}

// Terms are many, and most are in few documents: what those weigh is asked for once.
std::vector<double> idf_of_terms(const Weigher& weigher, const Collection& collection) {
  constexpr std::size_t kKnown = 1024;
  std::array<std::optional<double>, kKnown> known;  // by document frequency
  std::vector<double> idf;
  idf.reserve(collection.term_frequencies.size());
  for (const std::int64_t df : collection.term_frequencies) {
    const auto place = static_cast<std::size_t>(df);
    if (place >= known.size()) {
      idf.push_back(weigher.idf(df));
      continue;
    }
    if (!known[place]) {
      known[place] = weigher.idf(df);
    }
    idf.push_back(*known[place]);
  }
  return idf;
}

// Calls sink(weights of its cells, what they are to be divided by) for each document, in order.
template <class Cells, class Sink>
void weigh_rows(const Cells& cells,
                const Weighting& weighting,
                const Collection& collection,
                std::span<const std::int64_t> characters,
                Sink&& sink) {
  if (collection.term_frequencies.size() != cells.terms()) {
    throw OptionError("the collection is of other terms");
  }
  if (characters.size() != cells.documents() &&
      (!characters.empty() || norm_needs_characters(weighting.norm))) {
    throw OptionError("the characters are those of other documents");
  }
  const Weigher weigher(weighting, collection);
  const std::vector<double> idf = idf_of_terms(weigher, collection);
  std::vector<double> weights;
  std::size_t document = 0;
  visit_rows(cells, [&](const TermRow& row) {
    DocumentShape shape = row.shape();
    shape.characters = characters.empty() ? 0 : static_cast<double>(characters[document]);
    ++document;
    weights.resize(row.counts.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const auto count = static_cast<double>(row.counts[i]);
      // A zero that is stored is a term that does not occur.
      weights[i] =
          count > 0 ? weigher.tf(count, shape) * idf[static_cast<std::size_t>(row.columns[i])] : 0;
    }
    sink(std::span<const double>(weights), weigher.length(weights, shape));
  });
}

template <class Cells>
std::vector<double> lengths_of_cells(const Cells& cells,
                                     const Weighting& weighting,
                                     const Collection& collection,
                                     std::span<const std::int64_t> characters) {
  std::vector<double> all;
  all.reserve(cells.documents());
  weigh_rows(cells, weighting, collection, characters,
             [&](std::span<const double>, double length) { all.push_back(length); });
  return all;
}

// What documents have in common. `visit(add)` calls add(term, count) for each cell that counts. Up
// to 2^53 words the sum has no rounding, so that a mean is the same whatever the order of the
// documents; those of a matrix that somebody else made may be more than an integer holds.
template <class Visit>
Collection collected(std::size_t documents, std::size_t terms, Visit&& visit) {
  Collection collection;
  collection.documents = static_cast<std::int64_t>(documents);
  collection.term_frequencies.assign(terms, 0);
  double words = 0;
  std::int64_t types = 0;
  visit([&](std::size_t term, std::int64_t count) {
    ++collection.term_frequencies[term];
    words += static_cast<double>(count);
    ++types;
  });
  if (documents > 0) {
    collection.mean_words = words / static_cast<double>(documents);
    collection.mean_types = static_cast<double>(types) / static_cast<double>(documents);
  }
  if (terms > 0) {
    collection.largest_frequency = std::ranges::max(collection.term_frequencies);
  }
  return collection;
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

Collection collection_of(const TermCells& cells) {
  return collected(cells.documents(), cells.terms(), [&](auto add) {
    visit_rows(cells, [&](const TermRow& row) {
      for (std::size_t i = 0; i < row.counts.size(); ++i) {
        if (row.counts[i] > 0) {
          add(static_cast<std::size_t>(row.columns[i]), row.counts[i]);
        }
      }
    });
  });
}

Collection collection_of(const PackedCells& cells) {
  return collected(cells.documents(), cells.terms(), [&](auto add) {
    for (std::size_t document = 0; document < cells.documents(); ++document) {
      cells.visit_row(document, add);
    }
  });
}

Collection collection_of(const PackedCells& cells, std::span<const std::int64_t> columns) {
  constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> place(cells.terms(), kNone);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<std::size_t>(columns[i]);
    if (columns[i] < 0 || column >= place.size() || place[column] != kNone) {
      throw OptionError("there is no such column, or it comes twice");
    }
    place[column] = i;
  }
  return collected(cells.documents(), columns.size(), [&](auto add) {
    for (std::size_t document = 0; document < cells.documents(); ++document) {
      cells.visit_row(document, [&](std::uint32_t column, std::uint32_t count) {
        if (place[column] != kNone) {
          add(place[column], count);
        }
      });
    }
  });
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
                          const Collection& collection,
                          std::span<const std::int64_t> characters) {
  std::vector<double> all(cells.cells());
  auto to = all.begin();
  weigh_rows(cells, weighting, collection, characters,
             [&](std::span<const double> weights, double length) {
               to = std::ranges::transform(weights, to, [&](double weight) {
                      return weight / length;
                    }).out;
             });
  return all;
}

std::vector<double> lengths(const TermCells& cells,
                            const Weighting& weighting,
                            const Collection& collection,
                            std::span<const std::int64_t> characters) {
  return lengths_of_cells(cells, weighting, collection, characters);
}

std::vector<double> lengths(const PackedCells& cells,
                            const Weighting& weighting,
                            const Collection& collection,
                            std::span<const std::int64_t> characters) {
  return lengths_of_cells(cells, weighting, collection, characters);
}

}  // namespace themescore

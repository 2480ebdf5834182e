#include "themescore/compare/keyness.hpp"

#include <cmath>
#include <limits>

#include "themescore/compare/groups.hpp"

namespace themescore {

namespace {

std::int64_t words_of(const Counts& counts, std::size_t document) {
  std::int64_t words = 0;
  counts.cells.visit_row(document, [&](std::uint32_t, std::uint32_t count) { words += count; });
  return words;
}

void count_terms(const Counts& counts,
                 std::span<const std::uint32_t> group_of,
                 KeynessTable& table) {
  const std::size_t terms = counts.terms.size();
  for (std::size_t document = 0; document < counts.document_count(); ++document) {
    const std::size_t first = group_of[document] * terms;
    counts.cells.visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      table.counts[first + term] += count;
      ++table.documents[first + term];
    });
  }
}

// DP is half the sum of |share of occurrences - share of words| over the documents. Those without
// the term add their shares of words, which are 1 together less those with it.
void disperse(const Counts& counts,
              std::span<const std::uint32_t> group_of,
              std::span<const std::int64_t> words,
              KeynessTable& table) {
  const std::size_t terms = counts.terms.size();
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    table.dispersion[i] = table.counts[i] > 0 ? 1 : std::numeric_limits<double>::quiet_NaN();
  }
  for (std::size_t document = 0; document < counts.document_count(); ++document) {
    const std::size_t group = group_of[document];
    const double share =
        static_cast<double>(words[document]) / static_cast<double>(table.words[group]);
    counts.cells.visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      const std::size_t at = group * terms + term;
      const double occurrences = count / static_cast<double>(table.counts[at]);
      table.dispersion[at] += std::abs(occurrences - share) - share;
    });
  }
  for (double& dispersion : table.dispersion) {
    dispersion = dispersion < 0 ? 0 : dispersion / 2;  // by rounding it may be
  }
}

}  // namespace

KeynessTable keyness(const Counts& counts,
                     std::span<const std::uint32_t> group_of,
                     std::uint32_t groups,
                     std::span<const std::string> measures,
                     const KeynessSettings& settings) {
  check_groups(counts, group_of, groups);
  const std::size_t terms = counts.terms.size();
  KeynessTable table;
  table.counts.resize(groups * terms);
  table.documents.resize(groups * terms);
  table.dispersion.resize(groups * terms);
  table.words.resize(groups);

  std::vector<std::int64_t> words(counts.document_count());
  std::int64_t all_words = 0;
  for (std::size_t document = 0; document < words.size(); ++document) {
    words[document] = words_of(counts, document);
    table.words[group_of[document]] += words[document];
    all_words += words[document];
  }
  count_terms(counts, group_of, table);
  disperse(counts, group_of, words, table);

  std::vector<std::int64_t> all(terms);
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    all[i % terms] += table.counts[i];
  }
  for (const std::string& name : measures) {
    const KeynessMeasure& measure = keyness_measure(name);
    auto& values = table.measures.emplace_back();
    values.reserve(table.counts.size());
    for (std::size_t i = 0; i < table.counts.size(); ++i) {
      const std::int64_t here = table.counts[i];
      const std::int64_t here_words = table.words[i / terms];
      values.push_back(measure(
          {static_cast<double>(here), static_cast<double>(here_words),
           static_cast<double>(all[i % terms] - here), static_cast<double>(all_words - here_words)},
          settings));
    }
  }
  return table;
}

}  // namespace themescore

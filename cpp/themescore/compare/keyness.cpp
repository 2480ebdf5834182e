#include "themescore/compare/keyness.hpp"

#include "themescore/compare/dispersion.hpp"
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
  const std::size_t terms = counts.terms->size();
  for (std::size_t document = 0; document < counts.document_count(); ++document) {
    const std::size_t first = group_of[document] * terms;
    counts.cells.visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      table.counts[first + term] += count;
      ++table.documents[first + term];
    });
  }
}

}  // namespace

KeynessTable keyness(const Counts& counts,
                     std::span<const std::uint32_t> group_of,
                     std::uint32_t groups,
                     std::span<const std::string> measures,
                     const KeynessSettings& settings) {
  check_groups(counts, {group_of, groups});
  const std::size_t terms = counts.terms->size();
  KeynessTable table;
  table.counts.resize(groups * terms);
  table.documents.resize(groups * terms);
  table.words.resize(groups);

  std::vector<std::int64_t> words(counts.document_count());
  std::int64_t all_words = 0;
  for (std::size_t document = 0; document < words.size(); ++document) {
    words[document] = words_of(counts, document);
    table.words[group_of[document]] += words[document];
    all_words += words[document];
  }
  count_terms(counts, group_of, table);
  table.dispersion = dispersion(group_of, words, table.counts, groups,
                                [&](std::size_t document, const auto& visit) {
                                  counts.cells.visit_row(document, visit);
                                })
                         .dp;

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

#include "themescore/weigh/measures.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "themescore/errors.hpp"
#include "themescore/weigh/tfidf.hpp"

namespace themescore {

namespace {

ThemeTable zeros(const Counts& counts) {
  return ThemeTable::Zero(static_cast<Eigen::Index>(counts.document_count()),
                          static_cast<Eigen::Index>(counts.theme_count()));
}

ThemeTable mention_counts(const Counts& counts, const EmphasisWeights& /*unused*/ = {}) {
  ThemeTable table = zeros(counts);
  for (const Mention& mention : counts.mentions) {
    table(mention.document, mention.theme) += 1;
  }
  return table;
}

ThemeTable rates(const Counts& counts, const EmphasisWeights& /*unused*/) {
  ThemeTable table = mention_counts(counts);
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    const auto words = static_cast<double>(counts.words[static_cast<std::size_t>(row)]);
    table.row(row) *= words > 0 ? 1000 / words : 0;
  }
  return table;
}

ThemeTable shares(const Counts& counts, const EmphasisWeights& /*unused*/) {
  ThemeTable table = mention_counts(counts);
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    double sum = 0;
    for (std::size_t theme = 0; theme < counts.theme_count(); ++theme) {
      sum += counts.themes[theme].parent < 0 ? table(row, static_cast<Eigen::Index>(theme)) : 0;
    }
    if (sum > 0) {
      table.row(row) /= sum;
    }
  }
  return table;
}

// Documents that mention each form. Mentions come by document, so a form that has been seen in the
// document at hand is recognised by the document's number.
std::vector<std::int64_t> mention_frequencies(const Counts& counts) {
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::int64_t> frequencies(counts.forms.size(), 0);
  std::vector<std::uint32_t> last(counts.forms.size(), kNone);
  for (const Mention& mention : counts.mentions) {
    if (last[mention.form] != mention.document) {
      last[mention.form] = mention.document;
      ++frequencies[mention.form];
    }
  }
  return frequencies;
}

ThemeTable emphasis(const Counts& counts, const EmphasisWeights& weights) {
  const std::vector<double> idf = mention_idf(counts);
  ThemeTable table = zeros(counts);
  for (const Mention& mention : counts.mentions) {
    table(mention.document, mention.theme) +=
        idf[mention.form] *
        (weights.of_pattern(mention.pattern) * weights.cue_level[mention.cue_level] *
         weights.of_place(mention.place));
  }
  const std::vector<double> lengths = tfidf_lengths(counts.term_counts);
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    const double length = lengths[static_cast<std::size_t>(row)];
    if (length > 0) {
      table.row(row) /= length;
    }
  }
  return table;
}

// Multiplied by 1, the idf stays what it is to the last bit.
ThemeTable tfidf_sums(const Counts& counts, const EmphasisWeights& /*unused*/) {
  return emphasis(counts, {});
}

struct Measure {
  std::string_view name;
  ThemeTable (*function)(const Counts&, const EmphasisWeights&);
};

// To add a measure: a function above, a line here, a line in the header.
constexpr std::array kMeasures = {
    Measure{"count", mention_counts}, Measure{"rate", rates},        Measure{"share", shares},
    Measure{"tfidf", tfidf_sums},     Measure{"emphasis", emphasis},
};

}  // namespace

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  std::ranges::transform(kMeasures, std::back_inserter(names),
                         [](const Measure& m) { return std::string(m.name); });
  return names;
}

std::vector<double> mention_idf(const Counts& counts) {
  const auto documents = static_cast<std::int64_t>(counts.document_count());
  std::vector<double> idf;
  for (const std::int64_t frequency : mention_frequencies(counts)) {
    idf.push_back(inverse_document_frequency(documents, frequency));
  }
  return idf;
}

ThemeTable measure(const Counts& counts, std::string_view name, const EmphasisWeights& weights) {
  if (!weights.pattern.empty() && weights.pattern.size() != counts.pattern_count) {
    throw OptionError("weights: there has to be one for each pattern");
  }
  const auto found = std::ranges::find(kMeasures, name, &Measure::name);
  if (found == kMeasures.end()) {
    throw OptionError("measure: '" + std::string(name) + "' is not known");
  }
  return found->function(counts, weights);
}

}  // namespace themescore

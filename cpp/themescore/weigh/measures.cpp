#include "themescore/weigh/measures.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/registry.hpp"
#include "themescore/weigh/weigher.hpp"

namespace themescore {

namespace {

ThemeTable zeros(const Counts& counts) {
  return ThemeTable::Zero(static_cast<Eigen::Index>(counts.document_count()),
                          static_cast<Eigen::Index>(counts.theme_count()));
}

ThemeTable mention_counts(const Counts& counts, const MeasureOptions& /*unused*/ = {}) {
  ThemeTable table = zeros(counts);
  for (const Mention& mention : counts.mentions) {
    table(mention.document, mention.theme) += 1;
  }
  return table;
}

ThemeTable rates(const Counts& counts, const MeasureOptions& /*unused*/) {
  ThemeTable table = mention_counts(counts);
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    const auto words = static_cast<double>(counts.words[static_cast<std::size_t>(row)]);
    table.row(row) *= words > 0 ? 1000 / words : 0;
  }
  return table;
}

ThemeTable shares(const Counts& counts, const MeasureOptions& /*unused*/) {
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

ThemeTable emphasis_by(const Counts& counts,
                       const EmphasisWeights& weights,
                       const MeasureOptions& options) {
  const std::vector<double> idf = mention_idf(options.weighting, options.collection);
  const std::vector<double> tf = mention_tf(counts, options.weighting, options.collection);
  ThemeTable table = zeros(counts);
  for (std::size_t i = 0; i < counts.mentions.size(); ++i) {
    const Mention& mention = counts.mentions[i];
    table(mention.document, mention.theme) +=
        tf[i] * idf[mention.form] *
        (weights.of_pattern(mention.pattern) * weights.cue_level[mention.cue_level] *
         weights.of_place(mention.place));
  }
  const std::vector<double> by =
      lengths(counts.cells, options.weighting, options.collection, counts.characters);
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    table.row(row) /= by[static_cast<std::size_t>(row)];
  }
  return table;
}

ThemeTable emphasis(const Counts& counts, const MeasureOptions& options) {
  return emphasis_by(counts, options.weights, options);
}

// Multiplied by 1, the idf stays what it is to the last bit.
ThemeTable tfidf_sums(const Counts& counts, const MeasureOptions& options) {
  return emphasis_by(counts, {}, options);
}

struct Measure {
  std::string_view name;
  ThemeTable (*function)(const Counts&, const MeasureOptions&);
};

// To add a measure: a function above, a line here, a line in the header.
constexpr std::array kTermMeasures = {
    Measure{"count", mention_counts}, Measure{"rate", rates},        Measure{"share", shares},
    Measure{"tfidf", tfidf_sums},     Measure{"emphasis", emphasis},
};

}  // namespace

std::vector<std::string> measure_names() { return names_of(kTermMeasures); }

Collection collection_of(const Counts& counts) {
  Collection collection = collection_of(counts.cells);
  collection.form_frequencies = mention_frequencies(counts);
  return collection;
}

std::vector<double> mention_tf(const Counts& counts,
                               const Weighting& weighting,
                               const Collection& collection) {
  const Weigher weigher(weighting, collection);
  if (weigher.leaves_counts()) {
    return std::vector<double>(counts.mentions.size(), 1);
  }
  std::vector<double> shares(counts.mentions.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> forms;  // of the document at hand
  for (std::size_t first = 0; first < counts.mentions.size();) {
    const std::uint32_t document = counts.mentions[first].document;
    forms.clear();
    std::size_t last = first;
    for (; last < counts.mentions.size() && counts.mentions[last].document == document; ++last) {
      const Mention& mention = counts.mentions[last];
      forms.emplace_back(std::uint64_t{mention.theme} << 32 | mention.form, last);
    }
    std::ranges::sort(forms);
    const DocumentShape shape = counts.cells.shape(document);
    for (auto begin = forms.begin(); begin != forms.end();) {
      const auto end = std::find_if(begin, forms.end(),
                                    [&](const auto& form) { return form.first != begin->first; });
      const auto count = static_cast<double>(end - begin);
      const double share = weigher.tf(count, shape) / count;
      for (; begin != end; ++begin) {
        shares[begin->second] = share;
      }
    }
    first = last;
  }
  return shares;
}

std::vector<double> mention_idf(const Weighting& weighting, const Collection& collection) {
  const Weigher weigher(weighting, collection);
  std::vector<double> idf;
  idf.reserve(collection.form_frequencies.size());
  for (const std::int64_t frequency : collection.form_frequencies) {
    idf.push_back(weigher.idf(frequency));
  }
  return idf;
}

ThemeTable measure(const Counts& counts, std::string_view name, const MeasureOptions& options) {
  const Measure& found = entry_of(kTermMeasures, "measure", name);
  const std::vector<double>& by_pattern = options.weights.pattern;
  if (!by_pattern.empty() && by_pattern.size() != counts.pattern_count) {
    throw OptionError("weights: there has to be one for each pattern");
  }
  if (options.collection.form_frequencies.size() != counts.forms.size()) {
    throw OptionError("the collection is of other forms");
  }
  return found.function(counts, options);
}

}  // namespace themescore

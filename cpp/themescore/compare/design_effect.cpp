#include "themescore/compare/design_effect.hpp"

#include <algorithm>
#include <limits>

namespace themescore {

std::vector<double> design_effects(const ExposureTable& table, const Grouping& grouping) {
  const std::size_t themes = table.themes();
  std::vector<double> documents(grouping.groups);
  std::vector<double> words(grouping.groups);
  std::vector<double> squared_words(grouping.groups);
  std::vector<double> mentions(grouping.groups * themes);
  for (std::size_t document = 0; document < table.documents(); ++document) {
    const std::size_t group = grouping.group_of[document];
    const auto size = static_cast<double>(table.sizes()[document]);
    documents[group] += size > 0 ? 1 : 0;
    words[group] += size;
    squared_words[group] += size * size;
    table.visit_row(document, [&](std::uint32_t theme, std::uint32_t count) {
      mentions[group * themes + theme] += count;
    });
  }
  // A document without a mention adds (r w)^2; what the others add instead is summed apart.
  std::vector<double> instead(mentions.size());
  for (std::size_t document = 0; document < table.documents(); ++document) {
    const std::size_t group = grouping.group_of[document];
    const auto size = static_cast<double>(table.sizes()[document]);
    table.visit_row(document, [&](std::uint32_t theme, std::uint32_t count) {
      const std::size_t at = group * themes + theme;
      const double expected = mentions[at] / words[group] * size;
      instead[at] += count * (count - 2 * expected);
    });
  }
  std::vector<double> effects;
  for (std::size_t at = 0; at < mentions.size(); ++at) {
    const std::size_t group = at / themes;
    const double n = documents[group];
    const double rate = mentions[at] / words[group];
    const double by_words = mentions[at] * (1 - rate);
    const double sum = instead[at] + rate * rate * squared_words[group];
    effects.push_back(n > 1 && by_words > 0 ? n / (n - 1) * std::max(0.0, sum) / by_words
                                            : std::numeric_limits<double>::quiet_NaN());
  }
  return effects;
}

}  // namespace themescore

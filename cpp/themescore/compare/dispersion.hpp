#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace themescore {

/// How unevenly the documents of a group share each term, by group x terms + term: half the sum of
/// |share of its occurrences - share of the words| (DP; Gries 2008). 0 where all use it alike, to
/// nearly 1; not a number where it does not occur.
///
/// `words` of each document; `counts` of each group, by group x terms + term. Of each document
/// `visit_row(document, visit)` calls visit(term, count) for its terms, each once.
template <class VisitRow>
[[nodiscard]] std::vector<double> dispersion(std::span<const std::uint32_t> group_of,
                                             std::span<const std::int64_t> words,
                                             std::span<const std::int64_t> counts,
                                             std::size_t groups,
                                             VisitRow&& visit_row) {
  const std::size_t terms = groups == 0 ? 0 : counts.size() / groups;
  std::vector<double> words_of_group(groups);
  for (std::size_t document = 0; document < words.size(); ++document) {
    words_of_group[group_of[document]] += static_cast<double>(words[document]);
  }
  // Documents without a term add their shares of words, which are 1 less those of the others.
  std::vector<double> sums;
  sums.reserve(counts.size());
  for (const std::int64_t count : counts) {
    sums.push_back(count > 0 ? 1 : std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t document = 0; document < words.size(); ++document) {
    const std::size_t group = group_of[document];
    const double share = static_cast<double>(words[document]) / words_of_group[group];
    visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      const std::size_t at = group * terms + term;
      sums[at] += std::abs(count / static_cast<double>(counts[at]) - share) - share;
    });
  }
  for (double& sum : sums) {
    sum = sum < 0 ? 0 : sum / 2;  // by rounding it may be
  }
  return sums;
}

}  // namespace themescore

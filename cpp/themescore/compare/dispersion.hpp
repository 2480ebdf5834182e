#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "themescore/compare/not_a_number.hpp"

namespace themescore {

/// How the documents of a group share each term, by group x terms + term. Not a number where the
/// group does not have it.
struct Dispersion {
  /// Half the sum of |share of its occurrences - share of the words| (DP; Gries 2008): 0 where all
  /// use it alike, to nearly 1.
  std::vector<double> dp;
  /// DP divided by the most that it can be, 1 - the smallest share of the words (Lijffijt and Gries
  /// 2012): 0 to 1. Not a number for a group of one document.
  std::vector<double> dp_norm;
  /// Juilland's D: 1 - (standard deviation of the documents' rates / their mean) / sqrt(n - 1), the
  /// deviation that of a population: 1 where all use it alike, 0 where one has it alone. Not a
  /// number for a group of one document.
  std::vector<double> juilland_d;
  /// Documents that have it, the range; 0 where none has.
  std::vector<std::int64_t> range;
};

/// `words` of each document; those without any are none of the group's parts. `counts` of each
/// group, by group x terms + term. Of each document `visit_row(document, visit)` calls
/// visit(term, count) for its terms, each once.
template <class VisitRow>
[[nodiscard]] Dispersion dispersion(std::span<const std::uint32_t> group_of,
                                    std::span<const std::int64_t> words,
                                    std::span<const std::int64_t> counts,
                                    std::size_t groups,
                                    VisitRow&& visit_row) {
  const std::size_t terms = groups == 0 ? 0 : counts.size() / groups;
  std::vector<double> words_of_group(groups);
  std::vector<double> parts(groups);
  std::vector<double> fewest(groups, std::numeric_limits<double>::infinity());
  for (std::size_t document = 0; document < words.size(); ++document) {
    const std::size_t group = group_of[document];
    const auto size = static_cast<double>(words[document]);
    if (size > 0) {
      words_of_group[group] += size;
      parts[group] += 1;
      fewest[group] = std::min(fewest[group], size);
    }
  }
  // Documents without a term add their shares of words, which are 1 less those of the others, and
  // rates of 0.
  std::vector<double> apart(counts.size(), 1);
  std::vector<double> rates(counts.size(), 0);
  std::vector<double> squares(counts.size(), 0);  // of what the rates are off their mean
  Dispersion result;
  result.range.resize(counts.size());
  for (std::size_t document = 0; document < words.size(); ++document) {
    const std::size_t group = group_of[document];
    const auto size = static_cast<double>(words[document]);
    const double share = size / words_of_group[group];
    visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      const std::size_t at = group * terms + term;
      apart[at] += std::abs(count / static_cast<double>(counts[at]) - share) - share;
      rates[at] += count / size;
      ++result.range[at];
    });
  }
  for (std::size_t document = 0; document < words.size(); ++document) {
    const std::size_t group = group_of[document];
    const auto size = static_cast<double>(words[document]);
    visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      const std::size_t at = group * terms + term;
      const double off = count / size - rates[at] / parts[group];
      squares[at] += off * off;
    });
  }
  for (std::size_t at = 0; at < counts.size(); ++at) {
    const std::size_t group = at / terms;
    const double n = parts[group];
    if (counts[at] == 0) {
      result.dp.push_back(kNaN);
      result.dp_norm.push_back(kNaN);
      result.juilland_d.push_back(kNaN);
      continue;
    }
    result.dp.push_back(apart[at] < 0 ? 0 : apart[at] / 2);  // by rounding it may be
    const double most = 1 - fewest[group] / words_of_group[group];
    result.dp_norm.push_back(n > 1 ? result.dp.back() / most : kNaN);
    const double mean = rates[at] / n;
    const double without = n - static_cast<double>(result.range[at]);
    const double variance = (squares[at] + without * mean * mean) / n;
    result.juilland_d.push_back(n > 1 ? 1 - std::sqrt(variance) / mean / std::sqrt(n - 1) : kNaN);
  }
  return result;
}

}  // namespace themescore

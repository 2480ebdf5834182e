#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "themescore/compare/contrast.hpp"

namespace themescore {

/// The numbers that some measures take.
struct KeynessSettings {
  double zero_count = 0.5;  ///< added to both counts where one of them is 0
  double prior = 1000;      ///< words; how many of all documents are read before, on each side
  double per_million_plus = 100;  ///< added to both frequencies per million words
};

/// A logarithm of odds and its variance.
struct LogOdds {
  double value;
  double variance;
};

/// The measure log_odds, below, with a prior of so many words. Both sides have to have words, and
/// one of them the term.
[[nodiscard]] LogOdds log_odds_with_prior(const Contrast& contrast, double prior);

/// A measure of how much a term is a group's own, by the name that its literature gives it.
///
/// a of N1 words in the group, b of N2 in the others; c = N1 - a, d = N2 - b; N = N1 + N2; E the
/// expected number in each of the four cells, E1 and E2 those of a and b. Statistics of a test are
/// negative where a < E1.
///
/// g2             2 sum O ln(O/E) over the four cells (Dunning 1993)
/// g2_two_cell    2 (a ln(a/E1) + b ln(b/E2)) (Rayson and Garside 2000)
/// g2_yates       g2 with each cell half an occurrence nearer to what is expected, where |ad - bc|
///                >= N/2 and some E < 5: quanteda's rule
/// g2_williams    g2 / q, q = 1 + (N/(a+b) + N/(c+d) - 1) (N/(a+c) + N/(b+d) - 1) / 6N
/// chi2           N (ad - bc)^2 / ((a+b)(c+d)(a+c)(b+d))
/// chi2_yates     chi2 with |ad - bc| - N/2 for ad - bc, by the same rule
/// chi2_williams  chi2 / q
/// bic            |g2| - ln N (Wilson)
/// ell            |g2| / (N ln min(E1, E2)) (Johnston et al.)
/// pmi            ln(a/E1); minus infinity where a = 0
/// log_ratio      log2 of relative_risk (Hardie)
/// relative_risk  (a/N1) / (b/N2)
/// percent_diff   100 (relative_risk - 1) (Gabrielatos and Marchi)
/// odds_ratio     (a/c) / (b/d)
/// difference     (a/N1 - b/N2) / (a/N1 + b/N2) (Hofland and Johansson)
/// simple_maths   (f1 + k) / (f2 + k), frequencies per million words (Kilgarriff)
/// log_odds       ln((a+p)/(N1+P-a-p)) - ln((b+p)/(N2+P-b-p)), p = P (a+b)/N: the prior (Monroe,
///                Colaresi, Quinn 2008, equations 15 and 16)
/// log_odds_z     log_odds / sqrt(1/(a+p) + 1/(b+p)) (the same, equations 19 and 22)
///
/// Ratios add `zero_count` to a and b where one of them is 0. Not a number where the group or the
/// others have no words, or neither has the term.
struct KeynessMeasure {
  std::string_view name;
  double (*function)(const Contrast&, const KeynessSettings&);

  [[nodiscard]] double operator()(const Contrast& contrast, const KeynessSettings& settings) const;
};

/// Their names, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> keyness_measure_names();

/// The measure of this name. Throws OptionError if there is none.
[[nodiscard]] const KeynessMeasure& keyness_measure(std::string_view name);

}  // namespace themescore

#include "themescore/compare/keyness_measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "themescore/registry.hpp"

namespace themescore {

namespace {

using Settings = KeynessSettings;

constexpr double kFewExpected = 5;  // below it a test is corrected
constexpr double kMillion = 1e6;

// The four cells, what is expected in them, and what the corrections ask for.
struct Table {
  explicit Table(const Contrast& t)
      : a(t.count), b(t.other_count), c(t.words - t.count), d(t.other_words - t.other_count) {}

  [[nodiscard]] double all() const { return a + b + c + d; }
  [[nodiscard]] std::array<double, 4> expected() const {
    return {(a + b) * (a + c) / all(), (a + b) * (b + d) / all(), (c + d) * (a + c) / all(),
            (c + d) * (b + d) / all()};
  }
  [[nodiscard]] double determinant() const { return a * d - b * c; }
  [[nodiscard]] double margins() const { return (a + b) * (c + d) * (a + c) * (b + d); }
  [[nodiscard]] double sign() const { return a < expected()[0] ? -1 : 1; }
  [[nodiscard]] bool wants_yates() const {
    return std::abs(determinant()) >= all() / 2 && std::ranges::min(expected()) < kFewExpected;
  }
  [[nodiscard]] double williams_q() const {
    return 1 + (all() / (a + b) + all() / (c + d) - 1) * (all() / (a + c) + all() / (b + d) - 1) /
                   (6 * all());
  }

  double a, b, c, d;
};

double of_cell(double observed, double expected) {
  return observed > 0 ? observed * std::log(observed / expected) : 0;
}

double unsigned_g2(const Table& t, double towards_expected = 0) {
  const auto e = t.expected();
  return 2 * (of_cell(t.a - towards_expected, e[0]) + of_cell(t.b + towards_expected, e[1]) +
              of_cell(t.c + towards_expected, e[2]) + of_cell(t.d - towards_expected, e[3]));
}

double unsigned_chi2(const Table& t, double less = 0) {
  const double difference = std::abs(t.determinant()) - less;
  return t.all() * difference * difference / t.margins();
}

double g2(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return t.sign() * unsigned_g2(t);
}

double g2_two_cell(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  const auto e = t.expected();
  return t.sign() * 2 * (of_cell(t.a, e[0]) + of_cell(t.b, e[1]));
}

double g2_yates(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  const double half = t.determinant() > 0 ? 0.5 : -0.5;
  return t.sign() * unsigned_g2(t, t.wants_yates() ? half : 0);
}

double g2_williams(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return t.sign() * unsigned_g2(t) / t.williams_q();
}

double chi2(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return t.sign() * unsigned_chi2(t);
}

double chi2_yates(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return t.sign() * unsigned_chi2(t, t.wants_yates() ? t.all() / 2 : 0);
}

double chi2_williams(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return t.sign() * unsigned_chi2(t) / t.williams_q();
}

double bic(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return unsigned_g2(t) - std::log(t.all());
}

double ell(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  const auto e = t.expected();
  return unsigned_g2(t) / (t.all() * std::log(std::min(e[0], e[1])));
}

double pmi(const Contrast& contrast, const Settings&) {
  const Table t(contrast);
  return std::log(t.a / t.expected()[0]);
}

Contrast without_zero(Contrast contrast, const Settings& settings) {
  if (contrast.count == 0 || contrast.other_count == 0) {
    contrast.count += settings.zero_count;
    contrast.other_count += settings.zero_count;
  }
  return contrast;
}

double relative_risk(const Contrast& contrast, const Settings& settings) {
  const Contrast t = without_zero(contrast, settings);
  return (t.count / t.words) / (t.other_count / t.other_words);
}

double log_ratio(const Contrast& contrast, const Settings& settings) {
  return std::log2(relative_risk(contrast, settings));
}

double percent_diff(const Contrast& contrast, const Settings& settings) {
  return 100 * (relative_risk(contrast, settings) - 1);
}

double odds_ratio(const Contrast& contrast, const Settings& settings) {
  const Contrast t = without_zero(contrast, settings);
  return (t.count / (contrast.words - contrast.count)) /
         (t.other_count / (contrast.other_words - contrast.other_count));
}

double difference(const Contrast& contrast, const Settings&) {
  const double here = contrast.count / contrast.words;
  const double others = contrast.other_count / contrast.other_words;
  return (here - others) / (here + others);
}

double simple_maths(const Contrast& contrast, const Settings& settings) {
  return (kMillion * contrast.count / contrast.words + settings.per_million_plus) /
         (kMillion * contrast.other_count / contrast.other_words + settings.per_million_plus);
}

double log_odds(const Contrast& contrast, const Settings& settings) {
  return log_odds_with_prior(contrast, settings.prior).value;
}

double log_odds_z(const Contrast& contrast, const Settings& settings) {
  const LogOdds found = log_odds_with_prior(contrast, settings.prior);
  return found.value / std::sqrt(found.variance);
}

// To add a measure: a function above, a line here, a line in the header and in docs/keyness.md.
constexpr std::array kKeynessMeasures = {
    KeynessMeasure{"g2", g2},
    KeynessMeasure{"g2_two_cell", g2_two_cell},
    KeynessMeasure{"g2_yates", g2_yates},
    KeynessMeasure{"g2_williams", g2_williams},
    KeynessMeasure{"chi2", chi2},
    KeynessMeasure{"chi2_yates", chi2_yates},
    KeynessMeasure{"chi2_williams", chi2_williams},
    KeynessMeasure{"bic", bic},
    KeynessMeasure{"ell", ell},
    KeynessMeasure{"pmi", pmi},
    KeynessMeasure{"log_ratio", log_ratio},
    KeynessMeasure{"relative_risk", relative_risk},
    KeynessMeasure{"percent_diff", percent_diff},
    KeynessMeasure{"odds_ratio", odds_ratio},
    KeynessMeasure{"difference", difference},
    KeynessMeasure{"simple_maths", simple_maths},
    KeynessMeasure{"log_odds", log_odds},
    KeynessMeasure{"log_odds_z", log_odds_z},
};

}  // namespace

LogOdds log_odds_with_prior(const Contrast& contrast, double prior) {
  // Counts with what was read before.
  const double before =
      prior * (contrast.count + contrast.other_count) / (contrast.words + contrast.other_words);
  const double here = contrast.count + before;
  const double others = contrast.other_count + before;
  const double here_rest = contrast.words + prior - here;
  const double others_rest = contrast.other_words + prior - others;
  return {std::log(here / here_rest) - std::log(others / others_rest), 1 / here + 1 / others};
}

double KeynessMeasure::operator()(const Contrast& contrast, const KeynessSettings& settings) const {
  const bool comparable =
      contrast.words > 0 && contrast.other_words > 0 && contrast.count + contrast.other_count > 0;
  return comparable ? function(contrast, settings) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string> keyness_measure_names() { return names_of(kKeynessMeasures); }

const KeynessMeasure& keyness_measure(std::string_view name) {
  return entry_of(kKeynessMeasures, "measure", name);
}

}  // namespace themescore

#include "themescore/compare/statistics.hpp"

#include <array>
#include <cmath>

#include "themescore/compare/keyness_measures.hpp"
#include "themescore/compare/not_a_number.hpp"
#include "themescore/registry.hpp"

namespace themescore {

namespace {

constexpr double kZeroCountConstant = 0.5;

double weight(const Contrast& c) { return c.words * c.other_words / (c.words + c.other_words); }

// Of all strata together, those with one side only among them.
double crude(Strata strata, double per, double Contrast::* count, double Contrast::* words) {
  double counted = 0;
  double of = 0;
  for (const Contrast& c : strata) {
    counted += c.*count;
    of += c.*words;
  }
  return of > 0 ? per * counted / of : 0;
}

double rate(Strata strata, double per) {
  return crude(strata, per, &Contrast::count, &Contrast::words);
}

double other_rate(Strata strata, double per) {
  return crude(strata, per, &Contrast::other_count, &Contrast::other_words);
}

double difference(Strata strata, double per) {
  double sum = 0;
  double weights = 0;
  for (const Contrast& c : strata) {
    if (c.has_both_sides()) {
      sum += weight(c) * (c.count / c.words - c.other_count / c.other_words);
      weights += weight(c);
    }
  }
  return weights > 0 ? per * sum / weights : kNaN;
}

double ratio(Strata strata, double) {
  double count = 0;
  double other_count = 0;
  double with_both_sides = 0;
  for (const Contrast& c : strata) {
    if (c.has_both_sides()) {
      count += c.count;
      other_count += c.other_count;
      ++with_both_sides;
    }
  }
  if (count == 0 && other_count == 0) {
    return kNaN;
  }
  const double add = count == 0 || other_count == 0 ? kZeroCountConstant / with_both_sides : 0;
  double here = 0;
  double others = 0;
  for (const Contrast& c : strata) {
    if (c.has_both_sides()) {
      const double w = strata.size() == 1 ? 1 : weight(c);
      here += w * ((c.count + add) / c.words);
      others += w * ((c.other_count + add) / c.other_words);
    }
  }
  return here / others;
}

// Where parts of words are mentions there can be more of them than words.
bool has_other_words(const Contrast& c) {
  return c.count + c.other_count < c.words + c.other_words;
}

double unsigned_sum(const KeynessMeasure& measure, Strata strata) {
  double sum = 0;
  for (const Contrast& c : strata) {
    const double found = has_other_words(c) ? measure(c, {}) : 0;
    sum += std::isnan(found) ? 0 : std::abs(found);
  }
  return sum;
}

double g2(Strata strata, double) { return unsigned_sum(keyness_measure("g2"), strata); }

double g2_two_cell(Strata strata, double) {
  return unsigned_sum(keyness_measure("g2_two_cell"), strata);
}

// The strata's log odds weighed by their precision, and the variance of that.
LogOdds combined_log_odds(Strata strata) {
  double sum = 0;
  double precision = 0;
  for (const Contrast& c : strata) {
    if (c.has_both_sides() && c.count + c.other_count > 0) {
      const LogOdds found = log_odds_with_prior(c, KeynessSettings{}.prior);
      if (strata.size() == 1) {
        return found;
      }
      sum += found.value / found.variance;
      precision += 1 / found.variance;
    }
  }
  return precision > 0 ? LogOdds{sum / precision, 1 / precision} : LogOdds{kNaN, kNaN};
}

double log_odds(Strata strata, double) { return combined_log_odds(strata).value; }

double z(Strata strata, double) {
  const LogOdds found = combined_log_odds(strata);
  return found.value / std::sqrt(found.variance);
}

// To add a statistic: a function above, a line here, a line in the header.
constexpr std::array kStatistics = {
    Statistic{"rate", rate, false},
    Statistic{"other_rate", other_rate, true},
    Statistic{"difference", difference, true},
    Statistic{"ratio", ratio, true},
    Statistic{"log_odds", log_odds, true},
    Statistic{"z", z, true},
    Statistic{"g2", g2, true},
    Statistic{"g2_two_cell", g2_two_cell, true},
};

}  // namespace

std::vector<std::string> statistic_names() { return names_of(kStatistics); }

const Statistic& statistic(std::string_view name) {
  return entry_of(kStatistics, "statistic", name);
}

}  // namespace themescore

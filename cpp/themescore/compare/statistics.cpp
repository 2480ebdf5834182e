#include "themescore/compare/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include "themescore/compare/keyness_measures.hpp"
#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kZeroCountConstant = 0.5;

double rate(const Contrast& c) { return c.words > 0 ? 1000 * c.count / c.words : 0; }

double ratio(const Contrast& c) {
  if (c.words <= 0 || c.other_words <= 0 || (c.count == 0 && c.other_count == 0)) {
    return kNaN;
  }
  const double add = c.count == 0 || c.other_count == 0 ? kZeroCountConstant : 0;
  return ((c.count + add) / c.words) / ((c.other_count + add) / c.other_words);
}

// Where parts of words are mentions there can be more of them than words.
bool has_other_words(const Contrast& c) {
  return c.count + c.other_count < c.words + c.other_words;
}

double g2(const Contrast& c) {
  if (!has_other_words(c)) {
    return 0;
  }
  const double found = keyness_measure("g2")(c, {});
  return std::isnan(found) ? 0 : std::abs(found);
}

double log_odds(const Contrast& c) { return keyness_measure("log_odds")(c, {}); }

double z(const Contrast& c) { return keyness_measure("log_odds_z")(c, {}); }

// To add a statistic: a function above, a line here, a line in the header.
constexpr std::array kStatistics = {
    Statistic{"rate", rate, false},
    Statistic{"ratio", ratio, true},
    Statistic{"log_odds", log_odds, true},
    Statistic{"z", z, true},
    Statistic{"g2", g2, true},
};

}  // namespace

std::vector<std::string> statistic_names() {
  std::vector<std::string> names;
  std::ranges::transform(kStatistics, std::back_inserter(names),
                         [](const Statistic& entry) { return std::string(entry.name); });
  return names;
}

const Statistic& statistic(std::string_view name) {
  const auto found = std::ranges::find(kStatistics, name, &Statistic::name);
  if (found == kStatistics.end()) {
    throw OptionError("statistic: '" + std::string(name) + "' is not known");
  }
  return *found;
}

}  // namespace themescore

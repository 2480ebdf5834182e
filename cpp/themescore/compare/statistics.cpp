#include "themescore/compare/statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kZeroCountConstant = 0.5;

double rate(const Contrast& c) { return c.words > 0 ? 1000 * c.mentions / c.words : 0; }

double ratio(const Contrast& c) {
  if (c.words <= 0 || c.other_words <= 0 || (c.mentions == 0 && c.other_mentions == 0)) {
    return kNaN;
  }
  const double add = c.mentions == 0 || c.other_mentions == 0 ? kZeroCountConstant : 0;
  return ((c.mentions + add) / c.words) / ((c.other_mentions + add) / c.other_words);
}

double cell(double observed, double expected) {
  return observed > 0 ? observed * std::log(observed / expected) : 0;
}

double g2(const Contrast& c) {
  const double words = c.words + c.other_words;
  const double mentions = c.mentions + c.other_mentions;
  const double rest = words - mentions;
  if (c.words <= 0 || c.other_words <= 0 || mentions <= 0 || rest <= 0) {
    return 0;
  }
  return 2 * (cell(c.mentions, c.words * mentions / words) +
              cell(c.other_mentions, c.other_words * mentions / words) +
              cell(c.words - c.mentions, c.words * rest / words) +
              cell(c.other_words - c.other_mentions, c.other_words * rest / words));
}

// To add a statistic: a function above, a line here, a line in the header.
constexpr std::array kStatistics = {
    Statistic{"rate", rate, false},
    Statistic{"ratio", ratio, true},
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

#include "themescore/compare/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/dispersion.hpp"
#include "themescore/compare/permutation.hpp"
#include "themescore/compare/statistics.hpp"
#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// Replicates of a block of rows are kept at a time; about 128 MB.
constexpr std::size_t kMostKept = std::size_t{1} << 24;
// Replicates drawn by one task, whose values share cache lines.
constexpr std::size_t kDrawnAtOnce = 8;

// Totals by group, which lie elsewhere, and over all groups.
class Totals {
 public:
  // `mentions`: group x themes + theme.
  Totals(std::span<const double> words, std::span<const double> mentions, std::size_t themes)
      : words_(words), mentions_(mentions), all_mentions_(themes, 0) {
    for (std::size_t group = 0; group < words.size(); ++group) {
      all_words_ += words[group];
      for (std::size_t theme = 0; theme < themes; ++theme) {
        all_mentions_[theme] += mentions[group * themes + theme];
      }
    }
  }

  [[nodiscard]] Contrast contrast(std::size_t theme, std::size_t group) const {
    const double mentions = mentions_[group * all_mentions_.size() + theme];
    return {mentions, words_[group], all_mentions_[theme] - mentions, all_words_ - words_[group]};
  }

 private:
  std::span<const double> words_;
  std::span<const double> mentions_;
  double all_words_ = 0;
  std::vector<double> all_mentions_;  // by theme
};

// Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). Reorders
// `values`.
double quantile(std::span<double> values, double probability) {
  const double at = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(std::floor(at));
  std::nth_element(values.begin(), values.begin() + below, values.end());
  const double low = values[static_cast<std::size_t>(below)];
  const double rest = at - std::floor(at);
  if (rest == 0) {
    return low;
  }
  return low + rest * (*std::min_element(values.begin() + below + 1, values.end()) - low);
}

Interval interval_of(std::span<double> values, double tail) {
  const auto end =
      std::partition(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
  const std::span<double> defined(values.begin(), end);
  if (defined.empty()) {
    return {kNaN, kNaN};
  }
  return {quantile(defined, tail), quantile(defined, 1 - tail)};
}

// Fills the intervals of `rows`, whose replicates are kept in `values` at the same time.
void put_intervals(std::span<ComparisonRow> rows,
                   const Units& units,
                   std::span<const double> tails,
                   std::span<const Statistic> statistics,
                   const ComparisonOptions& options,
                   std::span<double> values,
                   TaskRunner& runner) {
  const std::size_t replicates = options.replicates;
  const std::size_t kinds = statistics.size();
  const std::uint32_t first_theme = rows.front().theme;
  const std::uint32_t themes = rows.back().theme - first_theme + 1;
  const Units of_rows = of_themes(units, first_theme, themes);
  const auto slot = [&](std::size_t row, std::size_t kind) {
    return values.subspan((row * kinds + kind) * replicates, replicates);
  };
  const std::size_t draws = (replicates + kDrawnAtOnce - 1) / kDrawnAtOnce;
  runner.run(draws, [&](std::size_t task, std::size_t) {
    Replicate replicate;
    const std::size_t first = task * kDrawnAtOnce;
    for (std::size_t i = first; i < std::min(first + kDrawnAtOnce, replicates); ++i) {
      resample(of_rows, themes, options.seed, static_cast<std::uint32_t>(i), replicate);
      const Totals totals(replicate.words, replicate.mentions, themes);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const Contrast contrast = totals.contrast(rows[row].theme - first_theme, rows[row].group);
        for (std::size_t kind = 0; kind < kinds; ++kind) {
          slot(row, kind)[i] = statistics[kind](contrast);
        }
      }
    }
  });
  runner.run(rows.size(), [&](std::size_t row, std::size_t) {
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      rows[row].intervals[kind] = interval_of(slot(row, kind), tails[rows[row].group]);
    }
  });
}

}  // namespace

std::vector<std::int64_t> resampling_units(const Counts& counts,
                                           std::span<const std::uint32_t> group_of,
                                           std::uint32_t groups) {
  const Units units = make_units(counts, group_of, groups);
  std::vector<std::int64_t> sizes;
  for (std::size_t group = 0; group < units.group_count(); ++group) {
    sizes.push_back(static_cast<std::int64_t>(units.size_of(group)));
  }
  return sizes;
}

std::vector<ComparisonRow> compare(const Counts& counts,
                                   std::span<const std::uint32_t> group_of,
                                   std::uint32_t groups,
                                   std::span<const double> tails,
                                   const ComparisonOptions& options,
                                   const Progress& progress) {
  if (tails.size() != groups) {
    throw OptionError("tails: every group needs one");
  }
  TaskRunner runner(options.threads, progress);
  const std::size_t themes = counts.theme_count();
  const Units units = make_units(counts, group_of, groups);

  const ThemeTable table(counts);
  std::vector<double> words(groups, 0);
  std::vector<std::int64_t> mention_counts(groups * themes, 0);
  std::vector<std::int64_t> documents(groups, 0);
  for (std::size_t document = 0; document < group_of.size(); ++document) {
    ++documents[group_of[document]];
    words[group_of[document]] += static_cast<double>(counts.words[document]);
  }
  for (const Mention& mention : counts.mentions) {
    ++mention_counts[group_of[mention.document] * themes + mention.theme];
  }
  const std::vector<double> mentions(mention_counts.begin(), mention_counts.end());
  const Totals totals(words, mentions, themes);
  const auto visit_row = [&](std::size_t document, const auto& visit) {
    table.visit_row(document, visit);
  };
  const std::vector<double> dispersions =
      dispersion(group_of, table.words(), mention_counts, groups, visit_row);
  const std::vector<double> p =
      permutation_p(table, group_of, groups, {options.replicates, options.seed}, runner);

  std::vector<Statistic> all_statistics;
  for (const std::string& name : statistic_names()) {
    all_statistics.push_back(statistic(name));
  }
  std::vector<Statistic> resampled;
  for (const std::string& name : options.intervals) {
    resampled.push_back(statistic(name));
  }
  std::vector<ComparisonRow> rows;
  for (std::uint32_t theme = 0; theme < themes; ++theme) {
    for (std::uint32_t group = 0; group < groups; ++group) {
      const Contrast contrast = totals.contrast(theme, group);
      ComparisonRow row{theme,
                        group,
                        documents[group],
                        static_cast<std::int64_t>(contrast.words),
                        static_cast<std::int64_t>(contrast.count),
                        dispersions[group * themes + theme],
                        p[theme * groups + group],
                        {},
                        {}};
      for (const Statistic& each : all_statistics) {
        row.statistics.push_back(each(contrast));
      }
      row.intervals.assign(resampled.size(), {kNaN, kNaN});
      rows.push_back(std::move(row));
    }
  }

  const std::size_t per_row = std::max<std::size_t>(1, resampled.size() * options.replicates);
  std::size_t block = std::max<std::size_t>(1, kMostKept / per_row);
  if (groups > 0 && block > groups) {
    block -= block % groups;  // no theme is totalled twice
  }
  std::vector<double> values(std::min(block, rows.size()) * per_row);
  for (std::size_t first = 0; first < rows.size(); first += block) {
    const auto some = std::span(rows).subspan(first, std::min(block, rows.size() - first));
    put_intervals(some, units, tails, resampled, options, values, runner);
  }
  // One unit drawn again is the same unit, and without a mention every replicate is without one: no
  // interval can be read off those.
  for (ComparisonRow& row : rows) {
    const Contrast contrast = totals.contrast(row.theme, row.group);
    for (std::size_t kind = 0; kind < resampled.size(); ++kind) {
      if (units.size_of(row.group) < 2 || contrast.count == 0 ||
          (resampled[kind].of_both && contrast.other_count == 0)) {
        row.intervals[kind] = {kNaN, kNaN};
      }
    }
  }
  return rows;
}

}  // namespace themescore

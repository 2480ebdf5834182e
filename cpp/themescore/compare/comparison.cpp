#include "themescore/compare/comparison.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <thread>

#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/statistics.hpp"
#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// Replicates of a block of rows are kept at a time; about 128 MB.
constexpr std::size_t kMostKept = std::size_t{1} << 24;

// Totals by group and over all groups.
struct Totals {
  Eigen::ArrayXd words;      // by group
  Eigen::ArrayXXd mentions;  // group x theme
  double all_words = 0;
  Eigen::ArrayXd all_mentions;  // by theme

  Totals(const std::vector<double>& group_words,
         const std::vector<double>& group_mentions,
         std::size_t themes)
      : words(Eigen::Map<const Eigen::ArrayXd>(group_words.data(),
                                               static_cast<Eigen::Index>(group_words.size()))),
        mentions(
            Eigen::Map<const Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
                group_mentions.data(),
                static_cast<Eigen::Index>(group_words.size()),
                static_cast<Eigen::Index>(themes))),
        all_words(words.sum()),
        all_mentions(mentions.colwise().sum()) {}

  [[nodiscard]] Contrast contrast(std::size_t theme, std::size_t group) const {
    const auto t = static_cast<Eigen::Index>(theme);
    const auto g = static_cast<Eigen::Index>(group);
    return {mentions(g, t), words(g), all_mentions(t) - mentions(g, t), all_words - words(g)};
  }
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

// Calls function(task) for each task. Throws what the first thread that failed threw.
template <class Function>
void on_threads(unsigned threads, std::size_t tasks, const Function& function) {
  std::vector<std::exception_ptr> errors(threads);
  {
    std::vector<std::jthread> workers;
    for (unsigned worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] {
        try {
          for (std::size_t task = worker; task < tasks; task += threads) {
            function(task);
          }
        } catch (...) {
          errors[worker] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& error : errors) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
}

// Fills the intervals of rows[first, last), whose replicates are kept at the same time.
void put_intervals(std::span<ComparisonRow> rows,
                   const Units& units,
                   std::size_t themes,
                   std::span<const double> tails,
                   std::span<const Statistic> statistics,
                   const ComparisonOptions& options) {
  const std::size_t replicates = options.replicates;
  const std::size_t kinds = statistics.size();
  std::vector<double> values(rows.size() * kinds * replicates);
  const auto slot = [&](std::size_t row, std::size_t kind) {
    return std::span(values).subspan((row * kinds + kind) * replicates, replicates);
  };
  on_threads(options.threads, replicates, [&](std::size_t number) {
    Replicate replicate;
    resample(units, themes, options.seed, static_cast<std::uint32_t>(number), replicate);
    const Totals totals(replicate.words, replicate.mentions, themes);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Contrast contrast = totals.contrast(rows[row].theme, rows[row].group);
      for (std::size_t kind = 0; kind < kinds; ++kind) {
        slot(row, kind)[number] = statistics[kind](contrast);
      }
    }
  });
  on_threads(options.threads, rows.size(), [&](std::size_t row) {
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
                                   const ComparisonOptions& options) {
  if (tails.size() != groups) {
    throw OptionError("tails: every group needs one");
  }
  if (options.threads == 0) {
    throw OptionError("threads: at least 1 is needed");
  }
  const std::size_t themes = counts.theme_count();
  const Units units = make_units(counts, group_of, groups);

  std::vector<double> words(groups, 0);
  std::vector<double> mentions(groups * themes, 0);
  std::vector<std::int64_t> documents(groups, 0);
  for (std::size_t document = 0; document < group_of.size(); ++document) {
    ++documents[group_of[document]];
    words[group_of[document]] += static_cast<double>(counts.words[document]);
  }
  for (const Mention& mention : counts.mentions) {
    mentions[group_of[mention.document] * themes + mention.theme] += 1;
  }
  const Totals totals(words, mentions, themes);

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
                        static_cast<std::int64_t>(contrast.mentions),
                        {},
                        {}};
      for (const std::string& name : statistic_names()) {
        row.statistics.push_back(statistic(name)(contrast));
      }
      row.intervals.assign(resampled.size(), {kNaN, kNaN});
      rows.push_back(std::move(row));
    }
  }

  const std::size_t per_row = std::max<std::size_t>(1, resampled.size() * options.replicates);
  const std::size_t block = std::max<std::size_t>(1, kMostKept / per_row);
  for (std::size_t first = 0; first < rows.size(); first += block) {
    const std::size_t size = std::min(block, rows.size() - first);
    put_intervals(std::span(rows).subspan(first, size), units, themes, tails, resampled, options);
  }
  // One unit drawn again is the same unit, and without a mention every replicate is without one: no
  // interval can be read off those.
  for (ComparisonRow& row : rows) {
    const Contrast contrast = totals.contrast(row.theme, row.group);
    for (std::size_t kind = 0; kind < resampled.size(); ++kind) {
      if (units.size_of(row.group) < 2 || contrast.mentions == 0 ||
          (resampled[kind].of_both && contrast.other_mentions == 0)) {
        row.intervals[kind] = {kNaN, kNaN};
      }
    }
  }
  return rows;
}

}  // namespace themescore

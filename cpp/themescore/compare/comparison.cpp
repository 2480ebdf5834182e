#include "themescore/compare/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "themescore/compare/design_effect.hpp"
#include "themescore/compare/dispersion.hpp"
#include "themescore/compare/group_totals.hpp"
#include "themescore/compare/jackknife.hpp"
#include "themescore/compare/not_a_number.hpp"
#include "themescore/compare/permutation.hpp"
#include "themescore/compare/statistics.hpp"
#include "themescore/errors.hpp"

namespace themescore {

namespace {

// Replicates of a block of rows are kept at a time; about 128 MB.
constexpr std::size_t kMostKept = std::size_t{1} << 24;
// Replicates drawn by one task, whose values share cache lines.
constexpr std::size_t kDrawnAtOnce = 8;

// What the documents have, and its totals by cell.
struct Observed {
  Observed(const Counts& counts, const Grouping& grouping, Exposure exposure)
      : table(counts, exposure),
        sizes(grouping.cells(), 0),
        counts_of(grouping.cells() * table.themes(), 0),
        by_group(grouping.groups * table.themes(), 0) {
    const std::size_t themes = table.themes();
    for (std::size_t document = 0; document < table.documents(); ++document) {
      const std::size_t cell = grouping.cell_of(document);
      const std::size_t group = grouping.group_of[document];
      sizes[cell] += static_cast<double>(table.sizes()[document]);
      table.visit_row(document, [&](std::uint32_t theme, std::uint32_t count) {
        counts_of[cell * themes + theme] += count;
        by_group[group * themes + theme] += count;
      });
    }
  }

  ExposureTable table;
  std::vector<double> sizes;
  std::vector<double> counts_of;       // cell x themes + theme
  std::vector<std::int64_t> by_group;  // group x themes + theme
};

std::vector<Statistic> statistics_of(std::span<const std::string> names) {
  std::vector<Statistic> found;
  for (const std::string& name : names) {
    found.push_back(statistic(name));
  }
  return found;
}

// Fills the intervals of rows, block by block.
class IntervalMaker {
 public:
  IntervalMaker(const Counts& counts,
                const Grouping& grouping,
                const Observed& observed,
                std::span<const Contrast> contrasts,
                std::span<const double> tails,
                const ComparisonOptions& options,
                TaskRunner& runner)
      : grouping_(grouping),
        observed_(observed),
        contrasts_(contrasts),
        tails_(tails),
        options_(options),
        runner_(runner),
        units_(make_units(counts, grouping, options.exposure, options.drawn_from)),
        statistics_(statistics_of(options.intervals)) {}

  void fill(std::span<ComparisonRow> rows) {
    const std::size_t per_row = std::max<std::size_t>(1, statistics_.size() * options_.replicates);
    std::size_t block = std::max<std::size_t>(1, kMostKept / per_row);
    if (grouping_.groups > 0 && block > grouping_.groups) {
      block -= block % grouping_.groups;  // no theme is totalled twice
    }
    values_.resize(std::min(block, rows.size()) * per_row);
    for (std::size_t first = 0; first < rows.size(); first += block) {
      const auto some = rows.subspan(first, std::min(block, rows.size() - first));
      draw(some);
      read_off(some);
    }
  }

 private:
  // The replicates of one statistic of one row of the block.
  std::span<double> slot(std::size_t row, std::size_t kind) {
    return std::span(values_).subspan((row * statistics_.size() + kind) * options_.replicates,
                                      options_.replicates);
  }

  void draw(std::span<const ComparisonRow> rows) {
    const std::size_t replicates = options_.replicates;
    const std::uint32_t first_theme = rows.front().theme;
    const std::uint32_t themes = rows.back().theme - first_theme + 1;
    const Units units = of_themes(units_, first_theme, themes);
    const std::size_t draws = (replicates + kDrawnAtOnce - 1) / kDrawnAtOnce;
    runner_.run(draws, [&](std::size_t task, std::size_t) {
      Replicate replicate;
      GroupTotals totals(grouping_.groups, grouping_.strata, themes, options_.baseline);
      const std::size_t first = task * kDrawnAtOnce;
      for (std::size_t i = first; i < std::min(first + kDrawnAtOnce, replicates); ++i) {
        resample(units, themes, options_.seed, static_cast<std::uint32_t>(i), replicate);
        totals.set(replicate.sizes, replicate.counts);
        for (std::size_t row = 0; row < rows.size(); ++row) {
          const Strata strata = totals.contrasts(rows[row].theme - first_theme, rows[row].group);
          for (std::size_t kind = 0; kind < statistics_.size(); ++kind) {
            slot(row, kind)[i] = statistics_[kind](strata, options_.per);
          }
        }
      }
    });
  }

  void read_off(std::span<ComparisonRow> rows) {
    runner_.run(rows.size(), [&](std::size_t row, std::size_t) {
      const double tail = tails_[rows[row].group];
      std::vector<double> accelerations;
      if (options_.bca) {
        accelerations = accelerations_of(rows[row]);
      }
      for (std::size_t kind = 0; kind < statistics_.size(); ++kind) {
        rows[row].intervals[kind] =
            options_.bca ? bca_interval(slot(row, kind), tail,
                                        statistics_[kind](contrasts_of(rows[row]), options_.per),
                                        accelerations[kind])
                         : percentile_interval(slot(row, kind), tail);
      }
    });
  }

  Strata contrasts_of(const ComparisonRow& row) const {
    const std::size_t number = std::size_t{row.theme} * grouping_.groups + row.group;
    return contrasts_.subspan(number * grouping_.strata, grouping_.strata);
  }

  std::vector<double> accelerations_of(const ComparisonRow& row) const {
    const ExposureTable& table = observed_.table;
    std::vector<std::uint32_t> counts(table.documents());
    std::vector<std::uint32_t> block_of(table.documents());
    for (std::size_t document = 0; document < table.documents(); ++document) {
      table.visit_row(document, [&](std::uint32_t theme, std::uint32_t count) {
        counts[document] = theme == row.theme ? count : counts[document];
      });
      block_of[document] = options_.drawn_from == DrawnFrom::cell
                               ? static_cast<std::uint32_t>(grouping_.cell_of(document))
                               : grouping_.group_of[document];
    }
    const Jackknife jackknife(grouping_, options_.baseline, table.sizes(), counts, block_of,
                              grouping_.cells());
    std::vector<double> accelerations;
    for (const Statistic& each : statistics_) {
      accelerations.push_back(jackknife.acceleration(each, contrasts_of(row), row.group));
    }
    return accelerations;
  }

  const Grouping& grouping_;
  const Observed& observed_;
  std::span<const Contrast> contrasts_;  // row x strata + stratum
  std::span<const double> tails_;
  const ComparisonOptions& options_;
  TaskRunner& runner_;
  Units units_;
  std::vector<Statistic> statistics_;
  std::vector<double> values_;  // (row x statistics + statistic) x replicates + replicate
};

}  // namespace

std::vector<std::int64_t> resampling_units(const Counts& counts,
                                           const Grouping& grouping,
                                           DrawnFrom drawn_from) {
  const Units units = make_units(counts, grouping, Exposure::words, drawn_from);
  const std::size_t blocks_of_group = units.block_count() / std::max(grouping.groups, 1u);
  std::vector<std::int64_t> sizes(grouping.groups);
  for (std::size_t block = 0; block < units.block_count(); ++block) {
    std::int64_t& size = sizes[block / blocks_of_group];
    const auto own = static_cast<std::int64_t>(units.size_of(block));
    size += size > 0 && own > 0 ? own - 1 : own;
  }
  return sizes;
}

std::vector<ComparisonRow> compare(const Counts& counts,
                                   const Grouping& grouping,
                                   std::span<const double> tails,
                                   const ComparisonOptions& options,
                                   const Progress& progress) {
  check_groups(counts, grouping);
  if (tails.size() != grouping.groups) {
    throw OptionError("tails: every group needs one");
  }
  const bool against_one = options.baseline.kind == Baseline::Kind::group;
  if (against_one && options.baseline.group >= grouping.groups) {
    throw OptionError("baseline: there is no such group");
  }
  TaskRunner runner(options.threads, progress);
  const std::size_t themes = counts.theme_count();
  const Observed observed(counts, grouping, options.exposure);

  std::vector<std::int64_t> documents(grouping.groups, 0);
  std::vector<std::int64_t> words(grouping.groups, 0);
  std::vector<std::int64_t> mentions(grouping.groups * themes, 0);
  for (std::size_t document = 0; document < grouping.group_of.size(); ++document) {
    ++documents[grouping.group_of[document]];
    words[grouping.group_of[document]] += counts.words[document];
  }
  for (const Mention& mention : counts.mentions) {
    ++mentions[grouping.group_of[mention.document] * themes + mention.theme];
  }
  const Dispersion dispersions = dispersion(
      grouping.group_of, observed.table.sizes(), observed.by_group, grouping.groups,
      [&](std::size_t document, const auto& visit) { observed.table.visit_row(document, visit); });
  const std::vector<double> effects = design_effects(observed.table, grouping);
  const std::vector<double> p = permutation_p(observed.table, grouping, options.baseline,
                                              {options.replicates, options.seed}, runner);

  GroupTotals totals(grouping.groups, grouping.strata, themes, options.baseline);
  totals.set(observed.sizes, observed.counts_of);
  const std::vector<std::string> names = statistic_names();
  const std::vector<Statistic> all_statistics = statistics_of(names);
  std::vector<ComparisonRow> rows;
  std::vector<Contrast> contrasts;
  for (std::uint32_t theme = 0; theme < themes; ++theme) {
    for (std::uint32_t group = 0; group < grouping.groups; ++group) {
      const std::size_t at = group * themes + theme;
      ComparisonRow row;
      row.theme = theme;
      row.group = group;
      row.documents = documents[group];
      row.words = words[group];
      row.mentions = mentions[at];
      row.dispersion = dispersions.dp[at];
      row.dp_norm = dispersions.dp_norm[at];
      row.juilland_d = dispersions.juilland_d[at];
      row.range = dispersions.range[at];
      row.design_effect = effects[at];
      row.p = p[theme * grouping.groups + group];
      const bool is_baseline = against_one && group == options.baseline.group;
      const Strata strata = totals.contrasts(theme, group);
      contrasts.insert(contrasts.end(), strata.begin(), strata.end());
      for (const Statistic& each : all_statistics) {
        row.statistics.push_back(is_baseline && each.of_both ? kNaN : each(strata, options.per));
      }
      row.intervals.assign(options.intervals.size(), {kNaN, kNaN});
      rows.push_back(std::move(row));
    }
  }

  IntervalMaker(counts, grouping, observed, contrasts, tails, options, runner).fill(rows);
  // One unit drawn again is the same unit, and without a mention every replicate is without one: no
  // interval can be read off those.
  const std::vector<std::int64_t> units = resampling_units(counts, grouping, options.drawn_from);
  const std::vector<Statistic> resampled = statistics_of(options.intervals);
  for (ComparisonRow& row : rows) {
    double here = 0;
    double others = 0;
    std::size_t informative = 0;
    for (const Contrast& contrast : totals.contrasts(row.theme, row.group)) {
      const bool compared = contrast.has_both_sides() || grouping.strata == 1;
      here += compared ? contrast.count : 0;
      others += compared ? contrast.other_count : 0;
      informative += compared && contrast.count + contrast.other_count > 0 ? 1 : 0;
    }
    // Where groups are drawn from as a whole, strata with mentions may be those of a single
    // document on either side. Few of these agree by chance; of one, every replicate has the same
    // ratio.
    const bool few_strata = grouping.strata > 1 && informative < kEnoughDocuments &&
                            options.drawn_from == DrawnFrom::group;
    const bool is_baseline = against_one && row.group == options.baseline.group;
    for (std::size_t kind = 0; kind < resampled.size(); ++kind) {
      const bool of_both = resampled[kind].of_both;
      const double own = of_both ? here : static_cast<double>(row.mentions);
      if (units[row.group] < 2 || own == 0 ||
          (of_both && (others == 0 || is_baseline || few_strata))) {
        row.intervals[kind] = {kNaN, kNaN};
      }
    }
  }
  return rows;
}

}  // namespace themescore

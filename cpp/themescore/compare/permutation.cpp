#include "themescore/compare/permutation.hpp"

#include <algorithm>
#include <cmath>

#include "themescore/compare/group_totals.hpp"
#include "themescore/compare/not_a_number.hpp"
#include "themescore/compare/random.hpp"
#include "themescore/compare/statistics.hpp"

namespace themescore {

namespace {

// Shuffles of one task, whose counts are added up at its end.
constexpr std::size_t kShuffledAtOnce = 16;
// Another series of random numbers than that of the bootstrap with the same seed.
constexpr std::uint64_t kSeries = 0x7065'726D'7574'6564;
// A shuffle that makes the same groups has the same difference but for the order of additions.
constexpr double kRounding = 1e-12;

using Labels = std::vector<std::uint32_t>;

// The size of the difference by theme x groups + group.
class Differences {
 public:
  Differences(const ExposureTable& table, const Grouping& grouping, Baseline baseline)
      : table_(table),
        grouping_(grouping),
        difference_(statistic("difference")),
        totals_(grouping.groups, grouping.strata, table.themes(), baseline),
        sizes_(grouping.cells()),
        counts_(grouping.cells() * table.themes()) {}

  void of(const Labels& group_of, std::vector<double>& differences) {
    const std::size_t themes = table_.themes();
    std::ranges::fill(sizes_, 0);
    std::ranges::fill(counts_, 0);
    for (std::size_t document = 0; document < group_of.size(); ++document) {
      const std::size_t cell =
          std::size_t{group_of[document]} * grouping_.strata + grouping_.stratum(document);
      sizes_[cell] += static_cast<double>(table_.sizes()[document]);
      table_.rows().add_to(std::span(counts_).subspan(cell * themes, themes), document);
    }
    totals_.set(sizes_, counts_);
    differences.clear();
    for (std::size_t theme = 0; theme < themes; ++theme) {
      for (std::size_t group = 0; group < grouping_.groups; ++group) {
        differences.push_back(std::abs(difference_(totals_.contrasts(theme, group))));
      }
    }
  }

 private:
  const ExposureTable& table_;
  const Grouping& grouping_;
  const Statistic& difference_;
  GroupTotals totals_;
  std::vector<double> sizes_;
  std::vector<double> counts_;
};

// Fisher and Yates within each stratum, each step's number drawn by itself.
class Shuffler {
 public:
  Shuffler(const Grouping& grouping, std::uint64_t seed)
      : labels_(grouping.group_of.begin(), grouping.group_of.end()),
        members_(grouping.strata),
        seed_(seed ^ kSeries) {
    for (std::uint32_t document = 0; document < labels_.size(); ++document) {
      members_[grouping.stratum(document)].push_back(document);
    }
  }

  [[nodiscard]] Labels shuffled(std::uint64_t number) const {
    const RandomStream random(seed_, number);
    Labels labels = labels_;
    std::size_t before = 0;
    for (const auto& members : members_) {
      for (std::size_t left = members.size(); left > 1; --left) {
        const std::size_t other = below(random(before + left), left);
        std::swap(labels[members[left - 1]], labels[members[other]]);
      }
      before += members.size();
    }
    return labels;
  }

 private:
  Labels labels_;
  std::vector<std::vector<std::uint32_t>> members_;  // by stratum
  std::uint64_t seed_;
};

std::vector<bool> mentioned_themes(const ExposureTable& table) {
  std::vector<bool> mentioned(table.themes());
  for (std::size_t document = 0; document < table.documents(); ++document) {
    table.visit_row(document, [&](std::uint32_t theme, std::uint32_t) { mentioned[theme] = true; });
  }
  return mentioned;
}

// All groups are dealt out at a time.
std::vector<double> p_of_all(const ExposureTable& table,
                             const Grouping& grouping,
                             Baseline baseline,
                             const PermutationOptions& options,
                             TaskRunner& runner) {
  const Shuffler shuffler(grouping, options.seed);
  std::vector<double> observed;
  Differences(table, grouping, baseline)
      .of({grouping.group_of.begin(), grouping.group_of.end()}, observed);

  const std::size_t tasks = (options.shuffles + kShuffledAtOnce - 1) / kShuffledAtOnce;
  std::vector<std::vector<std::uint32_t>> as_large(runner.worker_count(tasks));
  runner.run(tasks, [&](std::size_t task, std::size_t worker) {
    std::vector<std::uint32_t>& counts = as_large[worker];
    counts.resize(observed.size());
    Differences differences(table, grouping, baseline);
    std::vector<double> found;
    const std::size_t first = task * kShuffledAtOnce;
    const std::size_t last = std::min<std::size_t>(first + kShuffledAtOnce, options.shuffles);
    for (std::size_t number = first; number < last; ++number) {
      differences.of(shuffler.shuffled(number), found);
      for (std::size_t i = 0; i < found.size(); ++i) {
        // A group that a shuffle leaves without words has no rate, and counts as no smaller.
        counts[i] += found[i] < observed[i] * (1 - kRounding) ? 0u : 1u;
      }
    }
  });

  const std::vector<bool> mentioned = mentioned_themes(table);
  std::vector<double> p(observed.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    std::uint64_t count = 1;
    for (const auto& counts : as_large) {
      count += counts.empty() ? 0 : counts[i];
    }
    const bool defined = !std::isnan(observed[i]) && mentioned[i / grouping.groups];
    p[i] = defined ? static_cast<double>(count) / (1.0 + options.shuffles) : kNaN;
  }
  return p;
}

// The documents of two groups, `group` as 0 and the other as 1.
struct Pair {
  Pair(const Grouping& grouping, std::uint32_t group, std::uint32_t other) {
    for (std::uint32_t document = 0; document < grouping.group_of.size(); ++document) {
      const std::uint32_t its = grouping.group_of[document];
      if (its == group || its == other) {
        documents.push_back(document);
        group_of.push_back(its == group ? 0 : 1);
        stratum_of.push_back(grouping.stratum(document));
      }
    }
  }

  std::vector<std::uint32_t> documents;
  Labels group_of;
  Labels stratum_of;
};

}  // namespace

std::vector<double> permutation_p(const ExposureTable& table,
                                  const Grouping& grouping,
                                  Baseline baseline,
                                  const PermutationOptions& options,
                                  TaskRunner& runner) {
  if (baseline.kind != Baseline::Kind::group) {
    return p_of_all(table, grouping, baseline, options, runner);
  }
  std::vector<double> p(table.themes() * grouping.groups, kNaN);
  for (std::uint32_t group = 0; group < grouping.groups; ++group) {
    if (group == baseline.group) {
      continue;
    }
    const Pair pair(grouping, group, baseline.group);
    const std::vector<double> of_pair =
        p_of_all(ExposureTable(table, pair.documents),
                 {pair.group_of, 2, pair.stratum_of, grouping.strata}, {}, options, runner);
    for (std::size_t theme = 0; theme < table.themes(); ++theme) {
      p[theme * grouping.groups + group] = of_pair[theme * 2];
    }
  }
  return p;
}

}  // namespace themescore

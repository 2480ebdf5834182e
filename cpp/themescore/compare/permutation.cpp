#include "themescore/compare/permutation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "themescore/compare/random.hpp"

namespace themescore {

namespace {

// Shuffles of one task, whose counts are added up at its end.
constexpr std::size_t kShuffledAtOnce = 16;
// Another series of random numbers than that of the bootstrap with the same seed.
constexpr std::uint64_t kSeries = 0x7065'726D'7574'6564;
// A shuffle that makes the same groups has the same difference but for the order of additions.
constexpr double kRounding = 1e-12;

// |rate of the group - rate of all others| by theme x groups + group.
class Differences {
 public:
  Differences(const ThemeTable& table, std::uint32_t groups)
      : table_(table),
        groups_(groups),
        words_(groups),
        mentions_(table.themes() * groups),
        all_mentions_(table.themes()) {
    for (std::size_t document = 0; document < table.documents(); ++document) {
      all_words_ += static_cast<double>(table.words()[document]);
      table.visit_row(document, [&](std::uint32_t theme, std::uint32_t mentions) {
        all_mentions_[theme] += mentions;
      });
    }
  }

  void of(std::span<const std::uint32_t> group_of, std::vector<double>& differences) {
    std::ranges::fill(words_, 0);
    std::ranges::fill(mentions_, 0);
    for (std::size_t document = 0; document < group_of.size(); ++document) {
      const std::uint32_t group = group_of[document];
      words_[group] += static_cast<double>(table_.words()[document]);
      table_.visit_row(document, [&](std::uint32_t theme, std::uint32_t mentions) {
        mentions_[theme * groups_ + group] += mentions;
      });
    }
    differences.resize(mentions_.size());
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const double words = words_[i % groups_];
      const double all_mentions = all_mentions_[i / groups_];
      differences[i] =
          std::abs(mentions_[i] / words - (all_mentions - mentions_[i]) / (all_words_ - words));
    }
  }

  [[nodiscard]] bool is_mentioned(std::size_t theme) const { return all_mentions_[theme] > 0; }

 private:
  const ThemeTable& table_;
  std::size_t groups_;
  std::vector<double> words_;     // by group
  std::vector<double> mentions_;  // by theme x groups + group
  std::vector<double> all_mentions_;
  double all_words_ = 0;
};

// Fisher and Yates, each step's number drawn by itself.
void shuffle(std::vector<std::uint32_t>& labels, std::uint64_t seed, std::uint64_t number) {
  for (std::size_t left = labels.size(); left > 1; --left) {
    std::swap(labels[left - 1], labels[below(draw(seed ^ kSeries, number, left), left)]);
  }
}

}  // namespace

std::vector<double> permutation_p(const ThemeTable& table,
                                  std::span<const std::uint32_t> group_of,
                                  std::uint32_t groups,
                                  const PermutationOptions& options,
                                  TaskRunner& runner) {
  std::vector<double> observed;
  Differences differences(table, groups);
  differences.of(group_of, observed);

  const std::size_t tasks = (options.shuffles + kShuffledAtOnce - 1) / kShuffledAtOnce;
  std::vector<std::vector<std::uint32_t>> as_large(runner.worker_count(tasks));
  runner.run(tasks, [&](std::size_t task, std::size_t worker) {
    std::vector<std::uint32_t>& counts = as_large[worker];
    counts.resize(observed.size());
    Differences of_shuffled(table, groups);
    std::vector<double> found;
    const std::size_t first = task * kShuffledAtOnce;
    const std::size_t last = std::min<std::size_t>(first + kShuffledAtOnce, options.shuffles);
    for (std::size_t number = first; number < last; ++number) {
      std::vector<std::uint32_t> labels(group_of.begin(), group_of.end());
      shuffle(labels, options.seed, number);
      of_shuffled.of(labels, found);
      for (std::size_t i = 0; i < found.size(); ++i) {
        // A group that a shuffle leaves without words has no rate, and counts as no smaller.
        counts[i] += found[i] < observed[i] * (1 - kRounding) ? 0u : 1u;
      }
    }
  });

  std::vector<double> p(observed.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    std::uint64_t count = 1;
    for (const auto& counts : as_large) {
      count += counts.empty() ? 0 : counts[i];
    }
    const bool defined = !std::isnan(observed[i]) && differences.is_mentioned(i / groups);
    p[i] = defined ? static_cast<double>(count) / (1.0 + options.shuffles)
                   : std::numeric_limits<double>::quiet_NaN();
  }
  return p;
}

}  // namespace themescore

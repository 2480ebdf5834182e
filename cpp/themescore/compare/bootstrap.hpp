#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/parallel/task_runner.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// What is drawn in each group: documents; and, in a group of few documents, in each of them its
/// sentences again. A few documents agree by chance too often for their spread to be believed:
/// benchmarks/coverage.py shows what either way covers.
struct Units {
  struct Cell {
    std::uint32_t theme;
    std::uint32_t mentions;
  };
  std::vector<std::size_t> first_of_group;  ///< documents of a group lie side by side; and the end
  std::vector<std::size_t> first_part;      ///< by document, its parts; and the end
  std::vector<std::int64_t> words;          ///< by part: a sentence, or the whole document
  std::vector<std::size_t> first_cell;      ///< by part, into cells; and the end
  std::vector<Cell> cells;

  [[nodiscard]] std::size_t group_count() const noexcept { return first_of_group.size() - 1; }
  [[nodiscard]] std::size_t documents_of(std::size_t group) const noexcept {
    return first_of_group[group + 1] - first_of_group[group];
  }
  /// How many independent pieces the group's numbers rest on: documents, or the sentences of one.
  [[nodiscard]] std::size_t size_of(std::size_t group) const noexcept {
    const std::size_t first = first_of_group[group];
    return documents_of(group) == 1 ? first_part[first + 1] - first_part[first]
                                    : documents_of(group);
  }
};

/// A group of fewer documents has the sentences of its documents drawn as well.
inline constexpr std::size_t kEnoughDocuments = 5;

/// Throws OptionError unless each document has a group below `groups`.
[[nodiscard]] Units make_units(const Counts& counts,
                               std::span<const std::uint32_t> group_of,
                               std::uint32_t groups);

/// The same with the mentions of `size` themes alone, the first of which is `first` and becomes 0.
/// What resample() draws from them is the same too.
[[nodiscard]] Units of_themes(const Units& units, std::uint32_t first, std::uint32_t size);

/// Totals of one replicate: words by group, mentions by group and theme.
struct Replicate {
  std::vector<double> words;
  std::vector<double> mentions;  ///< group x themes + theme
};

/// Draws replicate number `number`: from each group as many documents as it has, with
/// replacement, and as many parts of each as that has.
void resample(const Units& units,
              std::size_t themes,
              std::uint64_t seed,
              std::uint32_t number,
              Replicate& replicate);

/// All replicates, one after the other, for what needs whole series of them.
struct Replicates {
  std::vector<double> words;     ///< replicate x groups + group
  std::vector<double> mentions;  ///< (replicate x groups + group) x themes + theme
};
[[nodiscard]] Replicates draw_replicates(const Units& units,
                                         std::size_t themes,
                                         std::uint64_t seed,
                                         std::uint32_t replicates,
                                         TaskRunner& runner);

}  // namespace themescore

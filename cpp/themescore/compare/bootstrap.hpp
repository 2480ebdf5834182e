#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// A number that depends on its arguments alone, spread evenly over 64 bits, so that replicates can
/// be drawn in any order and on any thread (SplitMix64's finaliser; Steele, Lea, Flood 2014).
[[nodiscard]] std::uint64_t draw(std::uint64_t seed,
                                 std::uint64_t stream,
                                 std::uint64_t index) noexcept;

/// The units of each group, with their words and their mentions of each theme.
struct Units {
  struct Cell {
    std::uint32_t theme;
    std::uint32_t mentions;
  };
  std::vector<std::size_t> first_of_group;  ///< units of a group lie side by side; and the end
  std::vector<std::int64_t> words;          ///< by unit
  std::vector<std::size_t> first_cell;      ///< by unit, into cells; and the end
  std::vector<Cell> cells;

  [[nodiscard]] std::size_t group_count() const noexcept { return first_of_group.size() - 1; }
  [[nodiscard]] std::size_t size_of(std::size_t group) const noexcept {
    return first_of_group[group + 1] - first_of_group[group];
  }
};

/// Documents as units, sentences in groups of one document.
[[nodiscard]] Units make_units(const Counts& counts,
                               std::span<const std::uint32_t> group_of,
                               std::uint32_t groups);

/// Totals of one replicate: words by group, mentions by group and theme.
struct Replicate {
  std::vector<double> words;
  std::vector<double> mentions;  ///< group x themes + theme
};

/// Draws replicate number `number`: from each group as many units as it has, with replacement.
void resample(const Units& units,
              std::size_t themes,
              std::uint64_t seed,
              std::uint32_t number,
              Replicate& replicate);

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Which group each document is in and, where groups are compared within strata, which stratum.
struct Grouping {
  std::span<const std::uint32_t> group_of;  ///< by document
  std::uint32_t groups = 0;
  std::span<const std::uint32_t> stratum_of = {};  ///< by document; empty where all are in one
  std::uint32_t strata = 1;

  /// Groups by strata, a group's side by side.
  [[nodiscard]] std::size_t cells() const noexcept { return std::size_t{groups} * strata; }
  [[nodiscard]] std::uint32_t stratum(std::size_t document) const noexcept {
    return stratum_of.empty() ? 0 : stratum_of[document];
  }
  [[nodiscard]] std::size_t cell_of(std::size_t document) const noexcept {
    return std::size_t{group_of[document]} * strata + stratum(document);
  }
};

/// What a group is compared with, within each stratum.
struct Baseline {
  enum class Kind { rest, all, group };  ///< all others, all documents, one group
  Kind kind = Kind::rest;
  std::uint32_t group = 0;  ///< of Kind::group
};

/// Throws OptionError unless each document has a group and a stratum that there is.
void check_groups(const Counts& counts, const Grouping& grouping);

}  // namespace themescore

#pragma once

#include <cstddef>
#include <span>

namespace themescore {

inline constexpr std::size_t kBlock = 32;

/// Where the first block of 32 units begins that has one for which `is_wanted(unit)` is true, at or
/// after `from`; where the last whole block ends if none has. A block is looked at without a
/// branch, so that a compiler can look at several units at once: for what is rare.
template <class Unit, class Predicate>
[[nodiscard]] std::size_t skip_blocks(std::span<const Unit> units,
                                      Predicate is_wanted,
                                      std::size_t from = 0) noexcept {
  for (; from + kBlock <= units.size(); from += kBlock) {
    const Unit* const block = units.data() + from;
    Unit some = 0;  // as wide as the units, so that more of them fit into a register
    for (std::size_t i = 0; i < kBlock; ++i) {
      some = static_cast<Unit>(some | static_cast<Unit>(is_wanted(block[i])));
    }
    if (some != 0) {
      break;
    }
  }
  return from;
}

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/tokenize/han/best_path.hpp"

namespace themescore {

/// A tree of words as a double array (Aoe 1989): one load a step. A view; the units belong to
/// somebody else.
///
/// A unit has 24 bits of base, 24 bits of check (1 + the parent's index, 0 if the unit is free)
/// and 16 bits that belong to the node.
class DoubleArray {
 public:
  using Unit = std::uint64_t;

  static constexpr std::uint32_t kMaxUnits = (std::uint32_t{1} << 24) - 1;

  struct Node {
    std::uint32_t index = 0;
    Unit unit = 0;

    [[nodiscard]] std::uint16_t payload() const noexcept {
      return static_cast<std::uint16_t>(unit >> 48);
    }
    /// No word goes on from here. (The base 0 is that of the root.)
    [[nodiscard]] bool is_leaf() const noexcept { return base_of(unit) == 0; }
  };

  DoubleArray() = default;
  /// Each base plus `max_code` has to be an index of `units`; see is_sound().
  explicit DoubleArray(std::span<const Unit> units) noexcept : units_(units) {}

  [[nodiscard]] static constexpr Node root() noexcept { return {}; }

  /// Goes from `node` to its child; false, and `node` as it was, if there is none.
  [[nodiscard]] bool step(Node& node, HanCode code) const noexcept {
    const std::uint32_t index = base_of(node.unit) + code;
    const Unit unit = units_[index];
    if (check_of(unit) != node.index + 1) {
      return false;
    }
    node = {index, unit};
    return true;
  }

  [[nodiscard]] std::size_t size() const noexcept { return units_.size(); }

  /// Whether step() stays inside for every node and every code up to `max_code`.
  [[nodiscard]] static bool is_sound(std::span<const Unit> units, HanCode max_code) noexcept;

  [[nodiscard]] static constexpr Unit make_unit(std::uint32_t base,
                                                std::uint32_t check,
                                                std::uint16_t payload) noexcept {
    return Unit{base} | Unit{check} << 24 | Unit{payload} << 48;
  }

 private:
  [[nodiscard]] static constexpr std::uint32_t base_of(Unit unit) noexcept {
    return static_cast<std::uint32_t>(unit) & kMask;
  }
  [[nodiscard]] static constexpr std::uint32_t check_of(Unit unit) noexcept {
    return static_cast<std::uint32_t>(unit >> 24) & kMask;
  }

  static constexpr std::uint32_t kMask = (std::uint32_t{1} << 24) - 1;

  std::span<const Unit> units_;
};

/// A word to be put into a double array.
struct CodedWord {
  std::vector<HanCode> codes;  ///< not empty; each from 1 to the largest code
  std::uint16_t payload = 0;
};

/// The double array of `words`, which may come in any order but only once each. Throws
/// std::length_error if it would have more than DoubleArray::kMaxUnits units.
[[nodiscard]] std::vector<DoubleArray::Unit> build_double_array(std::vector<CodedWord> words,
                                                                HanCode max_code);

}  // namespace themescore

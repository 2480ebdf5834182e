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
/// A unit has, from its lowest bit, 17 bits of label (the code that leads here; all of them set if
/// the unit is free), 24 of base, 8 of a filter of the codes that go on from here, and 15 that
/// belong to the node. No two nodes have one base, so a label says whose child a unit is; where no
/// word goes on, the base is that of free units.
class DoubleArray {
 public:
  using Unit = std::uint64_t;

  static constexpr std::uint32_t kMaxUnits = (std::uint32_t{1} << 24) - 1;
  static constexpr HanCode kMaxCode = (HanCode{1} << 17) - 3;
  static constexpr std::uint16_t kMaxPayload = (1U << 15) - 1;

  struct Node {
    std::uint32_t index = 0;
    Unit unit = 0;

    [[nodiscard]] std::uint16_t payload() const noexcept { return payload_of(unit); }
    /// No word goes on from here.
    [[nodiscard]] bool is_leaf() const noexcept { return index != 0 && filter_of(unit) == 0; }
  };

  DoubleArray() = default;
  /// See is_sound().
  explicit DoubleArray(std::span<const Unit> units) noexcept : units_(units) {}

  [[nodiscard]] static constexpr Node root() noexcept { return {}; }

  /// Goes from `node` to its child; false, and `node` as it was, if there is none.
  [[nodiscard]] bool step(Node& node, HanCode code) const noexcept {
    const std::uint32_t index = base_of(node.unit) + code;
    const Unit unit = units_[index];
    if (!has_label(unit, code)) {
      return false;
    }
    node = {index, unit};
    return true;
  }

  [[nodiscard]] std::span<const Unit> units() const noexcept { return units_; }
  [[nodiscard]] std::size_t size() const noexcept { return units_.size(); }

  /// Whether for every node a step by any code up to `max_code` + 1 stays inside, and none by 0 or
  /// by `max_code` + 1 succeeds.
  [[nodiscard]] static bool is_sound(std::span<const Unit> units, HanCode max_code) noexcept;

  static constexpr Unit kFree = kMaxCode + 2;

  /// The filter is empty: see with_child().
  [[nodiscard]] static constexpr Unit make_unit(HanCode label,
                                                std::uint32_t base,
                                                std::uint16_t payload) noexcept {
    return Unit{label} | Unit{base} << kBaseShift | Unit{payload} << kPayloadShift;
  }
  [[nodiscard]] static constexpr Unit with_child(Unit unit, HanCode code) noexcept {
    return unit | Unit{1} << (kFilterShift + code % kFilterBits);
  }

  [[nodiscard]] static constexpr std::uint32_t base_of(Unit unit) noexcept {
    return static_cast<std::uint32_t>(unit >> kBaseShift) & kMaxUnits;
  }
  [[nodiscard]] static constexpr bool has_label(Unit unit, HanCode code) noexcept {
    return ((unit ^ code) & kFree) == 0;
  }
  /// False if no word goes on with this code; true says nothing.
  [[nodiscard]] static constexpr bool may_go_on(Unit unit, HanCode code) noexcept {
    return (unit >> (kFilterShift + code % kFilterBits) & 1) != 0;
  }
  [[nodiscard]] static constexpr std::uint16_t payload_of(Unit unit) noexcept {
    return static_cast<std::uint16_t>(unit >> kPayloadShift);
  }

 private:
  static constexpr unsigned kBaseShift = 17;
  static constexpr unsigned kFilterShift = 41;
  static constexpr unsigned kFilterBits = 8;
  static constexpr unsigned kPayloadShift = 49;

  [[nodiscard]] static constexpr unsigned filter_of(Unit unit) noexcept {
    return static_cast<unsigned>(unit >> kFilterShift) & 0xFFU;
  }

  std::span<const Unit> units_;
};

/// A word to be put into a double array.
struct CodedWord {
  std::vector<HanCode> codes;  ///< not empty; each from 1 to the largest code
  std::uint16_t payload = 0;   ///< up to DoubleArray::kMaxPayload
};

/// The double array of `words`, which may come in any order but only once each. Throws
/// std::length_error if it would have more than DoubleArray::kMaxUnits units, or `max_code` is more
/// than DoubleArray::kMaxCode.
[[nodiscard]] std::vector<DoubleArray::Unit> build_double_array(std::vector<CodedWord> words,
                                                                HanCode max_code);

}  // namespace themescore

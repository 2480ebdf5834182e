#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/tokenize/han/best_path.hpp"

namespace themescore {

/// What a character is in a word. In the order in which jieba decides ties: the later wins.
enum class HanState : std::uint8_t { begin, end, middle, single };

/// Log probabilities by state.
using HanEmissions = std::array<double, 4>;

/// What jieba takes for the logarithm of zero.
inline constexpr double kNeverEmitted = -3.14e100;

struct HanStateModel {
  std::array<double, 4> start{};
  std::array<std::array<double, 4>, 4> transition{};  ///< [from][to]
};

/// Finds words in characters that no dictionary word covers, with a hidden Markov model. A view.
class HiddenMarkovModel {
 public:
  HiddenMarkovModel() = default;
  /// `emissions` by character code; the first for characters that have none. Not empty.
  HiddenMarkovModel(const HanStateModel& states, std::span<const HanEmissions> emissions)
      : states_(states), emissions_(emissions) {}

  /// Replaces `path` by the most probable states of the characters, of which there is at least
  /// one. jieba's arithmetic: the same sums in the same order.
  void decode(std::span<const HanCode> codes, std::vector<std::uint8_t>& path) const;

 private:
  [[nodiscard]] const HanEmissions& emissions_of(HanCode code) const noexcept {
    return emissions_[code < emissions_.size() ? code : 0];
  }

  HanStateModel states_;
  std::span<const HanEmissions> emissions_;
};

}  // namespace themescore

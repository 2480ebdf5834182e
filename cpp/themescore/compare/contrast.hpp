#pragma once

#include <span>

namespace themescore {

/// A term or theme in a group of documents against others: how often, and of how many words.
struct Contrast {
  double count = 0;  ///< of a theme its mentions, or sentences that mention it
  double words = 0;  ///< or sentences, or mentions of all themes: see Exposure
  double other_count = 0;
  double other_words = 0;

  [[nodiscard]] bool has_both_sides() const noexcept { return words > 0 && other_words > 0; }
};

/// The same group against the same others, in one stratum after the other.
using Strata = std::span<const Contrast>;

}  // namespace themescore

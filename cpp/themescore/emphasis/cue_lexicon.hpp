#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "themescore/themes/theme_set.hpp"

namespace themescore {

/// Which mentions a cue governs, of those that it does not overlap.
enum class CueScope : std::uint8_t {
  /// All in its clause.
  clause,
  /// All that come after it in its sentence; all in the sentence if no word follows the cue there.
  sentence,
  /// All that come after it in its paragraph, up to the next cue of this scope.
  paragraph,
};

inline constexpr std::array<std::string_view, 3> kCueScopeNames = {"clause", "sentence",
                                                                   "paragraph"};

/// Throws OptionError if there is no scope of that name.
[[nodiscard]] CueScope cue_scope_of(std::string_view name);

/// What a pattern of the cue lexicon does.
struct CueRule {
  std::uint8_t level = 1;  ///< up to kHighestLevel; 0 takes its words and is no cue
  CueScope scope = CueScope::sentence;
};

/// The words that say what a text stresses: themes whose names are the kinds of cues. Immutable.
class CueLexicon {
 public:
  /// `rules` are by pattern of `kinds`. `negation` is the theme that holds the negators, if any;
  /// of its patterns those of level 0 are none. Throws OptionError if these do not fit together.
  CueLexicon(ThemeSet kinds, std::vector<CueRule> rules, std::optional<std::uint32_t> negation);

  [[nodiscard]] const ThemeSet& kinds() const noexcept { return kinds_; }
  [[nodiscard]] CueRule rule(std::uint32_t pattern) const { return rules_[pattern]; }
  [[nodiscard]] bool is_negation(std::uint32_t theme) const { return negation_ == theme; }

 private:
  ThemeSet kinds_;
  std::vector<CueRule> rules_;
  std::optional<std::uint32_t> negation_;
};

}  // namespace themescore

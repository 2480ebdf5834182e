#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "themescore/themes/theme_set.hpp"

namespace themescore {

/// What has to be known before a rule can be matched.
struct RuleNeeds {
  std::vector<std::uint32_t> themes;      ///< whose mentions it refers to
  std::vector<std::uint32_t> conditions;  ///< rules
};

/// The order in which mentions are found: see ThemeSet.
struct ThemeStages {
  std::vector<std::uint32_t> of_rule;
  std::vector<std::uint32_t> of_theme;
  std::uint32_t count = 1;
  /// A rule that needs mentions which need its own; then the rest says nothing.
  std::optional<std::size_t> circular;
};

/// A theme needs what its rules need, the themes in it, the exclusions of those it is in, and, in
/// an exclusive theme, the others there.
[[nodiscard]] ThemeStages find_stages(const std::vector<ThemeNode>& themes,
                                      bool exclusive,
                                      const std::vector<ThemeSet::Rule>& rules,
                                      const std::vector<RuleNeeds>& needs);

/// For each theme, itself and those below it, in order.
[[nodiscard]] std::vector<std::uint32_t> subtree(const std::vector<ThemeNode>& themes,
                                                 std::uint32_t top);

}  // namespace themescore

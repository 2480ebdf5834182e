#include "themescore/emphasis/cue_lexicon.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "themescore/emphasis/marks.hpp"
#include "themescore/errors.hpp"

namespace themescore {

CueScope cue_scope_of(std::string_view name) {
  const auto found = std::ranges::find(kCueScopeNames, name);
  if (found == kCueScopeNames.end()) {
    throw OptionError("scope: '" + std::string(name) + "' is not known");
  }
  return static_cast<CueScope>(found - kCueScopeNames.begin());
}

CueLexicon::CueLexicon(ThemeSet kinds,
                       std::vector<CueRule> rules,
                       std::optional<std::uint32_t> negation)
    : kinds_(std::move(kinds)), rules_(std::move(rules)), negation_(negation) {
  if (rules_.size() != kinds_.pattern_count()) {
    throw OptionError("rules: there has to be one for each pattern");
  }
  if (kinds_.theme_count() > kNoCue) {
    throw OptionError("kinds: at most 255 kinds of cues");
  }
  if (std::ranges::any_of(rules_, [](CueRule rule) { return rule.level > kHighestLevel; })) {
    throw OptionError("rules: a level is at most 3");
  }
}

}  // namespace themescore

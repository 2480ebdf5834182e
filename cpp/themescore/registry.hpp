#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/errors.hpp"

namespace themescore {

/// The names of a registry, in its order. A registry is an array of entries that have a `name`.
template <class Registry>
[[nodiscard]] std::vector<std::string> names_of(const Registry& registry) {
  std::vector<std::string> names;
  std::ranges::transform(registry, std::back_inserter(names),
                         [](const auto& entry) { return std::string(entry.name); });
  return names;
}

/// The entry of this name. Throws OptionError, which says `option`, if there is none.
template <class Registry>
[[nodiscard]] const auto& entry_of(const Registry& registry,
                                   std::string_view option,
                                   std::string_view name) {
  const auto found =
      std::ranges::find_if(registry, [name](const auto& entry) { return entry.name == name; });
  if (found == registry.end()) {
    throw OptionError(std::string(option) + ": '" + std::string(name) + "' is not known");
  }
  return *found;
}

}  // namespace themescore

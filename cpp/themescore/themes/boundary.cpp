#include "themescore/themes/boundary.hpp"

#include <algorithm>
#include <string>

#include "themescore/errors.hpp"

namespace themescore {

Boundary boundary_of(std::string_view name) {
  const auto found = std::ranges::find(kBoundaryNames, name);
  if (found == kBoundaryNames.end()) {
    throw OptionError("boundary: '" + std::string(name) + "' is none of 'part', 'word', 'any'");
  }
  return static_cast<Boundary>(found - kBoundaryNames.begin());
}

}  // namespace themescore

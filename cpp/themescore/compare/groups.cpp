#include "themescore/compare/groups.hpp"

#include <algorithm>

#include "themescore/errors.hpp"

namespace themescore {

void check_groups(const Counts& counts,
                  std::span<const std::uint32_t> group_of,
                  std::uint32_t groups) {
  if (group_of.size() != counts.document_count() ||
      std::ranges::any_of(group_of, [groups](std::uint32_t group) { return group >= groups; })) {
    throw OptionError("groups: every document needs one of them");
  }
}

}  // namespace themescore

#include "themescore/compare/groups.hpp"

#include <algorithm>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

bool all_below(std::span<const std::uint32_t> numbers, std::uint32_t end) {
  return std::ranges::all_of(numbers, [end](std::uint32_t number) { return number < end; });
}

}  // namespace

void check_groups(const Counts& counts, const Grouping& grouping) {
  if (grouping.group_of.size() != counts.document_count() ||
      !all_below(grouping.group_of, grouping.groups)) {
    throw OptionError("groups: every document needs one of them");
  }
  const bool one_stratum = grouping.stratum_of.empty() && grouping.strata == 1;
  if (!one_stratum && (grouping.stratum_of.size() != counts.document_count() ||
                       !all_below(grouping.stratum_of, grouping.strata))) {
    throw OptionError("strata: every document needs one of them");
  }
}

}  // namespace themescore

#pragma once

#include <cstdint>
#include <span>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Throws OptionError unless each document has a group below `groups`.
void check_groups(const Counts& counts,
                  std::span<const std::uint32_t> group_of,
                  std::uint32_t groups);

}  // namespace themescore

#pragma once

#include <cstdint>
#include <vector>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// How many of each document's words begin with a Han character: a measure of its language.
[[nodiscard]] std::vector<std::int64_t> han_words(const Counts& counts);

}  // namespace themescore

#pragma once

#include <cstdint>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// The counts without a document; those after it move up by one. The words of each document by
/// term, which no comparison needs, are left out. Throws OptionError if there is no such document.
[[nodiscard]] Counts without_document(const Counts& counts, std::uint32_t document);

/// The counts without the mentions that a pattern found, in its theme and those above. What another
/// pattern would have found in their place is not looked for.
[[nodiscard]] Counts without_pattern(const Counts& counts, std::uint32_t pattern);

}  // namespace themescore

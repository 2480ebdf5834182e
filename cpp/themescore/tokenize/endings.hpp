#pragma once

#include <string_view>

namespace themescore {

/// What a match may leave over at the end of a word that is not Han: the possessive's `'s`, or the
/// per cent or per mille sign of a number. Empty if there is none, or nothing before it.
[[nodiscard]] std::string_view ending_of(std::string_view form) noexcept;

}  // namespace themescore

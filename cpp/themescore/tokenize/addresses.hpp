#pragma once

#include <cstddef>
#include <span>

/// E-mail addresses and URLs, which UAX #29 cuts at their `@`, `:`, `/` and hyphens.

namespace themescore {

/// End of the address that begins at `start`, whose first segment of UAX #29 ends at `end`; 0 if
/// none begins there. It can be before `end`.
///
/// `no_mail_before` is 0 at the start of a text and belongs to the function from then on: no e-mail
/// address begins in a segment that ends at or before it. So a line of `a-a-a-...` is looked at
/// once, whatever its length.
///
/// Defined for the three units of Text.
template <class Unit>
[[nodiscard]] std::size_t find_address_end(std::span<const Unit> text,
                                           std::size_t start,
                                           std::size_t end,
                                           std::size_t& no_mail_before) noexcept;

}  // namespace themescore

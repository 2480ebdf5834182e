#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "themescore/text/characters.hpp"

namespace themescore {

/// What stands at 64 places of a text in a row, a bit each, the first in the lowest.
///
/// Classes of ASCII alone: what is not ASCII, and the few marks that need a look at their
/// neighbours, are in none of them.
struct AsciiBits {
  std::uint64_t core = 0;     ///< letters and digits
  std::uint64_t blanks = 0;   ///< space, tab and the line breaks
  std::uint64_t joiners = 0;  ///< , . : ; join what stands on both of their sides
  std::uint64_t marks = 0;    ///< other ASCII, which never joins anything

  [[nodiscard]] std::uint64_t none() const noexcept { return ~(core | blanks | joiners | marks); }
};

/// The 64 places from `at` on; past the end of the text are blanks.
template <class Unit, class Characters>
[[nodiscard]] AsciiBits ascii_bits_with(std::span<const Unit> text, std::size_t at) noexcept {
  AsciiBits bits;
  std::uint64_t none = 0;
  look_at_characters<Unit, Characters>(text, at, [&](const auto& c, std::size_t k) {
    bits.core |= c.any(c.with(0x20).within('a', 26), c.within('0', 10)) << k;
    bits.blanks |= c.any(c.is(' '), c.within(0x09, 5)) << k;
    bits.joiners |= c.any(c.is(','), c.is('.'), c.with(1).is(';')) << k;  // or ':'
    // A per cent sign belongs to the number before it; apostrophes and hyphens matter to phrases;
    // the rest is of e-mail addresses and URLs.
    none |= c.any(c.not_ascii(), c.is('%'), c.is('\''), c.is('-'), c.is('+'), c.is('@'), c.is('_'),
                  c.is('/'))
            << k;
  });
  bits.marks = ~(bits.core | bits.blanks | bits.joiners | none);
  return bits;
}

/// The same, by the best means that this processor has.
[[nodiscard]] AsciiBits ascii_bits(std::span<const std::uint8_t> text, std::size_t at) noexcept;
[[nodiscard]] AsciiBits ascii_bits(std::span<const char16_t> text, std::size_t at) noexcept;
[[nodiscard]] inline AsciiBits ascii_bits(std::span<const char32_t> text, std::size_t at) noexcept {
  return ascii_bits_with<char32_t, CharactersAtOnce<char32_t>>(text, at);
}

}  // namespace themescore

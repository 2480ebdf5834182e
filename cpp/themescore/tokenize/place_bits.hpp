#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__SSE2__)  // every x86-64 processor
#include <emmintrin.h>
#endif

namespace themescore {

/// What stands at 64 places of a text in a row, a bit each, the first in the lowest.
///
/// Classes of ASCII alone: what is not ASCII, and the few marks that need a look at their
/// neighbours, are in none of them.
struct PlaceBits {
  std::uint64_t core = 0;     ///< letters and digits
  std::uint64_t blanks = 0;   ///< space, tab and the line breaks
  std::uint64_t joiners = 0;  ///< , . : ; join what stands on both of their sides
  std::uint64_t marks = 0;    ///< other ASCII, which never joins anything
};

inline constexpr std::size_t kPlaces = 64;

namespace detail {

enum class PlaceClass : std::uint8_t { core, blank, joiner, mark, none };

constexpr PlaceClass place_class(unsigned char c) noexcept {
  const unsigned small = c | 0x20u;
  if ((small >= 'a' && small <= 'z') || (c >= '0' && c <= '9')) {
    return PlaceClass::core;
  }
  if (c == ' ' || (c >= 0x09 && c <= 0x0D)) {
    return PlaceClass::blank;
  }
  switch (c) {
    case ',':
    case '.':
    case ':':
    case ';':
      return PlaceClass::joiner;
    case '%':   // may follow a number
    case '\'':  // apostrophes and hyphens matter to phrases
    case '-':
    case '+':  // of e-mail addresses
    case '@':
    case '_':
    case '/':  // of URLs
      return PlaceClass::none;
    default:
      return c < 0x80 ? PlaceClass::mark : PlaceClass::none;
  }
}

inline constexpr auto kPlaceClassOfLatin1 = [] {
  std::array<PlaceClass, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = place_class(static_cast<unsigned char>(c));
  }
  return table;
}();

/// place_bits() on any machine.
template <class Unit>
PlaceBits place_bits_one_by_one(const Unit* units) noexcept {
  std::array<std::uint64_t, 5> bits{};
  for (std::size_t k = 0; k < kPlaces; ++k) {
    const auto c = static_cast<char32_t>(units[k]);
    const PlaceClass at = c < 0x100 ? kPlaceClassOfLatin1[c] : PlaceClass::none;
    bits[static_cast<std::size_t>(at)] |= std::uint64_t{1} << k;
  }
  return {bits[0], bits[1], bits[2], bits[3]};
}

#if defined(__SSE2__)

inline __m128i load_latin1(const std::uint8_t* units) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(units));
}
// What is above U+00FF becomes that, which is in no class either.
inline __m128i load_latin1(const char16_t* units) noexcept {
  const __m128i most = _mm_set1_epi16(0xFF);
  const auto clamped = [&](const char16_t* from) {
    const __m128i wide = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    return _mm_sub_epi16(wide, _mm_subs_epu16(wide, most));
  };
  return _mm_packus_epi16(clamped(units), clamped(units + 8));
}

template <class Unit>
PlaceBits place_bits_by_sixteen(const Unit* units) noexcept {
  const auto is = [](__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); };
  const auto within = [](__m128i v, char first, char count) {
    const __m128i place = _mm_sub_epi8(v, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(place, _mm_set1_epi8(static_cast<char>(count - 1))), place);
  };
  const auto either = [](auto... masks) {
    __m128i all = _mm_setzero_si128();
    ((all = _mm_or_si128(all, masks)), ...);
    return all;
  };
  PlaceBits bits;
  for (std::size_t k = 0; k < kPlaces; k += 16) {
    const __m128i v = load_latin1(units + k);
    const __m128i small = _mm_or_si128(v, _mm_set1_epi8(0x20));
    const __m128i odd = _mm_or_si128(v, _mm_set1_epi8(1));
    const __m128i core = either(within(small, 'a', 26), within(v, '0', 10));
    const __m128i blanks = either(is(v, ' '), within(v, 0x09, 5));
    const __m128i joiners = either(is(v, ','), is(v, '.'), is(odd, ';'));  // ':' is ';' less 1
    const __m128i none = either(is(v, '%'), is(v, '\''), is(v, '-'), is(v, '+'), is(v, '@'),
                                is(v, '_'), is(v, '/'), v);  // the sign bit: not ASCII
    const auto put = [k](std::uint64_t& to, __m128i mask) {
      to |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(mask))) << k;
    };
    put(bits.core, core);
    put(bits.blanks, blanks);
    put(bits.joiners, joiners);
    put(bits.marks, none);
  }
  bits.marks = ~(bits.core | bits.blanks | bits.joiners | bits.marks);
  return bits;
}

inline PlaceBits place_bits(const std::uint8_t* units) noexcept {
  return place_bits_by_sixteen(units);
}
inline PlaceBits place_bits(const char16_t* units) noexcept { return place_bits_by_sixteen(units); }
inline PlaceBits place_bits(const char32_t* units) noexcept { return place_bits_one_by_one(units); }

#else

template <class Unit>
PlaceBits place_bits(const Unit* units) noexcept {
  return place_bits_one_by_one(units);
}

#endif

}  // namespace detail

/// The 64 places from `at` on; past the end of the text are blanks.
template <class Unit>
[[nodiscard]] PlaceBits place_bits(std::span<const Unit> text, std::size_t at) noexcept {
  if (at + kPlaces <= text.size()) {
    return detail::place_bits(text.data() + at);
  }
  std::array<Unit, kPlaces> padded;
  padded.fill(Unit{' '});
  for (std::size_t i = at; i < text.size(); ++i) {
    padded[i - at] = text[i];
  }
  return detail::place_bits(padded.data());
}

}  // namespace themescore

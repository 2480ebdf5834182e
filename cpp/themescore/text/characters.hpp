#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#if defined(__SSE2__)  // every x86-64 processor
#include <emmintrin.h>
#endif

/// Looks for ASCII characters at 64 places of a text at once.

namespace themescore {

inline constexpr std::size_t kLooked = 64;

/// From the first to the last of the ideographs that nearly all of Chinese is written with, among
/// which is no punctuation.
inline constexpr char32_t kFirstIdeograph = 0x3400;
inline constexpr char32_t kLastIdeograph = 0x9FFF;

/// One place of a text, as the questions of look_at_characters() see it.
class OneCharacter {
 public:
  static constexpr std::size_t kCount = 1;

  template <class Unit>
  explicit constexpr OneCharacter(const Unit* unit) noexcept
      : unit_(*unit < 0x100 ? static_cast<std::uint8_t>(*unit) : std::uint8_t{0xFF}) {}

  [[nodiscard]] constexpr bool is(char c) const noexcept {
    return unit_ == static_cast<std::uint8_t>(c);
  }
  template <class Unit>
  [[nodiscard]] static constexpr OneCharacter without_ideographs(const Unit* unit) noexcept {
    const auto c = static_cast<char32_t>(*unit);
    return c >= kFirstIdeograph && c <= kLastIdeograph ? OneCharacter(std::uint8_t{0})
                                                       : OneCharacter(unit);
  }
  /// One of `count` characters from `first` on.
  [[nodiscard]] constexpr bool within(char first, int count) const noexcept {
    return static_cast<std::uint8_t>(unit_ - static_cast<std::uint8_t>(first)) < count;
  }
  [[nodiscard]] constexpr bool not_ascii() const noexcept { return unit_ >= 0x80; }
  /// With these bits set: a small letter for a capital with 0x20.
  [[nodiscard]] constexpr OneCharacter with(int bits) const noexcept {
    return OneCharacter(static_cast<std::uint8_t>(unit_ | bits));
  }
  template <class... Answers>
  [[nodiscard]] static constexpr std::uint64_t any(Answers... answers) noexcept {
    return (answers || ...) ? 1 : 0;
  }

 private:
  explicit constexpr OneCharacter(std::uint8_t unit) noexcept : unit_(unit) {}
  std::uint8_t unit_;
};

#if defined(__SSE2__)

/// Sixteen of them.
class SixteenCharacters {
 public:
  static constexpr std::size_t kCount = 16;

  explicit SixteenCharacters(const std::uint8_t* units) noexcept : units_(load(units)) {}
  /// What is above U+00FF is no ASCII either as U+00FF.
  explicit SixteenCharacters(const char16_t* units) noexcept
      : SixteenCharacters(load(units), load(units + 8)) {}
  [[nodiscard]] static SixteenCharacters without_ideographs(const char16_t* units) noexcept {
    return {not_ideographs(load(units)), not_ideographs(load(units + 8))};
  }

  [[nodiscard]] __m128i is(char c) const noexcept {
    return _mm_cmpeq_epi8(units_, _mm_set1_epi8(c));
  }
  [[nodiscard]] __m128i within(char first, int count) const noexcept {
    const __m128i place = _mm_sub_epi8(units_, _mm_set1_epi8(first));
    const __m128i last = _mm_set1_epi8(static_cast<char>(count - 1));
    return _mm_cmpeq_epi8(_mm_min_epu8(place, last), place);
  }
  // Of an answer the highest bit of each byte counts.
  [[nodiscard]] __m128i not_ascii() const noexcept { return units_; }
  [[nodiscard]] SixteenCharacters with(int bits) const noexcept {
    return SixteenCharacters(_mm_or_si128(units_, _mm_set1_epi8(static_cast<char>(bits))));
  }
  template <class... Answers>
  [[nodiscard]] static std::uint64_t any(Answers... answers) noexcept {
    __m128i all = _mm_setzero_si128();
    ((all = _mm_or_si128(all, answers)), ...);
    return static_cast<std::uint32_t>(_mm_movemask_epi8(all));
  }

 private:
  explicit SixteenCharacters(__m128i units) noexcept : units_(units) {}
  // Eight units of two bytes each.
  SixteenCharacters(__m128i first, __m128i second) noexcept
      : units_(_mm_packus_epi16(clamp(first), clamp(second))) {}

  static __m128i load(const void* from) noexcept {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  }
  static __m128i clamp(__m128i units) noexcept {
    return _mm_sub_epi16(units, _mm_subs_epu16(units, _mm_set1_epi16(0xFF)));
  }
  static __m128i not_ideographs(__m128i units) noexcept {
    const __m128i place = _mm_sub_epi16(units, _mm_set1_epi16(kFirstIdeograph));
    const __m128i last = _mm_set1_epi16(kLastIdeograph - kFirstIdeograph);
    const __m128i found = _mm_cmpeq_epi16(_mm_subs_epu16(place, last), _mm_setzero_si128());
    return _mm_andnot_si128(found, units);
  }

  __m128i units_;
};

template <class Unit>
using CharactersAtOnce = std::conditional_t<sizeof(Unit) <= 2, SixteenCharacters, OneCharacter>;

#else

template <class Unit>
using CharactersAtOnce = OneCharacter;

#endif

/// `Characters`, with a NUL for each ideograph.
template <class Characters>
class WithoutIdeographs : public Characters {
 public:
  template <class Unit>
  explicit WithoutIdeographs(const Unit* units) noexcept
      : Characters(Characters::without_ideographs(units)) {}
};

/// How many units one look of widen_plain_han() takes; 0 if this processor has no means for it.
#if defined(__SSE2__)
inline constexpr std::size_t kWidened = 8;
#else
inline constexpr std::size_t kWidened = 0;
#endif

/// Copies kWidened units, each wider, and returns how many of them from the first on are Han
/// characters from U+4E00 to U+9FFF.
[[nodiscard]] inline std::size_t widen_plain_han([[maybe_unused]] const char16_t* from,
                                                 [[maybe_unused]] char32_t* to) noexcept {
#if defined(__SSE2__)
  const __m128i units = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  const __m128i zero = _mm_setzero_si128();
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_unpacklo_epi16(units, zero));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to + kWidened / 2), _mm_unpackhi_epi16(units, zero));
  const __m128i place = _mm_sub_epi16(units, _mm_set1_epi16(0x4E00));
  const __m128i after = _mm_subs_epu16(place, _mm_set1_epi16(0x9FFF - 0x4E00));
  const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi16(after, zero)));
  return static_cast<std::size_t>(std::countr_one(found)) / sizeof(char16_t);
#else
  return 0;
#endif
}

/// Calls `look(characters, shift)` for the 64 places from `at` on, some at once (`characters`, one
/// of the classes above); the answer for the first of them belongs to bit `shift`. Past the end of
/// the text are blanks.
template <class Unit, class Characters = CharactersAtOnce<Unit>, class Look>
void look_at_characters(std::span<const Unit> text, std::size_t at, Look&& look) noexcept {
  std::array<Unit, kLooked> padded;
  const Unit* units = padded.data();
  if (at + kLooked <= text.size()) {
    units = text.data() + at;
  } else {
    padded.fill(Unit{' '});
    for (std::size_t i = at; i < text.size(); ++i) {
      padded[i - at] = text[i];
    }
  }
  for (std::size_t k = 0; k < kLooked; k += Characters::kCount) {
    look(Characters(units + k), k);
  }
}

}  // namespace themescore

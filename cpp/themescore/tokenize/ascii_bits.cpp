#include "themescore/tokenize/ascii_bits.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace themescore {

namespace {

template <class Unit>
AsciiBits with_what_all_have(std::span<const Unit> text, std::size_t at) noexcept {
  return ascii_bits_with<Unit, CharactersAtOnce<Unit>>(text, at);
}

#if defined(__x86_64__)

// The functions below ask for AVX2 one by one: with the file compiled for it, what the headers
// define inline would be too, and could be taken for everybody's. All but the outermost have to be
// inlined: no call may leave the upper halves of registers in use, for which what follows would
// pay.

// A class of characters is a bit that the tables below have for both halves of a character's byte:
// it is a set of first hexadecimal digits with a set of second ones.
constexpr char kDigits = 1;         // 3, and 0 to 9
constexpr char kFirstLetters = 2;   // 4 or 6, and 1 to F
constexpr char kLastLetters = 4;    // 5 or 7, and 0 to A
constexpr char kLineBreaks = 8;     // 0, and 9 to D
constexpr char kSpace = 16;         // 2, and 0
constexpr char kCommaAndStop = 32;  // 2, and C or E
constexpr char kColons = 64;        // 3, and A or B
constexpr char kOthers = '\x80';    // 2, and 5, 7, B, D or F
constexpr char kCore = kDigits | kFirstLetters | kLastLetters;
constexpr char kBlanks = kLineBreaks | kSpace;
constexpr char kJoiners = kCommaAndStop | kColons;

struct Classes {
  std::uint32_t core, blanks, joiners, none;
};

[[gnu::target("avx2"), gnu::always_inline]] inline std::uint32_t in_one_of(__m256i found,
                                                                           char classes) noexcept {
  const __m256i of_them = _mm256_and_si256(found, _mm256_set1_epi8(classes));
  return ~static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpeq_epi8(of_them, _mm256_setzero_si256())));
}

[[gnu::target("avx2"), gnu::always_inline]] inline Classes classes_of(__m256i units) noexcept {
  const __m256i second_digit = _mm256_broadcastsi128_si256(_mm_setr_epi8(
      kDigits | kLastLetters | kSpace, kCore, kCore, kCore, kCore, kCore | kOthers, kCore,
      kCore | kOthers, kCore, kCore | kLineBreaks,
      kFirstLetters | kLastLetters | kLineBreaks | kColons,
      kFirstLetters | kLineBreaks | kColons | kOthers, kFirstLetters | kLineBreaks | kCommaAndStop,
      kFirstLetters | kLineBreaks | kOthers, kFirstLetters | kCommaAndStop,
      kFirstLetters | kOthers));
  const __m256i first_digit = _mm256_broadcastsi128_si256(_mm_setr_epi8(
      kLineBreaks, 0, kSpace | kCommaAndStop | kOthers, kDigits | kColons, kFirstLetters,
      kLastLetters, kFirstLetters, kLastLetters, 0, 0, 0, 0, 0, 0, 0, 0));
  // What is not ASCII has the highest bit, for which a shuffle gives zero.
  const __m256i of_second = _mm256_shuffle_epi8(second_digit, units);
  const __m256i of_first = _mm256_shuffle_epi8(
      first_digit, _mm256_and_si256(_mm256_srli_epi16(units, 4), _mm256_set1_epi8(0x0F)));
  const __m256i found = _mm256_and_si256(of_second, of_first);
  const __m256i at_or_line = _mm256_or_si256(_mm256_cmpeq_epi8(units, _mm256_set1_epi8('@')),
                                             _mm256_cmpeq_epi8(units, _mm256_set1_epi8('_')));
  // kOthers is the highest bit of a byte, as that of what is not ASCII.
  const __m256i none = _mm256_or_si256(_mm256_or_si256(found, units), at_or_line);
  return {in_one_of(found, kCore), in_one_of(found, kBlanks), in_one_of(found, kJoiners),
          static_cast<std::uint32_t>(_mm256_movemask_epi8(none))};
}

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i load(const void* from) noexcept {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i half_of(
    const std::uint8_t* units) noexcept {
  return load(units);
}

// What is above U+00FF is no ASCII either as U+00FF.
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i half_of(const char16_t* units) noexcept {
  const __m256i most = _mm256_set1_epi16(0xFF);
  const __m256i packed = _mm256_packus_epi16(_mm256_min_epu16(load(units), most),
                                             _mm256_min_epu16(load(units + 16), most));
  return _mm256_permute4x64_epi64(packed, 0b11'01'10'00);
}

template <class Unit>
[[gnu::target("avx2")]] AsciiBits with_avx2(std::span<const Unit> text, std::size_t at) noexcept {
  if (at + kLooked > text.size()) {
    return with_what_all_have(text, at);
  }
  const Classes low = classes_of(half_of(text.data() + at));
  const Classes high = classes_of(half_of(text.data() + at + kLooked / 2));
  const auto both = [](std::uint32_t first, std::uint32_t second) {
    return first | std::uint64_t{second} << (kLooked / 2);
  };
  AsciiBits bits;
  bits.core = both(low.core, high.core);
  bits.blanks = both(low.blanks, high.blanks);
  bits.joiners = both(low.joiners, high.joiners);
  bits.marks = ~(bits.core | bits.blanks | bits.joiners | both(low.none, high.none));
  return bits;
}

template <class Unit>
auto best() noexcept {
  return __builtin_cpu_supports("avx2") ? with_avx2<Unit> : with_what_all_have<Unit>;
}

#else

template <class Unit>
auto best() noexcept {
  return with_what_all_have<Unit>;
}

#endif

}  // namespace

AsciiBits ascii_bits(std::span<const std::uint8_t> text, std::size_t at) noexcept {
  static const auto chosen = best<std::uint8_t>();
  return chosen(text, at);
}

AsciiBits ascii_bits(std::span<const char16_t> text, std::size_t at) noexcept {
  static const auto chosen = best<char16_t>();
  return chosen(text, at);
}

}  // namespace themescore

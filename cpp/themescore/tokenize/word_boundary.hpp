#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "themescore/text/unicode.hpp"

/// Word boundaries of UAX #29, version 15.0 (https://www.unicode.org/reports/tr29/tr29-41.html).

namespace themescore {

/// Properties of a code point as a set of bits, so that a rule is one test.
using Bits = std::uint32_t;

constexpr Bits bit(WordBreak value) noexcept { return Bits{1} << static_cast<unsigned>(value); }
constexpr Bits bit(Category value) noexcept {
  return Bits{1} << (20 + static_cast<unsigned>(value));
}
inline constexpr Bits kHan = Bits{1} << 28;
inline constexpr Bits kPictographic = Bits{1} << 29;

namespace word_break {

inline constexpr Bits kNewlines = bit(WordBreak::CR) | bit(WordBreak::LF) | bit(WordBreak::Newline);
inline constexpr Bits kIgnored =
    bit(WordBreak::Extend) | bit(WordBreak::Format) | bit(WordBreak::ZWJ);  // WB4
inline constexpr Bits kLetters = bit(WordBreak::ALetter) | bit(WordBreak::Hebrew_Letter);
inline constexpr Bits kMidLetters =
    bit(WordBreak::MidLetter) | bit(WordBreak::MidNumLet) | bit(WordBreak::Single_Quote);
inline constexpr Bits kMidNumbers =
    bit(WordBreak::MidNum) | bit(WordBreak::MidNumLet) | bit(WordBreak::Single_Quote);
inline constexpr Bits kJoining = bit(WordBreak::ExtendNumLet);
/// Any two of these, side by side, are never cut (WB5, WB8 to WB10, WB13a, WB13b).
inline constexpr Bits kCore = kLetters | bit(WordBreak::Numeric) | kJoining;

/// Whether Word_Break is as UAX #29 has it, or tailored, which it allows for.
enum class Tailoring : bool { none, reports };

/// Tailored: an ideographic iteration mark is no letter, so that Han ends where other scripts
/// begin; U+202F, the narrow no-break space, sticks to no word but joins the digits of a number;
/// and a colon, which joins letters in Swedish and Finnish alone, joins none (`stressed:reform`).
constexpr WordBreak word_break_of(const Properties& p, Tailoring tailoring) noexcept {
  if (tailoring == Tailoring::reports && p.han) {
    return WordBreak::Other;
  }
  if (tailoring == Tailoring::reports && p.category == Category::Space &&
      p.word == WordBreak::ExtendNumLet) {
    return WordBreak::MidNum;
  }
  // Of the MidLetter marks the colons alone let a sentence go on.
  if (tailoring == Tailoring::reports && p.word == WordBreak::MidLetter &&
      p.sentence == SentenceBreak::SContinue) {
    return WordBreak::Other;
  }
  return p.word;
}

template <Tailoring kTailoring>
inline constexpr auto kBitsOfClass = [] {
  std::array<Bits, unicode::kClasses.size()> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Properties& p = unicode::kClasses[i];
    table[i] = bit(word_break_of(p, kTailoring)) | bit(p.category) | (p.han ? kHan : 0) |
               (p.pictographic ? kPictographic : 0);
  }
  return table;
}();

template <Tailoring kTailoring>
inline constexpr auto kBitsOfLatin1 = [] {
  std::array<Bits, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = kBitsOfClass<kTailoring>[unicode::class_of(static_cast<char32_t>(i))];
  }
  return table;
}();

template <Tailoring kTailoring, class Unit>
Bits bits_of(Unit unit) noexcept {
  if constexpr (sizeof(Unit) == 1) {
    return kBitsOfLatin1<kTailoring>[unit];
  } else {
    // One curly quote makes a text of Latin letters a wide string: most of it still takes one load.
    return unit < 0x100 ? kBitsOfLatin1<kTailoring>[unit]
                        : kBitsOfClass<kTailoring>[unicode::class_of(static_cast<char32_t>(unit))];
  }
}

/// Whether the first code point after `from` that WB4 does not skip has one of the bits `wanted`.
template <Tailoring kTailoring, class Unit>
bool next_is(std::span<const Unit> text, std::size_t from, Bits wanted) noexcept {
  for (std::size_t i = from; i < text.size(); ++i) {
    const Bits bits = bits_of<kTailoring>(text[i]);
    if ((bits & kIgnored) == 0) {
      return (bits & wanted) != 0;
    }
  }
  return false;
}

}  // namespace word_break

/// End of the segment that starts at `start`, which has to be a boundary and inside the text.
/// Adds the bits of the segment's code points to `seen`.
template <word_break::Tailoring kTailoring, class Unit>
std::size_t next_word_boundary(std::span<const Unit> text, std::size_t start, Bits& seen) noexcept {
  using namespace word_break;
  const std::size_t size = text.size();
  Bits raw = bits_of<kTailoring>(text[start]);  // of the code point before i
  seen |= raw;
  std::size_t i = start + 1;

  if (raw & kNewlines) {  // WB3, WB3a
    return (raw & bit(WordBreak::CR)) && i < size && text[i] == 0x0A ? i + 1 : i;
  }

  Bits last = raw;  // of the last code point that WB4 does not skip
  Bits before = 0;  // of the one before that
  bool odd_indicators = (raw & bit(WordBreak::Regional_Indicator)) != 0;

  for (; i < size; ++i) {
    const Bits next = bits_of<kTailoring>(text[i]);
    if ((last & kCore) && (next & kCore)) {
      before = last;
      last = raw = next;
      seen |= next;
      continue;
    }
    if (next & kIgnored) {  // WB4
      raw = next;
      seen |= next;
      continue;
    }
    if (next & kNewlines) {  // WB3b
      break;
    }

    const Bits quote = bit(WordBreak::Single_Quote);
    const Bits double_quote = bit(WordBreak::Double_Quote);
    const Bits hebrew = bit(WordBreak::Hebrew_Letter);
    const Bits numeric = bit(WordBreak::Numeric);
    const Bits katakana = bit(WordBreak::Katakana);
    const Bits indicator = bit(WordBreak::Regional_Indicator);

    const bool joined =
        // WB3c, WB3d
        ((raw & bit(WordBreak::ZWJ)) && (next & kPictographic)) ||
        ((raw & next & bit(WordBreak::WSegSpace)) != 0) ||
        // WB6, WB7
        ((last & kLetters) && (next & kMidLetters) && next_is<kTailoring>(text, i + 1, kLetters)) ||
        ((before & kLetters) && (last & kMidLetters) && (next & kLetters)) ||
        // WB7a to WB7c
        ((last & hebrew) && (next & quote)) ||
        ((last & hebrew) && (next & double_quote) && next_is<kTailoring>(text, i + 1, hebrew)) ||
        ((before & hebrew) && (last & double_quote) && (next & hebrew)) ||
        // WB11, WB12
        ((before & numeric) && (last & kMidNumbers) && (next & numeric)) ||
        ((last & numeric) && (next & kMidNumbers) && next_is<kTailoring>(text, i + 1, numeric)) ||
        // WB13 to WB13b
        ((last & next & katakana) != 0) || ((last & katakana) && (next & kJoining)) ||
        ((last & kJoining) && (next & katakana)) ||
        // WB15, WB16
        ((last & next & indicator) && odd_indicators);
    if (!joined) {
      break;  // WB999
    }
    odd_indicators = (next & indicator) != 0 && !((last & indicator) && odd_indicators);
    before = last;
    last = raw = next;
    seen |= next;
  }
  return i;
}

}  // namespace themescore

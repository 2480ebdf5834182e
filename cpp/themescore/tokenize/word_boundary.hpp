#pragma once

#include <array>
#include <bit>
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
inline constexpr Bits kFullStop = Bits{1} << 27;  // Sentence_Break=ATerm
inline constexpr Bits kSmall = Bits{1} << 30;     // Sentence_Break=Lower
inline constexpr Bits kCapital = Bits{1} << 31;   // Sentence_Break=Upper

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
/// Right after one of kCore, and after anything but kGoesOn that begins a segment, these begin one.
inline constexpr Bits kApart = bit(WordBreak::Other) | bit(WordBreak::WSegSpace) | kNewlines;

/// What begins a segment with one of these may go on with one of kApart (WB3, WB3c, WB3d).
inline constexpr Bits kGoesOn = kNewlines | bit(WordBreak::WSegSpace) | bit(WordBreak::ZWJ);

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
               (p.pictographic ? kPictographic : 0) |
               (p.sentence == SentenceBreak::ATerm ? kFullStop : 0) |
               (p.sentence == SentenceBreak::Lower ? kSmall : 0) |
               (p.sentence == SentenceBreak::Upper ? kCapital : 0);
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

/// Whether the full stop at `stop`, between two letters of the segment that starts at `start`, ends
/// a sentence that has no space after it: `reform.The`. Before it are a small letter and another
/// letter or digit, after it a capital that no other capital follows. A capital alone needs two
/// small letters: `it.A` but `Ph.D`. Letters that have no case are parted by a full stop too, as
/// UAX #29 has it for sentences: `개혁했다.정부는`.
template <class Unit>
bool parts_sentences(std::span<const Unit> text, std::size_t start, std::size_t stop) noexcept {
  const auto bits_at = [&](std::size_t i) { return bits_of<Tailoring::reports>(text[i]); };
  // Bits of the last code point in [start, i) that WB4 does not skip; i moves there.
  const auto back = [&](std::size_t& i) {
    while (i > start) {
      const Bits bits = bits_at(--i);
      if ((bits & kIgnored) == 0) {
        return bits;
      }
    }
    return Bits{0};
  };
  std::size_t capital = stop + 1;
  while (capital < text.size() && (bits_at(capital) & kIgnored)) {
    ++capital;
  }
  const Bits next = capital == text.size() ? Bits{0} : bits_at(capital);
  std::size_t i = stop;
  const Bits last = back(i);
  if ((next & kLetters) && ((next & (kSmall | kCapital)) == 0 ||
                            ((next & kCapital) && (last & (kSmall | kCapital)) == 0))) {
    return true;
  }
  if ((last & kSmall) == 0 || (next & kCapital) == 0) {
    return false;
  }
  const Bits other = back(i);
  const Bits apostrophe = bit(WordBreak::Single_Quote) | bit(WordBreak::MidNumLet);
  if ((other & (kLetters | bit(WordBreak::Numeric) | apostrophe)) == 0 || (other & kFullStop)) {
    return false;
  }
  if (next_is<Tailoring::reports>(text, capital + 1, bit(Category::Letter))) {
    return next_is<Tailoring::reports>(text, capital + 1, kSmall);
  }
  return (other & (kSmall | apostrophe)) != 0;
}

/// First place from `i` on that may hold anything but an ASCII letter. Looks at eight at once:
/// where a word ends is hard to predict, and a branch at each letter would be taken wrongly once a
/// word.
template <class Unit>
std::size_t skip_ascii_letters(std::span<const Unit> text, std::size_t i) noexcept {
  constexpr std::size_t kAtOnce = 8;
  while (text.size() - i >= kAtOnce) {
    const auto next = text.subspan(i).template first<kAtOnce>();
    unsigned others = 0;
    for (std::size_t k = 0; k < kAtOnce; ++k) {
      const auto place = (std::uint32_t{next[k]} | 0x20u) - 'a';
      others |= static_cast<unsigned>(place >= 26) << k;
    }
    if (others != 0) {
      return i + static_cast<std::size_t>(std::countr_zero(others));
    }
    i += kAtOnce;
  }
  return i;
}

/// End of the segment that starts at `start` and goes as far as `i` at least; `raw` are the bits of
/// the code point before `i`. If that is not the first, everything before `i` is of kCore.
template <Tailoring kTailoring, class Unit>
std::size_t rest_of_segment(
    std::span<const Unit> text, std::size_t start, std::size_t i, Bits raw, Bits& seen) noexcept {
  const std::size_t size = text.size();
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
    if constexpr (kTailoring == Tailoring::reports) {
      if ((next & kFullStop) && (last & kLetters) && parts_sentences(text, start, i)) {
        break;
      }
    }
    odd_indicators = (next & indicator) != 0 && !((last & indicator) && odd_indicators);
    before = last;
    last = raw = next;
    seen |= next;
  }
  return i;
}

}  // namespace word_break

/// End of the segment that starts at `start`, which has to be a boundary and inside the text.
/// Adds the bits of the segment's code points to `seen`, but for kSmall and kCapital, which are
/// only of use at one place.
template <word_break::Tailoring kTailoring, class Unit>
std::size_t next_word_boundary(std::span<const Unit> text, std::size_t start, Bits& seen) noexcept {
  using namespace word_break;
  Bits raw = bits_of<kTailoring>(text[start]);
  seen |= raw;
  std::size_t i = start + 1;
  // Most segments are letters and digits alone, or one mark, and what follows cannot join them.
  if (raw & kCore) {
    if (raw & kLetters) {
      i = skip_ascii_letters(text, i);
      raw = bits_of<kTailoring>(text[i - 1]);
      seen |= raw;
    }
    for (; i < text.size(); ++i) {
      const Bits next = bits_of<kTailoring>(text[i]);
      if ((next & kCore) == 0) {
        if (next & kApart) {
          return i;
        }
        break;
      }
      raw = next;
      seen |= next;
    }
  } else if (i < text.size() && (raw & kGoesOn) == 0 && (bits_of<kTailoring>(text[i]) & kApart)) {
    return i;
  }
  return rest_of_segment<kTailoring>(text, start, i, raw, seen);
}

}  // namespace themescore

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace themescore {

/// Word_Break property of UAX #29.
enum class WordBreak : std::uint8_t {
  Other,
  CR,
  LF,
  Newline,
  Extend,
  ZWJ,
  Format,
  Katakana,
  Hebrew_Letter,
  ALetter,
  Single_Quote,
  Double_Quote,
  MidNumLet,
  MidLetter,
  MidNum,
  Numeric,
  ExtendNumLet,
  Regional_Indicator,
  WSegSpace,
};

/// Sentence_Break property of UAX #29.
enum class SentenceBreak : std::uint8_t {
  Other,
  CR,
  LF,
  Sep,
  Extend,
  Format,
  Sp,
  Lower,
  Upper,
  OLetter,
  Numeric,
  ATerm,
  SContinue,
  STerm,
  Close,
};

/// The first letter of General_Category, except that White_Space is Space whatever its category.
enum class Category : std::uint8_t { Letter, Mark, Number, Punctuation, Symbol, Space, Other };

/// What the tokenizer knows of a code point.
struct Properties {
  WordBreak word;
  SentenceBreak sentence;
  Category category;
  bool han;           ///< an ideograph, an ideographic numeral or iteration mark, or a radical
  bool pictographic;  ///< Extended_Pictographic
  bool opening;       ///< an opening bracket or quotation mark (Ps, Pi)
};

namespace unicode {

#include "themescore/text/unicode_table.inc"

/// Class of a code point: an index into kClasses. Code points above U+10FFFF must not be asked for.
constexpr std::uint8_t class_of(char32_t code_point) noexcept {
  constexpr char32_t kMask = (char32_t{1} << kBlockShift) - 1;
  const std::size_t block = kBlockOf[code_point >> kBlockShift];
  return kBlocks[(block << kBlockShift) | (code_point & kMask)];
}

constexpr const Properties& properties(char32_t code_point) noexcept {
  return kClasses[class_of(code_point)];
}

constexpr bool is_space(char32_t code_point) noexcept {
  return properties(code_point).category == Category::Space;
}

/// LF, VT, FF, CR, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR end a line (CR LF once).
constexpr bool is_line_break(char32_t c) noexcept {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

}  // namespace unicode
}  // namespace themescore

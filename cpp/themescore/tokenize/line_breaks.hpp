#pragma once

#include <cstdint>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

/// LF, VT, FF, CR, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR end a line (CR LF once).
constexpr bool is_line_break(char32_t c) noexcept {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Offsets of the line breaks that stand inside a sentence, in order: those that wrap a line of
/// hard-wrapped text, and those before punctuation that cannot begin a line. For CR LF, of the CR.
///
/// Every other line break ends a sentence: after it comes an empty line, a list item, a heading,
/// or a line for which there had been room on the line before.
[[nodiscard]] std::vector<std::uint32_t> find_wrapped_lines(const Text& text);

}  // namespace themescore

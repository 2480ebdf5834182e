#pragma once

#include <cstdint>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

using unicode::is_line_break;

/// Offsets of the line breaks that stand inside a sentence, in order; for CR LF, of the CR. They
/// are those that wrap a line of hard-wrapped text, those after which a line goes on in lower case,
/// and those before punctuation that cannot begin a line. docs/sentences.md has the conditions.
///
/// Every other line break ends a sentence.
[[nodiscard]] std::vector<std::uint32_t> find_wrapped_lines(const Text& text);

}  // namespace themescore

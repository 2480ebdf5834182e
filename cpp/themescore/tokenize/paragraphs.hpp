#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

/// The paragraph of each sentence: from 0, and each that follows the same or one more.
///
/// A paragraph ends at a line break that is not one of `wrapped` (see find_wrapped_lines), so a
/// blank line ends one, and a heading or an item on a line of its own is one. `sentences` are those
/// that split_sentences returns, by either of its rules.
[[nodiscard]] std::vector<std::uint32_t> number_paragraphs(const Text& text,
                                                           std::span<const Span> sentences,
                                                           std::span<const std::uint32_t> wrapped);

}  // namespace themescore

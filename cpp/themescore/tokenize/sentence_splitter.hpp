#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

enum class SentenceRules : std::uint8_t {
  /// UAX #29, version 15.0, and nothing else. The sentences cover the text.
  standard,
  /// UAX #29 and what real reports need; docs/sentences.md lists the rules by name.
  /// Sentences come without the white space around them, empty ones not at all.
  reports,
};

[[nodiscard]] std::vector<Span> split_sentences(const Text& text, SentenceRules rules);

/// The same for somebody who has the text's wrapped lines (see find_wrapped_lines) already.
[[nodiscard]] std::vector<Span> split_sentences(const Text& text,
                                                SentenceRules rules,
                                                std::span<const std::uint32_t> wrapped);

}  // namespace themescore

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

/// Where in a document a sentence stands.
enum class Place : std::uint8_t { body, headline, repeated_headline, lead, closing };

inline constexpr std::array<std::string_view, 5> kPlaceNames = {
    "body", "headline", "repeated headline", "lead", "closing"};

/// The place of each sentence; docs/emphasis.md has the rules. `paragraphs` are the numbers that
/// number_paragraphs gives the sentences. Sentences of one paragraph have one place.
[[nodiscard]] std::vector<Place> find_places(const Text& text,
                                             std::span<const Span> sentences,
                                             std::span<const std::uint32_t> paragraphs);

}  // namespace themescore

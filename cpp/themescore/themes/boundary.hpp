#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace themescore {

/// Where a match may begin and end inside of a word. Between words it always may.
enum class Boundary : std::uint8_t {
  /// At an inner border of the word (see HanSegmenter::cuts), if the piece that the match takes of
  /// that word has two characters or more; and before an ending such as the possessive's. A pattern
  /// of one character may begin, or end, anywhere in a word on the side where it has a `*`.
  part,
  /// Nowhere, but as `part` on the side where a Chinese pattern has a `*`.
  word,
  /// Anywhere inside of a Chinese word; as `part` elsewhere.
  any,
};

inline constexpr std::array<std::string_view, 3> kBoundaryNames = {"part", "word", "any"};

/// Of a word that is taken apart a match takes so many characters, save where a pattern of one has
/// a `*`: one alone means another thing.
inline constexpr std::uint32_t kShortestPart = 2;

/// Throws OptionError if there is no boundary of that name.
[[nodiscard]] Boundary boundary_of(std::string_view name);

}  // namespace themescore

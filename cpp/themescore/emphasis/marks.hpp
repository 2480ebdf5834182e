#pragma once

#include <cstdint>

#include "themescore/emphasis/places.hpp"

namespace themescore {

/// Of MentionMarks::cue, where none governs the mention.
inline constexpr std::uint8_t kNoCue = 0xFF;

/// Cues have a level from 1 to this.
inline constexpr std::uint8_t kHighestLevel = 3;

/// How the text around a mention presents it.
struct MentionMarks {
  std::uint8_t cue = kNoCue;   ///< the kind of cue that governs it
  std::uint8_t cue_level = 0;  ///< 0 without a cue
  Place place = Place::body;
  bool quoted = false;  ///< between quotation marks
};

}  // namespace themescore

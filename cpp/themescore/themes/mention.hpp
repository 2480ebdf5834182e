#pragma once

#include <cstdint>

#include "themescore/emphasis/marks.hpp"

namespace themescore {

/// Of Mention::inside, where a match takes whole words.
inline constexpr std::uint32_t kWholeWords = 0xFFFF'FFFF;

/// A place where a text satisfies a pattern of a theme. Everything else is derived from these.
struct Mention {
  std::uint32_t document;
  std::uint32_t theme;
  std::uint32_t pattern;
  std::uint32_t form;      ///< what was found, in its form; see MentionFinder
  std::uint32_t inside;    ///< the form of the whole words, if only a part of one was taken
  std::uint32_t start;     ///< code point of the document
  std::uint32_t end;       ///< one past the last
  std::uint32_t sentence;  ///< of the document, from 0
  std::uint32_t position;  ///< words of the document that come before it

  // How the text presents it, worked out when the document's mentions are known.
  std::uint8_t cue = kNoCue;   ///< the kind of cue that governs it
  std::uint8_t cue_level = 0;  ///< 0 without a cue
  Place place = Place::body;
  bool quoted = false;  ///< between quotation marks
};

}  // namespace themescore

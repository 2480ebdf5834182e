#pragma once

#include <cstdint>

namespace themescore {

/// A place where a text satisfies a pattern of a theme. Everything else is derived from these.
struct Mention {
  std::uint32_t document;
  std::uint32_t theme;
  std::uint32_t pattern;
  std::uint32_t form;      ///< the words found, in their form; see MentionFinder
  std::uint32_t start;     ///< code point of the document
  std::uint32_t end;       ///< one past the last
  std::uint32_t sentence;  ///< of the document, from 0
  std::uint32_t position;  ///< words of the document that come before it
};

}  // namespace themescore

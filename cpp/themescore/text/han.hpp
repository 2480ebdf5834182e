#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

/// Whether well-formed UTF-8 is of characters from U+4E00 to U+9FFF alone.
[[nodiscard]] inline bool is_plain_han(std::string_view utf8) noexcept {
  if (utf8.empty() || utf8.size() % 3 != 0) {
    return false;
  }
  for (std::size_t i = 0; i < utf8.size(); i += 3) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const auto next = static_cast<unsigned char>(utf8[i + 1]);
    if (lead < 0xE4 || lead > 0xE9 || (lead == 0xE4 && next < 0xB8)) {
      return false;
    }
  }
  return true;
}

/// Whether well-formed UTF-8 begins with a Han character.
[[nodiscard]] inline bool starts_with_han(std::string_view utf8) {
  if (utf8.empty() || static_cast<unsigned char>(utf8[0]) < 0xE2) {  // none is below U+2E80
    return false;
  }
  const std::size_t length = static_cast<unsigned char>(utf8[0]) < 0xF0 ? 3 : 4;
  bool han = false;
  for_each_code_point(utf8.substr(0, length),
                      [&](char32_t c, std::size_t) { han = unicode::properties(c).han; });
  return han;
}

/// Whether a word is of Han characters alone, and of one at least.
[[nodiscard]] inline bool is_han(std::u32string_view word) noexcept {
  return !word.empty() && std::ranges::all_of(word, [](char32_t c) {
    return c <= 0x10FFFF && unicode::properties(c).han;
  });
}

/// Calls `function(character, code points before it)` for each Han character of a string that
/// begins with one, together with what is attached to it.
template <class Function>
void for_each_han(std::string_view utf8, Function&& function) {
  if (is_plain_han(utf8)) {
    for (std::size_t i = 0; i < utf8.size(); i += 3) {
      function(utf8.substr(i, 3), i / 3);
    }
    return;
  }
  std::size_t start = 0;          // of the character at hand, in bytes
  std::size_t points_before = 0;  // it
  std::size_t points = 0;
  for_each_code_point(utf8, [&](char32_t c, std::size_t i) {
    if (i > 0 && unicode::properties(c).han) {
      function(utf8.substr(start, i - start), points_before);
      start = i;
      points_before = points;
    }
    ++points;
  });
  if (!utf8.empty()) {
    function(utf8.substr(start), points_before);
  }
}

/// The Han characters of a form, without what is attached to them.
[[nodiscard]] inline std::u32string han_characters(std::string_view form) {
  std::u32string characters;
  for_each_code_point(form, [&](char32_t c, std::size_t) {
    if (unicode::properties(c).han) {
      characters += c;
    }
  });
  return characters;
}

}  // namespace themescore

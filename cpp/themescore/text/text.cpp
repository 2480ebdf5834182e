#include "themescore/text/text.hpp"

#include <algorithm>

#include "themescore/errors.hpp"
#include "themescore/text/blocks.hpp"

namespace themescore {

namespace {

// In the width of the units, so that a compiler looks at more of them at once.
template <class Unit>
constexpr bool is_surrogate(Unit unit) noexcept {
  return static_cast<Unit>(unit - 0xD800) <= 0xDFFF - 0xD800;
}

// Length of the well-formed sequence at the front of `bytes`, or 0 (Unicode 15.0, table 3-7).
std::size_t sequence_length(std::string_view bytes) noexcept {
  const auto byte = [&](std::size_t k) {
    return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u;
  };
  const auto is_tail = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(k) >= low && byte(k) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return is_tail(1) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;   // overlong
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;  // surrogates
    return is_tail(1, low, high) && is_tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;   // overlong
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;  // above U+10FFFF
    return is_tail(1, low, high) && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::optional<std::size_t> find_surrogate(const Text& text) noexcept {
  return text.visit([](auto units) -> std::optional<std::size_t> {
    if constexpr (sizeof(units[0]) == 1) {
      return std::nullopt;
    } else {
      const auto is_one = [](auto unit) { return is_surrogate(unit); };
      const std::size_t from = skip_blocks(units, is_one);
      const auto found = std::ranges::find_if(units.subspan(from), is_one);
      if (found == units.end()) {
        return std::nullopt;
      }
      return static_cast<std::size_t>(found - units.begin());
    }
  });
}

void check_text(const Text& text, std::size_t document) {
  if (text.size() > kLongestText) {
    throw InputError(document, kLongestText, "the text is longer than 4,294,967,294 characters");
  }
  if (const auto offset = find_surrogate(text)) {
    throw InputError(document, *offset, "the text holds a surrogate, which is no character");
  }
}

OwnedText OwnedText::from_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequence_length(bytes.substr(i));
    if (length == 0) {
      throw InputError(0, i, "ill-formed UTF-8 at byte " + std::to_string(i));
    }
    i += length;
  }
  OwnedText text;
  text.code_points_.reserve(bytes.size());
  for_each_code_point(
      bytes, [&](char32_t code_point, std::size_t) { text.code_points_.push_back(code_point); });
  return text;
}

void append_utf8(std::string& bytes, char32_t code_point) {
  const auto put = [&](char32_t value) { bytes.push_back(static_cast<char>(value)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string to_utf8(const Text& text, Span span) {
  std::string bytes;
  for (std::uint32_t i = span.start; i < span.end; ++i) {
    append_utf8(bytes, text[i]);
  }
  return bytes;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string bytes;
  for (const char32_t c : code_points) {
    append_utf8(bytes, c);
  }
  return bytes;
}

}  // namespace themescore

#include "themescore/tokenize/word_pattern.hpp"

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr std::uint32_t kCodePoints = 0x11'0000;

}  // namespace

WordPattern::WordPattern(std::span<const Range> characters, std::uint32_t shortest, bool lower)
    : characters_(kCodePoints / 64), shortest_(shortest), lower_(lower) {
  if (shortest == 0) {
    throw OptionError("a word has at least one character");
  }
  for (const auto& [first, last] : characters) {
    if (first > last || last >= kCodePoints) {
      throw OptionError("the characters of words are no range of code points");
    }
    for (std::uint32_t c = first; c <= last; ++c) {
      characters_[c >> 6] |= std::uint64_t{1} << (c & 63);
    }
  }
  has_plain_ascii_ = true;
  for (char32_t c = 0; c < 0x80; ++c) {
    const char32_t small = c | 0x20u;
    const bool plain = (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '_';
    has_plain_ascii_ = has_plain_ascii_ && has(c) == plain;
  }
}

std::string WordPattern::form_of(std::string_view surface) const {
  std::string form(surface);
  if (lower_) {
    for (char& c : form) {
      if (c >= 'A' && c <= 'Z') {
        c = static_cast<char>(c - 'A' + 'a');
      }
    }
  }
  return form;
}

}  // namespace themescore

#pragma once

namespace themescore {

constexpr bool is_ascii_letter(char32_t c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_ascii_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace themescore

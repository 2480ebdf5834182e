#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "themescore/text/text.hpp"

namespace themescore {

enum class TokenKind : std::uint8_t { word, number, punctuation, symbol, other };

inline constexpr std::array<std::string_view, 5> kTokenKindNames = {"word", "number", "punctuation",
                                                                    "symbol", "other"};

[[nodiscard]] constexpr bool is_word(TokenKind kind) noexcept {
  return kind == TokenKind::word || kind == TokenKind::number;
}

/// A piece of a text that is not white space. Words and numbers are what `n_d` counts.
struct Token {
  Span span;
  TokenKind kind = TokenKind::other;

  [[nodiscard]] bool is_word() const noexcept { return themescore::is_word(kind); }
  friend bool operator==(const Token&, const Token&) = default;
};

}  // namespace themescore

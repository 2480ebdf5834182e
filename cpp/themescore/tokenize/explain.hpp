#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/token.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// Why a token is one. The first ones are those of HanOrigin.
enum class TokenOrigin : std::uint8_t {
  lexicon,
  taught,
  unknown_word_model,
  single,
  pair,
  standard,
};

inline constexpr std::array<std::string_view, 6> kTokenOriginNames = {
    "lexicon", "taught", "unknown-word model", "single character", "pair", "UAX #29"};

/// A token for somebody who asks how it came about.
struct ExplainedToken {
  Token token;
  std::string form;
  TokenOrigin origin = TokenOrigin::standard;
  std::vector<std::string> parts;  ///< of the form; none if a match takes all of it or nothing
};

/// The tokens of a text with their reasons. For reading: slower than Tokenizer::tokens.
[[nodiscard]] std::vector<ExplainedToken> explain(const Tokenizer& tokenizer, const Text& text);

}  // namespace themescore

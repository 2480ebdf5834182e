#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/token.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// The tokens of a text, and what is known of their surfaces: in a text of any size worked out once
/// for each that is distinct.
struct TokenTable {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> type_of;  ///< by token: an index into the next two
  std::vector<Span> surfaces;          ///< by type: where it first stands
  std::vector<std::string> terms;      ///< by type: what it counts as
};

/// Throws nothing of its own; the text has to be checked (see check_text).
[[nodiscard]] TokenTable token_table(const Tokenizer& tokenizer, const Text& text);

/// The same of words and numbers alone, without their terms.
[[nodiscard]] TokenTable word_table(const Tokenizer& tokenizer, const Text& text);

}  // namespace themescore

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/token.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// The types of a text, worked out once for each surface that is distinct in a text of any size.
struct TypeTable {
  std::vector<std::uint32_t> type_of;  ///< by token: an index into `surfaces`
  std::vector<Span> surfaces;          ///< by type: where it first stands
};

/// The tokens of a text, and what is known of their types.
struct TokenTable {
  std::vector<Token> tokens;
  TypeTable types;
  std::vector<std::string> terms;  ///< by type: what it counts as
};

/// Throws nothing of its own; the text has to be checked (see check_text).
[[nodiscard]] TokenTable token_table(const Tokenizer& tokenizer, const Text& text);

/// The words and numbers alone, without their types.
[[nodiscard]] std::vector<Span> word_spans(const Tokenizer& tokenizer, const Text& text);

}  // namespace themescore

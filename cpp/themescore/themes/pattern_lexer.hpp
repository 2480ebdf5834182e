#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/themes/pattern.hpp"

namespace themescore {

/// A piece of a pattern between its operators, or one of these.
struct PatternToken {
  enum class Kind : unsigned char {
    words,      ///< text, with wildcards
    exact,      ///< text after `=`, with wildcards
    regex,      ///< between slashes
    reference,  ///< between braces
    open,       ///< (
    bar,        ///< |
    close,      ///< )
    gap,        ///< ~n
    either,     ///< <~n>
    scope,      ///< <same ...>
    end,        ///< of the pattern
  };
  Kind kind = Kind::end;
  std::size_t column = 1;            ///< of its first character, from 1
  std::u32string text;               ///< of words, exact, regex, reference; without escapes
  std::vector<std::size_t> columns;  ///< of each character of words and exact
  std::vector<bool> escaped;         ///< of each character of words and exact: not a wildcard
  std::uint32_t words = 0;           ///< of a gap
  Scope scope = Scope::sentence;
  bool touches_before = false;  ///< no blank between it and what comes before
};

struct LexedPattern {
  Pattern::Kind kind = Pattern::Kind::counted;
  std::vector<PatternToken> tokens;  ///< the last is `end`
};

/// Cuts a pattern at its operators. Throws PatternError.
[[nodiscard]] LexedPattern lex_pattern(std::string_view utf8);

}  // namespace themescore

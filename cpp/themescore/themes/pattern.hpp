#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// One word of a pattern.
struct PatternWord {
  enum class Kind : unsigned char {
    literal,    ///< the form itself
    character,  ///< one Han character with the marks on it, in its form
    glob,       ///< a form with `*` (any run of characters, or none) and `?` (exactly one)
    any,        ///< a `*` standing alone inside a phrase: any one word
  };
  Kind kind = Kind::literal;
  std::string form;  ///< UTF-8; empty for `any`

  friend bool operator==(const PatternWord&, const PatternWord&) = default;
};

/// The words of a pattern in order, and how it is bound to those of the text.
struct Pattern {
  std::vector<PatternWord> words;     ///< never empty
  std::vector<std::string> han_runs;  ///< what of it is Chinese, in its form, cut by nothing
  /// A Chinese pattern that begins, or ends, with `*`: see Boundary. A `*` on Chinese elsewhere in
  /// a phrase says nothing.
  bool open_start = false;
  bool open_end = false;

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// Reads a pattern: cut by the same tokenizer as the text, its words brought to their form.
///
/// Chinese is matched by the character, and the words of the *text* say where a match may begin and
/// end (see Boundary), so how the pattern itself would be cut makes no difference. A word of any
/// other script may hold `*` and `?`; several words are a phrase; hyphens and the like are
/// transparent (see is_transparent). Throws PatternError with the column for what cannot be
/// matched, and for characters that the pattern language keeps for itself: ( ) | { } < > ~ \ and a
/// `/` or `=` at the beginning.
[[nodiscard]] Pattern parse_pattern(std::string_view utf8, const Tokenizer& tokenizer);

/// Whether a token of this form is passed over between the words of a phrase: hyphens, the
/// apostrophe on its own, and middle dots, so that `state-owned` is `state owned`.
[[nodiscard]] bool is_transparent(std::string_view form);

/// Whether `form` as a whole is matched by `glob`. Linear in practice, quadratic at worst.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view form) noexcept;

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// One word of a pattern.
struct PatternWord {
  enum class Kind : unsigned char {
    literal,     ///< the form itself
    character,   ///< one Han character with the marks on it, in its form
    glob,        ///< a form with `*` (any run of characters, or none) and `?` (exactly one)
    any,         ///< a `*` standing alone inside a phrase: any one word
    exact,       ///< a surface, as it is written
    exact_glob,  ///< a surface with `*` and `?`
    regex,       ///< a regular expression for a whole form
  };
  Kind kind = Kind::literal;
  std::string text;  ///< UTF-8; empty for `any`

  friend bool operator==(const PatternWord&, const PatternWord&) = default;
};

/// What may lie between two pieces of a pattern.
struct PatternGap {
  std::uint32_t words = 0;  ///< at most so many
  bool open_end = false;    ///< a `*` lets the Chinese before it end inside a word
  bool open_start = false;  ///< and the Chinese after it begin inside one

  friend bool operator==(const PatternGap&, const PatternGap&) = default;
};

/// A mention of another theme.
struct PatternReference {
  std::string theme;        ///< its name as written, UTF-8
  std::size_t column = 0;   ///< code point of the pattern, from 1
  std::uint32_t index = 0;  ///< of the theme, once it is known

  friend bool operator==(const PatternReference&, const PatternReference&) = default;
};

using PatternStep = std::variant<PatternWord, PatternGap, PatternReference>;

/// One way to write an expression out: without alternatives, in one order.
struct Reading {
  std::vector<PatternStep> steps;  ///< never empty; no gap at either end
  /// Chinese that begins, or ends, with `*`: see Boundary.
  bool open_start = false;
  bool open_end = false;

  friend bool operator==(const Reading&, const Reading&) = default;
};

/// Where the condition of a pattern has to be met.
enum class Scope : std::uint8_t { sentence, paragraph, document };

struct Condition {
  Scope scope = Scope::sentence;
  std::vector<Reading> readings;
};

/// A pattern as docs/patterns.md says. Chinese in it is matched by the character, and the words of
/// the *text* say where a match may begin and end (see Boundary), so how the pattern itself would
/// be cut makes no difference.
struct Pattern {
  enum class Kind : unsigned char {
    counted,
    excluded,         ///< `not:` takes its words and is not counted
    excluded_inside,  ///< `not inside:` what lies in a match is not counted
  };
  Kind kind = Kind::counted;
  std::vector<Reading> readings;  ///< never empty
  std::vector<Condition> conditions;
  std::vector<std::string> han_runs;  ///< what of it is Chinese, in its form, cut by nothing
};

/// Limits of the language.
inline constexpr std::size_t kLongestPattern = 1000;  ///< code points
inline constexpr std::size_t kMostReadings = 1000;    ///< of a pattern
inline constexpr std::uint32_t kWidestGap = 100;      ///< words
inline constexpr std::uint32_t kWidestGaps = 1000;    ///< words, of one reading

/// Reads a pattern: cut by the same tokenizer as the text, its words brought to their form.
/// Throws PatternError with the column for what cannot be understood or is past a limit. A `*` that
/// stands alone finds every word: nobody means that by accident if `any_word` has to be true for
/// it.
[[nodiscard]] Pattern parse_pattern(std::string_view utf8,
                                    const Tokenizer& tokenizer,
                                    bool any_word = false);

/// Whether a token of this form is passed over between the words of a phrase: hyphens, the
/// apostrophe on its own, and middle dots, so that `state-owned` is `state owned`.
[[nodiscard]] bool is_transparent(std::string_view form);

/// Whether `form` as a whole is matched by `glob`. Linear in practice, quadratic at worst.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view form) noexcept;

}  // namespace themescore

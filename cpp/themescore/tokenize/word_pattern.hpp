#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/token.hpp"

namespace themescore {

/// Words as the regular expression `\b\w{n,}\b` finds them: runs of so many characters of a set, or
/// more. Immutable.
///
/// What the set holds is for the caller to say, because it is not the same in every program.
class WordPattern {
 public:
  using Range = std::pair<std::uint32_t, std::uint32_t>;  ///< first and last code point

  /// `lower`: A to Z of a word are lowered in its form, and nothing else is. Throws OptionError for
  /// a range of what are no code points, and for `shortest` 0.
  WordPattern(std::span<const Range> characters, std::uint32_t shortest, bool lower);

  [[nodiscard]] bool has(char32_t c) const noexcept {
    return ((characters_[c >> 6] >> (c & 63)) & 1u) != 0;
  }

  /// Well-formed UTF-8.
  [[nodiscard]] std::string form_of(std::string_view surface) const;

  /// The fewest characters of a word.
  [[nodiscard]] std::uint32_t shortest() const noexcept { return shortest_; }
  /// Whether of ASCII the set holds letters, digits and `_`, and nothing else.
  [[nodiscard]] bool has_plain_ascii() const noexcept { return has_plain_ascii_; }

  /// Goes from `i`, before which no word goes on, to the end of the characters of the set there, or
  /// to the next character if there is none; calls `sink(token)` if they are a word. Nothing else
  /// is a token.
  template <class Unit, class Sink>
  std::size_t step(std::span<const Unit> text, std::size_t i, Sink&& sink) const;

 private:
  std::vector<std::uint64_t> characters_;  // a bit for each code point
  std::uint32_t shortest_;
  bool lower_;
  bool has_plain_ascii_;
};

template <class Unit, class Sink>
std::size_t WordPattern::step(std::span<const Unit> text, std::size_t i, Sink&& sink) const {
  const std::size_t start = i;
  while (i < text.size() && has(static_cast<char32_t>(text[i]))) {
    ++i;
  }
  if (i == start) {
    return i + 1;
  }
  if (i - start >= shortest_) {
    sink(
        Token{{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i)}, TokenKind::word});
  }
  return i;
}

}  // namespace themescore

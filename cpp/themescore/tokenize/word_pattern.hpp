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

  /// Calls `sink(token)` for each word in order; nothing else is a token.
  template <class Unit, class Sink>
  void scan(std::span<const Unit> text, Sink&& sink) const;

 private:
  std::vector<std::uint64_t> characters_;  // a bit for each code point
  std::uint32_t shortest_;
  bool lower_;
};

template <class Unit, class Sink>
void WordPattern::scan(std::span<const Unit> text, Sink&& sink) const {
  const auto is_word = [&](std::size_t i) { return has(static_cast<char32_t>(text[i])); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_word(i)) {
      continue;
    }
    const std::size_t start = i;
    while (i < text.size() && is_word(i)) {
      ++i;
    }
    if (i - start >= shortest_) {
      sink(Token{{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i)},
                 TokenKind::word});
    }
  }
}

}  // namespace themescore

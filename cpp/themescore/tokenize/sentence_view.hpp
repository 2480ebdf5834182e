#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "themescore/text/ascii.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"

namespace themescore {

constexpr bool is_part_of_word(char32_t c) noexcept {
  const Category category = unicode::properties(c).category;
  return category == Category::Letter || category == Category::Mark;
}

/// A text as the rules for sentences read it: code points and their Sentence_Break classes. `Unit`
/// is the text's code unit.
template <class Unit>
class SentenceView {
 public:
  SentenceView(std::span<const Unit> text,
               SentenceRules rules,
               std::span<const std::uint32_t> wrapped)
      : text_(text), reports_(rules == SentenceRules::reports), wrapped_(wrapped) {}

  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
  [[nodiscard]] std::span<const Unit> units() const noexcept { return text_; }
  [[nodiscard]] bool reports() const noexcept { return reports_; }
  [[nodiscard]] Unit unit(std::size_t i) const noexcept { return text_[i]; }
  [[nodiscard]] char32_t at(std::size_t i) const noexcept {
    return static_cast<char32_t>(text_[i]);
  }
  /// A line feed past either end, so that rules may look around without asking for the size. One
  /// before the beginning is also past the end, as offsets have no sign.
  [[nodiscard]] char32_t peek(std::size_t i) const noexcept { return i < size() ? at(i) : U'\n'; }

  /// The class, except that with the rules for reports a line break that only wraps is a space, and
  /// that vertical tab and form feed end a line like any other line break.
  [[nodiscard]] SentenceBreak class_at(std::size_t i) const noexcept {
    const char32_t c = at(i);
    if (reports_ && is_line_break(c)) {
      return is_wrapped(i) ? SentenceBreak::Sp : SentenceBreak::Sep;
    }
    return unicode::properties(c).sentence;
  }
  [[nodiscard]] bool is(std::size_t i, SentenceBreak value) const noexcept {
    return i < size() && class_at(i) == value;
  }

  [[nodiscard]] std::size_t after_line_break(std::size_t i) const noexcept {
    return at(i) == 0x0D && i + 1 < size() && at(i + 1) == 0x0A ? i + 2 : i + 1;
  }

  /// UAX #29, SB5.
  [[nodiscard]] std::size_t skip_ignored(std::size_t i) const noexcept {
    while (i < size() && is_ignored(class_at(i))) {
      ++i;
    }
    return i;
  }

  [[nodiscard]] SentenceBreak class_before(std::size_t i) const noexcept {
    while (i > 0) {
      const SentenceBreak value = class_at(--i);
      if (!is_ignored(value)) {
        return value;
      }
    }
    return SentenceBreak::Other;
  }

  /// The end of the blanks from `i` on.
  [[nodiscard]] std::size_t skip_blanks(std::size_t i) const noexcept {
    while (is(i, SentenceBreak::Sp)) {
      ++i;
    }
    return i;
  }
  /// The beginning of the blanks before `i`.
  [[nodiscard]] std::size_t skip_blanks_back(std::size_t i) const noexcept {
    while (i > 0 && class_at(i - 1) == SentenceBreak::Sp) {
      --i;
    }
    return i;
  }

  /// The letters from `i` on, not many more than `longest`.
  [[nodiscard]] std::string ascii_word_at(std::size_t i, std::size_t longest) const {
    std::string word;
    while (is_ascii_letter(peek(i)) && word.size() <= longest) {
      word.push_back(static_cast<char>(at(i++)));
    }
    return word;
  }

 private:
  static constexpr bool is_ignored(SentenceBreak value) noexcept {
    return value == SentenceBreak::Extend || value == SentenceBreak::Format;
  }

  bool is_wrapped(std::size_t i) const noexcept {
    if (at(i) == 0x0A && i > 0 && at(i - 1) == 0x0D) {
      --i;
    }
    return std::ranges::binary_search(wrapped_, static_cast<std::uint32_t>(i));
  }

  std::span<const Unit> text_;
  bool reports_;
  std::span<const std::uint32_t> wrapped_;
};

}  // namespace themescore

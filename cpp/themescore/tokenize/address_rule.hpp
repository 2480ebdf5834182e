#pragma once

#include <cstddef>
#include <string_view>

#include "themescore/tokenize/sentence_view.hpp"
#include "themescore/tokenize/word_boundary.hpp"

namespace themescore {

/// Whether a terminator stands inside of a URL or an e-mail address, where it ends no sentence:
/// "http://a.cn/Page?ID=5", "http://a.cn/doc1.PDF", "li1.Wei@gov.cn". To be asked from left to
/// right: it remembers what it has seen, so that a line of terminators is looked at once.
template <class Unit>
class AddressRule {
 public:
  explicit AddressRule(SentenceView<Unit> view) : view_(view) {}

  [[nodiscard]] bool holds(std::size_t mark) {
    return view_.at(mark) < 0x80 && goes_on_at(mark + 1) &&
           (is_url_before(mark) || is_mail_after(mark));
  }

 private:
  static constexpr std::size_t kLongestName = 64;  // before the @ of an address, as e-mail has it

  // Of every alphabet, as find_address_end() has them.
  static constexpr auto kLettersAndDigits = word_break::kLetters | bit(WordBreak::Numeric);

  static bool is_of_kind(char32_t c, Bits kinds) noexcept {
    return (word_break::bits_of<word_break::Tailoring::reports>(c) & kinds) != 0;
  }
  bool is_part(std::size_t i) const {
    const char32_t c = view_.peek(i);
    return c < 0x80 ? !unicode::is_space(c) && c != '"' && c != '<' && c != '>'
                    : is_of_kind(c, word_break::kIgnored | kLettersAndDigits);
  }
  bool is_letter_or_digit(std::size_t i) const {
    return is_of_kind(view_.peek(i), kLettersAndDigits);
  }
  bool goes_on_at(std::size_t i) const {
    constexpr std::u32string_view kMarks = U"/%&=_-#";
    return is_letter_or_digit(i) || kMarks.find(view_.peek(i)) != kMarks.npos;
  }
  bool stands(std::u32string_view word, std::size_t at) const {
    for (std::size_t k = 0; k < word.size(); ++k) {
      if (view_.peek(at + k) != word[k]) {
        return false;
      }
    }
    return true;
  }

  bool is_url_before(std::size_t mark) {
    bool url = false;
    std::size_t i = mark;
    for (; i > seen_to_ && is_part(i - 1); --i) {
      url = url || stands(U"://", i - 1);
    }
    const bool goes_on = i > 0 && i == seen_to_ && is_part(i - 1);
    url = url || (goes_on ? url_ : stands(U"www.", i));
    seen_to_ = mark;
    url_ = url;
    return url;
  }

  bool is_mail_after(std::size_t mark) const {
    for (std::size_t i = mark + 1; i - mark <= kLongestName && is_part(i); ++i) {
      if (view_.peek(i) == '@') {
        return is_letter_or_digit(i + 1);
      }
    }
    return false;
  }

  SentenceView<Unit> view_;
  std::size_t seen_to_ = 0;  // the last mark asked for
  bool url_ = false;         // and the answer
};

}  // namespace themescore

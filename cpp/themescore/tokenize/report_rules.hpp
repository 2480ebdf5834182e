#pragma once

#include <string>
#include <string_view>

#include "themescore/tokenize/abbreviations.hpp"
#include "themescore/tokenize/sentence_view.hpp"

namespace themescore {

/// What reports need beyond UAX #29, as questions about a terminator and what stands around it.
/// Each reads a bounded stretch of text; docs/sentences.md lists them by name.
template <class Unit>
class ReportRules {
 public:
  explicit ReportRules(SentenceView<Unit> view) : view_(view) {}

  /// "reform.The meeting": the blank after the full stop is missing, and it is no address, file
  /// name or abbreviation. A capital stands at `next`.
  [[nodiscard]] bool lacks_blank(std::size_t stop, std::size_t next) const {
    const char32_t second = view_.peek(next + 1);
    return ends_plain_word(stop) &&
           (unicode::is_space(second) || view_.is(next + 1, SentenceBreak::Lower)) &&
           !is_address(stop, next);
  }

  /// The end of a footnote's mark from `i` on: "policy.1 The", "price."2 The", "改革。[3]"; `i` if
  /// there is none.
  [[nodiscard]] std::size_t after_footnote(std::size_t stop, std::size_t i) const {
    if (view_.peek(i) == '[') {
      const std::size_t digits = skip_digits(i + 1, 3);
      return digits > i + 1 && view_.peek(digits) == ']' ? digits + 1 : i;
    }
    const std::size_t end = skip_digits(i, 2);
    if (end == i || !view_.is(end, SentenceBreak::Sp) ||
        !view_.is(view_.skip_blanks(end), SentenceBreak::Upper)) {
      return i;
    }
    const bool plain = i != stop + 1 || ends_plain_word(stop) ||
                       abbreviation(word_before(stop)) == Abbreviation::time_of_day;
    return plain ? end : i;
  }

  /// A sentence begins at `next`, after a full stop, though no capital says so: "in 2023. 26
  /// provinces", "policy. ii. The", "policy. (c) To".
  [[nodiscard]] bool begins_sentence(std::size_t stop, std::size_t next) const {
    if (view_.is(next, SentenceBreak::Numeric)) {
      return ends_plain_word(stop) || is_year(stop);
    }
    const bool bracket = view_.peek(next) == '(';
    const std::size_t first = bracket ? next + 1 : next;
    std::size_t end = skip_roman(first);
    if (bracket && end == first && is_ascii_letter(view_.peek(first))) {
      ++end;
    }
    return end > first && view_.peek(end) == (bracket ? U')' : U'.') &&
           view_.is(end + 1, SentenceBreak::Sp) &&
           view_.is(view_.skip_blanks(end + 1), SentenceBreak::Upper);
  }

  /// The full stop belongs to an abbreviation, an initial, an enumerator or a dotted leader.
  /// `first` is where the sentence begins, `next` what follows the stop, closing marks (if
  /// `closed`) and blanks.
  [[nodiscard]] bool is_inside(std::size_t stop,
                               std::size_t next,
                               std::size_t first,
                               bool closed) const {
    if (closed) {
      // A sentence in brackets of its own ends with them, whatever stands before the stop.
      return is_bracket(view_.peek(view_.skip_blanks_back(next) - 1)) &&
             !unicode::properties(view_.at(first)).opening && is_abbreviated(stop, next);
    }
    return is_enumerator(first, stop) || is_inner_enumerator(stop) || is_leader(stop, next) ||
           is_abbreviated(stop, next);
  }

 private:
  static constexpr std::size_t kLongestAbbreviation = 12;

  static constexpr bool is_bracket(char32_t c) noexcept {
    return c == ')' || c == ']' || c == U'）' || c == U'】';
  }
  static constexpr bool is_roman(char32_t c) noexcept { return c == 'i' || c == 'v' || c == 'x'; }

  std::size_t skip_digits(std::size_t i, std::size_t most) const noexcept {
    const std::size_t end = i + most;
    while (i < end && is_ascii_digit(view_.peek(i))) {
      ++i;
    }
    return is_ascii_digit(view_.peek(i)) ? end - most : i;
  }
  std::size_t skip_roman(std::size_t i) const noexcept {
    const std::size_t end = i + 4;
    while (i < end && is_roman(view_.peek(i))) {
      ++i;
    }
    return i;
  }

  // The letters and stops before `stop`; empty if they are only the end of a word such as "idéal".
  std::string word_before(std::size_t stop) const {
    std::size_t first = stop;
    while (first > 0 && stop - first < kLongestAbbreviation &&
           (is_ascii_letter(view_.at(first - 1)) || view_.at(first - 1) == '.')) {
      --first;
    }
    std::string word;
    if (first == 0 || !is_part_of_word(view_.at(first - 1))) {
      for (; first < stop; ++first) {
        word.push_back(static_cast<char>(view_.at(first)));
      }
    }
    return word;
  }

  // A word that is no abbreviation and ends with two small letters stands before `stop`.
  bool ends_plain_word(std::size_t stop) const {
    return stop >= 2 && view_.class_at(stop - 1) == SentenceBreak::Lower &&
           view_.class_at(stop - 2) == SentenceBreak::Lower &&
           abbreviation(word_before(stop)) == Abbreviation::none;
  }

  bool is_year(std::size_t stop) const {
    std::size_t first = stop;
    while (stop - first < 5 && is_ascii_digit(view_.peek(first - 1))) {
      --first;
    }
    const char32_t c = view_.peek(first);
    return stop - first == 4 && (c == '1' || c == '2') && unicode::is_space(view_.peek(first - 1));
  }

  // Whether what is written without a blank around the stop is a URL, an e-mail or a domain.
  bool is_address(std::size_t stop, std::size_t next) const {
    constexpr std::size_t kFarthest = 60;
    const auto marks = [](char32_t c) { return c == '@' || c == '/' || c == '\\' || c == '_'; };
    const auto ends = [](char32_t c) { return c >= 0x80 || unicode::is_space(c); };
    for (std::size_t i = stop; i > 0 && stop - i < kFarthest && !ends(view_.at(i - 1)); --i) {
      if (marks(view_.at(i - 1)) || (view_.at(i - 1) == '.' && is_ascii_letter(view_.at(i)))) {
        return true;
      }
    }
    for (std::size_t i = next; i - next < kFarthest && !ends(view_.peek(i)); ++i) {
      if (marks(view_.at(i)) || (view_.at(i) == '.' && is_ascii_letter(view_.peek(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  bool is_abbreviated(std::size_t stop, std::size_t next) const {
    const auto following = [&] { return view_.ascii_word_at(next, kLongestAbbreviation); };
    switch (abbreviation(word_before(stop))) {
      case Abbreviation::none:
        return false;
      case Abbreviation::never_ends:
        return true;
      case Abbreviation::ends_unless_number:
        return view_.class_at(next) == SentenceBreak::Numeric;
      case Abbreviation::ends_before_starter:
        return !is_sentence_starter(following());
      case Abbreviation::time_of_day:
        return !view_.is(next, SentenceBreak::Upper) || goes_on_after_time(following());
    }
    return false;
  }

  // "1." or "3.2." or "A." or "iii." between the two.
  bool is_enumerator(std::size_t first, std::size_t stop) const {
    constexpr std::size_t kLongest = 8;
    constexpr std::size_t kLongestNumber = 3;
    constexpr std::size_t kLongestRoman = 4;
    if (first >= stop || stop - first > kLongest) {
      return false;
    }
    std::size_t digits = 0;
    bool number = view_.class_at(first) == SentenceBreak::Numeric;
    bool upper = stop - first <= kLongestRoman;
    bool lower = upper;
    for (std::size_t i = first; i < stop; ++i) {
      const char32_t c = view_.at(i);
      const bool numeric = view_.class_at(i) == SentenceBreak::Numeric;
      digits = numeric ? digits + 1 : 0;
      number = number && digits <= kLongestNumber && (numeric || c == '.');
      upper = upper && (c == 'I' || c == 'V' || c == 'X');
      lower = lower && is_roman(c);
    }
    return number || upper || lower || (stop - first == 1 && is_ascii_letter(view_.at(first)));
  }

  // "the System shall: A. With", "by bidding; or ii. At".
  bool is_inner_enumerator(std::size_t stop) const {
    constexpr std::size_t kLongest = 4;
    std::size_t first = stop;
    while (first > 0 && stop - first <= kLongest && is_part_of_enumerator(view_.at(first - 1))) {
      --first;
    }
    if (!is_enumerator(first, stop) || !view_.is(first - 1, SentenceBreak::Sp)) {
      return false;
    }
    std::size_t end = view_.skip_blanks_back(first);
    for (const std::string_view word : {" and", " or"}) {
      const std::size_t length = word.size();
      bool same = end > length;
      for (std::size_t i = 0; same && i < length; ++i) {
        same = view_.at(end - length + i) == static_cast<unsigned char>(word[i]);
      }
      if (same) {
        end -= length;
        break;
      }
    }
    const char32_t mark = view_.peek(end - 1);
    return mark == ':' || mark == ';' || mark == U'：' || mark == U'；';
  }
  static constexpr bool is_part_of_enumerator(char32_t c) noexcept {
    return is_ascii_letter(c) || is_ascii_digit(c);
  }

  // "Chapter 1 ........ 5": more stops than an ellipsis has, and no capital after them.
  bool is_leader(std::size_t stop, std::size_t next) const {
    return stop >= 3 && view_.at(stop - 1) == '.' && view_.at(stop - 2) == '.' &&
           view_.at(stop - 3) == '.' && !view_.is(next, SentenceBreak::Upper) &&
           !view_.is(next, SentenceBreak::OLetter);
  }

  SentenceView<Unit> view_;
};

}  // namespace themescore

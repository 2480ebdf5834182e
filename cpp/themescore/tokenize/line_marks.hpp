#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/line_breaks.hpp"

namespace themescore {

namespace line_marks {

inline constexpr std::u32string_view kBullets =
    U"-*+\u2022\u2023\u2043\u25AA\u25A0\u25CB\u25CF\u25C6\u2013\u2014";
inline constexpr std::u32string_view kChineseNumerals = U"一二三四五六七八九十百";
inline constexpr std::u32string_view kAfterEnumerator = U".)\uFF09\uFF0E\u3001";
// What follows the numeral of an enumerator alone on its line: 一、 第二， 三是 一条是 （四）
inline constexpr std::array<std::u32string_view, 12> kEndsOfEnumerator = {
    U"、", U"，", U"．", U".", U")", U"）", U"是", U"要", U"条是", U"條是", U"）、", U"：",
};
// A heading that counts: 第一章, 第二条
inline constexpr std::u32string_view kCounted = U"编編章节節条條款部";
inline constexpr std::size_t kLongestLabel = 30;

constexpr bool contains(std::u32string_view set, char32_t c) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

constexpr bool is_digit(char32_t c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

constexpr bool is_blank(char32_t c) noexcept { return unicode::is_space(c) && !is_line_break(c); }

// ① to ⒛, ㈠ to ㈩
constexpr bool is_enclosed_number(char32_t c) noexcept {
  return (c >= 0x2460 && c <= 0x249B) || (c >= 0x3220 && c <= 0x3229);
}

}  // namespace line_marks

/// What stands at the beginning of a line: a bullet, an enumerator, a speaker's name.
template <class Unit>
class LineMarks {
 public:
  explicit LineMarks(std::span<const Unit> text) : text_(text) {}

  /// An item, a heading or a speech begins at `i`: "- ", "1. ", "(a) ", "（一）", "一、", "# ",
  /// "①", "第一章 ", "Q: ".
  [[nodiscard]] bool starts_item(std::size_t i) const {
    const auto get = [&](std::size_t k) { return k < text_.size() ? at(k) : U'\n'; };
    if (line_marks::is_enclosed_number(get(i)) || starts_with_speaker(i) || starts_counted(i)) {
      return true;
    }
    if (line_marks::contains(line_marks::kBullets, get(i)) || get(i) == '#') {
      while (get(i) == '#') {
        ++i;
      }
      return unicode::is_space(get(line_marks::contains(line_marks::kBullets, get(i)) ? i + 1 : i));
    }
    const bool bracket = get(i) == '(' || get(i) == 0xFF08;
    i += bracket ? 1 : 0;
    const std::size_t first = i;
    if (line_marks::contains(line_marks::kChineseNumerals, get(i))) {
      while (line_marks::contains(line_marks::kChineseNumerals, get(i))) {
        ++i;
      }
      return get(i) == 0x3001 || (bracket && get(i) == 0xFF09);
    }
    if (line_marks::is_digit(get(i))) {
      while (line_marks::is_digit(get(i))) {
        ++i;
      }
    } else if (bracket && get(i) >= 'a' && get(i) <= 'z') {
      ++i;
    }
    const bool numbered =
        i > first && i - first <= 2 && line_marks::contains(line_marks::kAfterEnumerator, get(i));
    const bool wide = get(i) >= 0x80;  // nothing has to follow a full-width mark
    return numbered && (wide || unicode::is_space(get(i + 1)));
  }

  /// Nothing but an enumerator stands between the two.
  [[nodiscard]] bool is_enumerator(std::size_t first, std::size_t end) const {
    constexpr std::size_t kLongest = 8;
    if (end - first > kLongest) {
      return false;
    }
    std::u32string line;
    for (std::size_t i = first; i < end; ++i) {
      line.push_back(at(i));
    }
    const std::size_t numeral = line_marks::contains(U"第（(", line.front()) ? 1 : 0;
    std::size_t rest = numeral;
    while (rest < line.size() && (line_marks::contains(line_marks::kChineseNumerals, line[rest]) ||
                                  line_marks::is_digit(line[rest]))) {
      ++rest;
    }
    return rest > numeral && std::ranges::find(line_marks::kEndsOfEnumerator,
                                               std::u32string_view(line).substr(rest)) !=
                                 line_marks::kEndsOfEnumerator.end();
  }

 private:
  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }

  // "Q: ", "MR. SMITH: ": who speaks
  bool starts_with_speaker(std::size_t i) const {
    const std::size_t first = i;
    while (i < text_.size() && i - first <= line_marks::kLongestLabel && at(i) < 0x80 &&
           ((at(i) >= 'A' && at(i) <= 'Z') || at(i) == ' ' || at(i) == '.')) {
      ++i;
    }
    return i > first && i + 1 < text_.size() && at(i) == ':' && line_marks::is_blank(at(i + 1));
  }

  // 第一章, 第十二条
  bool starts_counted(std::size_t i) const {
    if (at(i) != U'第') {
      return false;
    }
    const std::size_t first = ++i;
    while (i < text_.size() && (line_marks::contains(line_marks::kChineseNumerals, at(i)) ||
                                line_marks::is_digit(at(i)))) {
      ++i;
    }
    return i > first && i + 1 < text_.size() && line_marks::contains(line_marks::kCounted, at(i)) &&
           line_marks::is_blank(at(i + 1));
  }

  std::span<const Unit> text_;
};

}  // namespace themescore

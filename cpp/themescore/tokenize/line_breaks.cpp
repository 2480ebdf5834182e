#include "themescore/tokenize/line_breaks.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

// Nobody wraps at more columns than this; a longer line is a paragraph.
constexpr std::size_t kWidestWrap = 110;
// Nobody wraps prose at fewer; shorter lines are lists, verse or tables.
constexpr std::size_t kNarrowestWrap = 40;
// Fewer full lines than this are chance: the widest line of any text is full.
constexpr std::size_t kFewestFull = 2;
// A line shorter than this that is followed by a lower-case letter is more likely a list entry.
constexpr std::size_t kShortestContinued = 30;

constexpr std::u32string_view kBullets =
    U"-*+\u2022\u2023\u2043\u25AA\u25A0\u25CB\u25CF\u25C6\u2013\u2014";
constexpr std::u32string_view kChineseNumerals = U"一二三四五六七八九十百";
constexpr std::u32string_view kAfterEnumerator = U".)\uFF09\uFF0E\u3001";
constexpr std::u32string_view kNeverFirst = U",;:\uFF0C\uFF1B\uFF1A\u3001";
constexpr std::u32string_view kNeverLast = U"\uFF0C\u3001";
// What governs the word that follows, and words that end in the same way but can end a line.
constexpr std::u32string_view kGoverns = U"的在于";
constexpr std::array<std::u32string_view, 10> kGovernsNothing = {
    U"目的", U"标的", U"是的", U"好的", U"现在", U"存在", U"所在", U"内在", U"外在", U"潜在",
};
// Wikisource leaves a line of one zero-width space where a printed page ends.
constexpr char32_t kPageMark = 0x200B;
// What follows the numeral where a line is nothing but an enumerator: 一、 第二， 三是 一条是
// （四）
constexpr std::array<std::u32string_view, 12> kEndsOfEnumerator = {
    U"、", U"，", U"．", U".", U")", U"）", U"是", U"要", U"条是", U"條是", U"）、", U"：",
};
// A heading that counts: 第一章, 第二条
constexpr std::u32string_view kCounted = U"编編章节節条條款部";
constexpr std::size_t kLongestLabel = 30;

bool contains(std::u32string_view set, char32_t c) noexcept {
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

// Columns in a fixed-width font (East Asian wide characters take two).
constexpr std::size_t columns_of(char32_t c) noexcept {
  if (c < 0x1100) {
    return 1;
  }
  const bool wide = c <= 0x115F || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
                    (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
                    (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

template <class Unit>
class Lines {
 public:
  explicit Lines(std::span<const Unit> text) : text_(text) {}

  std::vector<std::uint32_t> wrapped() {
    read_lines();
    std::erase_if(inner_, [&](const Inner& line) { return starts_item(line.next); });
    const std::size_t wrap = wrap_width();
    std::vector<std::uint32_t> found;
    for (const Inner& line : inner_) {
      if (line.open || cannot_begin_a_line(line.next) || (wrap != 0 && is_full(line, wrap)) ||
          is_continued(line)) {
        found.push_back(static_cast<std::uint32_t>(line.end));
      }
    }
    return found;
  }

 private:
  // A line that is not empty and is followed by one that is not.
  struct Inner {
    std::size_t end;      // its line break
    std::size_t columns;  // up to kWidestWrap + 1
    std::size_t next;     // first code point of the next line that is not blank
    bool item;            // an item or heading of its own, whatever its length
    bool open;            // it cannot end a sentence: an opening bracket, a comma, "一是" alone
  };

  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }

  std::size_t skip_blank(std::size_t i) const noexcept {
    while (i < text_.size() && is_blank(at(i))) {
      ++i;
    }
    return i;
  }

  void read_lines() {
    std::size_t columns = 0;
    std::size_t first = skip_blank(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      while (i < text_.size() && columns <= kWidestWrap && !is_line_break(at(i))) {
        columns += columns_of(at(i++));
      }
      while (i < text_.size() &&
             !is_line_break(at(i))) {  // too wide to be wrapped: no more to know
        ++i;
      }
      if (i == text_.size()) {
        break;
      }
      const char32_t c = at(i);
      const std::size_t end = i;
      if (c == 0x0D && i + 1 < text_.size() && at(i + 1) == 0x0A) {
        ++i;
      }
      const std::size_t next = skip_blank(i + 1);
      // U+2029 says by itself that a paragraph ends.
      const bool inner =
          first < end && c != 0x2029 && next < text_.size() && !is_line_break(at(next));
      if (inner) {
        inner_.push_back({end, columns, next, at(first) == '#', is_open(first, end, next)});
      }
      columns = 0;
      first = next;
    }
  }

  bool is_open(std::size_t first, std::size_t end, std::size_t next) const {
    while (end > first + 1 && is_blank(at(end - 1))) {
      --end;
    }
    const char32_t last = at(end - 1);
    if (is_page_mark(first)) {
      return !inner_.empty() && inner_.back().next == first && inner_.back().open;
    }
    if (is_page_mark(next) && unicode::properties(last).category != Category::Punctuation) {
      return true;
    }
    return unicode::properties(last).opening || contains(kNeverLast, last) ||
           (contains(kGoverns, last) && governs(end)) || is_enumerator(first, end);
  }

  bool is_page_mark(std::size_t i) const {
    return at(i) == kPageMark && (i + 1 == text_.size() || is_line_break(at(i + 1)));
  }

  bool governs(std::size_t end) const {
    return end >= 2 && std::ranges::none_of(kGovernsNothing, [&](std::u32string_view word) {
             return at(end - 2) == word[0] && at(end - 1) == word[1];
           });
  }

  // Nothing but an enumerator stands between the two.
  bool is_enumerator(std::size_t first, std::size_t end) const {
    constexpr std::size_t kLongest = 8;
    if (end - first > kLongest) {
      return false;
    }
    std::u32string line;
    for (std::size_t i = first; i < end; ++i) {
      line.push_back(at(i));
    }
    const std::size_t numeral = contains(U"第（(", line.front()) ? 1 : 0;
    std::size_t rest = numeral;
    while (rest < line.size() && (contains(kChineseNumerals, line[rest]) || is_digit(line[rest]))) {
      ++rest;
    }
    return rest > numeral &&
           std::ranges::find(kEndsOfEnumerator, std::u32string_view(line).substr(rest)) !=
               kEndsOfEnumerator.end();
  }

  // The width that the text is wrapped at, 0 if it is not: the widest line that another follows,
  // provided that half of those lines had no room for the next line's first word.
  std::size_t wrap_width() const {
    std::size_t width = 0;
    std::size_t too_wide = 0;
    for (const Inner& line : inner_) {
      if (line.columns > kWidestWrap) {
        ++too_wide;
      } else {
        width = std::max(width, line.columns);
      }
    }
    if (width < kNarrowestWrap || too_wide * 10 > inner_.size()) {
      return 0;
    }
    const auto full =
        std::ranges::count_if(inner_, [&](const Inner& line) { return is_full(line, width); });
    const auto full_lines = static_cast<std::size_t>(full);
    return full_lines >= kFewestFull && full_lines * 2 >= inner_.size() ? width : 0;
  }

  bool is_full(const Inner& line, std::size_t width) const {
    if (line.item || line.columns > width) {
      return false;
    }
    std::size_t columns = line.columns + 1;
    for (std::size_t i = line.next; i < text_.size() && columns <= width; ++i) {
      const char32_t c = at(i);
      if (unicode::is_space(c)) {
        break;
      }
      columns += columns_of(c);
      if (unicode::properties(c).han) {
        break;  // a line of Chinese can end after any character
      }
    }
    return columns > width;
  }

  // The next line goes on in lower case and this one has no end of its own.
  bool is_continued(const Inner& line) const {
    if (line.item || line.columns < kShortestContinued ||
        unicode::properties(at(line.next)).sentence != SentenceBreak::Lower) {
      return false;
    }
    std::size_t last = line.end;
    while (last > 0 && is_blank(at(last - 1))) {
      --last;
    }
    const char32_t c = at(last - 1);
    const SentenceBreak sentence = unicode::properties(c).sentence;
    return sentence != SentenceBreak::STerm && sentence != SentenceBreak::ATerm && c != ':' &&
           c != ';';
  }

  bool cannot_begin_a_line(std::size_t i) const {
    const char32_t c = at(i);
    const Properties& p = unicode::properties(c);
    const bool closing = p.sentence == SentenceBreak::Close && !p.opening && c != '"' &&
                         c != '\'' && p.category == Category::Punctuation;
    return closing || (p.sentence == SentenceBreak::STerm && c >= 0x80) || contains(kNeverFirst, c);
  }

  // "Q: ", "MR. SMITH: ": who speaks
  bool starts_with_speaker(std::size_t i) const {
    const std::size_t first = i;
    while (i < text_.size() && i - first <= kLongestLabel && at(i) < 0x80 &&
           ((at(i) >= 'A' && at(i) <= 'Z') || at(i) == ' ' || at(i) == '.')) {
      ++i;
    }
    return i > first && i + 1 < text_.size() && at(i) == ':' && is_blank(at(i + 1));
  }

  // 第一章, 第十二条
  bool starts_counted(std::size_t i) const {
    if (at(i) != U'第') {
      return false;
    }
    const std::size_t first = ++i;
    while (i < text_.size() && (contains(kChineseNumerals, at(i)) || is_digit(at(i)))) {
      ++i;
    }
    return i > first && i + 1 < text_.size() && contains(kCounted, at(i)) && is_blank(at(i + 1));
  }

  // "- ", "1. ", "2) ", "(a) ", "（一）", "一、", "# ", "①"
  bool starts_item(std::size_t i) const {
    const auto get = [&](std::size_t k) { return k < text_.size() ? at(k) : U'\n'; };
    if (is_enclosed_number(get(i)) || starts_with_speaker(i) || starts_counted(i)) {
      return true;
    }
    if (contains(kBullets, get(i)) || get(i) == '#') {
      while (get(i) == '#') {
        ++i;
      }
      return unicode::is_space(get(contains(kBullets, get(i)) ? i + 1 : i));
    }
    const bool bracket = get(i) == '(' || get(i) == 0xFF08;
    i += bracket ? 1 : 0;
    const std::size_t first = i;
    if (contains(kChineseNumerals, get(i))) {
      while (contains(kChineseNumerals, get(i))) {
        ++i;
      }
      return get(i) == 0x3001 || (bracket && get(i) == 0xFF09);
    }
    if (is_digit(get(i))) {
      while (is_digit(get(i))) {
        ++i;
      }
    } else if (bracket && get(i) >= 'a' && get(i) <= 'z') {
      ++i;
    }
    const bool numbered = i > first && i - first <= 2 && contains(kAfterEnumerator, get(i));
    const bool wide = get(i) >= 0x80;  // nothing has to follow a full-width mark
    return numbered && (wide || unicode::is_space(get(i + 1)));
  }

  std::span<const Unit> text_;
  std::vector<Inner> inner_;
};

}  // namespace

std::vector<std::uint32_t> find_wrapped_lines(const Text& text) {
  return text.visit([](auto units) { return Lines(units).wrapped(); });
}

}  // namespace themescore

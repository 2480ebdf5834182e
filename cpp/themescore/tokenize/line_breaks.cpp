#include "themescore/tokenize/line_breaks.hpp"

#include <algorithm>
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

bool contains(std::u32string_view set, char32_t c) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

constexpr bool is_digit(char32_t c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

constexpr bool is_blank(char32_t c) noexcept { return unicode::is_space(c) && !is_line_break(c); }

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
      if (cannot_begin_a_line(line.next) || (wrap != 0 && is_full(line, wrap)) ||
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
        inner_.push_back({end, columns, next, at(first) == '#'});
      }
      columns = 0;
      first = next;
    }
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

  // "- ", "1. ", "2) ", "(a) ", "（一）", "一、", "# "
  bool starts_item(std::size_t i) const {
    const auto get = [&](std::size_t k) { return k < text_.size() ? at(k) : U'\n'; };
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

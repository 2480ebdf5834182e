#include "themescore/tokenize/line_breaks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "themescore/text/rare_characters.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/line_marks.hpp"

namespace themescore {

namespace {

using line_marks::contains;
using line_marks::is_blank;

// Nobody wraps at more columns than this; a longer line is a paragraph.
constexpr std::size_t kWidestWrap = 110;
// Nobody wraps prose at fewer; shorter lines are lists, verse or tables.
constexpr std::size_t kNarrowestWrap = 40;
// Fewer full lines than this are chance: the widest line of any text is full.
constexpr std::size_t kFewestFull = 2;
// A line shorter than this that is followed by a lower-case letter is more likely a list entry.
constexpr std::size_t kShortestContinued = 30;

constexpr std::u32string_view kNeverFirst = U",;:\uFF0C\uFF1B\uFF1A\u3001";
constexpr std::u32string_view kNeverLast = U"\uFF0C\u3001";
// What governs the word that follows, and words that end in the same way but can end a line.
constexpr std::u32string_view kGoverns = U"的在于於";
constexpr std::array<std::u32string_view, 11> kGovernsNothing = {
    U"目的", U"标的", U"是的", U"好的", U"现在", U"存在",
    U"所在", U"内在", U"外在", U"潜在", U"現在",
};
// Wikisource leaves a line of one zero-width space where a printed page ends.
constexpr char32_t kPageMark = 0x200B;

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
    std::erase_if(inner_, [&](const Inner& line) { return marks_.starts_item(line.next); });
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
    std::size_t columns;  // of many no more is known than that they are more than kWidestWrap
    std::size_t next;     // first code point of the next line that is not blank
    bool item;            // an item or heading of its own, whatever its length
    bool open;            // it cannot end a sentence: an opening bracket, a comma, "一是" alone
  };

  struct BreaksLine {
    template <class Characters>
    auto operator()(const Characters& c) const noexcept {
      return c.any(c.within(0x0A, 4));
    }
  };

  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }

  std::size_t skip_blank(std::size_t i) const noexcept {
    while (i < text_.size() && is_blank(at(i))) {
      ++i;
    }
    return i;
  }

  void read_lines() {
    RareCharacters<Unit, BreaksLine> candidates(text_);
    std::size_t first = skip_blank(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const std::size_t start = i;
      i = candidates.next(i);
      while (i < text_.size() && !is_line_break(at(i))) {
        i = candidates.next(i + 1);
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
        inner_.push_back(
            {end, columns_of_line(start, end), next, at(first) == '#', is_open(first, end, next)});
      }
      first = next;
    }
  }

  // More than kWidestWrap are not counted.
  std::size_t columns_of_line(std::size_t start, std::size_t end) const noexcept {
    if (end - start > kWidestWrap) {
      return end - start;
    }
    std::size_t columns = 0;
    for (std::size_t i = start; i < end; ++i) {
      columns += columns_of(at(i));
    }
    return columns;
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
           (contains(kGoverns, last) && governs(end)) || marks_.is_enumerator(first, end);
  }

  bool is_page_mark(std::size_t i) const {
    return at(i) == kPageMark && (i + 1 == text_.size() || is_line_break(at(i + 1)));
  }

  bool governs(std::size_t end) const {
    return end >= 2 && std::ranges::none_of(kGovernsNothing, [&](std::u32string_view word) {
             return at(end - 2) == word[0] && at(end - 1) == word[1];
           });
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

  std::span<const Unit> text_;
  LineMarks<Unit> marks_{text_};
  std::vector<Inner> inner_;
};

}  // namespace

std::vector<std::uint32_t> find_wrapped_lines(const Text& text) {
  return text.visit([](auto units) { return Lines(units).wrapped(); });
}

}  // namespace themescore

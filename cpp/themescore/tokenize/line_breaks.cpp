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
// In a proportional font a page has room for more.
constexpr std::size_t kWidestGuess = 160;
// Nobody wraps prose at fewer; shorter lines are lists, verse or tables.
constexpr std::size_t kNarrowestWrap = 40;
// Fewer full lines than this are chance: the widest line of any text is full.
constexpr std::size_t kFewestFull = 2;
// In a proportional font widths are guessed, so it takes more lines to be sure.
constexpr std::size_t kFewestFullByGuess = 10;
// A line shorter than this that is followed by a lower-case letter is more likely a list entry.
constexpr std::size_t kShortestContinued = 30;

constexpr std::u32string_view kNeverFirst = U",;:\uFF0C\uFF1B\uFF1A\u3001";
constexpr std::u32string_view kNeverLast = U"\uFF0C\u3001";
constexpr std::u32string_view kWideBesideHan = U"\u201C\u201D\u2018\u2019\u2014\u2026";
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

// In a proportional font a line of guessed width is full if no more than a sixteenth is free.
constexpr std::size_t kGuessedWithin = 16;
// What most letters and digits take; a Chinese character takes two.
constexpr std::size_t kGuessedColumn = 20;

// About how wide a character is in a proportional font. Fonts differ by less than the words that a
// line has or has not room for.
constexpr std::size_t guessed_width(char32_t c) noexcept {
  constexpr std::u32string_view kNarrow = U"iljI'.,:;|! \u2018\u2019";
  constexpr std::u32string_view kRatherNarrow = U"ftr()[]-/\"\u201C\u201D";
  constexpr std::u32string_view kWide = U"mwMW@%&";
  if (contains(kNarrow, c)) {
    return kGuessedColumn / 2;
  }
  if (contains(kRatherNarrow, c)) {
    return kGuessedColumn * 7 / 10;
  }
  if (contains(kWide, c)) {
    return kGuessedColumn * 8 / 5;
  }
  return c >= 'A' && c <= 'Z' ? kGuessedColumn * 4 / 3 : kGuessedColumn * columns_of(c);
}

template <class Unit>
class Lines {
 public:
  explicit Lines(std::span<const Unit> text) : text_(text) {}

  std::vector<std::uint32_t> wrapped() {
    read_lines();
    std::erase_if(inner_, [&](const Inner& line) { return marks_.starts_item(line.next); });
    const Wrap fixed = wrap();
    Wrap guessed;
    if (fixed.full * 10 < inner_.size() * 9) {
      guessed = guessed_wrap();
    }
    const bool by_guess = guessed.full > fixed.full + inner_.size() / 10;
    std::vector<std::uint32_t> found;
    for (const Inner& line : inner_) {
      const bool full = by_guess           ? is_full_by_guess(line, guessed.width)
                        : fixed.width != 0 ? is_full(line, fixed.width)
                                           : false;
      if (full || line.open || cannot_begin_a_line(line.next) || is_continued(line)) {
        found.push_back(static_cast<std::uint32_t>(line.end));
      }
    }
    return found;
  }

 private:
  // A line that is not empty and is followed by one that is not.
  struct Inner {
    std::size_t start;
    std::size_t end;          // its line break
    std::size_t next;         // first code point of the next line that is not blank
    bool item;                // an item or heading of its own, whatever its length
    bool open;                // it cannot end a sentence: an opening bracket, a comma, "一是" alone
    std::size_t columns = 0;  // if wrap() needs them
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
        inner_.push_back({start, end, next, at(first) == '#', is_open(first, end, next)});
      }
      first = next;
    }
  }

  std::size_t columns_of_line(const Inner& line) const noexcept {
    std::size_t columns = 0;
    for (std::size_t i = line.start; i < line.end; ++i) {
      columns += is_wide_quotation(i, line.start, line.end) ? 2 : columns_of(at(i));
    }
    return columns;
  }

  // Beside a Chinese character these are as wide as it is.
  bool is_wide_quotation(std::size_t i, std::size_t start, std::size_t end) const noexcept {
    return contains(kWideBesideHan, at(i)) && ((i > start && columns_of(at(i - 1)) == 2) ||
                                               (i + 1 < end && columns_of(at(i + 1)) == 2));
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

  // What the text is wrapped at; nothing is full if it is not wrapped.
  struct Wrap {
    std::size_t width = 0;
    std::size_t full = 0;  // lines that had no room for the next line's first word
  };

  // In a font of fixed width: at the widest line that another follows, provided that half of those
  // lines are full.
  Wrap wrap() {
    // Where this many are too wide whatever they hold, nobody needs to know how wide the others
    // are.
    const auto is_long = [](const Inner& line) { return line.end - line.start > kWidestWrap; };
    std::size_t too_wide = count_if(is_long);
    if (too_wide * 10 > inner_.size()) {
      return {};
    }
    Wrap found;
    for (Inner& line : inner_) {
      line.columns = is_long(line) ? kWidestWrap + 1 : columns_of_line(line);
      if (line.columns <= kWidestWrap) {
        found.width = std::max(found.width, line.columns);
      } else if (!is_long(line)) {
        ++too_wide;
      }
    }
    if (found.width < kNarrowestWrap || too_wide * 10 > inner_.size()) {
      return {};
    }
    found.full = count_if([&](const Inner& line) { return is_full(line, found.width); });
    return found.full >= kFewestFull && found.full * 2 >= inner_.size() ? found : Wrap{};
  }

  // In a proportional font, where lines of one width differ in their columns. Of widths that are
  // guessed the widest is chance, and six lines of ten have to be full.
  Wrap guessed_wrap() const {
    const auto may_be_wrapped = [](const Inner& line) {
      return line.end - line.start <= kWidestGuess && !line.item;
    };
    const std::size_t count = count_if(may_be_wrapped);
    if (count < kFewestFullByGuess || count * 10 < inner_.size() * 9) {
      return {};
    }
    std::vector<std::size_t> widths;
    for (const Inner& line : inner_) {
      if (may_be_wrapped(line)) {
        widths.push_back(guessed_width_of(line));
      }
    }
    const auto place = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
    std::ranges::nth_element(widths, place);
    Wrap found{.width = *place};
    if (found.width < kNarrowestWrap * kGuessedColumn) {
      return {};
    }
    found.full = count_if([&](const Inner& line) { return is_full_by_guess(line, found.width); });
    return found.full >= kFewestFullByGuess && found.full * 10 >= inner_.size() * 6 ? found
                                                                                    : Wrap{};
  }

  template <class Predicate>
  std::size_t count_if(Predicate predicate) const {
    return static_cast<std::size_t>(std::ranges::count_if(inner_, predicate));
  }

  bool is_full(const Inner& line, std::size_t width) const {
    return !line.item && line.columns <= width &&
           line.columns + 1 + next_word(line, width - line.columns, columns_of) > width;
  }

  bool is_full_by_guess(const Inner& line, std::size_t width) const {
    if (line.item || line.end - line.start > kWidestGuess) {
      return false;
    }
    const std::size_t enough = width - width / kGuessedWithin;
    const std::size_t taken = guessed_width_of(line) + guessed_width(' ');
    return taken > enough || taken + next_word(line, enough - taken, guessed_width) > enough;
  }

  // How wide the next line's first word is; no further than to more than there is room for.
  template <class Width>
  std::size_t next_word(const Inner& line, std::size_t room, Width width_of) const {
    std::size_t width = 0;
    for (std::size_t i = line.next; i < text_.size() && width <= room; ++i) {
      const char32_t c = at(i);
      if (unicode::is_space(c)) {
        break;
      }
      width += width_of(c);
      // A line of Chinese can end after any character, unless what follows cannot begin one.
      if (unicode::properties(c).han && (i + 1 == text_.size() || !cannot_begin_a_line(i + 1))) {
        break;
      }
    }
    return width;
  }

  std::size_t guessed_width_of(const Inner& line) const noexcept {
    std::size_t end = line.end;
    while (end > line.start && is_blank(at(end - 1))) {
      --end;
    }
    std::size_t width = 0;
    for (std::size_t i = line.start; i < end; ++i) {
      width += is_wide_quotation(i, line.start, end) ? 2 * kGuessedColumn : guessed_width(at(i));
    }
    return width;
  }

  // The next line goes on in lower case and this one has no end of its own.
  bool is_continued(const Inner& line) const {
    // A character takes a column or two.
    if (line.item || unicode::properties(at(line.next)).sentence != SentenceBreak::Lower ||
        (line.end - line.start < kShortestContinued &&
         columns_of_line(line) < kShortestContinued)) {
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

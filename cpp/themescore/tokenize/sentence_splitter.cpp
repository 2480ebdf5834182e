#include "themescore/tokenize/sentence_splitter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/address_rule.hpp"
#include "themescore/tokenize/end_candidates.hpp"
#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/quotation_rules.hpp"
#include "themescore/tokenize/report_rules.hpp"
#include "themescore/tokenize/sentence_view.hpp"

namespace themescore {

namespace {

constexpr char32_t kEllipsis = 0x2026;
// Two of them, after a stop, begin an item: 取得成就。——经济增长
constexpr char32_t kDash = 0x2014;

// Whether a sentence may end after a code point of this class: a terminator or a line break.
constexpr bool may_end_after(const Properties& p) noexcept {
  switch (p.sentence) {
    case SentenceBreak::STerm:
    case SentenceBreak::ATerm:
    case SentenceBreak::Sep:
    case SentenceBreak::CR:
    case SentenceBreak::LF:
      return true;
    default:
      return p.word == WordBreak::Newline;  // vertical tab and form feed
  }
}

constexpr auto kMayEndOfClass = [] {
  std::array<bool, unicode::kClasses.size()> table{};
  std::ranges::transform(unicode::kClasses, table.begin(), may_end_after);
  return table;
}();

constexpr auto kMayEndOfLatin1 = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = kMayEndOfClass[unicode::class_of(static_cast<char32_t>(i))];
  }
  return table;
}();

template <class Unit>
bool may_end(Unit unit) noexcept {
  if constexpr (sizeof(Unit) == 1) {
    return kMayEndOfLatin1[unit];
  } else {
    return unit < 0x100 ? kMayEndOfLatin1[unit]
                        : kMayEndOfClass[unicode::class_of(static_cast<char32_t>(unit))] ||
                              unit == kEllipsis;
  }
}

// EndCandidates finds those of ASCII, and everything that is not ASCII.
static_assert([] {
  for (unsigned char c = 0; c < 0x80; ++c) {
    const bool found = c == '.' || c == '!' || c == '?' || (c >= 0x0A && c <= 0x0D);
    if (kMayEndOfLatin1[c] && !found) {
      return false;
    }
  }
  return true;
}());

template <class Unit>
class Splitter {
 public:
  explicit Splitter(SentenceView<Unit> view) : view_(view) {}

  std::vector<Span> split() {
    EndCandidates<Unit> candidates(view_.units());
    for (std::size_t i = candidates.next(0); i < view_.size(); i = candidates.next(i)) {
      if (!may_end(view_.unit(i))) {
        ++i;
        continue;
      }
      const SentenceBreak here = view_.class_at(i);
      if (is_paragraph_end(here)) {  // SB3, SB4
        i = view_.after_line_break(i);
        finish(i);
        quotes_counted_to_ = i;
        quotes_ = 0;
      } else if (here == SentenceBreak::ATerm || here == SentenceBreak::STerm) {
        i = after_terminator(i, here == SentenceBreak::ATerm);
      } else if (view_.at(i) == kEllipsis && view_.reports()) {
        i = after_ellipsis(i);
      } else {
        ++i;
      }
    }
    finish(view_.size());
    return std::move(sentences_);
  }

 private:
  static constexpr bool is_paragraph_end(SentenceBreak value) noexcept {
    return value == SentenceBreak::Sep || value == SentenceBreak::CR || value == SentenceBreak::LF;
  }
  static constexpr bool is_cased(SentenceBreak value) noexcept {
    return value == SentenceBreak::Upper || value == SentenceBreak::Lower;
  }

  // Works out whether the terminator at `i` ends the sentence; returns where to go on.
  std::size_t after_terminator(std::size_t i, bool is_full_stop) {
    const std::size_t size = view_.size();
    const bool reports = view_.reports();
    const std::size_t next = view_.skip_ignored(i + 1);
    if (reports && address_.holds(i)) {
      return next;
    }
    if (is_full_stop && next < size) {
      const SentenceBreak following = view_.class_at(next);
      const bool footnote = reports && rules_.after_footnote(i, next) != next;
      if (following == SentenceBreak::Numeric && !footnote) {  // SB6
        return next;
      }
      if (following == SentenceBreak::Upper && is_cased(view_.class_before(i))) {  // SB7
        if (reports && rules_.lacks_blank(i, next)) {
          finish(next);
        }
        return next;
      }
    }
    std::size_t end = skip_closing(next);  // SB9
    const std::size_t close = end - 1;
    const bool closed = end != next;
    if (reports) {
      end = rules_.after_footnote(i, end);
    }
    end = skip_blanks(end);  // SB9, SB10
    if (end == size) {
      return end;
    }
    const SentenceBreak following = view_.class_at(end);
    const bool item = reports && !closed && view_.at(end) == kDash && view_.peek(end + 1) == kDash;
    if ((following == SentenceBreak::SContinue && !item) || following == SentenceBreak::STerm ||
        following == SentenceBreak::ATerm) {  // SB8a
      return end;
    }
    if (is_paragraph_end(following)) {
      return end;  // the sentence takes the line break along
    }
    if (is_full_stop && lower_case_follows(end) &&
        !(reports && rules_.begins_sentence(i, end))) {  // SB8
      return end;
    }
    if (!reports || !goes_on(i, end, is_full_stop, closed, close)) {
      finish(end);  // SB11
    }
    return end;
  }

  bool goes_on(std::size_t i, std::size_t next, bool is_full_stop, bool closed, std::size_t close) {
    // "Yahoo! said", "page.aspx?id=5"; after a full-width mark a small letter may begin a sentence
    if (!is_full_stop && !closed && view_.at(i) < 0x80 && view_.is(next, SentenceBreak::Lower)) {
      return true;
    }
    return (is_full_stop && rules_.is_inside(i, next, first_not_blank(), closed)) ||
           (closed && quotations_.goes_on_after_close(i, close, next)) ||
           (!is_full_stop && quotations_.is_inside_title(i));
  }

  // An ellipsis, closing marks, a blank and a capital: "Yes… Now".
  std::size_t after_ellipsis(std::size_t i) {
    std::size_t end = view_.skip_ignored(i + 1);
    while (end < view_.size() && view_.at(end) == kEllipsis) {
      end = view_.skip_ignored(end + 1);
    }
    const std::size_t next = skip_closing(end);
    const std::size_t begin = skip_blanks(next);
    if (begin != next && view_.is(begin, SentenceBreak::Upper)) {
      finish(begin);
    }
    return begin;
  }

  std::size_t skip_closing(std::size_t i) {
    while (view_.is(i, SentenceBreak::Close) && !opens(i)) {
      i = view_.skip_ignored(i + 1);
    }
    return i;
  }
  std::size_t skip_blanks(std::size_t i) const noexcept {
    while (view_.is(i, SentenceBreak::Sp)) {
      i = view_.skip_ignored(i + 1);
    }
    return i;
  }

  bool lower_case_follows(std::size_t i) const noexcept {
    for (; i < view_.size(); ++i) {
      switch (view_.class_at(i)) {
        case SentenceBreak::Lower:
          return true;
        case SentenceBreak::OLetter:
        case SentenceBreak::Upper:
        case SentenceBreak::Sep:
        case SentenceBreak::CR:
        case SentenceBreak::LF:
        case SentenceBreak::STerm:
        case SentenceBreak::ATerm:
          return false;
        default:
          break;
      }
    }
    return false;
  }

  // An opening bracket or quotation mark belongs to the sentence that follows. A straight quotation
  // mark with a blank on one side says by itself which it is; any other opens if the paragraph has
  // an even number of them before it.
  bool opens(std::size_t i) {
    if (!view_.reports()) {
      return false;
    }
    if (view_.at(i) != '"') {
      return unicode::properties(view_.at(i)).opening;
    }
    const bool blank_before = i == 0 || unicode::is_space(view_.at(i - 1));
    const bool blank_after = unicode::is_space(view_.peek(i + 1));
    if (blank_before != blank_after) {
      return blank_before;
    }
    for (; quotes_counted_to_ < i; ++quotes_counted_to_) {
      quotes_ += view_.at(quotes_counted_to_) == '"' ? 1u : 0u;
    }
    return quotes_ % 2 == 0;
  }

  // Remembered, because a sentence may have many stops after much white space.
  std::size_t first_not_blank() noexcept {
    while (first_not_blank_ < view_.size() && unicode::is_space(view_.at(first_not_blank_))) {
      ++first_not_blank_;
    }
    return first_not_blank_;
  }

  void finish(std::size_t end) {
    std::size_t first = start_;
    std::size_t last = end;
    if (view_.reports()) {
      while (first < last && unicode::is_space(view_.at(first))) {
        ++first;
      }
      while (last > first && unicode::is_space(view_.at(last - 1))) {
        --last;
      }
    }
    if (first < last) {
      sentences_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    }
    start_ = end;
    first_not_blank_ = end;
  }

  SentenceView<Unit> view_;
  ReportRules<Unit> rules_{view_};
  AddressRule<Unit> address_{view_};
  QuotationRules<Unit> quotations_{view_};
  std::vector<Span> sentences_;
  std::size_t start_ = 0;            // of the sentence at hand
  std::size_t first_not_blank_ = 0;  // nothing but white space between the two
  std::size_t quotes_counted_to_ = 0;
  std::size_t quotes_ = 0;
};

}  // namespace

std::vector<Span> split_sentences(const Text& text, SentenceRules rules) {
  const auto wrapped =
      rules == SentenceRules::reports ? find_wrapped_lines(text) : std::vector<std::uint32_t>();
  return split_sentences(text, rules, wrapped);
}

std::vector<Span> split_sentences(const Text& text,
                                  SentenceRules rules,
                                  std::span<const std::uint32_t> wrapped) {
  return text.visit(
      [=](auto units) { return Splitter(SentenceView(units, rules, wrapped)).split(); });
}

}  // namespace themescore

#include "themescore/tokenize/sentence_splitter.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/abbreviations.hpp"
#include "themescore/tokenize/line_breaks.hpp"

namespace themescore {

namespace {

// A sentence that so far is no longer than this and only a number or letter is an enumerator.
constexpr std::size_t kLongestEnumerator = 4;
constexpr std::size_t kLongestAbbreviation = 12;

constexpr bool is_ascii_letter(char32_t c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

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
                        : kMayEndOfClass[unicode::class_of(static_cast<char32_t>(unit))];
  }
}

template <class Unit>
class Splitter {
 public:
  Splitter(std::span<const Unit> text, SentenceRules rules, std::span<const std::uint32_t> wrapped)
      : text_(text), reports_(rules == SentenceRules::reports), wrapped_(wrapped) {}

  std::vector<Span> split() {
    for (std::size_t i = 0; i < text_.size();) {
      if (!may_end(text_[i])) {
        ++i;
        continue;
      }
      const SentenceBreak here = class_at(i);
      if (is_paragraph_end(here)) {  // SB3, SB4
        i = after_line_break(i);
        finish(i);
        quotes_counted_to_ = i;
        quotes_ = 0;
      } else if (here == SentenceBreak::ATerm || here == SentenceBreak::STerm) {
        i = after_terminator(i, here == SentenceBreak::ATerm);
      } else {
        ++i;
      }
    }
    finish(text_.size());
    return std::move(sentences_);
  }

 private:
  static constexpr bool is_paragraph_end(SentenceBreak value) noexcept {
    return value == SentenceBreak::Sep || value == SentenceBreak::CR || value == SentenceBreak::LF;
  }
  static constexpr bool is_ignored(SentenceBreak value) noexcept {  // SB5
    return value == SentenceBreak::Extend || value == SentenceBreak::Format;
  }

  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }

  // The class, except that with the rules for reports a line break that only wraps is a space, and
  // that vertical tab and form feed end a line like any other line break.
  SentenceBreak class_at(std::size_t i) const noexcept {
    const char32_t c = at(i);
    if (reports_ && is_line_break(c)) {
      return is_wrapped(i) ? SentenceBreak::Sp : SentenceBreak::Sep;
    }
    return unicode::properties(c).sentence;
  }

  bool is_wrapped(std::size_t i) const noexcept {
    if (at(i) == 0x0A && i > 0 && at(i - 1) == 0x0D) {
      --i;
    }
    return std::ranges::binary_search(wrapped_, static_cast<std::uint32_t>(i));
  }

  std::size_t after_line_break(std::size_t i) const noexcept {
    return at(i) == 0x0D && i + 1 < text_.size() && at(i + 1) == 0x0A ? i + 2 : i + 1;
  }

  std::size_t skip_ignored(std::size_t i) const noexcept {
    while (i < text_.size() && is_ignored(class_at(i))) {
      ++i;
    }
    return i;
  }

  // Works out whether the terminator at `i` ends the sentence; returns where to go on.
  std::size_t after_terminator(std::size_t i, bool is_full_stop) {
    const std::size_t size = text_.size();
    const std::size_t next = skip_ignored(i + 1);
    if (is_full_stop && next < size) {
      const SentenceBreak following = class_at(next);
      if (following == SentenceBreak::Numeric ||                               // SB6
          (following == SentenceBreak::Upper && is_cased(class_before(i)))) {  // SB7
        return next;
      }
    }
    std::size_t end = next;
    while (end < size && class_at(end) == SentenceBreak::Close && !opens(end)) {  // SB9
      end = skip_ignored(end + 1);
    }
    const bool closed = end != next;
    while (end < size && class_at(end) == SentenceBreak::Sp) {  // SB9, SB10
      end = skip_ignored(end + 1);
    }
    if (end == size) {
      return end;
    }
    const SentenceBreak following = class_at(end);
    if (following == SentenceBreak::SContinue || following == SentenceBreak::STerm ||
        following == SentenceBreak::ATerm) {  // SB8a
      return end;
    }
    if (is_full_stop && (lower_case_follows(end) ||  // SB8
                         (reports_ && !closed && is_inside_sentence(i, end)))) {
      return end;
    }
    if (!is_paragraph_end(following)) {
      finish(end);  // SB11; before a paragraph's end the sentence takes the line break along
    }
    return end;
  }

  static constexpr bool is_cased(SentenceBreak value) noexcept {
    return value == SentenceBreak::Upper || value == SentenceBreak::Lower;
  }

  SentenceBreak class_before(std::size_t i) const noexcept {
    while (i > 0) {
      const SentenceBreak value = class_at(--i);
      if (!is_ignored(value)) {
        return value;
      }
    }
    return SentenceBreak::Other;
  }

  bool lower_case_follows(std::size_t i) const noexcept {
    for (; i < text_.size(); ++i) {
      switch (class_at(i)) {
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
  // mark opens if the paragraph has an even number of them before it.
  bool opens(std::size_t i) {
    if (!reports_) {
      return false;
    }
    if (at(i) != '"') {
      return unicode::properties(at(i)).opening;
    }
    for (; quotes_counted_to_ < i; ++quotes_counted_to_) {
      quotes_ += at(quotes_counted_to_) == '"' ? 1u : 0u;
    }
    return quotes_ % 2 == 0;
  }

  // The full stop at `stop` belongs to an abbreviation, an initial or an enumerator.
  bool is_inside_sentence(std::size_t stop, std::size_t next) {
    std::size_t first = stop;
    std::string word;
    while (first > 0 && stop - first < kLongestAbbreviation &&
           (is_ascii_letter(at(first - 1)) || at(first - 1) == '.')) {
      word.insert(word.begin(), static_cast<char>(at(--first)));
    }
    if (first > 0 && is_part_of_word(at(first - 1))) {
      word.clear();  // the end of a longer word, such as "idéal"
    }
    if (is_enumerator(stop)) {
      return true;
    }
    switch (abbreviation(word)) {
      case Abbreviation::none:
        return false;
      case Abbreviation::never_ends:
        return true;
      case Abbreviation::ends_unless_number:
        return class_at(next) == SentenceBreak::Numeric;
      case Abbreviation::ends_before_starter:
        return !is_sentence_starter(ascii_word_at(next));
    }
    return false;
  }

  static constexpr bool is_part_of_word(char32_t c) noexcept {
    const Category category = unicode::properties(c).category;
    return category == Category::Letter || category == Category::Mark;
  }

  // "1." or "A." or "III." and nothing before it in its sentence.
  bool is_enumerator(std::size_t stop) {
    // Remembered, because a sentence may have many stops after much white space.
    while (first_not_blank_ < stop && unicode::is_space(at(first_not_blank_))) {
      ++first_not_blank_;
    }
    const std::size_t first = first_not_blank_;
    if (first == stop || stop - first > kLongestEnumerator) {
      return false;
    }
    const auto all = [&](auto&& test) {
      for (std::size_t i = first; i < stop; ++i) {
        if (!test(at(i))) {
          return false;
        }
      }
      return true;
    };
    const bool number = stop - first <= 3 && all([](char32_t c) {
                          return unicode::properties(c).sentence == SentenceBreak::Numeric;
                        });
    const bool letter = stop - first == 1 && is_ascii_letter(at(first));
    const bool roman = all([](char32_t c) { return c == 'I' || c == 'V' || c == 'X'; });
    return number || letter || roman;
  }

  std::string ascii_word_at(std::size_t i) const {
    std::string word;
    while (i < text_.size() && is_ascii_letter(at(i)) && word.size() <= kLongestAbbreviation) {
      word.push_back(static_cast<char>(at(i++)));
    }
    return word;
  }

  void finish(std::size_t end) {
    std::size_t first = start_;
    std::size_t last = end;
    if (reports_) {
      while (first < last && unicode::is_space(at(first))) {
        ++first;
      }
      while (last > first && unicode::is_space(at(last - 1))) {
        --last;
      }
    }
    if (first < last) {
      sentences_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    }
    start_ = end;
    first_not_blank_ = end;
  }

  std::span<const Unit> text_;
  bool reports_;
  std::span<const std::uint32_t> wrapped_;
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
  return text.visit([=](auto units) { return Splitter(units, rules, wrapped).split(); });
}

}  // namespace themescore

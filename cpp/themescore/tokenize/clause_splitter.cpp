#include "themescore/tokenize/clause_splitter.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "themescore/text/rare_characters.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

using namespace std::string_view_literals;

// What begins a clause after a comma whatever follows it.
constexpr std::array kOpensClause = {
    "although"sv, "because"sv, "if"sv,      "since"sv, "though"sv,  "unless"sv,
    "whenever"sv, "when"sv,    "whereas"sv, "where"sv, "whereby"sv, "which"sv,
    "while"sv,    "whilst"sv,  "whom"sv,    "whose"sv, "who"sv,
};
// ", if any," ", when necessary,": no clause of its own.
constexpr std::array kElliptical = {
    "any"sv,       "applicable"sv, "appropriate"sv, "ever"sv,     "feasible"sv,
    "necessary"sv, "needed"sv,     "not"sv,         "possible"sv,
};
// What joins two clauses, but also two words: it begins a clause if a subject or another of the
// words above follows.
constexpr std::array kJoins = {"and"sv, "as"sv, "but"sv, "nor"sv, "or"sv, "so"sv, "yet"sv};
constexpr std::array kPronouns = {
    "I"sv, "he"sv, "it"sv, "she"sv, "there"sv, "they"sv, "we"sv, "you"sv,
};
// These begin subjects and items of lists alike.
constexpr std::array kDeterminers = {
    "an"sv,   "a"sv,     "her"sv, "his"sv,   "its"sv,  "my"sv,    "our"sv,
    "that"sv, "their"sv, "the"sv, "these"sv, "this"sv, "those"sv, "your"sv,
};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& table, std::string_view word) {
  return std::ranges::find(table, word) != table.end();
}

enum class Mark : std::uint8_t { none, comma, colon, semicolon };

constexpr Mark mark_of(char32_t c) noexcept {
  switch (c) {
    case ',':
    case U'，':
      return Mark::comma;
    case ':':
    case U'：':
      return Mark::colon;
    case ';':
    case U'；':
      return Mark::semicolon;
    default:
      return Mark::none;
  }
}

struct MayEndClause {
  template <class Characters>
  auto operator()(const Characters& c) const noexcept {
    return c.any(c.is(','), c.is(':'), c.is(';'));
  }
};

template <class Unit>
class ClauseSplitter {
 public:
  explicit ClauseSplitter(std::span<const Unit> text) : text_(text) {}

  std::vector<Span> split(std::span<const Span> sentences) {
    for (const Span sentence : sentences) {
      split(sentence);
    }
    return std::move(clauses_);
  }

 private:
  void split(Span sentence) {
    while (sentence.start < sentence.end && unicode::is_space(at(sentence.start))) {
      ++sentence.start;
    }
    while (sentence.end > sentence.start && unicode::is_space(at(sentence.end - 1))) {
      --sentence.end;
    }
    end_ = sentence.end;
    const std::size_t first = clauses_.size();
    std::uint32_t start = sentence.start;
    std::optional<std::uint32_t> title_end;
    std::uint32_t titles = 0;
    bool has_word = false;
    std::uint32_t looked = start;  // for a word, so far
    const auto look_for_word = [&](std::uint32_t end) {
      while (!has_word && looked < end) {
        has_word = is_word(at(looked++));
      }
    };
    comma_ = false;
    RareCharacters<Unit, MayEndClause> candidates(text_.first(end_));
    const auto next = [&](std::uint32_t i) {
      return static_cast<std::uint32_t>(candidates.next(i));
    };
    for (std::uint32_t i = next(start); i < end_; i = next(i)) {
      const char32_t c = at(i);
      if (c == U'《') {
        title_end = title_end ? title_end : last_title_end(sentence);
        titles += i < *title_end ? 1u : 0u;
      } else if (c == U'》' && titles > 0) {
        --titles;
      }
      ++i;
      const Mark mark = mark_of(c);
      if (mark == Mark::none || titles > 0) {
        continue;
      }
      look_for_word(i);
      if (!has_word) {
        continue;
      }
      if (!is_border(i - 1, mark, sentence.start)) {
        comma_ = comma_ || mark == Mark::comma;
        continue;
      }
      i = after_closing(i);
      add(start, i);
      start = skip_space(i);
      i = start;
      has_word = false;
      looked = start;
      comma_ = false;
    }
    look_for_word(end_);
    if (start < end_) {
      if (has_word || clauses_.size() == first) {
        add(start, end_);
      } else {
        clauses_.back().end = end_;  // marks alone are no clause
      }
    }
  }

  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }
  char32_t peek(std::size_t i) const noexcept { return i < end_ ? at(i) : U'\n'; }

  static bool is_word(char32_t c) noexcept {
    const Category category = unicode::properties(c).category;
    return category == Category::Letter || category == Category::Number ||
           category == Category::Symbol;
  }
  static bool is_digit(char32_t c) noexcept {
    return unicode::properties(c).sentence == SentenceBreak::Numeric;
  }
  static bool is_han(char32_t c) noexcept { return unicode::properties(c).han; }

  void add(std::uint32_t start, std::uint32_t end) { clauses_.push_back({start, end}); }

  std::uint32_t skip_space(std::uint32_t i) const noexcept {
    while (i < end_ && unicode::is_space(at(i))) {
      ++i;
    }
    return i;
  }

  // So that a 《 that is never closed hides nothing.
  std::uint32_t last_title_end(Span sentence) const noexcept {
    std::uint32_t i = sentence.end;
    while (i > sentence.start && at(i - 1) != U'》') {
      --i;
    }
    return i;
  }

  // Closing marks after a mark belong with it, as do further marks.
  std::uint32_t after_closing(std::uint32_t i) const noexcept {
    for (; i < end_; ++i) {
      const char32_t c = at(i);
      const Properties& p = unicode::properties(c);
      const bool straight = c == '"' || c == '\'';
      const bool closing = straight ? unicode::is_space(peek(i + 1))
                                    : p.sentence == SentenceBreak::Close && !p.opening &&
                                          p.category == Category::Punctuation;
      if (!closing && mark_of(c) == Mark::none) {
        break;
      }
    }
    return i;
  }

  bool is_border(std::uint32_t i, Mark mark, std::uint32_t first) const {
    const char32_t before = i > first ? at(i - 1) : U'\n';
    const char32_t after = peek(i + 1);
    if (is_digit(before) && is_digit(after)) {
      return false;  // 10:30, 50,000, １，２００
    }
    if (at(i) >= 0x80 || is_han(before) || is_han(after)) {
      return true;
    }
    const std::uint32_t next = skip_space(i + 1);
    if (mark != Mark::comma) {
      return next > i + 1 || unicode::properties(after).opening || after == '"';
    }
    if (next == i + 1) {
      // Machine translation leaves ， as a comma with no blank: "functions,We will"
      const auto letter = [](char32_t c) {
        return unicode::properties(c).sentence == SentenceBreak::Lower;
      };
      return letter(before) && unicode::properties(after).sentence == SentenceBreak::Upper;
    }
    return starts_clause(next);
  }

  bool starts_clause(std::uint32_t i) const {
    const std::string word = word_at(i);
    const std::string next = word_at(skip_space(i + static_cast<std::uint32_t>(word.size())));
    if (contains(kOpensClause, word)) {
      return !contains(kElliptical, next);
    }
    if (!contains(kJoins, word)) {
      return false;
    }
    if (contains(kPronouns, next) || contains(kOpensClause, next)) {
      return true;
    }
    // "apples, pears, and the plums": after a comma it may be a list's last item.
    const bool list = comma_ && word != "but" && word != "so" && word != "yet";
    const bool phrase = word == "as" && next.starts_with('a');  // "as a result"
    return contains(kDeterminers, next) && !list && !phrase;
  }

  std::string word_at(std::uint32_t i) const {
    constexpr std::size_t kLongest = 11;  // no word of the tables is longer
    std::string word;
    for (; word.size() <= kLongest; ++i) {
      const char32_t c = peek(i);
      if (unicode::properties(c).category != Category::Letter) {
        return word;
      }
      word.push_back(c < 0x80 ? static_cast<char>(c) : '?');
    }
    return {};
  }

  std::span<const Unit> text_;
  std::vector<Span> clauses_;
  std::uint32_t end_ = 0;  // of the sentence at hand
  bool comma_ = false;     // one that is no border stands before, in the clause at hand
};

}  // namespace

std::vector<Span> split_clauses(const Text& text, std::span<const Span> sentences) {
  return text.visit([=](auto units) { return ClauseSplitter(units).split(sentences); });
}

}  // namespace themescore

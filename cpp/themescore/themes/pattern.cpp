#include "themescore/themes/pattern.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/themes/pattern_lexer.hpp"
#include "themescore/themes/pattern_words.hpp"
#include "themescore/themes/regex_set.hpp"

namespace themescore {

namespace {

using Kind = PatternToken::Kind;
using Readings = std::vector<PartialReading>;

constexpr std::size_t kDeepest = 50;  // brackets in brackets

std::uint32_t width_of_gaps(const Reading& reading) {
  std::uint32_t words = 0;
  for (const PatternStep& step : reading.steps) {
    const auto* gap = std::get_if<PatternGap>(&step);
    words += gap != nullptr ? gap->words : 0;
  }
  return words;
}

// A text in no words, such as Chinese, may touch a bracket.
bool needs_blank(char32_t c) {
  const auto& properties = unicode::properties(c);
  return !properties.han &&
         (properties.category == Category::Letter || properties.category == Category::Number);
}

class Parser {
 public:
  Parser(std::string_view utf8, const Tokenizer& tokenizer, bool any_word)
      : tokenizer_(tokenizer), any_word_(any_word), lexed_(lex_pattern(utf8)) {}

  Pattern parse() {
    pattern_.kind = lexed_.kind;
    pattern_.readings = finished(expression(0), now());
    while (now().kind == Kind::scope) {
      const PatternToken& scope = lexed_.tokens[at_++];
      pattern_.conditions.push_back({scope.scope, finished(expression(0), scope)});
    }
    switch (now().kind) {
      case Kind::end:
        return std::move(pattern_);
      case Kind::bar:
        fail(now(),
             "put alternatives into ( ), or write two patterns; write \\| for the character "
             "itself");
      default:
        fail(now(), "a ) without a ( before it; write \\) for the character itself");
    }
  }

 private:
  [[noreturn]] static void fail(const PatternToken& token, const std::string& reason) {
    throw PatternError(token.column, reason);
  }

  const PatternToken& now() const { return lexed_.tokens[at_]; }

  void check_number(std::size_t readings, const PatternToken& token) const {
    if (readings > kMostReadings) {
      fail(token, "the alternatives come to more than " + std::to_string(kMostReadings) +
                      " phrases; write several patterns");
    }
  }

  // phrase { gap phrase }
  Readings expression(std::size_t depth) {
    Readings all = phrase(depth);
    while (now().kind == Kind::gap || now().kind == Kind::either) {
      const PatternToken& gap = lexed_.tokens[at_++];
      const Readings next = phrase(depth);
      check_number(all.size() * next.size() * (gap.kind == Kind::either ? 2 : 1), gap);
      Readings joined;
      for (const PartialReading& a : all) {
        for (const PartialReading& b : next) {
          joined.push_back(apart(a, b, gap));
        }
      }
      if (gap.kind == Kind::either) {
        for (const PartialReading& a : all) {
          for (const PartialReading& b : next) {
            joined.push_back(apart(b, a, gap));
          }
        }
      }
      all = std::move(joined);
    }
    return all;
  }

  static PartialReading apart(const PartialReading& first,
                              const PartialReading& second,
                              const PatternToken& gap) {
    PartialReading both = first;
    auto& steps = both.reading.steps;
    steps.emplace_back(PatternGap{gap.words, first.reading.open_end, second.reading.open_start});
    steps.insert(steps.end(), second.reading.steps.begin(), second.reading.steps.end());
    both.reading.open_end = second.reading.open_end;
    both.has_word = first.has_word || second.has_word;
    both.last_any = second.last_any;
    if (width_of_gaps(both.reading) > kWidestGaps) {
      fail(gap, "the gaps of a pattern have at most " + std::to_string(kWidestGaps) + " words");
    }
    return both;
  }

  // item { item }
  Readings phrase(std::size_t depth) {
    const PatternToken& first = now();
    Readings all(1);
    while (true) {
      check_blank();
      const PatternToken& here = now();
      const std::optional<Readings> next = item(depth);
      if (!next) {
        break;
      }
      check_number(all.size() * next->size(), here);
      Readings joined;
      for (const PartialReading& a : all) {
        for (const PartialReading& b : *next) {
          joined.push_back(side_by_side(a, b));
        }
      }
      all = std::move(joined);
    }
    for (const PartialReading& partial : all) {
      if (partial.reading.steps.empty()) {
        if (lexed_.tokens.size() == 1) {
          throw PatternError(pattern_.kind == Pattern::Kind::counted ? 1 : first.column,
                             "the pattern is empty");
        }
        fail(first, what_is_missing(first));
      }
    }
    return all;
  }

  static std::string what_is_missing(const PatternToken& here) {
    switch (here.kind) {
      case Kind::bar:
      case Kind::close:
        return "an alternative is empty";
      case Kind::gap:
      case Kind::either:
      case Kind::scope:
        return "words have to stand before this";
      case Kind::end:
        return "words have to follow";
      default:
        return "a pattern needs at least one letter or digit";
    }
  }

  // Nothing if no item begins here.
  std::optional<Readings> item(std::size_t depth) {
    const PatternToken& token = now();
    switch (token.kind) {
      case Kind::words:
      case Kind::exact:
        ++at_;
        return Readings{read_pattern_words(token, tokenizer_, pattern_.han_runs)};
      case Kind::regex:
        ++at_;
        return Readings{regex(token)};
      case Kind::reference:
        ++at_;
        return Readings{single(PatternReference{to_utf8(token.text), token.column, 0})};
      case Kind::open:
        return alternatives(depth + 1);
      default:
        return std::nullopt;
    }
  }

  static PartialReading single(PatternStep step) {
    PartialReading one;
    one.reading.steps.push_back(std::move(step));
    one.has_word = true;
    return one;
  }

  static PartialReading regex(const PatternToken& token) {
    std::string expression = to_utf8(token.text);
    if (const auto reason = reason_against_regex(expression)) {
      fail(token, *reason);
    }
    return single(PatternWord{PatternWord::Kind::regex, std::move(expression)});
  }

  Readings alternatives(std::size_t depth) {
    const PatternToken& open = lexed_.tokens[at_++];
    if (depth > kDeepest) {
      fail(open, "brackets in brackets, more than " + std::to_string(kDeepest) + " deep");
    }
    Readings all;
    while (true) {
      Readings next = expression(depth);
      all.insert(all.end(), std::make_move_iterator(next.begin()),
                 std::make_move_iterator(next.end()));
      check_number(all.size(), open);
      if (now().kind == Kind::close) {
        ++at_;
        return all;
      }
      if (now().kind != Kind::bar) {
        if (now().kind == Kind::scope) {
          fail(now(), "a scope cannot stand in brackets");
        }
        fail(open, "a ( without its ); write \\( for the character itself");
      }
      ++at_;
    }
  }

  // Brackets stand between words: `firm(s|ed)` would be understood as two words.
  void check_blank() const {
    if (at_ == 0 || !now().touches_before) {
      return;
    }
    const PatternToken& before = lexed_.tokens[at_ - 1];
    const auto is_text = [](const PatternToken& t) {
      return (t.kind == Kind::words || t.kind == Kind::exact) && !t.text.empty();
    };
    const auto is_bracket = [](Kind kind) {
      return kind == Kind::open || kind == Kind::close || kind == Kind::reference;
    };
    const bool opens = is_text(before) && needs_blank(before.text.back()) &&
                       (now().kind == Kind::open || now().kind == Kind::reference);
    const bool closes = is_text(now()) && needs_blank(now().text.front()) &&
                        is_bracket(before.kind) && before.kind != Kind::open;
    if (opens || closes) {
      fail(now(), "brackets stand between words: leave a blank, or write the words out");
    }
  }

  std::vector<Reading> finished(Readings partial, const PatternToken& here) const {
    std::vector<Reading> readings;
    for (PartialReading& one : partial) {
      const bool every_word = one.first_any > 0 && one.reading.steps.size() == 1;
      if (every_word && !any_word_) {
        throw PatternError(one.first_any,
                           "a * alone finds every word; if that is meant, say any_word=True");
      }
      if (!every_word && (one.first_any > 0 || one.last_any > 0)) {
        throw PatternError(one.first_any > 0 ? one.first_any : one.last_any,
                           "a * between words stands for any word, so it needs one on either side");
      }
      if (!every_word && !one.has_word) {
        fail(here.kind == Kind::scope ? here : PatternToken(),
             "a pattern needs at least one letter or digit");
      }
      if (std::ranges::find(readings, one.reading) == readings.end()) {
        readings.push_back(std::move(one.reading));
      }
    }
    return readings;
  }

  const Tokenizer& tokenizer_;
  bool any_word_;
  LexedPattern lexed_;
  std::size_t at_ = 0;
  Pattern pattern_;
};

}  // namespace

Pattern parse_pattern(std::string_view utf8, const Tokenizer& tokenizer, bool any_word) {
  return Parser(utf8, tokenizer, any_word).parse();
}

}  // namespace themescore

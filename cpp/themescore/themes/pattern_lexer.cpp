#include "themescore/themes/pattern_lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

using Kind = PatternToken::Kind;

constexpr char32_t kWideStar = 0xFF0A;
constexpr std::u32string_view kOperators = U"(){}|<>~";

constexpr std::array kScopes = {
    std::pair{std::u32string_view(U"same sentence"), Scope::sentence},
    std::pair{std::u32string_view(U"same paragraph"), Scope::paragraph},
    std::pair{std::u32string_view(U"same document"), Scope::document},
};

constexpr std::array kPrefixes = {
    std::pair{std::u32string_view(U"not:"), Pattern::Kind::excluded},
    std::pair{std::u32string_view(U"not inside:"), Pattern::Kind::excluded_inside},
};

bool is_blank(char32_t c) noexcept { return unicode::is_space(c); }
bool is_operator(char32_t c) noexcept { return kOperators.find(c) != kOperators.npos; }

std::u32string decoded(std::string_view utf8) {
  std::u32string text;
  for_each_code_point(utf8, [&](char32_t c, std::size_t) { text += c; });
  return text;
}

// Without blanks at its ends, and one space for each run of them.
std::u32string squeezed(std::u32string_view text) {
  std::u32string result;
  bool blank = false;
  for (const char32_t c : text) {
    if (is_blank(c)) {
      blank = !result.empty();
      continue;
    }
    result += blank ? U" " : U"";
    result += c;
    blank = false;
  }
  return result;
}

class Lexer {
 public:
  explicit Lexer(std::string_view utf8) : text_(decoded(utf8)) {}

  LexedPattern lex() {
    if (text_.size() > kLongestPattern) {
      throw PatternError(kLongestPattern + 1, "a pattern has at most " +
                                                  std::to_string(kLongestPattern) + " characters");
    }
    read_prefix();
    while (true) {
      const std::size_t before = at_;
      skip_blanks();
      const bool touches = at_ == before && !lexed_.tokens.empty();
      if (at_ == text_.size()) {
        break;
      }
      PatternToken token = next();
      token.touches_before = touches;
      lexed_.tokens.push_back(std::move(token));
    }
    PatternToken end;
    end.column = text_.size() + 1;
    lexed_.tokens.push_back(std::move(end));
    return std::move(lexed_);
  }

 private:
  [[noreturn]] void fail(std::size_t at, const std::string& reason) const {
    throw PatternError(at + 1, reason);
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) {
      ++at_;
    }
  }

  void read_prefix() {
    if (const auto kind = prefix()) {
      lexed_.kind = *kind;
      skip_blanks();
      const std::size_t start = at_;
      if (prefix()) {
        fail(start, "an exclusion of an exclusion; write not\\: for the word and its colon");
      }
    }
  }

  // What kind of exclusion begins here, after blanks; its prefix is passed.
  std::optional<Pattern::Kind> prefix() {
    skip_blanks();
    for (const auto& [prefix, kind] : kPrefixes) {
      if (std::u32string_view(text_).substr(at_).starts_with(prefix)) {
        at_ += prefix.size();
        return kind;
      }
    }
    return std::nullopt;
  }

  PatternToken next() {
    switch (text_[at_]) {
      case '(':
        return sign(Kind::open);
      case ')':
        return sign(Kind::close);
      case '|':
        return sign(Kind::bar);
      case '{':
        return reference();
      case '}':
        fail(at_, "a } without a { before it; write \\} for the character itself");
      case '~':
        return gap(Kind::gap);
      case '<':
        return angle();
      case '>':
        fail(at_, "a > without a < before it; write \\> for the character itself");
      case '/':
        return regex();
      case '=':
        return words(Kind::exact);
      default:
        return words(Kind::words);
    }
  }

  PatternToken begun(Kind kind) const {
    PatternToken token;
    token.kind = kind;
    token.column = at_ + 1;
    return token;
  }

  PatternToken sign(Kind kind) {
    PatternToken token = begun(kind);
    ++at_;
    return token;
  }

  // What stands up to `last`, which is passed; a backslash takes the meaning from `last` alone.
  std::optional<std::u32string> up_to(char32_t last) {
    std::u32string inside;
    for (std::size_t i = at_; i < text_.size(); ++i) {
      if (text_[i] == last) {
        at_ = i + 1;
        return inside;
      }
      if (text_[i] == '\\' && i + 1 < text_.size()) {
        inside += text_[i + 1] == last ? std::u32string() : std::u32string(1, text_[i]);
        ++i;
      }
      inside += text_[i];
    }
    return std::nullopt;
  }

  PatternToken reference() {
    PatternToken token = begun(Kind::reference);
    const std::size_t start = at_++;
    const auto name = up_to('}');
    if (!name) {
      fail(start, "a { without its }; write \\{ for the character itself");
    }
    token.text = squeezed(*name);
    if (token.text.empty()) {
      fail(start, "between { and } stands the name of a theme");
    }
    return token;
  }

  PatternToken regex() {
    PatternToken token = begun(Kind::regex);
    const std::size_t start = at_++;
    const auto inside = up_to('/');
    if (!inside) {
      fail(start, "a regular expression without its second /; write \\/ for the character itself");
    }
    token.text = *inside;
    if (token.text.empty()) {
      fail(start, "a regular expression stands between the two /");
    }
    if (at_ < text_.size() && !is_blank(text_[at_]) && !is_operator(text_[at_])) {
      fail(at_, "a blank has to follow the second / of a regular expression");
    }
    return token;
  }

  std::uint32_t number(std::size_t start) {
    std::uint32_t value = 0;
    const std::size_t first = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      value = std::min<std::uint32_t>(value * 10 + (text_[at_] - '0'), kWidestGap + 1);
      ++at_;
    }
    if (at_ == first) {
      fail(start,
           "after ~ stands how many words may lie between, as in ~3; write \\~ for the "
           "character itself");
    }
    if (value > kWidestGap) {
      fail(first, "a gap has at most " + std::to_string(kWidestGap) + " words");
    }
    return value;
  }

  PatternToken gap(Kind kind) {
    PatternToken token = begun(kind);
    const std::size_t start = at_++;
    token.words = number(start);
    return token;
  }

  PatternToken angle() {
    const std::size_t start = at_;
    const PatternToken begin = begun(Kind::scope);
    ++at_;
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '~') {
      PatternToken token = gap(Kind::either);
      token.column = begin.column;
      skip_blanks();
      if (at_ == text_.size() || text_[at_] != '>') {
        fail(at_, "a > has to follow, as in <~3>");
      }
      ++at_;
      return token;
    }
    const auto inside = up_to('>');
    const std::u32string name = squeezed(inside.value_or(U""));
    const auto* found = std::ranges::find(kScopes, name, [](const auto& s) { return s.first; });
    if (!inside || found == kScopes.end()) {
      fail(start,
           "after < comes ~3>, same sentence>, same paragraph> or same document>; write \\< for "
           "the character itself");
    }
    PatternToken token = begin;
    token.scope = found->second;
    return token;
  }

  PatternToken words(Kind kind) {
    PatternToken token = begun(kind);
    const std::size_t start = at_;
    at_ += kind == Kind::exact ? 1 : 0;
    for (; at_ < text_.size() && !is_operator(text_[at_]); ++at_) {
      if (is_blank(text_[at_])) {
        if (kind == Kind::exact || goes_on_differently()) {
          break;
        }
      }
      const bool escape = text_[at_] == '\\';
      if (escape && ++at_ == text_.size()) {
        fail(at_ - 1, "a \\ at the end; write \\\\ for the character itself");
      }
      if (text_[at_] == kWideStar && !escape) {
        fail(at_, "a full-width star is no wildcard; write *");
      }
      token.text += text_[at_];
      token.columns.push_back(at_ + 1);
      token.escaped.push_back(escape);
    }
    if (kind == Kind::exact && token.text.empty()) {
      fail(start, "a word has to follow the =; write \\= for the character itself");
    }
    return token;
  }

  // Whether after the blanks here comes what is no plain word: the blanks are left to be seen.
  [[nodiscard]] bool goes_on_differently() const {
    std::size_t i = at_;
    while (i < text_.size() && is_blank(text_[i])) {
      ++i;
    }
    return i == text_.size() || text_[i] == '/' || text_[i] == '=' || is_operator(text_[i]);
  }

  std::u32string text_;
  std::size_t at_ = 0;
  LexedPattern lexed_;
};

}  // namespace

LexedPattern lex_pattern(std::string_view utf8) { return Lexer(utf8).lex(); }

}  // namespace themescore

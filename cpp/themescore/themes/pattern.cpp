#include "themescore/themes/pattern.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "themescore/errors.hpp"
#include "themescore/text/han.hpp"

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestPattern = 1000;

constexpr std::array kTransparent = {
    "-"sv,
    "'"sv,
    "\xC2\xB7"sv,      // U+00B7 middle dot
    "\xE2\x80\x90"sv,  // U+2010 hyphen; U+2011 has the same form
    "\xE2\x80\x93"sv,  // U+2013 en dash
    "\xE2\x80\xA7"sv,  // U+2027 hyphenation point
    "\xE3\x83\xBB"sv,  // U+30FB katakana middle dot
};

constexpr char32_t kWideStar = 0xFF0A;

constexpr bool is_wildcard(char32_t c) noexcept { return c == '*' || c == '?'; }

// Characters of the larger pattern language. Taking them for plain text today would change what a
// theme file means tomorrow.
constexpr bool is_reserved(char32_t c, bool first) noexcept {
  return c == '(' || c == ')' || c == '|' || c == '{' || c == '}' || c == '<' || c == '>' ||
         c == '~' || c == '\\' || (first && (c == '/' || c == '='));
}

std::size_t column_of(std::size_t offset) noexcept { return offset + 1; }

// Something between two blanks of the pattern, or a token of it.
struct Piece {
  Span span;
  bool wildcard;
  bool word;
  bool han;
};

class Parser {
 public:
  Parser(std::string_view utf8, const Tokenizer& tokenizer)
      : tokenizer_(tokenizer), owned_(OwnedText::from_utf8(utf8)), text_(owned_.view()) {
    check_characters();
    for (const Token& token : tokenizer.tokens(text_)) {
      const Span span = token.span;
      const bool wildcard = is_wildcard(text_[span.start]);
      const bool han = !wildcard && starts_with_han(form(span));
      pieces_.push_back({span, wildcard, token.is_word(), han});
    }
  }

  Pattern parse() {
    for (std::size_t i = 0; i < pieces_.size();) {
      const std::size_t end = glued_end(i);
      add(i, end);
      i = end;
    }
    check_words();
    return std::move(pattern_);
  }

 private:
  void check_characters() const {
    if (text_.size() > kLongestPattern) {
      throw PatternError(
          column_of(kLongestPattern),
          "a pattern has at most " + std::to_string(kLongestPattern) + " characters");
    }
    bool first = true;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == kWideStar) {
        throw PatternError(column_of(i), "a full-width star is no wildcard; write *");
      }
      if (is_reserved(text_[i], first)) {
        std::string reason = "'";
        append_utf8(reason, text_[i]);
        throw PatternError(
            column_of(i),
            reason + "' is kept for the pattern language; leave it out, or write two patterns");
      }
      first = first && unicode::is_space(text_[i]);
    }
  }

  // Words and wildcards that touch make one glob: `re*form*`.
  std::size_t glued_end(std::size_t first) const {
    std::size_t end = first + 1;
    const auto glues = [&](const Piece& piece) { return piece.wildcard || piece.word; };
    if (!glues(pieces_[first])) {
      return end;
    }
    while (end < pieces_.size() && glues(pieces_[end]) &&
           pieces_[end].span.start <= pieces_[end - 1].span.end &&
           (pieces_[end].wildcard || pieces_[end - 1].wildcard || same_run(end))) {
      ++end;
    }
    return end;
  }

  // The words of one run of Han stay together: it is matched by the character.
  bool same_run(std::size_t i) const { return pieces_[i].han && pieces_[i - 1].han; }

  std::string form(Span span) const { return tokenizer_.form_of(to_utf8(text_, span)); }

  void add(std::size_t first, std::size_t end) {
    const auto group = std::span(pieces_).subspan(first, end - first);
    if (std::ranges::any_of(group, &Piece::han)) {
      pattern_.open_start = pattern_.open_start || (first == 0 && group.front().wildcard);
      pattern_.open_end = end == pieces_.size() && group.back().wildcard;
      add_han(group);
      return;
    }
    const bool has_wildcard = std::ranges::any_of(group, &Piece::wildcard);
    const bool has_word = std::ranges::any_of(group, &Piece::word);
    if (has_wildcard && !has_word) {
      if (group.size() > 1 || text_[group[0].span.start] != '*') {
        throw PatternError(column_of(group[0].span.start),
                           "a wildcard needs a letter beside it; a single * stands for one word");
      }
      pattern_.words.push_back({PatternWord::Kind::any, {}});
      return;
    }
    std::string glob;
    for (const Piece& piece : group) {
      glob += piece.wildcard ? to_utf8(text_, piece.span) : form(piece.span);
    }
    if (!has_wildcard && is_transparent(glob)) {
      return;
    }
    if (!has_wildcard) {
      glob = tokenizer_.term_of(glob);
    }
    pattern_.words.push_back(
        {has_wildcard ? PatternWord::Kind::glob : PatternWord::Kind::literal, std::move(glob)});
  }

  // A * at the edge of a Chinese pattern is a matter of where it may begin and end; a wildcard
  // anywhere else would need the words that the pattern does not have.
  void add_han(std::span<const Piece> group) {
    std::optional<Span> run;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const Piece& piece = group[i];
      if (!piece.wildcard) {
        run = Span{run ? run->start : piece.span.start, piece.span.end};
        continue;
      }
      const bool edge = i == 0 || i + 1 == group.size();
      if (text_[piece.span.start] != '*' || !edge) {
        throw PatternError(column_of(piece.span.start),
                           "in Chinese only a * at the beginning or the end is understood; "
                           "write the words out");
      }
    }
    pattern_.han_runs.push_back(form(*run));
    for_each_han(pattern_.han_runs.back(), [this](std::string_view character, std::size_t) {
      pattern_.words.push_back({PatternWord::Kind::character, std::string(character)});
    });
  }

  void check_words() const {
    const auto is_any = [](const PatternWord& word) { return word.kind == PatternWord::Kind::any; };
    if (std::ranges::none_of(pieces_, [](const Piece& piece) { return piece.word; })) {
      throw PatternError(1, pieces_.empty() ? "the pattern is empty"
                                            : "a pattern needs at least one letter or digit");
    }
    if (is_any(pattern_.words.front()) || is_any(pattern_.words.back())) {
      throw PatternError(1, "a * standing alone has to have a word on either side");
    }
  }

  const Tokenizer& tokenizer_;
  OwnedText owned_;
  Text text_;
  std::vector<Piece> pieces_;
  Pattern pattern_;
};

// Bytes of the code point at the front.
std::size_t code_point_size(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

Pattern parse_pattern(std::string_view utf8, const Tokenizer& tokenizer) {
  return Parser(utf8, tokenizer).parse();
}

bool is_transparent(std::string_view form) {
  return std::ranges::find(kTransparent, form) != kTransparent.end();
}

bool glob_matches(std::string_view glob, std::string_view form) noexcept {
  std::size_t g = 0;
  std::size_t f = 0;
  std::optional<std::size_t> star;  // where to go on in the glob after the last *
  std::size_t retry = 0;            // where that * has to give way to
  while (f < form.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = ++g;
      retry = f;
    } else if (g < glob.size() && glob[g] == '?') {
      ++g;
      f += code_point_size(form[f]);
    } else if (g < glob.size() && glob[g] == form[f]) {
      ++g;
      ++f;
    } else if (star) {
      g = *star;
      retry += code_point_size(form[retry]);
      f = retry;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') {
    ++g;
  }
  return g == glob.size();
}

}  // namespace themescore

#include "themescore/themes/pattern_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/text/han.hpp"

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::array kTransparent = {
    "-"sv,
    "'"sv,
    "\xC2\xB7"sv,      // U+00B7 middle dot
    "\xE2\x80\x90"sv,  // U+2010 hyphen; U+2011 has the same form
    "\xE2\x80\x93"sv,  // U+2013 en dash
    "\xE2\x80\xA7"sv,  // U+2027 hyphenation point
    "\xE3\x83\xBB"sv,  // U+30FB katakana middle dot
};

// A token of the pattern.
struct Piece {
  Span span;
  bool wildcard;
  bool word;
  bool han;
};

class WordsReader {
 public:
  WordsReader(const PatternToken& token,
              const Tokenizer& tokenizer,
              std::vector<std::string>& han_runs)
      : token_(token),
        tokenizer_(tokenizer),
        han_runs_(han_runs),
        text_(Text(Text::Wide(token.text.data(), token.text.size()))),
        exact_(token.kind == PatternToken::Kind::exact) {
    check_text(text_);
    for (const Token& next : tokenizer.tokens(text_)) {
      const Span span = next.span;
      const char32_t first = text_[span.start];
      const bool wildcard = (first == '*' || first == '?') && !token_.escaped[span.start];
      const bool han = !wildcard && starts_with_han(form(span));
      pieces_.push_back({span, wildcard, next.is_word(), han});
    }
  }

  PartialReading read() {
    for (std::size_t i = 0; i < pieces_.size();) {
      const std::size_t end = glued_end(i);
      add(i, end);
      i = end;
    }
    return std::move(all_);
  }

 private:
  [[noreturn]] void fail(const Piece& piece, const std::string& reason) const {
    throw PatternError(token_.columns[piece.span.start], reason);
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
  bool same_run(std::size_t i) const { return !exact_ && pieces_[i].han && pieces_[i - 1].han; }

  std::string surface(Span span) const { return to_utf8(text_, span); }
  std::string form(Span span) const { return tokenizer_.form_of(surface(span)); }

  void add(std::size_t first, std::size_t end) {
    const auto group = std::span(pieces_).subspan(first, end - first);
    if (!exact_ && std::ranges::any_of(group, &Piece::han)) {
      add_han(group);
      return;
    }
    const bool has_wildcard = std::ranges::any_of(group, &Piece::wildcard);
    const bool has_word = std::ranges::any_of(group, &Piece::word);
    if (has_wildcard && !has_word) {
      if (group.size() > 1 || exact_ || text_[group[0].span.start] != '*') {
        fail(group[0], "a wildcard needs a letter beside it; a single * stands for one word");
      }
      append({PatternWord::Kind::any, {}}, false, token_.columns[group[0].span.start]);
      return;
    }
    std::string text;
    for (const Piece& piece : group) {
      text += piece.wildcard || (exact_ && has_word) ? surface(piece.span) : form(piece.span);
    }
    if (!has_wildcard && is_transparent(text)) {
      return;
    }
    if (exact_ && has_word) {
      append({has_wildcard ? PatternWord::Kind::exact_glob : PatternWord::Kind::exact,
              std::move(text)},
             true);
      return;
    }
    if (!has_wildcard) {
      text = tokenizer_.term_of(text);
    }
    append({has_wildcard ? PatternWord::Kind::glob : PatternWord::Kind::literal, std::move(text)},
           has_word);
  }

  void append(PatternWord word, bool has_word, std::size_t any = 0) {
    PartialReading one;
    one.reading.steps.push_back(std::move(word));
    one.has_word = has_word;
    one.first_any = one.last_any = any;
    all_ = side_by_side(all_, one);
  }

  // A * at the edge of a Chinese pattern is a matter of where it may begin and end; a wildcard
  // anywhere else would need the words that the pattern does not have.
  void add_han(std::span<const Piece> group) {
    PartialReading run;
    std::optional<Span> span;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const Piece& piece = group[i];
      if (!piece.wildcard) {
        span = Span{span ? span->start : piece.span.start, piece.span.end};
        continue;
      }
      const bool edge = i == 0 || i + 1 == group.size();
      if (text_[piece.span.start] != '*' || !edge) {
        fail(piece,
             "in Chinese only a * at the beginning or the end is understood; write the words out");
      }
    }
    run.has_word = true;
    run.reading.open_start = group.front().wildcard;
    run.reading.open_end = group.back().wildcard;
    han_runs_.push_back(form(*span));
    for_each_han(han_runs_.back(), [&](std::string_view character, std::size_t) {
      run.reading.steps.emplace_back(
          PatternWord{PatternWord::Kind::character, std::string(character)});
    });
    all_ = side_by_side(all_, run);
  }

  const PatternToken& token_;
  const Tokenizer& tokenizer_;
  std::vector<std::string>& han_runs_;
  Text text_;
  bool exact_;
  std::vector<Piece> pieces_;
  PartialReading all_;
};

}  // namespace

PartialReading read_pattern_words(const PatternToken& token,
                                  const Tokenizer& tokenizer,
                                  std::vector<std::string>& han_runs) {
  return WordsReader(token, tokenizer, han_runs).read();
}

PartialReading side_by_side(const PartialReading& first, const PartialReading& second) {
  if (first.reading.steps.empty()) {
    return second;
  }
  if (second.reading.steps.empty()) {
    return first;
  }
  PartialReading both = first;
  auto& steps = both.reading.steps;
  if (first.reading.open_end || second.reading.open_start) {
    steps.emplace_back(PatternGap{0, first.reading.open_end, second.reading.open_start});
  }
  steps.insert(steps.end(), second.reading.steps.begin(), second.reading.steps.end());
  both.reading.open_end = second.reading.open_end;
  both.has_word = first.has_word || second.has_word;
  both.last_any = second.last_any;
  return both;
}

bool is_transparent(std::string_view form) {
  return std::ranges::find(kTransparent, form) != kTransparent.end();
}

}  // namespace themescore

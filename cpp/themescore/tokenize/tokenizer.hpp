#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "themescore/text/stemmer.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/addresses.hpp"
#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/segmenter.hpp"
#include "themescore/tokenize/han_runs.hpp"
#include "themescore/tokenize/plain_words.hpp"
#include "themescore/tokenize/token.hpp"
#include "themescore/tokenize/word_boundary.hpp"
#include "themescore/tokenize/word_pattern.hpp"

namespace themescore {

/// How words are found and brought to their form.
struct TokenizerSettings {
  /// How runs of Han are cut, one of han_segmenter_names().
  std::string han = "bigram";
  /// What "jieba" knows; it cannot do without.
  std::shared_ptr<const HanDictionary> dictionary = nullptr;
  /// Whether "jieba" puts words together that its dictionary does not have.
  bool unknown_words = true;
  /// Traditional Chinese is cut, and has the form, as if it were simplified.
  bool simplify = true;
  /// One of stemmer_languages(); none if empty.
  std::string stem = "";
  /// Words that are no terms, in any form and order; a stem is not among them.
  std::vector<std::string> stop_words = {};
  /// The boundaries of UAX #29 and nothing else: no Han segmenter, no rules for real reports.
  bool standard = false;
  /// Words are what it finds, and nothing else is a token; a text is one sentence. Forms are its
  /// own, and stop words are taken as they are given.
  std::shared_ptr<const WordPattern> word_pattern = nullptr;
};

/// A word as the segmenter meets it in a text.
[[nodiscard]] std::u32string dictionary_form(std::string_view word, bool simplify);

/// Finds the words and sentences of a text. Immutable, cheap to copy, safe to share among threads.
class Tokenizer {
 public:
  /// Throws OptionError for settings that cannot be had.
  explicit Tokenizer(TokenizerSettings settings = {});

  [[nodiscard]] const TokenizerSettings& settings() const noexcept { return settings_; }

  /// What makes two surfaces one word. Well-formed UTF-8.
  [[nodiscard]] std::string form_of(std::string_view surface) const;
  /// What a form is counted, and found, as: itself, or its stem.
  [[nodiscard]] std::string term_of(std::string_view form) const;
  /// Whether the dictionary, if there is one, has the word.
  [[nodiscard]] bool has_word(std::string_view word) const;
  /// Whether a form is left out of terms and n-grams.
  [[nodiscard]] bool is_stop_word(std::string_view form) const;

  /// Of a word of Han, given by its form: its inner borders, and why it is a word.
  [[nodiscard]] HanCuts han_cuts(std::string_view form) const;
  [[nodiscard]] HanOrigin han_origin(std::string_view form) const;
  /// Whether neighbouring words of a run of Han share characters.
  [[nodiscard]] bool han_overlaps() const noexcept { return settings_.han == "bigram"; }

  /// Calls `sink(token)` for each token in order of its start; white space is no token, and a token
  /// holds none but the line break of `wrapped` (see find_wrapped_lines) that cuts a word of Han.
  template <class Unit, class Sink>
  void scan(std::span<const Unit> text, std::span<const std::uint32_t> wrapped, Sink&& sink) const;

  /// The same, but where the text is plain ASCII `plain(words, i)` goes on, which calls one of the
  /// two functions of PlainWords and returns what that does. Not with `standard`.
  template <class Unit, class Sink, class Plain>
  void scan(std::span<const Unit> text,
            std::span<const std::uint32_t> wrapped,
            Sink&& sink,
            Plain&& plain) const;

  /// The same, and the words of Han go to `han(words, offset)`: see HanRuns::cut().
  template <class Unit, class Sink, class Plain, class Han>
  void scan(std::span<const Unit> text,
            std::span<const std::uint32_t> wrapped,
            Sink&& sink,
            Plain&& plain,
            Han&& han) const;

  /// The sentences of a text, their paragraphs, and the line breaks inside of them.
  struct Layout {
    std::vector<Span> sentences;
    std::vector<std::uint32_t> wrapped;                ///< see wrapped_lines
    std::vector<std::uint32_t> paragraph_of_sentence;  ///< see number_paragraphs
  };
  [[nodiscard]] Layout layout(const Text& text) const;

  /// What scan() needs: find_wrapped_lines(), or none with `standard` or a word pattern.
  [[nodiscard]] std::vector<std::uint32_t> wrapped_lines(const Text& text) const;

  [[nodiscard]] std::vector<Token> tokens(const Text& text) const;

  /// Sentences in order, without the white space around them; with `standard`, all of the text.
  [[nodiscard]] std::vector<Span> sentences(const Text& text) const;

 private:
  TokenizerSettings settings_;
  std::shared_ptr<const HanSegmenter> segmenter_;
  std::optional<StemmerLanguage> stem_;
};

namespace detail {

/// By the first that is there of letter, number, punctuation and symbol. Words and marks alternate
/// in no pattern that a processor could learn, so this takes no branch.
constexpr TokenKind kind_of(Bits seen) noexcept {
  using enum TokenKind;
  constexpr std::array kKinds = {word, other, number, punctuation, symbol, other};
  constexpr unsigned kFirst = 20;  // of the bits that are categories
  static_assert(bit(Category::Letter) == 1u << kFirst && bit(Category::Mark) == 2u << kFirst &&
                bit(Category::Number) == 4u << kFirst &&
                bit(Category::Punctuation) == 8u << kFirst &&
                bit(Category::Symbol) == 16u << kFirst);
  return kKinds[static_cast<std::size_t>(
      std::countr_zero(((seen >> kFirst) & 0b11101u) | 0b100000u))];
}

constexpr bool is_per_cent(char32_t c) noexcept {
  return c == '%' || c == 0x2030 || c == 0x2031 ||  // per mille, per ten thousand
         (c >= 0x0609 && c <= 0x066A && (c <= 0x060A || c == 0x066A)) ||  // the three in Arabic
         c == 0xFF05 || c == 0xFE6A;
}

/// End of the per cent sign at `at`, with the marks on it; `at` if there is none.
template <class Unit>
std::size_t per_cent_end(std::span<const Unit> text, std::size_t at) noexcept {
  if (at == text.size() || !is_per_cent(static_cast<char32_t>(text[at]))) {
    return at;
  }
  Bits seen = 0;
  return next_word_boundary<word_break::Tailoring::reports>(text, at, seen);
}

/// Whether what stands right after a word may belong to its token: `%` or the marks of an address.
constexpr bool may_go_on(char32_t c) noexcept {
  constexpr std::uint32_t kMarks = 1u << ('%' - '%') | 1u << ('+' - '%') | 1u << ('-' - '%') |
                                   1u << ('.' - '%') | 1u << (':' - '%') | 1u << ('@' - '%');
  const std::uint32_t place = static_cast<std::uint32_t>(c) - '%';
  return place < 32 ? ((kMarks >> place) & 1u) != 0 : c >= 0x0609 && is_per_cent(c);
}

/// Whether the segment before `end` may be other than a token as it is: it has connectors, or an
/// address may begin in it, or a per cent sign follows.
template <class Unit>
bool needs_a_look(std::span<const Unit> text, std::size_t end, Bits seen) noexcept {
  if ((seen & (bit(WordBreak::ExtendNumLet) | bit(WordBreak::MidNumLet))) == 0 &&
      (end == text.size() || !may_go_on(static_cast<char32_t>(text[end])))) {
    return false;
  }
  return (seen & (bit(WordBreak::ExtendNumLet) | bit(Category::Letter) | bit(Category::Number))) !=
         0;
}

/// The segment without the connectors at its edges; all of it if it is nothing else.
template <class Unit>
std::pair<std::size_t, std::size_t> without_connectors(std::span<const Unit> text,
                                                       std::size_t start,
                                                       std::size_t end) noexcept {
  const auto is_connector = [&](std::size_t i) {
    return (word_break::bits_of<word_break::Tailoring::none>(text[i]) &
            bit(WordBreak::ExtendNumLet)) != 0;
  };
  std::size_t front = start;
  std::size_t back = end;
  while (front < back && is_connector(front)) {
    ++front;
  }
  while (back > front && is_connector(back - 1)) {
    --back;
  }
  return front == back ? std::pair(start, end) : std::pair(front, back);
}

}  // namespace detail

template <class Unit, class Sink>
void Tokenizer::scan(std::span<const Unit> text,
                     std::span<const std::uint32_t> wrapped,
                     Sink&& sink) const {
  // Of ASCII letters and digits: a number if it has no letter. What a word pattern finds is a word.
  const bool has_numbers = settings_.word_pattern == nullptr;
  const auto word = [&](Span span) {
    const auto units = text.subspan(span.start, span.end - span.start);
    const bool number =
        has_numbers && std::ranges::all_of(units, [](Unit unit) { return unit <= '9'; });
    sink(Token{span, number ? TokenKind::number : TokenKind::word});
  };
  const auto mark = [&](std::size_t i) {
    const Bits seen = word_break::bits_of<word_break::Tailoring::reports>(text[i]);
    const auto at = static_cast<std::uint32_t>(i);
    sink(Token{{at, at + 1}, detail::kind_of(seen)});
  };
  scan(text, wrapped, sink,
       [&](PlainWords<Unit>& words, std::size_t i) { return words.run(i, word, mark); });
}

template <class Unit, class Sink, class Plain>
void Tokenizer::scan(std::span<const Unit> text,
                     std::span<const std::uint32_t> wrapped,
                     Sink&& sink,
                     Plain&& plain) const {
  scan(text, wrapped, sink, plain,
       [&](std::span<const HanSegmenter::Word> words, std::uint32_t offset) {
         for (const auto [first, last] : words) {
           sink(Token{{first + offset, last + offset}, TokenKind::word});
         }
       });
}

template <class Unit, class Sink, class Plain, class Han>
void Tokenizer::scan(std::span<const Unit> text,
                     std::span<const std::uint32_t> wrapped,
                     Sink&& sink,
                     Plain&& plain,
                     Han&& han) const {
  if (settings_.word_pattern) {
    const WordPattern& pattern = *settings_.word_pattern;
    auto words = PlainWords<Unit>::of_pattern(text, pattern.shortest());
    for (std::size_t i = 0; i < text.size();) {
      if (pattern.has_plain_ascii() && text[i] < 0x80) {
        i = plain(words, i);
        if (i == text.size()) {
          break;
        }
      }
      i = pattern.step(text, i, sink);
    }
    return;
  }
  using word_break::Tailoring;
  const bool standard = settings_.standard;
  HanRuns runs(text, wrapped, *segmenter_, settings_.simplify);
  PlainWords words(text);
  std::size_t no_mail_before = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!standard && words.may_begin(text[i])) {
      i = plain(words, i);
      if (i == text.size()) {
        break;
      }
    }
    const Bits first = word_break::bits_of<Tailoring::reports>(text[i]);
    if (!standard && (first & kHan)) {
      i = runs.cut(i, han);
      continue;
    }
    if (first & bit(Category::Space)) {
      ++i;
      continue;
    }
    Bits seen = 0;
    const std::size_t end = standard ? next_word_boundary<Tailoring::none>(text, i, seen)
                                     : next_word_boundary<Tailoring::reports>(text, i, seen);
    const auto put = [&](std::size_t from, std::size_t to, TokenKind kind) {
      if (from < to) {
        sink(Token{{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}, kind});
      }
    };
    if (standard || !detail::needs_a_look(text, end, seen)) {
      put(i, end, detail::kind_of(seen));
      // A space is passed over without a branch: whether one follows is hard to predict.
      i = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
      continue;
    }
    // Marks of emphasis, as in `_reform_`, are no part of the word that they stand round.
    const auto [front, back] = detail::without_connectors(text, i, end);
    put(i, front, TokenKind::punctuation);
    if (const std::size_t address = find_address_end(text, front, end, no_mail_before)) {
      put(front, address, TokenKind::word);
      i = address;
      continue;
    }
    const TokenKind kind = detail::kind_of(seen);
    const std::size_t rest =
        kind == TokenKind::number && back == end ? detail::per_cent_end(text, end) : back;
    put(front, rest, kind);
    put(rest, end, TokenKind::punctuation);
    i = std::max(end, rest);
  }
}

/// All boundaries of UAX #29 in `text`, white space included: the first is 0, the last its size.
[[nodiscard]] std::vector<std::uint32_t> standard_word_boundaries(const Text& text);

}  // namespace themescore

#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/han_segmenter.hpp"
#include "themescore/tokenize/token.hpp"
#include "themescore/tokenize/word_boundary.hpp"

namespace themescore {

/// Finds the words and sentences of a text. Immutable, cheap to copy, safe to share among threads.
///
/// `han` names how runs of Han are cut. With `standard` the boundaries are those of UAX #29 and
/// nothing else: no Han segmenter, no rules for real reports in the sentence splitter.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view han = "bigram", bool standard = false)
      : han_(han), standard_(standard), segmenter_(make_han_segmenter(han)) {}

  [[nodiscard]] const std::string& han() const noexcept { return han_; }
  [[nodiscard]] bool standard() const noexcept { return standard_; }

  /// Calls `sink(token)` for each token in order of its start; white space is no token, and a token
  /// holds none but the line break of `wrapped` (see find_wrapped_lines) that cuts a word of Han.
  template <class Unit, class Sink>
  void scan(std::span<const Unit> text, std::span<const std::uint32_t> wrapped, Sink&& sink) const;

  /// The sentences of a text and the line breaks inside of them.
  struct Layout {
    std::vector<Span> sentences;
    std::vector<std::uint32_t> wrapped;  ///< none with `standard`
  };
  [[nodiscard]] Layout layout(const Text& text) const;

  [[nodiscard]] std::vector<Token> tokens(const Text& text) const;

  /// Sentences in order, without the white space around them; with `standard`, all of the text.
  [[nodiscard]] std::vector<Span> sentences(const Text& text) const;

 private:
  std::string han_;
  bool standard_;
  std::shared_ptr<const HanSegmenter> segmenter_;
};

namespace detail {

constexpr TokenKind kind_of(Bits seen) noexcept {
  if (seen & bit(Category::Letter)) {
    return TokenKind::word;
  }
  if (seen & bit(Category::Number)) {
    return TokenKind::number;
  }
  if (seen & bit(Category::Punctuation)) {
    return TokenKind::punctuation;
  }
  return seen & bit(Category::Symbol) ? TokenKind::symbol : TokenKind::other;
}

/// First code point after the line break at `i`.
template <class Unit>
std::size_t after_line_break(std::span<const Unit> text, std::size_t i) noexcept {
  return text[i] == 0x0D && i + 1 < text.size() && text[i + 1] == 0x0A ? i + 2 : i + 1;
}

/// Collects the run of Han that starts at `start`; returns its end. The run goes on after a line
/// break of `wrapped`, so that a word cut in two by the end of a line is one word.
template <class Unit>
std::size_t read_han_run(std::span<const Unit> text,
                         std::size_t start,
                         std::span<const std::uint32_t> wrapped,
                         HanRun& run) {
  using word_break::Tailoring;
  const auto bits_at = [&](std::size_t i) { return word_break::bits_of<Tailoring::none>(text[i]); };
  run.characters.clear();
  run.starts.clear();
  run.ends.clear();
  std::size_t i = start;
  while (i < text.size()) {
    const Bits bits = bits_at(i);
    if (bits & kHan) {
      run.characters.push_back(static_cast<char32_t>(text[i]));
      run.starts.push_back(static_cast<std::uint32_t>(i));
      run.ends.push_back(static_cast<std::uint32_t>(++i));
    } else if (bits & word_break::kIgnored) {
      run.ends.back() = static_cast<std::uint32_t>(++i);
    } else if ((bits & word_break::kNewlines) &&
               std::ranges::binary_search(wrapped, static_cast<std::uint32_t>(i))) {
      const std::size_t next = after_line_break(text, i);
      if (next == text.size() || (bits_at(next) & kHan) == 0) {
        break;
      }
      i = next;
    } else {
      break;
    }
  }
  return i;
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
  using word_break::Tailoring;
  HanRun run;
  std::vector<HanSegmenter::Word> words;
  for (std::size_t i = 0; i < text.size();) {
    const Bits first = word_break::bits_of<Tailoring::none>(text[i]);
    if (!standard_ && (first & kHan)) {
      const std::size_t end = detail::read_han_run(text, i, wrapped, run);
      segmenter_->segment(run, words);
      for (const auto& word : words) {
        sink(Token{{run.starts[word.first], run.ends[word.last - 1]}, TokenKind::word});
      }
      i = end;
      continue;
    }
    if (first & bit(Category::Space)) {
      ++i;
      continue;
    }
    Bits seen = 0;
    const std::size_t end = standard_ ? next_word_boundary<Tailoring::none>(text, i, seen)
                                      : next_word_boundary<Tailoring::reports>(text, i, seen);
    // Marks of emphasis, as in `_reform_`, are no part of the word that they stand round.
    const auto [front, back] = standard_ || (seen & bit(WordBreak::ExtendNumLet)) == 0
                                   ? std::pair(i, end)
                                   : detail::without_connectors(text, i, end);
    const auto put = [&](std::size_t from, std::size_t to, TokenKind kind) {
      if (from < to) {
        sink(Token{{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}, kind});
      }
    };
    put(i, front, TokenKind::punctuation);
    put(front, back, detail::kind_of(seen));
    put(back, end, TokenKind::punctuation);
    i = end;
  }
}

/// All boundaries of UAX #29 in `text`, white space included: the first is 0, the last its size.
[[nodiscard]] std::vector<std::uint32_t> standard_word_boundaries(const Text& text);

}  // namespace themescore

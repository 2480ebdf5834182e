#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/errors.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/themes/mention_finder.hpp"
#include "themescore/tokenize/short_words.hpp"
#include "themescore/tokenize/surface_key.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/weigh/term_counter.hpp"
#include "themescore/weigh/word_types.hpp"

namespace themescore {

/// Whom a walk through a document tells what it meets.
struct WalkListeners {
  const Tokenizer& tokenizer;
  WordTypes& types;
  TermCounter& terms;
  MentionFinder& finder;
  CueFinder* cues;  ///< null if there are none
  /// Whether the finders look at tokens that are neither words nor numbers.
  bool needs_punctuation;
  const std::atomic<bool>& stop;
  std::vector<std::uint32_t>& words_of_sentence;
};

/// One document on its way through the tokenizer. `Unit` is the text's code unit.
template <class Unit>
class DocumentWalk {
 public:
  DocumentWalk(const WalkListeners& to, std::span<const Unit> text, const Tokenizer::Layout& layout)
      : to_(to),
        text_(text),
        layout_(layout),
        ascii_(sizeof(Unit) == 1 && std::ranges::all_of(text, [](Unit u) { return u < 0x80; })) {
    look_up(0);
  }

  /// Once. Returns how many words there are; throws Cancelled once the listeners' `stop` is set.
  std::int64_t run() {
    to_.tokenizer.scan(
        text_, layout_.wrapped, [this](const Token& token) { take(token); },
        [this](PlainWords<Unit>& words, std::size_t i) { return take_plain(words, i); },
        [this](std::span<const HanSegmenter::Word> words, std::uint32_t offset) {
          take_han(words, offset);
        });
    take_waiting(wide_);
    close_sentences(layout_.sentences.size());
    return position_;
  }

 private:
  static constexpr std::uint32_t kLongestLook = 1u << 20;
  static constexpr std::size_t kWaiting = 32;

  // Tokens that have yet to be looked up, by what WordTypes knows them by.
  template <class Key, std::size_t kSize>
  struct Waiting {
    struct One {
      Key key{};
      std::uint64_t hash = 0;
      Span span;
      TokenKind kind = TokenKind::word;  // of plain ASCII it may be a number, which counts as well
      bool apart = false;                // marks that are no tokens here stand before it
    };
    std::array<One, kSize> all;
    std::size_t count = 0;
  };

  std::size_t take_plain(PlainWords<Unit>& words, std::size_t i) {
    take_waiting(wide_);
    if (to_.needs_punctuation) {
      return words.run(
          i,
          [this](Span word) {
            wait(word, false);
            take_waiting(plain_);
          },
          [this](std::size_t mark) {
            const auto start = static_cast<std::uint32_t>(mark);
            take({{start, start + 1}, TokenKind::punctuation});  // or a symbol
          });
    }
    bool apart_at_end = false;
    const std::size_t end = words.run_over_marks(
        i, [this](Span word, bool apart) { wait(word, apart); }, [&] { apart_at_end = true; });
    take_waiting(plain_);
    ordinal_ += apart_at_end ? 1 : 0;
    return end;
  }

  void wait(Span span, bool apart) {
    if (span.end - span.start > ShortWord::kLongest) {
      take_waiting(plain_);
      ordinal_ += apart ? 1 : 0;
      take({span, TokenKind::word});  // or a number, which counts as well
      return;
    }
    put(plain_, short_word(text_, span), span, TokenKind::word, apart);
  }

  // Inlined, where a compiler would not do it: it is what nearly all tokens come to.
  template <class Queue, class Key>
  [[gnu::always_inline]] void put(
      Queue& queue, const Key& key, Span span, TokenKind kind, bool apart) {
    // Number by number: a whole made of them would be read back before they are in memory.
    auto& one = queue.all[queue.count++];
    one.key = key;
    one.hash = to_.types.hash(key);
    one.span = span;
    one.kind = kind;
    one.apart = apart;
    if (queue.count == queue.all.size()) {
      take_waiting(queue);
    }
  }

  // All are looked up before the first is taken, so that what that needs is fetched in time.
  template <class Queue>
  [[gnu::noinline]] void take_waiting(Queue& queue) {
    const auto waiting = std::span(queue.all).first(queue.count);
    queue.count = 0;
    std::array<WordTypes::Short, kWaiting> types;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const auto& one = waiting[i];
      types[i] =
          to_.types.of(one.key, one.hash, is_word(one.kind), [&] { return surface(one.span); });
      prefetch(types[i]);
    }
    for (std::size_t i = 0; i < waiting.size();) {
      if (waiting[i].span.start >= next_look_) {
        look_up(waiting[i].span.start);
      }
      i = take_until_look(waiting, std::span(types).first(waiting.size()), i);
    }
  }

  // Takes those from the first on that are before next_look_, and returns where they end. Nearly
  // all are nothing but counted.
  template <class One>
  std::size_t take_until_look(std::span<One> waiting,
                              std::span<const WordTypes::Short> types,
                              std::size_t first) {
    std::uint32_t ordinal = ordinal_;
    std::int64_t position = position_;
    std::size_t i = first;
    for (; i < waiting.size() && waiting[i].span.start < next_look_; ++i) {
      ordinal += waiting[i].apart ? 1u : 0u;
      if (is_only_counted(types[i])) {
        to_.terms.count(types[i].form(), sentence_);
        ++ordinal;
        ++position;
      } else if (types[i].is_nothing()) {
        ++ordinal;
      } else {
        const WordType& type = to_.types[types[i].type];
        const WordType* const next = i + 1 < types.size() ? known(types[i + 1]) : nullptr;
        // Most words that a match may begin with are followed by none that it goes on with.
        if (next != nullptr && is_word(waiting[i].kind) && !type.stop_word &&
            type.begins_none(*next) && !has_run()) {
          to_.terms.count(type.form, sentence_);
          ++ordinal;
          ++position;
          continue;
        }
        ordinal_ = ordinal;
        position_ = position;
        take_as(type, {waiting[i].span, waiting[i].kind}, next);
        ordinal = ordinal_;
        position = position_;
      }
    }
    ordinal_ = ordinal;
    position_ = position;
    return i;
  }

  // Fetches what taking it will look at.
  void prefetch(const WordTypes::Short& type) const noexcept {
    to_.terms.prefetch(type.form());
    to_.types.prefetch(type.type);
  }

  [[nodiscard]] bool is_only_counted(const WordTypes::Short& type) const noexcept {
    return type.is_counted() && !(type.may_go_on() && has_run());
  }

  // Whether a finder holds words that a match may go on from.
  [[nodiscard]] bool has_run() const noexcept {
    return to_.finder.has_run() || (to_.cues != nullptr && to_.cues->has_run());
  }

  // See HanRuns::cut().
  void take_han(std::span<const HanSegmenter::Word> words, std::uint32_t offset) {
    for (const auto [first, last] : words) {
      const Span span = {first + offset, last + offset};
      if (sizeof(Unit) == 2 && span.end - span.start <= kShortSurface<Unit>) [[likely]] {
        put(wide_, surface_key(text_, span), span, TokenKind::word, false);
      } else {
        take_waiting(wide_);
        take_now({span, TokenKind::word});
      }
    }
  }

  void take(Token token) {
    // Nearly every token of Chinese is short in its own units, and not ASCII.
    const Span span = token.span;
    if (sizeof(Unit) == 2 && span.end - span.start <= kShortSurface<Unit> &&
        text_[span.start] >= 0x80) {
      put(wide_, surface_key(text_, span), span, token.kind, false);
      return;
    }
    take_waiting(wide_);
    take_now(token);
  }

  [[gnu::noinline]] void take_now(Token token) {
    if (token.span.start >= next_look_) {
      look_up(token.span.start);
    }
    const bool is_word = token.is_word();
    if (!is_word && !to_.needs_punctuation && !may_matter(token)) {
      ++ordinal_;
      return;
    }
    take_as(to_.types[to_.types.of(surface(token.span), is_word)], token);
  }

  // The type of a token that follows another; null where it may be passed over, so that the one
  // behind it follows.
  const WordType* known(const WordTypes::Short& type) const {
    const WordType& found = to_.types[type.type];
    return found.transparent ? nullptr : &found;
  }

  // `next` is the type of the token that follows, if it is known.
  void take_as(const WordType& type, Token token, const WordType* next = nullptr) {
    if (type.transparent && !stands_alone(token.span)) {
      return;
    }
    take_type(type, token, next);
  }

  void take_type(const WordType& type, Token token, const WordType* next = nullptr) {
    const bool is_word = token.is_word();
    ++ordinal_;
    if (is_word && !type.stop_word) {
      to_.terms.count(type.form, sentence_);
    }
    if (type.themes.symbol != 0) {
      show(to_.finder, type.themes, type.alone_in_themes, next != nullptr ? &next->themes : nullptr,
           type, token);
    }
    if (type.cues.symbol != 0) {
      show(*to_.cues, type.cues, type.alone_in_cues, next != nullptr ? &next->cues : nullptr, type,
           token);
    }
    position_ += is_word ? 1 : 0;
  }

  // Most words that begin a match in some pattern do not lead to what follows them here.
  template <class Finder>
  void show(Finder& finder,
            const WordType::InPatterns& here,
            bool alone,
            const WordType::InPatterns* next,
            const WordType& type,
            const Token& token) {
    if (!finder.is_open(here.symbol, ordinal_, sentence_)) {
      const bool leads_on = next == nullptr ? here.next != 0 : here.leads_to(*next);
      if (!leads_on && (!alone || finder.take_alone(here.symbol, token.span.start, sentence_,
                                                    static_cast<std::uint32_t>(position_)))) {
        return;
      }
    }
    finder.add(occurrence(here.symbol, type, token));
  }

  MentionFinder::Occurrence occurrence(MentionFinder::Symbol symbol,
                                       const WordType& type,
                                       const Token& token) const {
    return {symbol,
            token.span,
            ordinal_,
            sentence_,
            layout_.paragraph_of_sentence[sentence_],
            static_cast<std::uint32_t>(position_),
            to_.types.forms()[type.form]};
  }

  // Transparent marks matter to phrases, and a symbol such as U+338F has the form of a word ("kg").
  // Other ASCII needs no look-up.
  bool may_matter(const Token& token) const noexcept {
    const auto c = static_cast<char32_t>(text_[token.span.start]);
    return c == '-' || c == '\'' || c >= 0x80;
  }

  // A dash: white space or an end of the text on both sides, or the same mark again ("--").
  bool stands_alone(Span span) const noexcept {
    const bool at_start = span.start == 0;
    const bool at_end = span.end == text_.size();
    const auto is_space = [&](std::size_t i) {
      return unicode::is_space(static_cast<char32_t>(text_[i]));
    };
    const auto mark = text_[span.start];
    return (!at_start && text_[span.start - 1] == mark) || (!at_end && text_[span.end] == mark) ||
           ((at_start || is_space(span.start - 1)) && (at_end || is_space(span.end)));
  }

  void look_up(std::uint32_t start) {
    if (to_.stop.load(std::memory_order_relaxed)) {
      throw Cancelled();
    }
    std::uint32_t next = sentence_;
    while (next + 1 < layout_.sentences.size() && start >= layout_.sentences[next + 1].start) {
      ++next;
    }
    if (next != sentence_) {
      close_sentences(next);
      sentence_ = next;
      ++ordinal_;  // no phrase runs from one sentence into the next
    }
    next_look_ = start + std::min(kLongestLook, ~std::uint32_t{0} - start);
    if (next + 1 < layout_.sentences.size()) {
      next_look_ = std::min(next_look_, layout_.sentences[next + 1].start);
    }
  }

  // Notes the words of the sentences before `end`.
  void close_sentences(std::size_t end) {
    while (closed_ < end) {
      to_.words_of_sentence.push_back(
          static_cast<std::uint32_t>(position_ - position_of_sentence_));
      position_of_sentence_ = position_;
      ++closed_;
    }
  }

  // In UTF-8; valid until the next is asked for.
  std::string_view surface(Span span) {
    if constexpr (sizeof(Unit) == 1) {
      if (ascii_) {
        return {reinterpret_cast<const char*>(text_.data()) + span.start, span.end - span.start};
      }
    }
    buffer_.clear();
    for (std::uint32_t i = span.start; i < span.end; ++i) {
      const auto unit = text_[i];
      if (unit < 0x80) {
        buffer_.push_back(static_cast<char>(unit));
      } else {
        append_utf8(buffer_, static_cast<char32_t>(unit));
      }
    }
    return buffer_;
  }

  const WalkListeners& to_;
  std::span<const Unit> text_;
  const Tokenizer::Layout& layout_;
  bool ascii_;
  std::int64_t position_ = 0;
  std::uint32_t ordinal_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t next_look_ = 0;  // where to look for the next sentence, and for a wish to stop
  std::size_t closed_ = 0;
  std::int64_t position_of_sentence_ = 0;
  Waiting<ShortWord, kWaiting> plain_;     // words of plain ASCII
  Waiting<std::uint64_t, kWaiting> wide_;  // tokens of Chinese, in units of two bytes
  std::string buffer_;
};

}  // namespace themescore

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/ascii_bits.hpp"

namespace themescore {

/// The words of plain ASCII in a text, 64 characters at a time: runs of letters and digits that no
/// rule of UAX #29, and none for reports, could join to what follows. They are nine in ten of
/// English. Where a word ends is hard to predict, so that a loop over characters waits for a wrong
/// guess at each word; this one makes one for each 64 characters.
///
/// A view of the text; not for more than one thread at a time.
template <class Unit>
class PlainWords {
 public:
  explicit PlainWords(std::span<const Unit> text) noexcept : text_(text) {}

  /// Words of a WordPattern that has_plain_ascii() instead; no mark stands between them.
  static PlainWords of_pattern(std::span<const Unit> text, std::size_t shortest) noexcept {
    PlainWords words(text);
    words.shortest_of_pattern_ = shortest;
    return words;
  }

  /// Whether to ask run() for what begins with this.
  [[nodiscard]] static bool may_begin(Unit unit) noexcept { return unit < 0x80 && kIsPlain[unit]; }

  /// Goes from `i`, where a token or white space begins, as far as the text is plain. Calls
  /// `word(span)` for each word and `mark(i)` for each mark, in order. Returns where it stopped:
  /// the end of the text, or where a token begins that is not plain. That can be `i`.
  template <class Word, class Mark>
  std::size_t run(std::size_t i, Word&& word, Mark&& mark) {
    return go<true>(i, word, mark);
  }

  /// The same for those to whom one mark is like many: calls `word(span, apart)`, which says
  /// whether marks stand between the word and the one before, or `i`; and `mark()` at the end, if
  /// there are some after the last word.
  template <class Word, class Mark>
  std::size_t run_over_marks(std::size_t i, Word&& word, Mark&& mark) {
    return go<false>(i, word, mark);
  }

 private:
  template <bool kEachMark, class Word, class Mark>
  std::size_t go(std::size_t i, Word& word, Mark& mark) {
    std::size_t base = i & ~(kLooked - 1);
    std::uint64_t asked = ~std::uint64_t{0} << (i - base);
    std::uint64_t marks_before = 0;  // whether there are any since the last word
    std::size_t open = kClosed;      // where a word began that goes on in this block
    while (base < text_.size() || open != kClosed) {
      load(base);
      const Plain& plain = block_;
      const std::uint64_t core = plain.core & asked;
      const std::uint64_t after_core = core << 1 | static_cast<std::uint64_t>(open != kClosed);
      std::uint64_t starts = core & ~after_core;
      std::uint64_t ends = after_core & ~core;
      std::uint64_t marks = plain.marks & asked;

      const std::uint64_t soft_ends = ends & ~plain.hard;
      const std::uint64_t stops = soft_ends | (plain.stops & asked);
      const std::uint64_t stop = stops & (~stops + 1);  // the first of them, alone
      if (stop != 0) {
        marks &= stop - 1;
        ends &= (stop - 1) | (stop & ~soft_ends);
      }
      while (ends != 0) {
        const std::size_t end = base + pop(ends);
        const std::size_t start = open != kClosed ? open : base + pop(starts);
        open = kClosed;
        if (end - start < shortest_of_pattern_) {
          continue;
        }
        const Span span{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
        if constexpr (kEachMark) {
          while (marks != 0 && base + first(marks) < start) {
            mark(base + pop(marks));
          }
          word(span);
        } else {
          const std::uint64_t before = marks & ((std::uint64_t{1} << (end - base)) - 1);
          marks ^= before;
          word(span, (before | marks_before) != 0);
          marks_before = 0;
        }
      }
      if constexpr (kEachMark) {
        while (marks != 0) {
          mark(base + pop(marks));
        }
      } else {
        marks_before |= marks;
      }
      if (stop != 0) {
        if constexpr (!kEachMark) {
          if (marks_before != 0) {
            mark();
          }
        }
        if ((soft_ends & stop) == 0) {
          return base + first(stop);
        }
        return open != kClosed ? open : base + first(starts);
      }
      if ((core >> (kLooked - 1)) != 0 && open == kClosed) {
        open = base + first(starts);
      }
      base += kLooked;
      asked = ~std::uint64_t{0};
    }
    return text_.size();
  }

  static constexpr std::size_t kClosed = ~std::size_t{0};

  static constexpr auto kIsPlain = [] {
    std::array<bool, 128> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
      table[c] = std::string_view("%'-+@_/").find(static_cast<char>(c)) == std::string_view::npos;
    }
    return table;
  }();

  struct Plain {
    std::uint64_t core = 0;
    std::uint64_t marks = 0;  // joiners among them
    std::uint64_t hard = 0;   // a word ends before it for sure
    std::uint64_t stops = 0;  // not plain
  };

  static std::size_t first(std::uint64_t bits) noexcept {
    return static_cast<std::size_t>(std::countr_zero(bits));
  }
  static std::size_t pop(std::uint64_t& bits) noexcept {
    const std::size_t place = first(bits);
    bits &= bits - 1;
    return place;
  }

  void load(std::size_t base) {
    if (base == base_) {
      return;
    }
    const AsciiBits here = base == next_base_ ? next_ : ascii_bits(text_, base);
    next_ = ascii_bits(text_, base + kLooked);
    next_base_ = base + kLooked;
    base_ = base;

    if (shortest_of_pattern_ > 0) {
      std::uint64_t not_ascii = 0;
      std::uint64_t underscores = 0;
      look_at_characters(text_, base, [&](const auto& c, std::size_t k) {
        not_ascii |= c.any(c.not_ascii()) << k;
        underscores |= c.any(c.is('_')) << k;
      });
      block_ = {here.core | underscores, 0, ~not_ascii, not_ascii};
      return;
    }
    const auto following = [](std::uint64_t bits, std::uint64_t next) {
      return bits >> 1 | next << (kLooked - 1);
    };
    const auto closes = [](const AsciiBits& bits) {
      return bits.blanks | bits.joiners | bits.marks;
    };
    block_.core = here.core;
    block_.marks = here.marks | here.joiners;
    // A joiner that no letter and digit follows joins nothing.
    block_.hard =
        here.blanks | here.marks | (here.joiners & following(closes(here), closes(next_)));
    // What is not ASCII may stick to the mark before it, as combining characters do.
    block_.stops = here.none() | (block_.marks & following(here.none(), next_.none()));
  }

  std::span<const Unit> text_;
  std::size_t shortest_of_pattern_ = 0;  // none
  Plain block_;
  std::size_t base_ = kClosed;
  AsciiBits next_;
  std::size_t next_base_ = kClosed;
};

}  // namespace themescore

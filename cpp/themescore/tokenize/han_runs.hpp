#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/text/characters.hpp"
#include "themescore/text/simplified.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/han/segmenter.hpp"
#include "themescore/tokenize/word_boundary.hpp"

namespace themescore {

/// The runs of Han of one text and their words. Runs that are close together are cut together,
/// ahead of where they are asked for, because that is faster. A view; not for more than one thread
/// at a time.
///
/// A run goes on after a line break that only wraps, so that a word cut in two by the end of a line
/// is one word; each of its characters has with it what is attached to it (variation selectors, for
/// example).
template <class Unit>
class HanRuns {
 public:
  /// `wrapped`: see find_wrapped_lines(). All arguments have to outlive this.
  HanRuns(std::span<const Unit> text,
          std::span<const std::uint32_t> wrapped,
          const HanSegmenter& segmenter,
          bool simplified)
      : text_(text), wrapped_(wrapped), segmenter_(segmenter), simplified_(simplified) {}

  /// Calls `sink(words, offset)` with the words of the run that starts at `start`, all at once or
  /// in parts, and returns the run's end. A word is from `offset` + its first to `offset` + its
  /// last unit, modulo 2^32. Each `start` has to be after the last one.
  template <class Sink>
  std::size_t cut(std::size_t start, Sink&& sink) {
    while (next_ < ahead_.runs.size() && ahead_.runs[next_].start < start) {
      next_ += 1;  // an address has it
    }
    if (next_ == ahead_.runs.size()) {
      read_ahead(start);
    }
    if (ahead_.runs[next_].start == start) {
      return emit(ahead_, ahead_.runs[next_++], sink);
    }
    // The rest of a run whose beginning is part of an address.
    rest_.clear();
    (void)read_run(start, rest_);
    segment(rest_);
    return emit(rest_, rest_.runs.front(), sink);
  }

 private:
  struct Run {
    std::size_t start;  // in the text
    std::size_t end;
    std::uint32_t first;  // of the block's characters
    std::uint32_t last;
    bool plain;  // the characters stand side by side in the text, with nothing attached to them
  };

  struct Block {
    std::size_t size = 0;               // of what follows, which has room for more
    std::vector<char32_t> characters;   // of its runs, kBetweenRuns after each
    std::vector<std::uint32_t> starts;  // offset of each in the text, if its run is not plain
    std::vector<std::uint32_t> ends;    // offset after it and what is attached to it, the same
    std::vector<Run> runs;
    std::vector<HanSegmenter::Word> words;
    std::size_t word_count = 0;
    std::size_t next_word = 0;

    void clear() {
      size = 0;
      runs.clear();
      next_word = 0;
    }
    void make_room() {
      const std::size_t room = 2 * size + 2 * kAtOnce;
      characters.resize(room);
      starts.resize(room);
      ends.resize(room);
      words.resize(room + 1);
    }
  };

  // Enough that what a block costs does not count, and few enough for the cache.
  static constexpr std::size_t kAtOnce = 512;
  // Where Han is rare there is nothing to gain.
  static constexpr std::size_t kFarthest = 64;

  static bool is_han(Unit unit) noexcept {
    if constexpr (sizeof(Unit) == 1) {
      return false;
    } else {
      // Most Han first; all of the range is (checked where the tables are).
      return unit - char32_t{0x4E00} <= 0x9FFF - 0x4E00 ||
             (unit >= 0x2E80 && (bits_of(unit) & kHan) != 0);
    }
  }

  static Bits bits_of(Unit unit) noexcept {
    return word_break::bits_of<word_break::Tailoring::none>(unit);
  }

  void read_ahead(std::size_t start) {
    ahead_.clear();
    next_ = 0;
    std::size_t i = start;
    std::size_t end = start;
    do {
      end = read_run(i, ahead_);
      const std::size_t farthest = std::min(text_.size(), end + kFarthest);
      for (i = end; i < farthest && !is_han(text_[i]);) {
        ++i;
      }
      if (i == farthest) {
        break;
      }
    } while (ahead_.size < kAtOnce);
    segment(ahead_);
  }

  // Adds the run that starts at `start` to the block and returns its end.
  std::size_t read_run(std::size_t start, Block& block) {
    const std::size_t first = block.size;
    std::size_t i = start;
    bool plain = true;
    while (i < text_.size()) {
      const std::size_t from = i;
      const std::size_t size = block.size;
      i = add_characters(i, block);
      if (!plain) {
        set_offsets(block, size, from);
      }
      if (i == text_.size() || is_han(text_[i])) {
        continue;
      }
      const Bits bits = bits_of(text_[i]);
      const bool attached = (bits & word_break::kIgnored) != 0;
      const bool wrapped = (bits & word_break::kNewlines) != 0 && is_wrapped(i);
      const std::size_t next = attached ? i + 1 : wrapped ? after_line_break(i) : text_.size();
      if (!attached && (next == text_.size() || !is_han(text_[next]))) {
        break;
      }
      if (plain) {
        set_offsets(block, first, start);
        plain = false;
      }
      if (attached) {
        block.ends[block.size - 1] = static_cast<std::uint32_t>(next);
      }
      i = next;
    }
    block.runs.push_back({start, i, static_cast<std::uint32_t>(first),
                          static_cast<std::uint32_t>(block.size), plain});
    block.characters[block.size++] = HanSegmenter::kBetweenRuns;
    return i;
  }

  // Adds the Han from `i` on, as far as there is room, and leaves room for one more character.
  std::size_t add_characters(std::size_t i, Block& block) {
    if (block.size + 1 >= block.characters.size()) {
      block.make_room();
    }
    std::size_t size = block.size;
    const std::size_t room = block.characters.size() - size - 1;
    const std::size_t end = std::min(text_.size(), i + room);
    char32_t* const characters = block.characters.data();
    if constexpr (sizeof(Unit) == 2 && kWidened > 0) {
      for (std::size_t found = kWidened; found == kWidened && i + kWidened <= end;) {
        found = widen_plain_han(text_.data() + i, characters + size);
        i += found;
        size += found;
      }
    }
    for (; i < end && is_han(text_[i]); ++i) {
      characters[size++] = static_cast<char32_t>(text_[i]);
    }
    block.size = size;
    return i;
  }

  // Of the block's last characters, from `first` on, which stand side by side from `start` on.
  static void set_offsets(Block& block, std::size_t first, std::size_t start) {
    for (std::size_t i = first; i < block.size; ++i) {
      block.starts[i] = static_cast<std::uint32_t>(start + i - first);
      block.ends[i] = block.starts[i] + 1;
    }
  }

  [[nodiscard]] bool is_wrapped(std::size_t line_break) const {
    return std::ranges::binary_search(wrapped_, static_cast<std::uint32_t>(line_break));
  }

  // First code point after the line break at `i`.
  [[nodiscard]] std::size_t after_line_break(std::size_t i) const noexcept {
    return text_[i] == 0x0D && i + 1 < text_.size() && text_[i + 1] == 0x0A ? i + 2 : i + 1;
  }

  void segment(Block& block) {
    const std::span<char32_t> runs = std::span(block.characters).first(block.size);
    if (simplified_) {
      simplify(runs);
    }
    block.word_count = segmenter_.segment(runs, workspace_, block.words);
  }

  template <class Sink>
  static std::size_t emit(Block& block, const Run& run, Sink&& sink) {
    const HanSegmenter::Word* word = block.words.data() + block.next_word;
    const HanSegmenter::Word* const end = block.words.data() + block.word_count;
    while (word < end && word->first < run.first) {
      ++word;
    }
    const HanSegmenter::Word* const first = word;
    while (word < end && word->first < run.last) {
      ++word;
    }
    const std::span words(first, word);
    if (run.plain) {
      sink(words, static_cast<std::uint32_t>(run.start) - run.first);
    } else {
      for (const auto [from, to] : words) {
        const HanSegmenter::Word in_text = {block.starts[from], block.ends[to - 1]};
        sink(std::span(&in_text, 1), 0u);
      }
    }
    block.next_word = static_cast<std::size_t>(word - block.words.data());
    return run.end;
  }

  std::span<const Unit> text_;
  std::span<const std::uint32_t> wrapped_;
  const HanSegmenter& segmenter_;
  bool simplified_;
  HanSegmenter::Workspace workspace_;
  Block ahead_;
  std::size_t next_ = 0;  // of the runs ahead
  Block rest_;
};

}  // namespace themescore

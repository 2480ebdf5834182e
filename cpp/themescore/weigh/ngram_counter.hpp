#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/tokenize/ngrams.hpp"
#include "themescore/weigh/ngram_numbers.hpp"
#include "themescore/weigh/tally.hpp"

namespace themescore {

/// A term as a number: that of a word, or kLonger and that of an n-gram of two words or more.
using TermCode = std::uint32_t;
inline constexpr TermCode kLonger = 0x8000'0000;

/// An n-gram of two words or more: a shorter one and the word after it. No string is made of it.
struct Ngram {
  TermCode shorter = 0;
  std::uint32_t word = 0;
  std::uint32_t size = 0;  ///< of how many words
};

/// Counts the n-grams of documents, one after another, by the numbers of their words. Not for more
/// than one thread at a time.
///
/// N-grams are numbered anew in each chunk of documents. A table of those of all documents does not
/// fit the cache, and nearly all the time would go into waiting for it; those that several chunks
/// have are brought together at the end, by sorting (ngram_tree.hpp).
class NgramCounter {
 public:
  /// A chunk ends with the document that makes it so many words long; later where words are so many
  /// that chunks would be.
  static constexpr std::size_t kWordsOfChunk = std::size_t{1} << 16;

  /// Throws OptionError for a shape that skips words, which are not counted.
  explicit NgramCounter(const NgramShape& shape, std::size_t words_of_chunk = kWordsOfChunk);

  /// A word of the document at hand, and the number of its sentence, which never falls.
  void add(std::uint32_t word, std::uint32_t sentence) {
    words_.push_back(word);
    sentences_.push_back(sentence);
  }

  /// Counts the n-grams of two words or more of the document; calls `count_word(word)` for each of
  /// its words if those are asked for too. Throws Cancelled once `stop` is set.
  template <class CountWord>
  void end_document(const std::atomic<bool>& stop, CountWord&& count_word);

  /// Calls `take(code, count)` for each n-gram of the document, and forgets it.
  template <class Take>
  void take_counts(Take&& take) {
    tally_.take([&](std::uint32_t number, std::uint32_t count) { take(kLonger | number, count); });
  }

  /// By chunk: all that have been met, shorter ones before those that go on from them; those of a
  /// size that is not asked for as well, if a longer one is.
  [[nodiscard]] std::span<const std::vector<Ngram>> chunks() const noexcept { return chunks_; }
  /// The chunk of the document that was last counted.
  [[nodiscard]] std::size_t chunk() const noexcept { return chunks_.size() - 1; }
  [[nodiscard]] const NgramShape& shape() const noexcept { return shape_; }

 private:
  void begin_document();
  void lengthen(std::uint32_t size);

  static constexpr TermCode kBroken = 0xFFFF'FFFF;  // where a sentence ends too early
  // Far enough for memory to answer, near enough not to be gone again.
  static constexpr std::size_t kAhead = 16;

  const NgramShape& shape_;
  std::size_t words_of_chunk_;
  std::size_t words_in_chunk_ = 0;
  std::size_t words_in_all_ = 0;
  NgramNumbers numbers_;  // of the last chunk
  std::vector<std::vector<Ngram>> chunks_;
  Tally tally_;
  // Of the document at hand.
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> sentences_;
  std::vector<TermCode> codes_;  // of the n-gram that begins at each word
};

template <class CountWord>
void NgramCounter::end_document(const std::atomic<bool>& stop, CountWord&& count_word) {
  begin_document();
  for (const std::uint32_t size : shape_.sizes()) {
    if (size == 1) {
      for (const std::uint32_t word : words_) {
        count_word(word);
      }
    }
  }
  std::uint32_t length = 1;
  for (const std::uint32_t size : shape_.sizes()) {
    while (length < size && length < words_.size()) {
      if (stop.load(std::memory_order_relaxed)) {
        throw Cancelled();
      }
      lengthen(++length);
    }
    if (size == 1 || length < size) {
      continue;
    }
    tally_.reserve(chunks_.back().size());
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      if (i + kAhead < codes_.size() && codes_[i + kAhead] != kBroken) {
        tally_.prefetch(codes_[i + kAhead] & ~kLonger);
      }
      if (codes_[i] != kBroken) {
        tally_.count(codes_[i] & ~kLonger);
      }
    }
  }
  words_.clear();
  sentences_.clear();
}

}  // namespace themescore

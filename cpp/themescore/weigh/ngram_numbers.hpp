#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Numbers of n-grams, each of which is a shorter one and the word after it: no string is looked at
/// to find a number. Not for more than one thread at a time.
class NgramNumbers {
 public:
  explicit NgramNumbers(std::uint64_t seed = random_seed()) : seed_(seed) {}

  /// Forgets them all, and keeps the room that they took.
  void clear() noexcept {
    std::ranges::fill(slots_, Slot{});
    size_ = 0;
  }

  /// Fetches what of() will look at.
  void prefetch(std::uint32_t shorter, std::uint32_t word) const noexcept {
    if (!slots_.empty()) {
      __builtin_prefetch(slots_.data() + home(shorter, word));
    }
  }

  /// The number of the n-gram; `make()`, which gives it one, is called the first time.
  template <class Make>
  std::uint32_t of(std::uint32_t shorter, std::uint32_t word, Make&& make) {
    if (3 * (size_ + 1) > 2 * slots_.size()) {
      grow();
    }
    Slot& slot = slots_[place(shorter, word)];
    if (slot.number == kFree) {
      slot = {shorter, word, make()};
      ++size_;
    }
    return slot.number;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;
  static constexpr std::size_t kFirstSlots = 1024;

  struct Slot {
    std::uint32_t shorter = 0;
    std::uint32_t word = 0;
    std::uint32_t number = kFree;
  };

  [[nodiscard]] std::size_t home(std::uint32_t shorter, std::uint32_t word) const noexcept {
    return hash_number(std::uint64_t{shorter} << 32 | word, seed_) & (slots_.size() - 1);
  }

  // Where the n-gram is, or would be.
  [[nodiscard]] std::size_t place(std::uint32_t shorter, std::uint32_t word) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = home(shorter, word);
    while (slots_[at].number != kFree &&
           (slots_[at].shorter != shorter || slots_[at].word != word)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFirstSlots : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kFree) {
        slots_[place(slot.shorter, slot.word)] = slot;
      }
    }
  }

  std::uint64_t seed_;
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace themescore

#pragma once

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

  /// Fetches what of() will look at.
  void prefetch(std::uint32_t shorter, std::uint32_t word) const noexcept {
    if (!slots_.empty()) {
      __builtin_prefetch(slots_.data() + home(key_of(shorter, word)));
    }
  }

  /// The number of the n-gram; `make()`, which gives it one, is called the first time.
  template <class Make>
  std::uint32_t of(std::uint32_t shorter, std::uint32_t word, Make&& make) {
    if (2 * (size_ + 1) > slots_.size()) {
      grow();
    }
    const std::uint64_t key = key_of(shorter, word);
    Slot& slot = slots_[place(key)];
    if (slot.number == kFree) {
      slot = {key, make()};
      ++size_;
    }
    return slot.number;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;
  static constexpr std::size_t kFirstSlots = 1024;

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = kFree;
  };

  static std::uint64_t key_of(std::uint32_t shorter, std::uint32_t word) noexcept {
    return std::uint64_t{shorter} << 32 | word;
  }
  [[nodiscard]] std::size_t home(std::uint64_t key) const noexcept {
    return hash_number(key, seed_) & (slots_.size() - 1);
  }

  // Where the key is, or would be.
  [[nodiscard]] std::size_t place(std::uint64_t key) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = home(key);
    while (slots_[at].number != kFree && slots_[at].key != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFirstSlots : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kFree) {
        slots_[place(slot.key)] = slot;
      }
    }
  }

  std::uint64_t seed_;
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace themescore

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// A word of 1 to 16 ASCII characters as two numbers, the same in a text of any width. No other
/// such word has them, since none holds a NUL.
struct ShortWord {
  static constexpr std::size_t kLongest = 16;

  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const ShortWord&, const ShortWord&) = default;
};

namespace detail {

/// The first `bytes` of a short word's; what follows it is masked out, without a branch.
[[nodiscard]] inline ShortWord first_bytes(ShortWord word, std::size_t bytes) noexcept {
  static constexpr auto kMasks = [] {
    std::array<ShortWord, ShortWord::kLongest + 1> masks{};
    for (std::size_t n = 1; n <= ShortWord::kLongest; ++n) {
      const auto first = [](std::size_t count) {
        return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
      };
      masks[n] = {first(n), n > 8 ? first(n - 8) : 0};
    }
    return masks;
  }();
  return {word.low & kMasks[bytes].low, word.high & kMasks[bytes].high};
}

/// The units from `start` on, as many as there are up to `kCount`; what follows is not defined.
template <std::size_t kCount, class Unit>
[[nodiscard]] std::array<Unit, kCount> units_from(std::span<const Unit> text, Span span) noexcept {
  std::array<Unit, kCount> units;
  if (span.start + kCount <= text.size()) {
    std::memcpy(units.data(), text.data() + span.start, sizeof units);
  } else {
    std::memcpy(units.data(), text.data() + span.start, (span.end - span.start) * sizeof(Unit));
  }
  return units;
}

[[nodiscard]] inline std::uint64_t hash_short_word(const ShortWord& word,
                                                   std::uint64_t seed) noexcept {
  return mix(word.low ^ seed, word.high ^ (~seed | 1));
}
[[nodiscard]] inline std::uint64_t hash_short_word(std::uint64_t key, std::uint64_t seed) noexcept {
  return hash_number(key, seed);
}

}  // namespace detail

/// `span` is of a word of ASCII letters and digits, of up to 16. Takes no branch on its size, which
/// is hard to predict.
template <class Unit>
[[nodiscard, gnu::always_inline]] inline ShortWord short_word(std::span<const Unit> text,
                                                              Span span) noexcept {
  static_assert(std::endian::native == std::endian::little);
  const auto units = detail::units_from<ShortWord::kLongest>(text, span);
  std::array<std::uint8_t, ShortWord::kLongest> bytes;
  for (std::size_t k = 0; k < bytes.size(); ++k) {
    bytes[k] = static_cast<std::uint8_t>(units[k]);
  }
  return detail::first_bytes(std::bit_cast<ShortWord>(bytes), span.end - span.start);
}

/// What is known of words by `Key`: a ShortWord, or the number that surface_key() makes of a
/// surface. Not for more than one thread at a time.
template <class Key, class Value>
class ShortWordMap {
 public:
  explicit ShortWordMap(std::uint64_t seed = random_seed())
      : seed_(seed), slots_(kFirstSlots), mask_(kFirstSlots - 1) {}

  [[nodiscard]] std::uint64_t hash(const Key& word) const noexcept {
    return detail::hash_short_word(word, seed_);
  }

  /// Fetches what of() will look at: worth it where several words are looked up after one another,
  /// as most of the time would be spent waiting for memory.
  void prefetch(std::uint64_t hash) const noexcept {
    __builtin_prefetch(slots_.data() + place(hash));
  }

  /// What is known of the word; `make()`, which says it, is called the first time. Valid until the
  /// next call.
  template <class Make>
  const Value& of(const Key& word, std::uint64_t hash, Make&& make) {
    for (std::size_t i = place(hash);; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.word == word) {
        return slot.value;
      }
      if (slot.word == Key{}) {
        return add(word, make());
      }
    }
  }

 private:
  struct Slot {
    Key word{};  // no word: the slot is free
    Value value{};
  };

  static constexpr std::size_t kFirstSlots = std::size_t{1} << 12;

  [[nodiscard]] std::size_t place(std::uint64_t hash) const noexcept { return hash & mask_; }

  const Value& add(const Key& word, const Value& value) {
    if (++size_ * 2 > slots_.size()) {
      std::vector<Slot> old(slots_.size() * 2);
      old.swap(slots_);
      mask_ = slots_.size() - 1;
      for (const Slot& slot : old) {
        if (slot.word != Key{}) {
          slots_[free_place(slot.word)] = slot;
        }
      }
    }
    Slot& slot = slots_[free_place(word)];
    slot = {word, value};
    return slot.value;
  }

  [[nodiscard]] std::size_t free_place(const Key& word) const noexcept {
    std::size_t i = place(hash(word));
    while (slots_[i].word != Key{}) {
      i = (i + 1) & mask_;
    }
    return i;
  }

  std::uint64_t seed_;
  std::vector<Slot> slots_;  // a power of two of them
  std::uint64_t mask_;       // one less
  std::size_t size_ = 0;
};

}  // namespace themescore

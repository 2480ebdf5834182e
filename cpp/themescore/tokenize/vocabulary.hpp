#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace themescore {

namespace detail {

__extension__ using Wide = unsigned __int128;

// The product's halves folded together: every bit of both factors reaches every bit of the result.
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace detail

/// Hash of a string under a seed (two 64-bit multiplications for words of up to 16 bytes).
/// The seed makes it hard to choose words that collide; it never shows in a result.
[[nodiscard]] std::uint64_t hash_string(std::string_view bytes, std::uint64_t seed) noexcept;

/// The same of a number (one multiplication).
[[nodiscard]] inline std::uint64_t hash_number(std::uint64_t number, std::uint64_t seed) noexcept {
  return detail::mix(number ^ seed, ~seed | 1);
}

/// A seed that differs from process to process.
[[nodiscard]] std::uint64_t random_seed();

/// Distinct strings, numbered from 0 in the order in which they were first met.
/// Not for more than one thread at a time.
class Vocabulary {
 public:
  /// `first_slots`, a power of two: room for half as many strings before the first growth.
  explicit Vocabulary(std::uint64_t seed = random_seed(),
                      std::size_t first_slots = std::size_t{1} << 12);

  struct Entry {
    std::uint32_t id;
    bool is_new;
  };

  /// Fetches what add() will look at, for those who have something to do before.
  void prefetch(std::string_view string) const noexcept;
  /// The number of `string`, which is copied if it is new.
  Entry add(std::string_view string);

  /// Valid as long as the vocabulary lives.
  [[nodiscard]] std::string_view operator[](std::uint32_t id) const noexcept {
    return strings_[id];
  }
  [[nodiscard]] std::size_t size() const noexcept { return strings_.size(); }

 private:
  static constexpr std::uint32_t kFree = 0xFFFF'FFFF;

  // A string of up to 16 bytes is told from any other by its size and these, without a look at it.
  struct Slot {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint32_t size = 0;
    std::uint32_t id = kFree;
  };

  [[nodiscard]] Slot make_slot(std::string_view string) const noexcept;
  [[nodiscard]] std::uint64_t hash_of(const Slot& slot) const noexcept;
  std::string_view keep(std::string_view string);
  void grow();

  std::uint64_t seed_;
  std::vector<Slot> slots_;
  std::vector<std::string_view> strings_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;  // into the last of blocks_
};

}  // namespace themescore

#include "themescore/tokenize/vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <random>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;
constexpr std::uint64_t kOdd1 = 0x9E37'79B9'7F4A'7C15;  // 2^64 / golden ratio
constexpr std::uint64_t kOdd2 = 0xD1B5'4A32'D192'ED03;  // a second odd constant, same family

using detail::mix;

template <class Word>
std::uint64_t load(const char* from) noexcept {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// The bytes of a string of up to 16 bytes; with its size they tell it from any other such string.
struct Ends {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

Ends ends_of(std::string_view bytes) noexcept {
  const char* const at = bytes.data();
  const std::size_t size = bytes.size();
  if (size >= 8) {  // the two loads may overlap; together they see every byte
    return {load<std::uint64_t>(at), load<std::uint64_t>(at + size - 8)};
  }
  if (size >= 4) {
    return {load<std::uint32_t>(at), load<std::uint32_t>(at + size - 4)};
  }
  if (size > 0) {
    return {load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << 8,
            load<std::uint8_t>(at + size - 1)};
  }
  return {};
}

constexpr std::size_t kShort = 16;

std::uint64_t hash_short(Ends ends,
                         std::size_t size,
                         std::uint64_t state,
                         std::uint64_t seed) noexcept {
  return mix(mix(ends.low ^ kOdd2 ^ state, ends.high ^ seed) ^ size, kOdd1);
}

}  // namespace

std::uint64_t hash_string(std::string_view bytes, std::uint64_t seed) noexcept {
  std::string_view left = bytes;
  std::uint64_t state = seed ^ kOdd1;
  while (left.size() > kShort) {
    state = mix(load<std::uint64_t>(left.data()) ^ kOdd2 ^ state,
                load<std::uint64_t>(left.data() + 8) ^ seed);
    left.remove_prefix(kShort);
  }
  return hash_short(ends_of(left), bytes.size(), state, seed);
}

std::uint64_t random_seed() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

Vocabulary::Vocabulary(std::uint64_t seed, std::size_t first_slots)
    : seed_(seed), slots_(first_slots) {}

void Vocabulary::prefetch(std::string_view string) const noexcept {
  __builtin_prefetch(slots_.data() + (hash_of(make_slot(string)) & (slots_.size() - 1)));
}

Vocabulary::Entry Vocabulary::add(std::string_view string) {
  const bool is_short = string.size() <= kShort;
  const Slot wanted = make_slot(string);
  const std::uint64_t hash = hash_of(wanted);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.low == wanted.low && slot.high == wanted.high && slot.size == wanted.size &&
        slot.id != kFree && (is_short || strings_[slot.id] == string)) {
      return {slot.id, false};
    }
    if (slot.id != kFree) {
      continue;
    }
    if (strings_.size() == kFree) {
      throw LimitError("more than 4,294,967,295 distinct words");
    }
    const auto id = static_cast<std::uint32_t>(strings_.size());
    strings_.push_back(keep(string));
    slot = wanted;
    slot.id = id;
    if (strings_.size() * 2 > slots_.size()) {
      grow();
    }
    return {id, true};
  }
}

Vocabulary::Slot Vocabulary::make_slot(std::string_view string) const noexcept {
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(string.size(), kFree));
  if (string.size() > kShort) {
    return {hash_string(string, seed_), 0, size, kFree};
  }
  const Ends ends = ends_of(string);
  return {ends.low, ends.high, size, kFree};
}

// That of its string, which need not be fetched for it.
std::uint64_t Vocabulary::hash_of(const Slot& slot) const noexcept {
  return slot.size <= kShort ? hash_short({slot.low, slot.high}, slot.size, seed_ ^ kOdd1, seed_)
                             : slot.low;
}

std::string_view Vocabulary::keep(std::string_view string) {
  if (string.size() > block_left_) {
    const std::size_t size = std::max(kBlockSize, string.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    block_next_ = blocks_.back().get();
    block_left_ = size;
  }
  char* const to = block_next_;
  std::ranges::copy(string, to);
  block_next_ += string.size();
  block_left_ -= string.size();
  return {to, string.size()};
}

void Vocabulary::grow() {
  std::vector<Slot> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id == kFree) {
      continue;
    }
    std::size_t i = hash_of(slot) & mask;
    while (slots[i].id != kFree) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
  }
  slots_ = std::move(slots);
}

}  // namespace themescore

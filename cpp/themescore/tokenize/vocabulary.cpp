#include "themescore/tokenize/vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <random>
#include <stdexcept>

namespace themescore {

namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;
constexpr std::size_t kFirstSlots = std::size_t{1} << 12;
constexpr std::uint64_t kOdd1 = 0x9E37'79B9'7F4A'7C15;  // 2^64 / golden ratio
constexpr std::uint64_t kOdd2 = 0xD1B5'4A32'D192'ED03;  // a second odd constant, same family

__extension__ using Wide = unsigned __int128;

// The product's halves folded together: every bit of both factors reaches every bit of the result.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <class Word>
std::uint64_t load(const char* from) noexcept {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

}  // namespace

std::uint64_t hash_string(std::string_view bytes, std::uint64_t seed) noexcept {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t state = seed ^ kOdd1;
  while (left > 16) {
    state = mix(load<std::uint64_t>(at) ^ kOdd2 ^ state, load<std::uint64_t>(at + 8) ^ seed);
    at += 16;
    left -= 16;
  }
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 8) {  // the two loads may overlap; together they see every byte
    low = load<std::uint64_t>(at);
    high = load<std::uint64_t>(at + left - 8);
  } else if (left >= 4) {
    low = load<std::uint32_t>(at);
    high = load<std::uint32_t>(at + left - 4);
  } else if (left > 0) {
    low = load<std::uint8_t>(at) | load<std::uint8_t>(at + left / 2) << 8;
    high = load<std::uint8_t>(at + left - 1);
  }
  return mix(mix(low ^ kOdd2 ^ state, high ^ seed) ^ bytes.size(), kOdd1);
}

std::uint64_t random_seed() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

Vocabulary::Vocabulary(std::uint64_t seed) : seed_(seed), slots_(kFirstSlots) {}

Vocabulary::Entry Vocabulary::add(std::string_view string) {
  const std::uint64_t hash = hash_string(string, seed_);
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.id == kFree) {
      if (strings_.size() == kFree) {
        throw std::length_error("more than 4,294,967,295 distinct words");
      }
      const auto id = static_cast<std::uint32_t>(strings_.size());
      strings_.push_back(keep(string));
      slot = {tag, id};
      if (strings_.size() * 2 > slots_.size()) {
        grow();
      }
      return {id, true};
    }
    if (slot.tag == tag && strings_[slot.id] == string) {
      return {slot.id, false};
    }
  }
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
  for (std::uint32_t id = 0; id < strings_.size(); ++id) {
    const std::uint64_t hash = hash_string(strings_[id], seed_);
    std::size_t i = hash & mask;
    while (slots[i].id != kFree) {
      i = (i + 1) & mask;
    }
    slots[i] = {static_cast<std::uint32_t>(hash >> 32), id};
  }
  slots_ = std::move(slots);
}

}  // namespace themescore

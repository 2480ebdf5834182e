#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/surface_key.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Numbers the distinct surfaces of one text from 0, in the order in which they are met. A view of
/// the text; not for more than one thread at a time.
///
/// A surface of up to 8 bytes is looked for as a number: see surface_key().
template <class Unit>
class SurfaceTypes {
 public:
  explicit SurfaceTypes(std::span<const Unit> text)
      : text_(text),
        slots_(std::bit_ceil(std::clamp(text.size() / 4, kFewestSlots, kMostFirstSlots))) {}

  /// The number of a surface, which is not empty.
  std::uint32_t add(Span span) {
    const std::size_t size = span.end - span.start;
    return size <= kShortSurface<Unit> ? add_short(span, size) : add_long(span);
  }

  /// By number: where the surface first stands.
  [[nodiscard]] const std::vector<Span>& surfaces() const noexcept { return surfaces_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t size = 0;  // 0: the slot is free
    std::uint32_t type = 0;
  };

  static constexpr std::size_t kFewestSlots = 256;
  static constexpr std::size_t kMostFirstSlots = std::size_t{1} << 16;

  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const noexcept {
    return hash_number(key, seed_) & (slots_.size() - 1);
  }

  std::uint32_t add_short(Span span, std::size_t size) {
    const std::uint64_t key = surface_key(text_, span);
    for (std::size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[i];
      if (slot.key == key && slot.size == size) {
        return slot.type;
      }
      if (slot.size == 0) {
        const std::uint32_t type = add_type(span);
        slot = {key, static_cast<std::uint32_t>(size), type};
        if (++used_ * 2 > slots_.size()) {
          grow();
        }
        return type;
      }
    }
  }

  std::uint32_t add_long(Span span) {
    if (!long_surfaces_) {
      long_surfaces_.emplace(seed_, kFewestSlots);
    }
    const auto [id, is_new] = long_surfaces_->add(surface_bytes(text_, span));
    if (is_new) {
      long_types_.push_back(add_type(span));
    }
    return long_types_[id];
  }

  std::uint32_t add_type(Span span) {
    surfaces_.push_back(span);
    return static_cast<std::uint32_t>(surfaces_.size() - 1);
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.size > 0) {
        std::size_t i = slot_of(slot.key);
        while (slots_[i].size > 0) {
          i = (i + 1) & (slots_.size() - 1);
        }
        slots_[i] = slot;
      }
    }
  }

  std::span<const Unit> text_;
  std::uint64_t seed_ = random_seed();
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<Span> surfaces_;
  std::optional<Vocabulary> long_surfaces_;
  std::vector<std::uint32_t> long_types_;  // by number in long_surfaces_
};

}  // namespace themescore

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "themescore/text/text.hpp"

namespace themescore {

/// The most units of a surface that surface_key() takes for a number.
template <class Unit>
inline constexpr std::size_t kShortSurface = sizeof(std::uint64_t) / sizeof(Unit);

/// A surface of 1 to kShortSurface units as a number, made without a branch on its size, which is
/// hard to predict: nearly every word of Chinese is one. With the size it tells the surface from
/// any other of the same width of units.
template <class Unit>
[[nodiscard]] std::uint64_t surface_key(std::span<const Unit> text, Span span) noexcept {
  static_assert(std::endian::native == std::endian::little);
  const std::size_t size = span.end - span.start;
  std::uint64_t key = 0;
  if (span.start + kShortSurface<Unit> <= text.size()) {
    std::memcpy(&key, text.data() + span.start, sizeof key);
  } else {
    std::memcpy(&key, text.data() + span.start, size * sizeof(Unit));
  }
  return key << (64 - 8 * sizeof(Unit) * size);  // what follows is shifted out
}

/// The bytes of a surface: within one width of units no other has them.
template <class Unit>
[[nodiscard]] std::string_view surface_bytes(std::span<const Unit> text, Span span) noexcept {
  return {reinterpret_cast<const char*>(text.data() + span.start),
          (span.end - span.start) * sizeof(Unit)};
}

}  // namespace themescore

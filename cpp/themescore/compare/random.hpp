#pragma once

#include <cstddef>
#include <cstdint>

namespace themescore {

/// A number that depends on its arguments alone, spread evenly over 64 bits, so that replicates can
/// be drawn in any order and on any thread (SplitMix64's finaliser; Steele, Lea, Flood 2014).
[[nodiscard]] std::uint64_t draw(std::uint64_t seed,
                                 std::uint64_t stream,
                                 std::uint64_t index) noexcept;

/// Of such a number one below `size`, even up to one part in 2^64 / size (Lemire 2019, without the
/// rejection step).
[[nodiscard]] std::size_t below(std::uint64_t random, std::size_t size) noexcept;

}  // namespace themescore

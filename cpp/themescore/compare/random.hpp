#pragma once

#include <cstddef>
#include <cstdint>

namespace themescore {

/// A series of numbers that depend on the seed, the stream and their index alone, spread evenly
/// over 64 bits, so that replicates can be drawn in any order and on any thread (SplitMix64's
/// finaliser; Steele, Lea, Flood 2014).
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t stream) noexcept
      : start_(finalise(finalise(seed + kGolden) + stream * kGolden)) {}

  [[nodiscard]] std::uint64_t operator()(std::uint64_t index) const noexcept {
    return finalise(start_ + index * kGolden);
  }

 private:
  static constexpr std::uint64_t kGolden = 0x9E37'79B9'7F4A'7C15;

  static constexpr std::uint64_t finalise(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }

  std::uint64_t start_;
};

/// Of such a number one below `size`, even up to one part in 2^64 / size (Lemire 2019, without the
/// rejection step).
[[nodiscard]] inline std::size_t below(std::uint64_t random, std::size_t size) noexcept {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Wide>(random) * size) >> 64);
}

}  // namespace themescore

#include "themescore/compare/random.hpp"

namespace themescore {

namespace {

constexpr std::uint64_t finalise(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
  return z ^ (z >> 31);
}

constexpr std::uint64_t kGolden = 0x9E37'79B9'7F4A'7C15;

__extension__ using Wide = unsigned __int128;

}  // namespace

std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) noexcept {
  return finalise(finalise(finalise(seed + kGolden) + stream * kGolden) + index * kGolden);
}

std::size_t below(std::uint64_t random, std::size_t size) noexcept {
  return static_cast<std::size_t>((static_cast<Wide>(random) * size) >> 64);
}

}  // namespace themescore

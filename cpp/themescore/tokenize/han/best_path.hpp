#pragma once

#include <cstdint>
#include <vector>

namespace themescore {

/// Number of a Han character in a dictionary; 0 for one that no word of it has.
using HanCode = std::uint32_t;

/// The most probable way to cut a block of Han, and the memory to find it in.
struct HanPath {
  std::vector<HanCode> codes;       ///< the characters of the block
  std::vector<double> weights;      ///< of the best path from each character on
  std::vector<std::uint32_t> ends;  ///< end of the word that begins here, if one does
};

}  // namespace themescore

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace themescore {

/// Number of a Han character in a dictionary; 0 for one that no word of it has.
using HanCode = std::uint32_t;

/// The most probable way to cut blocks of Han, and the memory to find it in.
struct HanPath {
  std::vector<HanCode> codes;       ///< the characters; HanDictionary::end_code() parts two blocks
  std::vector<std::uint32_t> ends;  ///< end of the word that begins here, if one does
  std::vector<double> weights;      ///< of the best path from each character on

  /// A string that words may go on from.
  struct Beginning {
    std::uint32_t first;  ///< where it stands
    std::uint64_t unit;   ///< of the lexicon's tree
  };
  /// A word of more characters than Words has room for.
  struct LongWord {
    std::uint32_t first;
    std::uint32_t size;
    double weight;
  };
  /// The words that begin at a character.
  struct Words {
    std::array<std::uint16_t, 3> frequencies;  ///< of two, three, four characters; 0: no such word
    std::uint16_t has_longer;                  ///< whether there are any in `long_words`
  };
  std::vector<Words> words;
  std::vector<Beginning> beginnings;
  std::vector<LongWord> long_words;
};

}  // namespace themescore

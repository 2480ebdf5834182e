#pragma once

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
  /// A word of more characters than `words` has room for.
  struct LongWord {
    std::uint32_t first;
    std::uint32_t size;
    double weight;
  };
  std::vector<std::uint64_t> words;  ///< those that begin here: see LexiconPaths
  std::vector<Beginning> beginnings;
  std::vector<LongWord> long_words;
};

}  // namespace themescore

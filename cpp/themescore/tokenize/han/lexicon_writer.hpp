#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "themescore/tokenize/han/hidden_markov_model.hpp"

namespace themescore {

/// What a lexicon is made of.
struct HanLexiconSource {
  struct Word {
    std::u32string characters;
    std::uint64_t frequency = 0;
    bool is_name = false;
  };

  std::string version;      ///< of jieba
  std::vector<Word> words;  ///< each once
  std::uint64_t total = 0;  ///< of all frequencies
  HanStateModel states;
  std::map<char32_t, HanEmissions> emissions;
};

/// The bytes of a lexicon file. Words that jieba can never meet are left out. Throws
/// std::length_error if the source is larger than the format allows.
[[nodiscard]] std::vector<std::byte> write_han_lexicon(const HanLexiconSource& source);

}  // namespace themescore

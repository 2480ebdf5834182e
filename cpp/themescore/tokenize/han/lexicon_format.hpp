#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "themescore/tokenize/han/hidden_markov_model.hpp"

/// The file of a Han lexicon. Little endian; after the header, in this order and each aligned:
///   emissions    HanEmissions[characters + 1]  by character code; code 0 is any other character
///   frequencies  uint64[frequencies]           distinct, the first 0
///   units        DoubleArray::Unit[units]      payload: index of the frequency; kNameBit
///   characters   uint32[padded(characters)]    code point of the code 1, 2, ...
namespace themescore::lexicon_format {

inline constexpr std::uint64_t kMagic = 0x0A58'454C'4E41'4854;  // "THANLEX\n"
inline constexpr std::uint32_t kVersion = 2;

/// The characters of which jieba makes words; any other is one of its own.
inline constexpr char32_t kFirstCharacter = 0x4E00;
inline constexpr char32_t kLastCharacter = 0x9FD5;

/// A payload is the index of the frequency, and in its lowest bit whether the word is a name.
inline constexpr std::uint16_t kNameBit = 1;
inline constexpr unsigned kFrequencyShift = 1;
inline constexpr std::uint32_t kMaxFrequencies = 1U << 14;

/// So that no sum of frequencies runs over, and each is exact as a double.
inline constexpr std::uint64_t kMaxTotal = std::uint64_t{1} << 53;

/// So that the file is a multiple of 8 bytes.
constexpr std::size_t padded(std::size_t characters) noexcept { return (characters + 1) / 2 * 2; }

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t characters = 0;
  std::uint32_t frequencies = 0;
  std::uint32_t units = 0;
  std::uint64_t total = 0;      ///< of the frequencies of all words, those left out as well
  std::uint64_t file_size = 0;  ///< in bytes, this header included
  std::array<char, 16> source_version{};  ///< of jieba, filled up with zeros
  HanStateModel states;
};
static_assert(sizeof(Header) == 56 + sizeof(HanStateModel) && alignof(Header) == 8);

}  // namespace themescore::lexicon_format

#include "themescore/tokenize/han/lexicon_writer.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <stdexcept>
#include <unordered_map>

#include "themescore/tokenize/han/double_array.hpp"
#include "themescore/tokenize/han/lexicon_format.hpp"

namespace themescore {

namespace {

using namespace lexicon_format;

bool is_met(char32_t c) noexcept { return c >= kFirstCharacter && c <= kLastCharacter; }

// Frequent characters have small codes, so what is read most lies together.
std::vector<char32_t> characters_by_frequency(const HanLexiconSource& source,
                                              std::span<const HanLexiconSource::Word> words) {
  std::map<char32_t, std::uint64_t> frequency;
  for (const auto& [character, emissions] : source.emissions) {
    if (is_met(character)) {
      frequency.try_emplace(character, 0);
    }
  }
  for (const auto& word : words) {
    for (const char32_t c : word.characters) {
      frequency[c] += word.frequency;
    }
  }
  std::vector<char32_t> characters;
  for (const auto& [character, sum] : frequency) {
    characters.push_back(character);
  }
  std::ranges::stable_sort(characters, std::ranges::greater(),
                           [&](char32_t c) { return frequency[c]; });
  return characters;
}

// Fills memory from the front.
class Writer {
 public:
  explicit Writer(std::span<std::byte> memory) : left_(memory) {}

  template <class Value>
  void put(std::span<const Value> values) {
    const auto bytes = std::as_bytes(values);
    std::ranges::copy(bytes, left_.begin());
    left_ = left_.subspan(bytes.size());
  }

 private:
  std::span<std::byte> left_;
};

}  // namespace

std::vector<std::byte> write_han_lexicon(const HanLexiconSource& source) {
  std::vector<HanLexiconSource::Word> words = source.words;
  std::erase_if(words, [](const auto& word) {
    return word.characters.empty() || !std::ranges::all_of(word.characters, &is_met);
  });

  const std::vector<char32_t> characters = characters_by_frequency(source, words);
  std::unordered_map<char32_t, HanCode> codes;
  std::vector<HanEmissions> emissions(characters.size() + 1);
  emissions[0].fill(kNeverEmitted);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    codes[characters[i]] = static_cast<HanCode>(i + 1);
    const auto found = source.emissions.find(characters[i]);
    emissions[i + 1] = found == source.emissions.end() ? emissions[0] : found->second;
  }

  std::set<std::uint64_t> distinct = {0};
  for (const auto& word : words) {
    distinct.insert(word.frequency);
  }
  const std::vector<std::uint64_t> frequencies(distinct.begin(), distinct.end());
  if (frequencies.size() > kMaxFrequencies || source.total > kMaxTotal ||
      source.version.size() >= Header().source_version.size()) {
    throw std::length_error("the Han lexicon is larger than its format allows");
  }

  std::vector<CodedWord> coded;
  for (const auto& word : words) {
    const auto index = std::ranges::lower_bound(frequencies, word.frequency) - frequencies.begin();
    CodedWord& added = coded.emplace_back();
    added.payload =
        static_cast<std::uint16_t>(index << kFrequencyShift | (word.is_name ? kNameBit : 0));
    for (const char32_t c : word.characters) {
      added.codes.push_back(codes.at(c));
    }
  }
  const auto units = build_double_array(std::move(coded), static_cast<HanCode>(characters.size()));

  Header header;
  header.characters = static_cast<std::uint32_t>(characters.size());
  header.frequencies = static_cast<std::uint32_t>(frequencies.size());
  header.units = static_cast<std::uint32_t>(units.size());
  header.total = source.total;
  header.states = source.states;
  std::ranges::copy(source.version, header.source_version.begin());
  header.file_size = sizeof header + std::span(emissions).size_bytes() +
                     std::span(frequencies).size_bytes() + std::span(units).size_bytes() +
                     padded(characters.size()) * sizeof(char32_t);

  std::vector<std::byte> bytes(header.file_size);
  Writer writer(bytes);
  writer.put(std::span<const Header>(&header, 1));
  writer.put(std::span<const HanEmissions>(emissions));
  writer.put(std::span<const std::uint64_t>(frequencies));
  writer.put(std::span<const DoubleArray::Unit>(units));
  writer.put(std::span<const char32_t>(characters));
  return bytes;
}

}  // namespace themescore

#include "themescore/weigh/term_merge.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "themescore/weigh/ngram_tree.hpp"

namespace themescore {

namespace {

// Eight bytes, the first the highest, so that they are in the order of the strings.
std::uint64_t first_bytes_of(std::string_view string) noexcept {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) {
    bytes = bytes << 8 | (i < string.size() ? static_cast<unsigned char>(string[i]) : 0u);
  }
  return bytes;
}

struct Word {
  std::uint64_t first_bytes;  // as a number, which tells most of them apart
  std::string_view string;
  std::uint32_t number;
};

// By their strings: first digit by digit of their first bytes, which takes no branch that depends
// on the order, then those that have the same.
void sort_words(std::vector<Word>& words) {
  constexpr unsigned kDigitBits = 8;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  struct Key {
    std::uint64_t first_bytes;
    std::uint32_t place;
  };
  std::vector<Key> keys;
  keys.reserve(words.size());
  for (const Word& word : words) {
    keys.push_back({word.first_bytes, static_cast<std::uint32_t>(keys.size())});
  }
  std::vector<Key> other(keys.size());
  for (unsigned shift = 0; shift < 64; shift += kDigitBits) {
    std::array<std::uint32_t, kDigits> next{};
    for (const Key& key : keys) {
      ++next[key.first_bytes >> shift & (kDigits - 1)];
    }
    std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
    for (const Key& key : keys) {
      other[next[key.first_bytes >> shift & (kDigits - 1)]++] = key;
    }
    keys.swap(other);
  }
  std::vector<Word> sorted;
  sorted.reserve(words.size());
  for (std::size_t first = 0; first < keys.size();) {
    const std::size_t begin = sorted.size();
    for (; first < keys.size() && keys[first].first_bytes == keys[begin].first_bytes; ++first) {
      sorted.push_back(words[keys[first].place]);
    }
    std::ranges::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin), sorted.end(), {},
                      &Word::string);
  }
  words.swap(sorted);
}

}  // namespace

MergedWords merge_words(std::span<const Vocabulary* const> vocabularies,
                        std::span<const std::vector<bool>> wanted) {
  MergedWords merged;
  std::optional<Vocabulary> distinct;  // of more than one; the strings of one are already
  if (vocabularies.size() > 1) {
    distinct.emplace();
  }
  std::vector<Word> sorted;
  for (std::size_t k = 0; k < vocabularies.size(); ++k) {
    auto& place = merged.place.emplace_back(vocabularies[k]->size(), kNotMerged);
    for (std::uint32_t id = 0; id < place.size(); ++id) {
      if (!wanted[k].empty() && !wanted[k][id]) {
        continue;
      }
      const std::string_view string = (*vocabularies[k])[id];
      const auto count = static_cast<std::uint32_t>(sorted.size());
      const auto [number, is_new] =
          distinct ? distinct->add(string) : Vocabulary::Entry{count, true};
      place[id] = number;
      if (is_new) {
        sorted.push_back({first_bytes_of(string), string, number});
      }
    }
  }
  sort_words(sorted);
  std::vector<std::uint32_t> rank(sorted.size());
  merged.strings.reserve(sorted.size());
  for (const auto& [first_bytes, string, number] : sorted) {
    rank[number] = static_cast<std::uint32_t>(merged.strings.size());
    merged.strings.emplace_back(string);
  }
  for (auto& places : merged.place) {
    for (std::uint32_t& place : places) {
      place = place == kNotMerged ? kNotMerged : rank[place];
    }
  }
  return merged;
}

MergedTerms merge_terms(std::span<const TermSource> sources, const NgramShape* shape) {
  std::vector<const Vocabulary*> vocabularies;
  std::vector<std::vector<bool>> wanted;
  for (const TermSource& source : sources) {
    vocabularies.push_back(source.words);
    wanted.push_back(shape == nullptr ? source.counted : std::vector<bool>());
  }
  MergedWords words = merge_words(vocabularies, wanted);
  if (shape == nullptr) {
    MergedTerms merged;
    for (const std::string& word : words.strings) {
      merged.terms.push_back(word);
    }
    merged.column_of_word = std::move(words.place);
    return merged;
  }
  return NgramTree(words, sources, *shape).columns();
}

}  // namespace themescore

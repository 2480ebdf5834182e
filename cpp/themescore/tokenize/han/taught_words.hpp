#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "themescore/tokenize/han/double_array.hpp"

namespace themescore {

/// So that no sum of frequencies runs over.
/// Characters of the longest word that can be taught; longer ones would have no parts.
inline constexpr std::size_t kLongestTaughtWord = 64;
inline constexpr std::uint64_t kMaxTaughtFrequency = 1'000'000'000'000;

/// A word that the user adds to the lexicon, or changes.
struct TaughtWord {
  std::u32string word;
  std::optional<std::uint64_t> frequency;  ///< worked out if not given; 0 removes the word
  std::string tag;                         ///< part of speech, as in the lexicon; may be empty
};

/// A tree of the words that the user taught, laid over the lexicon: what it knows of a string
/// holds instead of what the lexicon knows.
class TaughtTree {
 public:
  /// What is known of a word or the beginning of one.
  struct Entry {
    std::uint64_t frequency = 0;
    double log_frequency = 0;
    bool known = false;   ///< as long as it is not, the lexicon's word holds
    bool taught = false;  ///< a whole word, not only a beginning
    bool split = false;   ///< removed at some time: the model may not put it together
    std::optional<bool> is_name;
  };

  TaughtTree() = default;
  /// Lays out the words; nothing is known of them yet.
  TaughtTree(std::vector<std::vector<HanCode>> words, HanCode max_code);

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] bool step(DoubleArray::Node& node, HanCode code) const noexcept {
    return DoubleArray(units_).step(node, code);
  }
  [[nodiscard]] const Entry& entry(DoubleArray::Node node) const noexcept {
    return entries_[node.index];
  }
  [[nodiscard]] Entry& entry(DoubleArray::Node node) noexcept { return entries_[node.index]; }

 private:
  std::vector<DoubleArray::Unit> units_;
  std::vector<Entry> entries_;  // by the index of a unit
};

}  // namespace themescore

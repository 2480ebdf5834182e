#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "themescore/tokenize/han/best_path.hpp"
#include "themescore/tokenize/han/lexicon.hpp"
#include "themescore/tokenize/han/lexicon_paths.hpp"
#include "themescore/tokenize/han/taught_words.hpp"

namespace themescore {

/// A lexicon and the words that the user taught it, with jieba's arithmetic: the words are taken
/// in the order given, and each changes the sum of frequencies. Immutable once made.
class HanDictionary {
 public:
  /// Throws TaughtWordError naming the first word that is empty, has a character that is not Han,
  /// or makes the sum of frequencies too large.
  explicit HanDictionary(std::shared_ptr<const HanLexicon> lexicon,
                         std::vector<TaughtWord> taught = {});

  /// 0 if it is no word.
  [[nodiscard]] std::uint64_t frequency(std::span<const char32_t> word) const;
  [[nodiscard]] bool is_word(std::span<const char32_t> word) const { return frequency(word) > 0; }
  [[nodiscard]] bool is_taught(std::span<const char32_t> word) const;
  /// Whether its tag says so: the user's, or else the lexicon's.
  [[nodiscard]] bool is_name(std::span<const char32_t> word) const;
  /// Whether the user removed it at some time.
  [[nodiscard]] bool is_split(std::span<const char32_t> word) const;

  /// The words in the order given, each with its frequency.
  [[nodiscard]] const std::vector<TaughtWord>& taught() const noexcept { return taught_; }
  [[nodiscard]] std::uint64_t total() const noexcept { return total_; }
  [[nodiscard]] const HanLexicon& lexicon() const noexcept { return *lexicon_; }

  /// Replaces `path.codes` by those of the characters. One that no word may be made of is
  /// end_code(): it is a word of its own wherever it stands, and parts blocks.
  void encode(std::span<const char32_t> characters, HanPath& path) const;
  [[nodiscard]] HanCode end_code() const noexcept { return max_code_ + 1; }
  [[nodiscard]] bool is_word(std::span<const HanCode> codes) const {
    return frequency_of(find(codes)).value_or(0) > 0;
  }

  /// Finds the most probable way to cut each block of `path.codes` into words: fills `ends`. Of
  /// several as good, the one whose first words are longer.
  void find_best_path(HanPath& path) const;
  /// The same of one block, without the word that all of it may be.
  void find_best_inner_path(HanPath& path) const { find_path(path, false); }

 private:
  // The string as a node of each tree, where it has one.
  struct Place {
    std::optional<DoubleArray::Node> lexicon;
    std::optional<DoubleArray::Node> taught;
  };

  [[nodiscard]] HanCode code_of(char32_t character) const;
  HanCode add_code(char32_t character);
  [[nodiscard]] std::optional<Place> find(std::span<const char32_t> word) const;
  [[nodiscard]] Place find(std::span<const HanCode> codes) const;
  [[nodiscard]] const TaughtTree::Entry* known(const Place& place) const;
  [[nodiscard]] const TaughtTree::Entry* known(std::span<const char32_t> word) const;
  [[nodiscard]] std::optional<std::uint64_t> frequency_of(const Place& place) const;
  void teach(std::span<const HanCode> codes, TaughtWord& word, HanPath& path);
  [[nodiscard]] std::uint64_t suggest_frequency(std::span<const HanCode> codes,
                                                HanPath& path) const;
  void find_path(HanPath& path, bool whole) const;

  std::shared_ptr<const HanLexicon> lexicon_;
  std::vector<TaughtWord> taught_;
  char32_t first_character_;
  // Of the characters from the first on that jieba makes words of; the last is of any other.
  std::vector<HanCode> codes_;
  std::unordered_map<char32_t, HanCode> other_codes_;
  HanCode max_code_;
  TaughtTree tree_;
  std::uint64_t total_;
  double log_total_;
  LexiconPaths lexicon_paths_;
};

}  // namespace themescore

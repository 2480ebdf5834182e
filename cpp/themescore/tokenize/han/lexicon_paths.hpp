#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "themescore/tokenize/han/best_path.hpp"
#include "themescore/tokenize/han/lexicon.hpp"

namespace themescore {

/// The most probable ways to cut Han by a lexicon that nothing was added to: jieba's arithmetic,
/// the same sums in the same order, so that ties and roundings come out the same. A view of the
/// lexicon. Immutable.
///
/// Whether a word ends at a character is hard to predict, so no branch asks: all words of two
/// characters are looked up, then those of three that may go on from them, and so on; then the best
/// are chosen from the last character to the first. It pays for many runs at once.
class LexiconPaths {
 public:
  LexiconPaths() = default;
  explicit LexiconPaths(const HanLexicon& lexicon);

  /// Finds the best path of each block of `path.codes`, all of them up to the end code: fills
  /// `ends`. Of several as good, the one whose first words are longer.
  void find(HanPath& path) const;

 private:
  [[nodiscard]] HanCode end_code() const noexcept {
    return static_cast<HanCode>(singles_.size() - 1);
  }
  void look_up(HanPath& path) const;
  std::size_t look_up_longer(HanPath& path, std::size_t count, std::uint32_t length) const;
  void choose(HanPath& path) const;

  DoubleArray tree_;
  std::vector<std::uint32_t> bases_;  // by code: where the tree goes on from the character
  std::vector<double> singles_;       // by code: weight of the character as a word
  std::vector<double> weights_;       // by the index of a frequency
  double unknown_ = 0;                // weight of a character that no word begins with
};

}  // namespace themescore

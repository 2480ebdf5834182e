#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/tokenize/han/best_path.hpp"

namespace themescore {

/// Where a match may begin and end inside a word: bit i stands for the border before character i,
/// 0 < i < size. A word of more than 64 characters has no inner borders.
struct HanCuts {
  std::uint64_t starts = 0;
  std::uint64_t ends = 0;
  friend bool operator==(const HanCuts&, const HanCuts&) = default;
};

/// A bit for every border inside of a word of `size` characters; none if it is too long.
[[nodiscard]] constexpr std::uint64_t all_inner_borders(std::size_t size) noexcept {
  return size < 2 || size > 64 ? 0 : (~std::uint64_t{0} >> (64 - size)) & ~std::uint64_t{1};
}

/// Whether `borders`, of HanCuts, has the one before character i.
[[nodiscard]] constexpr bool has_border(std::uint64_t borders, std::size_t i) noexcept {
  return i < 64 && (borders >> i & 1) != 0;
}

/// Why a word is a word.
enum class HanOrigin : std::uint8_t {
  lexicon,
  taught,
  unknown_word_model,  ///< the hidden Markov model put it together
  single,              ///< a character that stands in no lexicon on its own
  pair,                ///< two neighbouring characters
};

/// Cuts runs of Han into words. Immutable: one object serves all threads.
class HanSegmenter {
 public:
  /// Half-open range of characters of the run.
  struct Word {
    std::uint32_t first;
    std::uint32_t last;
    friend bool operator==(const Word&, const Word&) = default;
  };

  /// Stands between two runs.
  static constexpr char32_t kBetweenRuns = 0;

  /// Scratch memory: one a thread, reused from call to call.
  struct Workspace {
    HanPath path;
    std::vector<std::uint8_t> states;  ///< that the hidden Markov model finds
  };

  virtual ~HanSegmenter() = default;

  /// Writes the words of one run or more to the front of `words`, in order of their start, and
  /// returns how many they are: at most one a character. `words` has room for one more than that.
  [[nodiscard]] virtual std::size_t segment(std::span<const char32_t> runs,
                                            Workspace& workspace,
                                            std::span<Word> words) const = 0;

  /// Inner borders of a word that segment() found. Not for the inner loop: once a distinct word.
  [[nodiscard]] virtual HanCuts cuts(std::span<const char32_t> word) const = 0;

  /// Why segment() made this a word.
  [[nodiscard]] virtual HanOrigin origin(std::span<const char32_t> word) const = 0;
};

}  // namespace themescore

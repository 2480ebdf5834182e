#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/weigh/counts.hpp"

namespace themescore {

/// What a theme is counted against, and so what is counted.
enum class Exposure {
  words,      ///< mentions of so many words
  sentences,  ///< sentences that mention it, of so many sentences
  mentions,   ///< mentions of all mentions; those of themes at the top, which have the others'
};

/// Of some text: how much there is, and how often each theme.
struct Exposed {
  std::int64_t size = 0;
  struct Cell {
    std::uint32_t theme;
    std::uint32_t count;
  };
  std::vector<Cell> cells;  ///< by theme, none of count 0
};

/// Counts the themes of texts, one after the other.
class ExposureCounter {
 public:
  ExposureCounter(const Counts& counts, Exposure exposure);

  /// Of a text of so many words and sentences, whose mentions are `mentions`, in order. The answer
  /// holds until the next call.
  const Exposed& count(std::int64_t words,
                       std::int64_t sentences,
                       std::span<const Mention> mentions);

 private:
  const Counts& counts_;
  Exposure exposure_;
  std::vector<std::uint32_t> count_of_;       // by theme; zeros between calls
  std::vector<std::uint32_t> last_sentence_;  // by theme, the last one with a mention
  std::vector<std::uint32_t> found_;
  Exposed answer_;
};

}  // namespace themescore

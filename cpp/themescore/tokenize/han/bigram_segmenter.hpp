#pragma once

#include "themescore/tokenize/han/segmenter.hpp"

namespace themescore {

/// Every two neighbouring characters are a word, so words overlap; a character on its own is one.
/// A pattern of two or more characters is then found wherever it stands.
class BigramSegmenter final : public HanSegmenter {
 public:
  [[nodiscard]] std::size_t segment(std::span<const char32_t> runs,
                                    Workspace& workspace,
                                    std::span<Word> words) const override;
  /// Every border: bigrams know no words.
  [[nodiscard]] HanCuts cuts(std::span<const char32_t> word) const override;
  [[nodiscard]] HanOrigin origin(std::span<const char32_t> word) const override;
};

}  // namespace themescore

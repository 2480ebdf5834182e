#pragma once

#include <memory>

#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/segmenter.hpp"

namespace themescore {

/// Cuts as jieba 0.42.1 does in its precise mode: the most probable words of a dictionary, and of
/// single characters side by side those that a hidden Markov model makes of them.
///
/// Words are made of the characters U+4E00 to U+9FD5; any other is a word on its own, unless the
/// user taught a word that has it. The model knows none of those and leaves them together.
class JiebaSegmenter final : public HanSegmenter {
 public:
  /// Without `unknown_words` only words of the dictionary are found.
  explicit JiebaSegmenter(std::shared_ptr<const HanDictionary> dictionary,
                          bool unknown_words = true);

  [[nodiscard]] std::size_t segment(std::span<const char32_t> runs,
                                    Workspace& workspace,
                                    std::span<Word> words) const override;
  /// See word_cuts().
  [[nodiscard]] HanCuts cuts(std::span<const char32_t> word) const override;
  [[nodiscard]] HanOrigin origin(std::span<const char32_t> word) const override;

 private:
  using Characters = std::span<const char32_t>;

  // Each adds words to the end of what `next` goes through, and returns where the next one goes.
  Word* cut_singles(Characters runs, Word singles, Workspace& workspace, Word* next) const;
  Word* cut_unknown(Characters runs, Word characters, Workspace& workspace, Word* next) const;

  std::shared_ptr<const HanDictionary> dictionary_;
  bool unknown_words_;
};

}  // namespace themescore

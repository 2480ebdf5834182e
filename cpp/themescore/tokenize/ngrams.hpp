#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// Which n-grams to form: of how many words, and how many words may be skipped between each two
/// neighbours of an n-gram. Sizes and skips are in order, each once, and there is at least one.
///
/// The definition is quanteda's (`tokens_ngrams`, `tokens_skipgrams`), which analysts know: `skips`
/// is a set, and every gap of an n-gram is a number from it. {0} is plain n-grams, {1} leaves out
/// exactly one word in each gap, {0, ..., k} from none to k. For two words the last is the k-skip
/// bigram of Guthrie et al. (2006); for more it is not: theirs skips at most k words in all, this
/// one k in each gap.
class NgramShape {
 public:
  static constexpr std::uint32_t kLargestSize = 100;

  /// Throws OptionError if a list is empty or a size is not from 1 to kLargestSize.
  explicit NgramShape(std::vector<std::uint32_t> sizes,
                      std::vector<std::uint32_t> skips = {0},
                      bool across_sentences = false);

  [[nodiscard]] std::span<const std::uint32_t> sizes() const noexcept { return sizes_; }
  [[nodiscard]] std::span<const std::uint32_t> skips() const noexcept { return skips_; }
  [[nodiscard]] bool across_sentences() const noexcept { return across_sentences_; }

 private:
  std::vector<std::uint32_t> sizes_;
  std::vector<std::uint32_t> skips_;
  bool across_sentences_;
};

/// Calls `sink(words)` for each n-gram, where `words` (std::span<const std::uint32_t>) holds the
/// indices of its words in order, and is good for the call only.
///
/// `sentences` has a number for each word: the sentence that it stands in. An n-gram ends where the
/// number changes, unless the shape goes across sentences, so a caller who wants none across a
/// comma raises it there. Words are those of the caller: character bigrams of Chinese overlap, and
/// so do their n-grams.
///
/// In quanteda's order: by size, within it by the first word, then the second and so on. Keeps one
/// n-gram at a time; takes time in proportion to the words of the n-grams and of the text.
template <class Sink>
void for_each_ngram(std::span<const std::uint32_t> sentences, const NgramShape& shape, Sink&& sink);

inline constexpr std::string_view kNgramConcatenator = "_";

/// The words of an n-gram as one string, as quanteda writes it: `state_owned`.
///
/// Nothing is escaped, here as there: with `_`, the words `a_b` `c` and `a` `b_c` are both `a_b_c`.
/// Whoever has to tell them apart counts the indices, or asks for a concatenator that no word has.
[[nodiscard]] std::string join_ngram(std::span<const std::string_view> forms,
                                     std::string_view concatenator = kNgramConcatenator);

namespace detail {

/// The n-grams of the words in [first, last).
template <class Sink>
class NgramsOfRun {
 public:
  NgramsOfRun(std::span<const std::uint32_t> skips, std::span<std::uint32_t> ngram, Sink& sink)
      : skips_(skips), ngram_(ngram), sink_(sink) {}

  void operator()(std::size_t first, std::size_t last) {
    last_ = last;
    for (std::uint64_t start = first; fits(start, 0); ++start) {
      place(static_cast<std::uint32_t>(start), 0);
    }
  }

 private:
  // Whether an n-gram whose word `place` is at `at` can be completed: no other is ever begun, so
  // there is no search without a result.
  [[nodiscard]] bool fits(std::uint64_t at, std::size_t place) const {
    return at + (ngram_.size() - 1 - place) * (std::uint64_t{skips_.front()} + 1) < last_;
  }

  void place(std::uint32_t word, std::size_t place_of_word) {
    ngram_[place_of_word] = word;
    const std::size_t next_place = place_of_word + 1;
    if (next_place == ngram_.size()) {
      sink_(std::span<const std::uint32_t>(ngram_));
      return;
    }
    for (const std::uint32_t skip : skips_) {
      const std::uint64_t next = std::uint64_t{word} + skip + 1;
      if (!fits(next, next_place)) {
        break;
      }
      place(static_cast<std::uint32_t>(next), next_place);
    }
  }

  std::span<const std::uint32_t> skips_;
  std::span<std::uint32_t> ngram_;
  Sink& sink_;
  std::uint64_t last_ = 0;
};

/// First word after `first` that is in another sentence.
[[nodiscard]] std::size_t end_of_sentence(std::span<const std::uint32_t> sentences,
                                          std::size_t first) noexcept;

}  // namespace detail

template <class Sink>
void for_each_ngram(std::span<const std::uint32_t> sentences,
                    const NgramShape& shape,
                    Sink&& sink) {
  std::vector<std::uint32_t> ngram;
  for (const std::uint32_t size : shape.sizes()) {
    ngram.resize(size);
    detail::NgramsOfRun ngrams_of_run(shape.skips(), std::span(ngram), sink);
    for (std::size_t first = 0; first < sentences.size();) {
      const std::size_t last =
          shape.across_sentences() ? sentences.size() : detail::end_of_sentence(sentences, first);
      ngrams_of_run(first, last);
      first = last;
    }
  }
}

}  // namespace themescore

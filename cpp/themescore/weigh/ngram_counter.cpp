#include "themescore/weigh/ngram_counter.hpp"

namespace themescore {

NgramCounter::NgramCounter(const NgramShape& shape) : shape_(shape) {
  if (shape.skips().size() != 1 || shape.skips().front() != 0) {
    throw OptionError("skips: n-grams are counted of neighbouring words only");
  }
}

// From n-grams of `size` - 1 words to those of `size`.
void NgramCounter::lengthen(std::uint32_t size) {
  const std::size_t last = size - 1;  // the word that is added, from the first
  codes_.resize(words_.size() - last);
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    if (i + kAhead < codes_.size()) {
      numbers_.prefetch(codes_[i + kAhead], words_[i + kAhead + last]);
    }
    TermCode& code = codes_[i];
    if (code == kBroken || (!shape_.across_sentences() && sentences_[i] != sentences_[i + last])) {
      code = kBroken;
      continue;
    }
    code = kLonger | numbers_.of(code, words_[i + last], [&] {
      if (ngrams_.size() == (kBroken & ~kLonger)) {
        throw LimitError("more than 2,147,483,647 distinct n-grams");
      }
      ngrams_.push_back({code, words_[i + last], size});
      return static_cast<std::uint32_t>(ngrams_.size() - 1);
    });
  }
}

}  // namespace themescore

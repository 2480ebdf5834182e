#include "themescore/weigh/ngram_counter.hpp"

#include <algorithm>

namespace themescore {

namespace {

// A chunk is no smaller than this part of all words: what its n-grams take that others have too is
// bounded.
constexpr std::size_t kSmallestShare = 32;

}  // namespace

NgramCounter::NgramCounter(const NgramShape& shape, std::size_t words_of_chunk)
    : shape_(shape), words_of_chunk_(words_of_chunk), chunks_(1) {
  if (shape.skips().size() != 1 || shape.skips().front() != 0) {
    throw OptionError("skips: n-grams are counted of neighbouring words only");
  }
}

void NgramCounter::begin_document() {
  if (words_in_chunk_ >= std::max(words_of_chunk_, words_in_all_ / kSmallestShare)) {
    chunks_.back().shrink_to_fit();
    chunks_.emplace_back().reserve(chunks_.front().size());
    numbers_.clear();
    words_in_chunk_ = 0;
  }
  words_in_chunk_ += words_.size();
  words_in_all_ += words_.size();
  codes_ = words_;
}

// From n-grams of `size` - 1 words to those of `size`.
void NgramCounter::lengthen(std::uint32_t size) {
  std::vector<Ngram>& ngrams = chunks_.back();
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
      if (ngrams.size() == (kBroken & ~kLonger)) {
        throw LimitError("more than 2,147,483,647 distinct n-grams");
      }
      ngrams.push_back({code, words_[i + last], size});
      return static_cast<std::uint32_t>(ngrams.size() - 1);
    });
  }
}

}  // namespace themescore

#include "themescore/tokenize/han/taught_words.hpp"

#include <algorithm>
#include <utility>

namespace themescore {

TaughtTree::TaughtTree(std::vector<std::vector<HanCode>> words, HanCode max_code) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::vector<CodedWord> coded;
  coded.reserve(words.size());
  for (auto& word : words) {
    coded.push_back({std::move(word), 0});
  }
  units_ = build_double_array(std::move(coded), max_code);
  entries_.resize(units_.size());
}

}  // namespace themescore

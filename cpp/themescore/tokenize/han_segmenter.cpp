#include "themescore/tokenize/han_segmenter.hpp"

#include <string>

#include "themescore/errors.hpp"

namespace themescore {

void BigramSegmenter::segment(const HanRun& run, std::vector<Word>& words) const {
  words.clear();
  const auto size = static_cast<std::uint32_t>(run.size());
  if (size == 1) {
    words.push_back({0, 1});
  }
  for (std::uint32_t i = 0; i + 1 < size; ++i) {
    words.push_back({i, i + 2});
  }
}

std::shared_ptr<const HanSegmenter> make_han_segmenter(std::string_view name) {
  if (name == "bigram") {
    return std::make_shared<BigramSegmenter>();
  }
  throw OptionError("han: '" + std::string(name) + "' is not a way to cut Chinese; use 'bigram'");
}

}  // namespace themescore

#include "themescore/tokenize/han/registry.hpp"

#include <algorithm>
#include <array>

#include "themescore/errors.hpp"
#include "themescore/tokenize/han/bigram_segmenter.hpp"
#include "themescore/tokenize/han/jieba_segmenter.hpp"

namespace themescore {

namespace {

using Segmenter = std::shared_ptr<const HanSegmenter>;

struct Entry {
  std::string_view name;
  Segmenter (*make)(const HanOptions&);
};

Segmenter make_jieba(const HanOptions& options) {
  if (!options.dictionary) {
    throw OptionError("han: 'jieba' needs a dictionary");
  }
  return std::make_shared<JiebaSegmenter>(options.dictionary, options.unknown_words);
}

Segmenter make_bigram(const HanOptions& /*options*/) { return std::make_shared<BigramSegmenter>(); }

// To add a way to cut Chinese: a segmenter, a line here.
constexpr std::array kSegmenters = {
    Entry{"jieba", &make_jieba},
    Entry{"bigram", &make_bigram},
};

}  // namespace

std::vector<std::string> han_segmenter_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kSegmenters) {
    names.emplace_back(entry.name);
  }
  return names;
}

std::shared_ptr<const HanSegmenter> make_han_segmenter(std::string_view name,
                                                       const HanOptions& options) {
  const auto found = std::ranges::find(kSegmenters, name, &Entry::name);
  if (found == kSegmenters.end()) {
    std::string reason = "han: '" + std::string(name) + "' is not a way to cut Chinese; use";
    for (const Entry& entry : kSegmenters) {
      reason += " '" + std::string(entry.name) + "'";
    }
    throw OptionError(reason);
  }
  return found->make(options);
}

}  // namespace themescore

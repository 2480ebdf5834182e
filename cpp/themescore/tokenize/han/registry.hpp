#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/segmenter.hpp"

namespace themescore {

/// What a segmenter may need; each takes what it uses.
struct HanOptions {
  std::shared_ptr<const HanDictionary> dictionary = nullptr;
  bool unknown_words = true;  ///< put words together that the dictionary does not have
};

/// Names of the segmenters, the default first.
[[nodiscard]] std::vector<std::string> han_segmenter_names();

/// The segmenter of this name. Throws OptionError naming those that there are, or if it needs a
/// dictionary and `options` has none.
[[nodiscard]] std::shared_ptr<const HanSegmenter> make_han_segmenter(
    std::string_view name, const HanOptions& options = {});

}  // namespace themescore

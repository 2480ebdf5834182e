#include "themescore/tokenize/han_segmenter.hpp"

#include <algorithm>
#include <array>
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

namespace {

struct Entry {
  std::string_view name;
  std::shared_ptr<const HanSegmenter> (*make)();
};

// To add a way to cut Chinese: a segmenter, a line here.
constexpr std::array kSegmenters = {
    Entry{"bigram",
          []() -> std::shared_ptr<const HanSegmenter> {
            return std::make_shared<BigramSegmenter>();
          }},
};

}  // namespace

std::vector<std::string> han_segmenter_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kSegmenters) {
    names.emplace_back(entry.name);
  }
  return names;
}

std::shared_ptr<const HanSegmenter> make_han_segmenter(std::string_view name) {
  const auto found = std::ranges::find(kSegmenters, name, &Entry::name);
  if (found == kSegmenters.end()) {
    std::string reason = "han: '" + std::string(name) + "' is not a way to cut Chinese; use";
    for (const Entry& entry : kSegmenters) {
      reason += " '" + std::string(entry.name) + "'";
    }
    throw OptionError(reason);
  }
  return found->make();
}

}  // namespace themescore

#include "themescore/compare/exposure.hpp"

#include <algorithm>

namespace themescore {

ExposureCounter::ExposureCounter(const Counts& counts, Exposure exposure)
    : counts_(counts),
      exposure_(exposure),
      count_of_(counts.theme_count()),
      last_sentence_(counts.theme_count()) {}

const Exposed& ExposureCounter::count(std::int64_t words,
                                      std::int64_t sentences,
                                      std::span<const Mention> mentions) {
  found_.clear();
  std::int64_t at_top = 0;
  for (const Mention& mention : mentions) {
    std::uint32_t& count = count_of_[mention.theme];
    if (count == 0) {
      found_.push_back(mention.theme);
    }
    if (exposure_ != Exposure::sentences || count == 0 ||
        last_sentence_[mention.theme] != mention.sentence) {
      ++count;
    }
    last_sentence_[mention.theme] = mention.sentence;
    at_top += counts_.themes[mention.theme].parent < 0 ? 1 : 0;
  }
  std::ranges::sort(found_);
  answer_.size = exposure_ == Exposure::words       ? words
                 : exposure_ == Exposure::sentences ? sentences
                                                    : at_top;
  answer_.cells.clear();
  for (const std::uint32_t theme : found_) {
    answer_.cells.push_back({theme, count_of_[theme]});
    count_of_[theme] = 0;
  }
  return answer_;
}

}  // namespace themescore

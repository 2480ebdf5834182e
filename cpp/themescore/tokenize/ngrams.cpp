#include "themescore/tokenize/ngrams.hpp"

#include <algorithm>
#include <utility>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

std::vector<std::uint32_t> sorted_once(std::vector<std::uint32_t> numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace

NgramShape::NgramShape(std::vector<std::uint32_t> sizes,
                       std::vector<std::uint32_t> skips,
                       bool across_sentences)
    : sizes_(sorted_once(std::move(sizes))),
      skips_(sorted_once(std::move(skips))),
      across_sentences_(across_sentences) {
  if (sizes_.empty() || sizes_.front() == 0 || sizes_.back() > kLargestSize) {
    throw OptionError("n: one size or more, each from 1 to " + std::to_string(kLargestSize));
  }
  if (skips_.empty()) {
    throw OptionError("skip: one number or more; 0 for neighbours");
  }
}

std::string join_ngram(std::span<const std::string_view> forms, std::string_view concatenator) {
  std::string joined;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    if (i > 0) {
      joined += concatenator;
    }
    joined += forms[i];
  }
  return joined;
}

std::size_t detail::end_of_sentence(std::span<const std::uint32_t> sentences,
                                    std::size_t first) noexcept {
  const auto rest = sentences.subspan(first);
  const auto other =
      std::ranges::find_if(rest, [&](std::uint32_t sentence) { return sentence != rest.front(); });
  return first + static_cast<std::size_t>(other - rest.begin());
}

}  // namespace themescore

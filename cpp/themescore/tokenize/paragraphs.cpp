#include "themescore/tokenize/paragraphs.hpp"

#include <algorithm>

#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/line_breaks.hpp"

namespace themescore {

namespace {

template <class Unit>
bool ends_paragraph(std::span<const Unit> text,
                    std::size_t i,
                    std::span<const std::uint32_t> wrapped) {
  if (!is_line_break(static_cast<char32_t>(text[i]))) {
    return false;
  }
  // Of CR LF, the CR is the break that is named.
  i -= text[i] == 0x0A && i > 0 && text[i - 1] == 0x0D ? 1u : 0u;
  return !std::ranges::binary_search(wrapped, static_cast<std::uint32_t>(i));
}

}  // namespace

std::vector<std::uint32_t> number_paragraphs(const Text& text,
                                             std::span<const Span> sentences,
                                             std::span<const std::uint32_t> wrapped) {
  return text.visit([=](auto units) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(sentences.size());
    for (std::size_t k = 0; k < sentences.size(); ++k) {
      bool is_new = false;
      // Backwards, because a standard sentence takes its line break along.
      for (std::size_t i = sentences[k].start;
           k > 0 && i > sentences[k - 1].start && !is_new &&
           unicode::is_space(static_cast<char32_t>(units[i - 1]));
           --i) {
        is_new = ends_paragraph(units, i - 1, wrapped);
      }
      numbers.push_back((k == 0 ? 0 : numbers.back()) + (is_new ? 1 : 0));
    }
    return numbers;
  });
}

}  // namespace themescore

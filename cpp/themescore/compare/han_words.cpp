#include "themescore/compare/han_words.hpp"

#include <cstddef>
#include <string_view>

#include "themescore/text/han.hpp"

namespace themescore {

std::vector<std::int64_t> han_words(const Counts& counts) {
  std::vector<bool> is_han;
  is_han.reserve(counts.terms->size());
  for (const std::string_view term : counts.terms->all()) {
    is_han.push_back(starts_with_han(term));
  }
  std::vector<std::int64_t> words(counts.document_count());
  for (std::size_t document = 0; document < words.size(); ++document) {
    counts.cells.visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
      words[document] += is_han[term] ? count : 0;
    });
  }
  return words;
}

}  // namespace themescore

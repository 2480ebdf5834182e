#include "themescore/compare/theme_table.hpp"

namespace themescore {

ThemeTable::ThemeTable(const Counts& counts) : themes_(counts.theme_count()), words_(counts.words) {
  std::vector<std::uint32_t> mentions_of(themes_);
  std::size_t next = 0;  // mentions are in the order of documents
  for (std::size_t document = 0; document < words_.size(); ++document) {
    first_cell_.push_back(cells_.size());
    const std::size_t first = next;
    for (; next < counts.mentions.size() && counts.mentions[next].document == document; ++next) {
      ++mentions_of[counts.mentions[next].theme];
    }
    if (next == first) {
      continue;
    }
    for (std::uint32_t theme = 0; theme < themes_; ++theme) {
      if (mentions_of[theme] > 0) {
        cells_.push_back({theme, mentions_of[theme]});
        mentions_of[theme] = 0;
      }
    }
  }
  first_cell_.push_back(cells_.size());
}

}  // namespace themescore

#include "themescore/compare/theme_table.hpp"

namespace themescore {

ThemeTable::ThemeTable(const Counts& counts, Exposure exposure) : themes_(counts.theme_count()) {
  ExposureCounter counter(counts, exposure);
  const std::span mentions(counts.mentions);
  std::size_t next = 0;  // mentions are in the order of documents
  for (std::size_t document = 0; document < counts.document_count(); ++document) {
    const std::size_t first = next;
    while (next < mentions.size() && mentions[next].document == document) {
      ++next;
    }
    const Exposed& row = counter.count(counts.words[document], counts.sentences[document],
                                       mentions.subspan(first, next - first));
    sizes_.push_back(row.size);
    first_cell_.push_back(cells_.size());
    cells_.insert(cells_.end(), row.cells.begin(), row.cells.end());
  }
  first_cell_.push_back(cells_.size());
}

ThemeTable::ThemeTable(const ThemeTable& whole, std::span<const std::uint32_t> documents)
    : themes_(whole.themes_) {
  for (const std::uint32_t document : documents) {
    sizes_.push_back(whole.sizes_[document]);
    first_cell_.push_back(cells_.size());
    whole.visit_row(document, [&](std::uint32_t theme, std::uint32_t count) {
      cells_.push_back({theme, count});
    });
  }
  first_cell_.push_back(cells_.size());
}

}  // namespace themescore

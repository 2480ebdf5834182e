#include "themescore/compare/exposure_table.hpp"

namespace themescore {

ExposureTable::ExposureTable(const Counts& counts, Exposure exposure)
    : rows_(counts.theme_count()) {
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
    rows_.push_back(row.cells);
  }
  rows_.settle();
}

ExposureTable::ExposureTable(const ExposureTable& whole, std::span<const std::uint32_t> documents)
    : rows_(whole.themes()) {
  for (const std::uint32_t document : documents) {
    sizes_.push_back(whole.sizes_[document]);
    rows_.push_back(whole.rows_.row(document));
  }
  rows_.settle();
}

}  // namespace themescore

#include "themescore/weigh/term_counter.hpp"

namespace themescore {

// Not with count(), so that it is small.
void TermCounter::add_to_ngrams(std::uint32_t form, std::uint32_t sentence) {
  ngrams_->add(form, sentence);
}

void TermCounter::end_document(CountedTerms& terms, const std::atomic<bool>& stop) {
  if (ngrams_) {
    ngrams_->end_document(stop, [this](std::uint32_t form) { tally_.count(form); });
  }
  terms.start_row();
  row_.clear();
  tally_.take([&](std::uint32_t form, std::uint32_t count) {
    counted_forms_[form] = true;
    terms.packed() ? row_.push_back({form, count}) : terms.add(form, count);
  });
  if (terms.packed()) {
    sort_(row_, counted_forms_.size());
    for (const CellSort::Cell& cell : row_) {
      terms.add(cell.column, cell.count);
    }
  }
  if (ngrams_) {
    // In order they would take less room, but they are many, and will be put into another order.
    ngrams_->take_counts([&](TermCode ngram, std::uint32_t count) { terms.add(ngram, count); });
  }
}

}  // namespace themescore

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/counted_terms.hpp"
#include "themescore/weigh/ngram_counter.hpp"
#include "themescore/weigh/tally.hpp"

namespace themescore {

/// Counts the terms of documents, one after another: words, or n-grams of them, by the numbers of
/// their forms. Not for more than one thread at a time.
class TermCounter {
 public:
  /// `ngrams` is null if words are the terms. With `counts` false there are none.
  explicit TermCounter(const NgramShape* ngrams, bool counts = true)
      : counts_words_(counts && ngrams == nullptr) {
    if (ngrams != nullptr) {
      ngrams_.emplace(*ngrams);
    }
  }

  /// Forms below `size` may be counted from now on.
  void reserve(std::size_t size) {
    tally_.reserve(size);
    counted_forms_.resize(size);
  }

  /// Fetches what count() will look at; of a number that no form has, nothing.
  void prefetch(std::uint32_t form) const noexcept { tally_.prefetch(form); }

  /// A word of the document at hand, and the number of its sentence, which never falls. Inlined for
  /// the same reason as DocumentWalk::put().
  [[gnu::always_inline]] void count(std::uint32_t form, std::uint32_t sentence) {
    if (counts_words_) [[likely]] {
      tally_.count(form);
    } else if (ngrams_) {
      add_to_ngrams(form, sentence);
    }
  }

  /// Adds a row for the document, and begins the next. Throws Cancelled once `stop` is set.
  void end_document(CountedTerms& terms, const std::atomic<bool>& stop);

  /// By form: whether a document has it as a word that is counted.
  [[nodiscard]] const std::vector<bool>& counted_forms() const noexcept { return counted_forms_; }
  /// By chunk; none if words are the terms.
  [[nodiscard]] std::span<const std::vector<Ngram>> ngrams() const noexcept {
    return ngrams_ ? ngrams_->chunks() : std::span<const std::vector<Ngram>>();
  }
  /// The chunk whose n-grams the last row counts; 0 if words are the terms.
  [[nodiscard]] std::size_t chunk() const noexcept { return ngrams_ ? ngrams_->chunk() : 0; }

 private:
  void add_to_ngrams(std::uint32_t form, std::uint32_t sentence);

  bool counts_words_;
  Tally tally_;  // of forms
  std::vector<bool> counted_forms_;
  std::optional<NgramCounter> ngrams_;
  CellSort sort_;
  std::vector<CellSort::Cell> row_;
};

}  // namespace themescore

#pragma once

#include <memory>
#include <span>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/parallel/task_runner.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/weigh/count_options.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Tokenises documents, batch after batch, finds the mentions and counts. Of a batch nothing is
/// kept but what Counts is made of, so that its texts can be let go.
class CorpusCounter {
 public:
  /// On `threads` threads, at least 1. What is handed in has to outlive it. Throws OptionError for
  /// no threads, for Boundary::word if Chinese is not cut into words, and for n-grams of words that
  /// are not neighbours.
  CorpusCounter(const ThemeSet& themes,
                const Tokenizer& tokenizer,
                unsigned threads,
                const CountOptions& options = {});
  ~CorpusCounter();
  CorpusCounter(CorpusCounter&&) noexcept;
  CorpusCounter& operator=(CorpusCounter&&) noexcept;

  /// Counts more documents. `progress` is told how many of them are done and may be empty.
  ///
  /// Throws InputError, which counts the documents of all batches, for the first text that is too
  /// long or holds a surrogate; LimitError for more than kMostDocuments, or more distinct words or
  /// n-grams than can be numbered; Cancelled if `progress` says so. After that it is of no more
  /// use.
  void add(std::span<const Text> documents, const Progress& progress);

  /// The sentences with mentions of the last batch: what may be kept of its texts.
  [[nodiscard]] std::vector<MentionedSentence> mentioned_sentences() const;

  /// Of all documents, in the order in which they came. Once.
  [[nodiscard]] Counts finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// How many documents can be counted: a mention has 32 bits for its document's number, and tables
/// that are made of them have one less.
inline constexpr std::size_t kMostDocuments = 0x7FFF'FFFF;

/// Throws LimitError if so many documents and `more` are too many. Counts and cells have 64 bits.
void check_document_number(std::size_t before, std::size_t more);

/// The documents as one batch; throws as CorpusCounter does. The words of an n-gram are joined by a
/// blank; stop words and what is no word are left out before. The result does not depend on the
/// number of threads, nor on how documents come in batches.
[[nodiscard]] Counts count(std::span<const Text> documents,
                           const ThemeSet& themes,
                           const Tokenizer& tokenizer,
                           unsigned threads,
                           const Progress& progress,
                           const CountOptions& options = {});

/// The cues of a text, in order of start, then kind. Throws InputError as count does.
[[nodiscard]] std::vector<Cue> find_cues(const Text& text,
                                         const CueLexicon& cues,
                                         const Tokenizer& tokenizer);

}  // namespace themescore

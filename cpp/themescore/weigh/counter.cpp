#include "themescore/weigh/counter.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/document_counter.hpp"
#include "themescore/weigh/term_merge.hpp"

namespace themescore {

namespace {

struct Done {
  std::size_t counter = 0;
  DocumentParts parts;
};

// The documents' ways through the counters, one a worker.
class Run {
 public:
  Run(std::span<const Text> documents,
      const ThemeSet& themes,
      const Tokenizer& tokenizer,
      const CountOptions& options,
      unsigned threads,
      const Progress& progress)
      : documents_(documents), done_(documents.size()), runner_(threads, progress) {
    for (std::size_t i = 0; i < runner_.worker_count(documents.size()); ++i) {
      counters_.push_back(
          std::make_unique<DocumentCounter>(themes, tokenizer, options, runner_.stop()));
    }
  }

  void execute() {
    runner_.run(documents_.size(), [this](std::size_t document, std::size_t worker) {
      done_[document] = {worker, counters_[worker]->add(static_cast<std::uint32_t>(document),
                                                        documents_[document])};
    });
  }

  [[nodiscard]] const std::vector<Done>& done() const noexcept { return done_; }
  [[nodiscard]] const DocumentCounter& counter(std::size_t i) const noexcept {
    return *counters_[i];
  }
  [[nodiscard]] std::size_t counter_count() const noexcept { return counters_.size(); }

 private:
  std::span<const Text> documents_;
  std::vector<Done> done_;
  TaskRunner runner_;
  std::vector<std::unique_ptr<DocumentCounter>> counters_;
};

void put_mentions(const Run& run, Counts& counts) {
  std::vector<const Vocabulary*> vocabularies;
  std::size_t total = 0;
  for (std::size_t k = 0; k < run.counter_count(); ++k) {
    const MentionFinder& finder = run.counter(k).finder();
    vocabularies.push_back(&finder.forms());
    total += finder.mentions().size();
  }
  const std::vector<std::vector<bool>> all(vocabularies.size());
  MergedWords merged = merge_words(vocabularies, all);
  counts.forms = std::move(merged.strings);
  counts.mentions.reserve(total);
  for (const Done& done : run.done()) {
    const auto& mentions = run.counter(done.counter).finder().mentions();
    const auto& marks = run.counter(done.counter).marks();
    for (std::size_t i = done.parts.first_mention; i < done.parts.last_mention; ++i) {
      Mention& mention = counts.mentions.emplace_back(mentions[i]);
      const auto& number = merged.place[done.counter];
      mention.form = number[mention.form];
      mention.cue = marks[i].cue;
      mention.cue_level = marks[i].cue_level;
      mention.place = marks[i].place;
      mention.quoted = marks[i].quoted;
      mention.inside = mention.inside == kWholeWords ? kWholeWords : number[mention.inside];
    }
  }
}

void put_terms(const Run& run, const NgramShape* ngrams, Counts& counts) {
  std::vector<TermSource> sources;
  std::size_t total = 0;
  for (std::size_t k = 0; k < run.counter_count(); ++k) {
    const DocumentCounter& counter = run.counter(k);
    TermSource& source = sources.emplace_back();
    source.words = &counter.forms();
    source.counted.resize(counter.forms().size());
    source.ngrams = counter.ngrams();
    for (const auto& [term, count] : counter.terms()) {
      if ((term & kLonger) == 0) {
        source.counted[term] = true;
      }
    }
    total += counter.terms().size();
  }
  MergedTerms merged = merge_terms(sources, ngrams);
  counts.terms = std::move(merged.terms);

  counts.term_counts.resize(static_cast<std::int64_t>(run.done().size()),
                            static_cast<std::int64_t>(counts.terms.size()));
  counts.term_counts.resizeNonZeros(static_cast<std::int64_t>(total));
  std::int64_t* const columns = counts.term_counts.innerIndexPtr();
  std::int64_t* const values = counts.term_counts.valuePtr();
  std::int64_t* const rows = counts.term_counts.outerIndexPtr();
  CellSort sort(counts.terms.size());
  std::vector<CellSort::Cell> row;
  std::size_t at = 0;
  for (std::size_t document = 0; document < run.done().size(); ++document) {
    const Done& done = run.done()[document];
    const auto& terms = run.counter(done.counter).terms();
    row.clear();
    for (std::size_t i = done.parts.first_term; i < done.parts.last_term; ++i) {
      row.push_back({merged.column(done.counter, terms[i].term), terms[i].count});
    }
    sort(row);
    rows[document] = static_cast<std::int64_t>(at);
    for (const CellSort::Cell& cell : row) {
      columns[at] = cell.column;
      values[at] = cell.count;
      ++at;
    }
  }
  rows[run.done().size()] = static_cast<std::int64_t>(at);
}

void put_sizes(const Run& run, Counts& counts) {
  counts.first_sentence.push_back(0);
  for (const Done& done : run.done()) {
    const auto& words = run.counter(done.counter).words_of_sentence();
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(done.parts.first_sentence);
    const auto last = words.begin() + static_cast<std::ptrdiff_t>(done.parts.last_sentence);
    counts.words_of_sentence.insert(counts.words_of_sentence.end(), first, last);
    counts.first_sentence.push_back(counts.words_of_sentence.size());
    counts.sentences.push_back(last - first);
    counts.words.push_back(done.parts.words);
  }
}

}  // namespace

Counts count(std::span<const Text> documents,
             const ThemeSet& themes,
             const Tokenizer& tokenizer,
             unsigned threads,
             const Progress& progress,
             const CountOptions& options) {
  if (options.boundary == Boundary::word && tokenizer.han_overlaps()) {
    throw OptionError("boundary: 'word' needs words, and han='bigram' finds none");
  }
  Run run(documents, themes, tokenizer, options, threads, progress);
  run.execute();

  Counts counts;
  counts.themes = themes.themes();
  counts.pattern_count = themes.pattern_count();
  put_mentions(run, counts);
  put_terms(run, options.ngrams, counts);
  put_sizes(run, counts);
  return counts;
}

std::vector<Cue> find_cues(const Text& text, const CueLexicon& cues, const Tokenizer& tokenizer) {
  const ThemeSet no_themes({}, {}, tokenizer);
  const std::atomic<bool> stop = false;
  DocumentCounter counter(no_themes, tokenizer, {.cues = &cues}, stop);
  static_cast<void>(counter.add(0, text));
  return counter.cues();
}

}  // namespace themescore

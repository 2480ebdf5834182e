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

// What the counters have made of the documents.
struct Counted {
  std::vector<Done> done;  // by document
  std::vector<std::unique_ptr<DocumentCounter>> counters;
};

void put_mentions(const Counted& counted, Counts& counts) {
  std::vector<const Vocabulary*> vocabularies;
  std::size_t total = 0;
  for (std::size_t k = 0; k < counted.counters.size(); ++k) {
    const MentionFinder& finder = counted.counters[k]->finder();
    vocabularies.push_back(&finder.forms());
    total += finder.mentions().size();
  }
  const std::vector<std::vector<bool>> all(vocabularies.size());
  MergedWords merged = merge_words(vocabularies, all);
  counts.forms = std::move(merged.strings);
  counts.mentions.reserve(total);
  for (const Done& done : counted.done) {
    const auto& mentions = counted.counters[done.counter]->finder().mentions();
    const auto& marks = counted.counters[done.counter]->marks();
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

void put_terms(const Counted& counted, const NgramShape* ngrams, Counts& counts) {
  std::vector<TermSource> sources;
  std::size_t total = 0;
  for (std::size_t k = 0; k < counted.counters.size(); ++k) {
    const DocumentCounter& counter = *counted.counters[k];
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

  counts.term_counts.resize(static_cast<std::int64_t>(counted.done.size()),
                            static_cast<std::int64_t>(counts.terms.size()));
  counts.term_counts.resizeNonZeros(static_cast<std::int64_t>(total));
  std::int64_t* const columns = counts.term_counts.innerIndexPtr();
  std::int64_t* const values = counts.term_counts.valuePtr();
  std::int64_t* const rows = counts.term_counts.outerIndexPtr();
  CellSort sort(counts.terms.size());
  std::vector<CellSort::Cell> row;
  std::size_t at = 0;
  for (std::size_t document = 0; document < counted.done.size(); ++document) {
    const Done& done = counted.done[document];
    const auto& terms = counted.counters[done.counter]->terms();
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
  rows[counted.done.size()] = static_cast<std::int64_t>(at);
}

void put_sizes(const Counted& counted, Counts& counts) {
  counts.first_sentence.push_back(0);
  for (const Done& done : counted.done) {
    const auto& words = counted.counters[done.counter]->words_of_sentence();
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(done.parts.first_sentence);
    const auto last = words.begin() + static_cast<std::ptrdiff_t>(done.parts.last_sentence);
    counts.words_of_sentence.insert(counts.words_of_sentence.end(), first, last);
    counts.first_sentence.push_back(counts.words_of_sentence.size());
    counts.sentences.push_back(last - first);
    counts.words.push_back(done.parts.words);
  }
}

}  // namespace

class CorpusCounter::Impl {
 public:
  Impl(const ThemeSet& themes,
       const Tokenizer& tokenizer,
       unsigned threads,
       const CountOptions& options)
      : themes_(themes), tokenizer_(tokenizer), threads_(threads), options_(options) {
    if (options.boundary == Boundary::word && tokenizer.han_overlaps()) {
      throw OptionError("boundary: 'word' needs words, and han='bigram' finds none");
    }
    add_counters(1);  // says at once what cannot be counted
  }

  void add(std::span<const Text> documents, const Progress& progress) {
    // A counter looks at `stop_`, because it outlives the runner.
    const Progress stopping = [&](std::size_t done) {
      try {
        stop_ = progress && !progress(done);
      } catch (...) {
        stop_ = true;
        throw;
      }
      return !stop_;
    };
    TaskRunner runner(threads_, stopping);
    add_counters(runner.worker_count(documents.size()));
    const std::size_t first = counted_.done.size();
    counted_.done.resize(first + documents.size());
    runner.run(documents.size(), [&](std::size_t i, std::size_t worker) {
      counted_.done[first + i] = {worker, counted_.counters[worker]->add(
                                              static_cast<std::uint32_t>(first + i), documents[i])};
    });
  }

  Counts finish() {
    Counts counts;
    counts.themes = themes_.themes();
    counts.pattern_count = themes_.pattern_count();
    put_mentions(counted_, counts);
    put_terms(counted_, options_.ngrams, counts);
    put_sizes(counted_, counts);
    return counts;
  }

 private:
  void add_counters(std::size_t count) {
    while (counted_.counters.size() < count) {
      counted_.counters.push_back(
          std::make_unique<DocumentCounter>(themes_, tokenizer_, options_, stop_));
    }
  }

  const ThemeSet& themes_;
  const Tokenizer& tokenizer_;
  unsigned threads_;
  CountOptions options_;
  std::atomic<bool> stop_ = false;
  Counted counted_;
};

CorpusCounter::CorpusCounter(const ThemeSet& themes,
                             const Tokenizer& tokenizer,
                             unsigned threads,
                             const CountOptions& options)
    : impl_(std::make_unique<Impl>(themes, tokenizer, threads, options)) {}
CorpusCounter::~CorpusCounter() = default;
CorpusCounter::CorpusCounter(CorpusCounter&&) noexcept = default;
CorpusCounter& CorpusCounter::operator=(CorpusCounter&&) noexcept = default;

void CorpusCounter::add(std::span<const Text> documents, const Progress& progress) {
  impl_->add(documents, progress);
}

Counts CorpusCounter::finish() { return impl_->finish(); }

Counts count(std::span<const Text> documents,
             const ThemeSet& themes,
             const Tokenizer& tokenizer,
             unsigned threads,
             const Progress& progress,
             const CountOptions& options) {
  CorpusCounter counter(themes, tokenizer, threads, options);
  counter.add(documents, progress);
  return counter.finish();
}

std::vector<Cue> find_cues(const Text& text, const CueLexicon& cues, const Tokenizer& tokenizer) {
  const ThemeSet no_themes({}, {}, tokenizer);
  const std::atomic<bool> stop = false;
  DocumentCounter counter(no_themes, tokenizer, {.cues = &cues}, stop);
  static_cast<void>(counter.add(0, text));
  return counter.cues();
}

}  // namespace themescore

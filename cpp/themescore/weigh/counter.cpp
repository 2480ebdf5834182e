#include "themescore/weigh/counter.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/parallel/free_memory.hpp"
#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/document_counter.hpp"
#include "themescore/weigh/term_merge.hpp"

namespace themescore {

namespace {

// What the counters have made of documents that came together.
struct Batch {
  struct Document {
    std::size_t counter = 0;
    DocumentParts parts;
  };

  std::vector<Document> documents;
  std::vector<CountedDocuments> by_counter;

  [[nodiscard]] const CountedDocuments& of(const Document& document) const {
    return by_counter[document.counter];
  }
};

// So many take some 20 MB, which is worth giving back, and some tenths of a second to count.
constexpr std::size_t kManyCells = 10'000'000;

using Counters = std::vector<std::unique_ptr<DocumentCounter>>;

template <class Value>
std::span<const Value> part(const std::vector<Value>& values, std::size_t first, std::size_t last) {
  return std::span(values).subspan(first, last - first);
}

template <class Value>
void append(std::vector<Value>& values, std::span<const Value> more) {
  values.insert(values.end(), more.begin(), more.end());
}

void append_mentioned_sentences(const Batch& batch, std::vector<MentionedSentence>& sentences) {
  for (const Batch::Document& document : batch.documents) {
    append(sentences,
           part(batch.of(document).mentioned_sentences, document.parts.first_mentioned_sentence,
                document.parts.last_mentioned_sentence));
  }
}

MergedWords merge_forms(const Counters& counters) {
  std::vector<const Vocabulary*> vocabularies;
  for (const auto& counter : counters) {
    vocabularies.push_back(&counter->mention_forms());
  }
  return merge_words(vocabularies, std::vector<std::vector<bool>>(vocabularies.size()));
}

MergedTerms merge_terms_of(const Counters& counters, const NgramShape* ngrams) {
  std::vector<TermSource> sources;
  for (const auto& counter : counters) {
    TermSource& source = sources.emplace_back();
    source.words = &counter->forms();
    source.counted = counter->terms().counted_forms();
    source.ngrams = counter->terms().ngrams();
  }
  return merge_terms(sources, ngrams);
}

// Puts batches one after another into Counts, whose forms and terms are those of all counters.
class CountsWriter {
 public:
  CountsWriter(const Counters& counters,
               const std::vector<Batch>& batches,
               const NgramShape* ngrams,
               Counts& counts)
      : counts_(counts), forms_(merge_forms(counters)), terms_(merge_terms_of(counters, ngrams)) {
    counts.forms = std::move(forms_.strings);
    counts.terms = std::make_shared<const TermStrings>(std::move(terms_.terms));
    counts.cells = PackedCells(counts.terms->size());
    counts.first_sentence.push_back(0);
    // A vector that grows would be there twice, and half of it empty.
    std::size_t documents = 0;
    std::size_t mentions = 0;
    std::size_t mentioned_sentences = 0;
    std::size_t sentences = 0;
    for (const Batch& batch : batches) {
      documents += batch.documents.size();
      for (const CountedDocuments& counted : batch.by_counter) {
        mentions += counted.mentions.size();
        mentioned_sentences += counted.mentioned_sentences.size();
        sentences += counted.words_of_sentence.size();
      }
    }
    counts.words.reserve(documents);
    counts.characters.reserve(documents);
    counts.sentences.reserve(documents);
    counts.first_sentence.reserve(documents + 1);
    counts.mentions.reserve(mentions);
    counts.mentioned_sentences.reserve(mentioned_sentences);
    counts.words_of_sentence.reserve(sentences);
  }

  void put(const Batch& batch) {
    append_mentioned_sentences(batch, counts_.mentioned_sentences);
    for (const Batch::Document& document : batch.documents) {
      put_mentions(batch.of(document), document);
      put_terms(batch.of(document), document);
      put_sizes(batch.of(document), document);
    }
  }

 private:
  void put_mentions(const CountedDocuments& counted, const Batch::Document& document) {
    const auto& number = forms_.place[document.counter];
    for (std::size_t i = document.parts.first_mention; i < document.parts.last_mention; ++i) {
      Mention& mention = counts_.mentions.emplace_back(counted.mentions[i]);
      const MentionMarks& marks = counted.marks[i];
      mention.form = number[mention.form];
      mention.cue = marks.cue;
      mention.cue_level = marks.cue_level;
      mention.place = marks.place;
      mention.quoted = marks.quoted;
      mention.inside = mention.inside == kWholeWords ? kWholeWords : number[mention.inside];
    }
  }

  void put_terms(const CountedDocuments& counted, const Batch::Document& document) {
    row_.clear();
    const TermColumns columns = terms_.columns(document.counter, document.parts.chunk);
    counted.terms.visit_row(document.parts.row, [&](TermCode term, std::uint32_t count) {
      row_.push_back({columns[term], count});
    });
    sort_(row_, counts_.terms->size());
    counts_.cells.start_row();
    for (const CellSort::Cell& cell : row_) {
      counts_.cells.add(cell.column, cell.count);
    }
  }

  void put_sizes(const CountedDocuments& counted, const Batch::Document& document) {
    const auto words = part(counted.words_of_sentence, document.parts.first_sentence,
                            document.parts.last_sentence);
    append(counts_.words_of_sentence, words);
    counts_.first_sentence.push_back(counts_.words_of_sentence.size());
    counts_.sentences.push_back(static_cast<std::int64_t>(words.size()));
    counts_.words.push_back(document.parts.words);
    counts_.characters.push_back(document.parts.characters);
  }

  Counts& counts_;
  MergedWords forms_;
  MergedTerms terms_;
  CellSort sort_;
  std::vector<CellSort::Cell> row_;
};

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
    check_document_number(document_count_, documents.size());
    TaskRunner runner(threads_, stopping);
    add_counters(runner.worker_count(documents.size()));
    Batch batch;
    batch.documents.resize(documents.size());
    runner.run(documents.size(), [&](std::size_t i, std::size_t worker) {
      const auto number = static_cast<std::uint32_t>(document_count_ + i);
      batch.documents[i] = {worker, counters_[worker]->add(number, documents[i])};
    });
    for (const auto& counter : counters_) {
      // There is a second batch only of what may be more than memory holds.
      batch.by_counter.push_back(counter->take(CountedTerms::Form::packed));
    }
    batches_.push_back(std::move(batch));
    document_count_ += documents.size();
  }

  [[nodiscard]] std::vector<MentionedSentence> mentioned_sentences() const {
    std::vector<MentionedSentence> sentences;
    if (!batches_.empty()) {
      append_mentioned_sentences(batches_.back(), sentences);
    }
    return sentences;
  }

  Counts finish() {
    Counts counts;
    counts.themes = themes_.themes();
    counts.pattern_count = themes_.pattern_count();
    CountsWriter writer(counters_, batches_, options_.ngrams, counts);
    std::size_t let_go = 0;
    for (Batch& batch : batches_) {
      writer.put(batch);
      batch = {};  // so that nothing is there twice for long
      if (counts.cells.cells() - let_go > kManyCells) {
        let_go = counts.cells.cells();
        give_back_free_memory();
      }
    }
    return counts;
  }

 private:
  void add_counters(std::size_t count) {
    while (counters_.size() < count) {
      counters_.push_back(std::make_unique<DocumentCounter>(themes_, tokenizer_, options_, stop_));
    }
  }

  const ThemeSet& themes_;
  const Tokenizer& tokenizer_;
  unsigned threads_;
  CountOptions options_;
  std::atomic<bool> stop_ = false;
  std::size_t document_count_ = 0;
  Counters counters_;
  std::vector<Batch> batches_;
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

std::vector<MentionedSentence> CorpusCounter::mentioned_sentences() const {
  return impl_->mentioned_sentences();
}

Counts CorpusCounter::finish() { return impl_->finish(); }

void check_document_number(std::size_t before, std::size_t more) {
  if (more > kMostDocuments - before) {
    throw LimitError("more than 2,147,483,647 documents");
  }
}

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

#include "themescore/weigh/counter.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/weigh/cell_sort.hpp"
#include "themescore/weigh/document_counter.hpp"

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

// All strings of the counters' vocabularies that are used, in code point order, which is the order
// of their UTF-8; and for each counter the new number of each of its strings that is used.
struct Merged {
  std::vector<std::string> strings;
  std::vector<std::vector<std::uint32_t>> number;
};

Merged merge(const std::vector<const Vocabulary*>& vocabularies,
             const std::vector<std::vector<bool>>& used) {
  constexpr std::uint32_t kUnused = 0xFFFF'FFFF;
  Merged merged;
  std::optional<Vocabulary> distinct;  // of more than one; the strings of one are distinct already
  if (vocabularies.size() > 1) {
    distinct.emplace();
  }
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted;
  for (std::size_t k = 0; k < vocabularies.size(); ++k) {
    auto& number = merged.number.emplace_back(vocabularies[k]->size(), kUnused);
    for (std::uint32_t id = 0; id < number.size(); ++id) {
      if (used[k][id]) {
        const std::string_view string = (*vocabularies[k])[id];
        const auto count = static_cast<std::uint32_t>(sorted.size());
        const auto [place, is_new] =
            distinct ? distinct->add(string) : Vocabulary::Entry{count, true};
        number[id] = place;
        if (is_new) {
          sorted.emplace_back(string, place);
        }
      }
    }
  }
  std::ranges::sort(sorted);
  std::vector<std::uint32_t> rank(sorted.size());
  merged.strings.reserve(sorted.size());
  for (const auto& [string, id] : sorted) {
    rank[id] = static_cast<std::uint32_t>(merged.strings.size());
    merged.strings.emplace_back(string);
  }
  for (auto& numbers : merged.number) {
    for (std::uint32_t& number : numbers) {
      number = number == kUnused ? kUnused : rank[number];
    }
  }
  return merged;
}

void put_mentions(const Run& run, Counts& counts) {
  std::vector<const Vocabulary*> vocabularies;
  std::vector<std::vector<bool>> used;
  std::size_t total = 0;
  for (std::size_t k = 0; k < run.counter_count(); ++k) {
    const MentionFinder& finder = run.counter(k).finder();
    vocabularies.push_back(&finder.forms());
    used.emplace_back(finder.forms().size(), true);
    total += finder.mentions().size();
  }
  Merged merged = merge(vocabularies, used);
  counts.forms = std::move(merged.strings);
  counts.mentions.reserve(total);
  for (const Done& done : run.done()) {
    const auto& mentions = run.counter(done.counter).finder().mentions();
    const auto& marks = run.counter(done.counter).marks();
    for (std::size_t i = done.parts.first_mention; i < done.parts.last_mention; ++i) {
      Mention& mention = counts.mentions.emplace_back(mentions[i]);
      const auto& number = merged.number[done.counter];
      mention.form = number[mention.form];
      mention.cue = marks[i].cue;
      mention.cue_level = marks[i].cue_level;
      mention.place = marks[i].place;
      mention.quoted = marks[i].quoted;
      mention.inside = mention.inside == kWholeWords ? kWholeWords : number[mention.inside];
    }
  }
}

void put_terms(const Run& run, Counts& counts) {
  std::vector<const Vocabulary*> vocabularies;
  std::vector<std::vector<bool>> used;
  std::size_t total = 0;
  for (std::size_t k = 0; k < run.counter_count(); ++k) {
    const DocumentCounter& counter = run.counter(k);
    vocabularies.push_back(&counter.forms());
    used.emplace_back(counter.forms().size(), false);
    for (const auto& term : counter.terms()) {
      used.back()[term.form] = true;
    }
    total += counter.terms().size();
  }
  Merged merged = merge(vocabularies, used);
  counts.terms = std::move(merged.strings);

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
    const auto& number = merged.number[done.counter];
    row.clear();
    for (std::size_t i = done.parts.first_term; i < done.parts.last_term; ++i) {
      row.push_back({number[terms[i].form], terms[i].count});
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
  put_terms(run, counts);
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

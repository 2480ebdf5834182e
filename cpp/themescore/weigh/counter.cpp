#include "themescore/weigh/counter.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "themescore/errors.hpp"
#include "themescore/weigh/document_counter.hpp"

namespace themescore {

namespace {

constexpr auto kBetweenReports = std::chrono::milliseconds(100);

struct Done {
  std::size_t counter = 0;
  DocumentParts parts;
};

// Hands out documents to threads, and waits for them.
class Run {
 public:
  Run(std::span<const Text> documents,
      const ThemeSet& themes,
      const Tokenizer& tokenizer,
      unsigned threads)
      : documents_(documents), done_(documents.size()) {
    for (unsigned i = 0; i < threads; ++i) {
      counters_.push_back(std::make_unique<DocumentCounter>(themes, tokenizer, stop_));
    }
  }

  void execute(const Progress& progress) {
    working_ = counters_.size();
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < counters_.size(); ++i) {
        threads.emplace_back([this, i] { work(i); });
      }
      wait(progress);
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
  }

  [[nodiscard]] const std::vector<Done>& done() const noexcept { return done_; }
  [[nodiscard]] const DocumentCounter& counter(std::size_t i) const noexcept {
    return *counters_[i];
  }
  [[nodiscard]] std::size_t counter_count() const noexcept { return counters_.size(); }

 private:
  void work(std::size_t index) {
    std::size_t document = next_++;
    try {
      for (; document < documents_.size() && !stop_; document = next_++) {
        done_[document] = {index, counters_[index]->add(static_cast<std::uint32_t>(document),
                                                        documents_[document])};
        ++finished_;
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      // Of several errors the one of the first document is told, whichever thread was faster. A
      // thread that stops because another failed has nothing of its own to tell.
      if (document < error_document_ && !stop_) {
        error_document_ = document;
        error_ = std::current_exception();
      }
      next_ = documents_.size();  // what was handed out before comes earlier and is still finished
    }
    const std::lock_guard lock(mutex_);
    --working_;
    changed_.notify_one();
  }

  void wait(const Progress& progress) {
    std::unique_lock lock(mutex_);
    while (working_ > 0) {
      changed_.wait_for(lock, kBetweenReports, [&] { return working_ == 0; });
      if (progress && working_ > 0) {
        lock.unlock();
        bool go_on = false;
        try {
          go_on = progress(finished_);
        } catch (...) {
          stop_ = true;
          throw;
        }
        lock.lock();
        if (!go_on && !error_) {
          error_ = std::make_exception_ptr(Cancelled());
          error_document_ = 0;
          stop_ = true;
        }
      }
    }
  }

  std::span<const Text> documents_;
  std::vector<std::unique_ptr<DocumentCounter>> counters_;
  std::vector<Done> done_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> finished_ = 0;
  std::atomic<bool> stop_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t working_ = 0;
  std::size_t error_document_ = static_cast<std::size_t>(-1);
  std::exception_ptr error_;
};

// All strings of the counters' vocabularies that are used, in code point order, which is the order
// of their UTF-8; and for each counter the new number of each of its strings.
struct Merged {
  std::vector<std::string> strings;
  std::vector<std::vector<std::uint32_t>> number;
};

Merged merge(const std::vector<const Vocabulary*>& vocabularies,
             const std::vector<std::vector<bool>>& used) {
  std::vector<std::string_view> all;
  for (std::size_t k = 0; k < vocabularies.size(); ++k) {
    for (std::uint32_t id = 0; id < vocabularies[k]->size(); ++id) {
      if (used[k][id]) {
        all.push_back((*vocabularies[k])[id]);
      }
    }
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());

  Merged merged;
  merged.strings.assign(all.begin(), all.end());
  merged.number.resize(vocabularies.size());
  for (std::size_t k = 0; k < vocabularies.size(); ++k) {
    merged.number[k].resize(vocabularies[k]->size());
    for (std::uint32_t id = 0; id < vocabularies[k]->size(); ++id) {
      const auto at = std::ranges::lower_bound(all, (*vocabularies[k])[id]);
      merged.number[k][id] = static_cast<std::uint32_t>(at - all.begin());
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
    for (std::size_t i = done.parts.first_mention; i < done.parts.last_mention; ++i) {
      counts.mentions.push_back(mentions[i]);
      counts.mentions.back().form = merged.number[done.counter][mentions[i].form];
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
  std::vector<std::pair<std::uint32_t, std::uint32_t>> row;
  std::size_t at = 0;
  for (std::size_t document = 0; document < run.done().size(); ++document) {
    const Done& done = run.done()[document];
    row.clear();
    for (std::size_t i = done.parts.first_term; i < done.parts.last_term; ++i) {
      const auto& term = run.counter(done.counter).terms()[i];
      row.emplace_back(merged.number[done.counter][term.form], term.count);
    }
    std::ranges::sort(row);
    rows[document] = static_cast<std::int64_t>(at);
    for (const auto& [column, value] : row) {
      columns[at] = column;
      values[at] = value;
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
             const Progress& progress) {
  if (threads == 0) {
    throw OptionError("threads: at least 1 is needed");
  }
  const auto useful = static_cast<unsigned>(
      std::min<std::size_t>(threads, std::max<std::size_t>(documents.size(), 1)));
  Run run(documents, themes, tokenizer, useful);
  run.execute(progress);

  Counts counts;
  counts.themes = themes.themes();
  put_mentions(run, counts);
  put_terms(run, counts);
  put_sizes(run, counts);
  return counts;
}

}  // namespace themescore

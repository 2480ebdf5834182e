#include "themescore/weigh/concordance.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>

#include "themescore/tokenize/token_table.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/term_merge.hpp"

namespace themescore {

namespace {

// Which words of a document stand around a match: indices, the upper ones one past the last.
struct Around {
  std::size_t left, first, last, right;
};

// Both starts and ends rise from word to word, even where bigrams of Han overlap.
Around around(std::span<const Span> words, const MatchPlace& match, std::uint32_t window) {
  const auto ends_by = [&](std::uint32_t at) {
    return static_cast<std::size_t>(std::ranges::upper_bound(words, at, {}, &Span::end) -
                                    words.begin());
  };
  const auto starts_before = [&](std::uint32_t at) {
    return static_cast<std::size_t>(std::ranges::lower_bound(words, at, {}, &Span::start) -
                                    words.begin());
  };
  const std::size_t first = ends_by(match.start);
  const std::size_t last = starts_before(match.end);
  const std::size_t before = first - std::min(first, starts_before(match.low));
  const std::size_t after = std::max(last, ends_by(match.high)) - last;
  return {first - std::min<std::size_t>(before, window), first, last,
          last + std::min<std::size_t>(after, window)};
}

WordContext context_of(std::span<const Span> words, const MatchPlace& match, const Around& found) {
  WordContext context{static_cast<std::uint32_t>(found.first),
                      static_cast<std::uint32_t>(found.last), match.start, match.end};
  if (found.left < words.size()) {
    context.start = std::min(context.start, words[found.left].start);
  }
  if (found.right > 0) {
    context.end = std::max(context.end, words[found.right - 1].end);
  }
  return context;
}

// Calls work(words, first match, matches, text, worker) for each document that has matches.
template <class Work>
void for_each_document(std::span<const Text> documents,
                       const Tokenizer& tokenizer,
                       std::span<const MatchPlace> matches,
                       TaskRunner& runner,
                       const Work& work) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (i == 0 || matches[i].document != matches[i - 1].document) {
      starts.push_back(i);
    }
  }
  starts.push_back(matches.size());
  runner.run(starts.size() - 1, [&](std::size_t task, std::size_t worker) {
    const std::size_t first = starts[task];
    const std::uint32_t document = matches[first].document;
    const Text& text = documents[document];
    check_text(text, document);
    const std::vector<Span> words = word_spans(tokenizer, text);
    work(std::span(words), first, matches.subspan(first, starts[task + 1] - first), text, worker);
  });
}

// Numbers the forms of words as it meets them. One a thread.
class FormNumbers {
 public:
  explicit FormNumbers(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  std::uint32_t of(const Text& text, Span word) {
    const auto [surface, is_new] = surfaces_.add(to_utf8(text, word));
    if (is_new) {
      form_of_surface_.push_back(
          forms_.add(tokenizer_.term_of(tokenizer_.form_of(surfaces_[surface]))).id);
    }
    return form_of_surface_[surface];
  }

  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }

 private:
  const Tokenizer& tokenizer_;
  Vocabulary surfaces_;
  std::vector<std::uint32_t> form_of_surface_;
  Vocabulary forms_;
};

// The forms of the words on one side of a match, the nearest first, as one thread numbered them.
struct SideWords {
  std::size_t worker = 0;
  std::vector<std::uint32_t> forms;
};

// What the words of one document are, each worked out once, when it is first asked for.
class DocumentForms {
 public:
  DocumentForms(FormNumbers& numbers, const Text& text, std::span<const Span> words)
      : numbers_(numbers), text_(text), words_(words), forms_(words.size(), kUnknown) {}

  std::uint32_t operator[](std::size_t word) {
    if (forms_[word] == kUnknown) {
      forms_[word] = numbers_.of(text_, words_[word]);
    }
    return forms_[word];
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFF'FFFF;

  FormNumbers& numbers_;
  const Text& text_;
  std::span<const Span> words_;
  std::vector<std::uint32_t> forms_;
};

void note_side(DocumentForms& forms, const Around& found, ContextSide side, SideWords& words) {
  if (side == ContextSide::left) {
    for (std::size_t i = found.first; i > found.left; --i) {
      words.forms.push_back(forms[i - 1]);
    }
  } else {
    for (std::size_t i = found.last; i < found.right; ++i) {
      words.forms.push_back(forms[i]);
    }
  }
}

// Replaces the threads' own numbers by places in the order of all forms.
void rank(std::vector<SideWords>& sides, std::span<const std::unique_ptr<FormNumbers>> numbers) {
  std::vector<const Vocabulary*> vocabularies;
  for (const auto& one : numbers) {
    vocabularies.push_back(&one->forms());
  }
  const MergedWords merged =
      merge_words(vocabularies, std::vector<std::vector<bool>>(vocabularies.size()));
  for (SideWords& side : sides) {
    for (std::uint32_t& form : side.forms) {
      form = merged.place[side.worker][form];
    }
  }
}

}  // namespace

std::vector<WordContext> word_contexts(std::span<const Text> documents,
                                       const Tokenizer& tokenizer,
                                       std::span<const MatchPlace> matches,
                                       std::uint32_t window,
                                       unsigned threads,
                                       const Progress& progress) {
  std::vector<WordContext> contexts(matches.size());
  TaskRunner runner(threads, progress);
  for_each_document(documents, tokenizer, matches, runner,
                    [&](std::span<const Span> words, std::size_t first,
                        std::span<const MatchPlace> own, const Text&, std::size_t) {
                      for (std::size_t i = 0; i < own.size(); ++i) {
                        contexts[first + i] =
                            context_of(words, own[i], around(words, own[i], window));
                      }
                    });
  return contexts;
}

std::vector<std::uint64_t> order_by_context(std::span<const Text> documents,
                                            const Tokenizer& tokenizer,
                                            std::span<const MatchPlace> matches,
                                            std::uint32_t window,
                                            ContextSide side,
                                            unsigned threads,
                                            const Progress& progress) {
  std::vector<SideWords> sides(matches.size());
  TaskRunner runner(threads, progress);
  std::vector<std::unique_ptr<FormNumbers>> numbers;
  for (std::size_t i = 0; i < runner.worker_count(matches.size()); ++i) {
    numbers.push_back(std::make_unique<FormNumbers>(tokenizer));
  }
  for_each_document(documents, tokenizer, matches, runner,
                    [&](std::span<const Span> words, std::size_t first,
                        std::span<const MatchPlace> own, const Text& text, std::size_t worker) {
                      DocumentForms forms(*numbers[worker], text, words);
                      for (std::size_t i = 0; i < own.size(); ++i) {
                        sides[first + i].worker = worker;
                        note_side(forms, around(words, own[i], window), side, sides[first + i]);
                      }
                    });
  rank(sides, numbers);
  std::vector<std::uint64_t> order(matches.size());
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  std::ranges::stable_sort(order, {}, [&](std::uint64_t i) -> const std::vector<std::uint32_t>& {
    return sides[i].forms;
  });
  return order;
}

}  // namespace themescore

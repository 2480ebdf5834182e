#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/tokenize/ngrams.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/ngram_counter.hpp"
#include "themescore/weigh/term_merge.hpp"

using themescore::NgramCounter;
using themescore::NgramShape;
using themescore::TermCode;

namespace {

using NamedRow = std::map<std::string, std::uint32_t>;

// A counter with the words that it has met, which it numbers in its own order.
struct Source {
  explicit Source(const NgramShape& shape) : counter(shape, 40) {}

  themescore::Vocabulary words;
  std::vector<bool> counted;
  NgramCounter counter;
};

// A document as its counter leaves it.
struct Counted {
  std::size_t source = 0;
  std::size_t chunk = 0;
  std::map<TermCode, std::uint32_t> counts;
};

struct Word {
  std::string form;
  std::uint32_t sentence = 0;
};

Counted count(const std::vector<Word>& document, std::size_t number, Source& source) {
  const std::atomic<bool> stop = false;
  for (const Word& word : document) {
    source.counter.add(source.words.add(word.form).id, word.sentence);
  }
  source.counted.resize(source.words.size());
  Counted counted{number, 0, {}};
  source.counter.end_document(stop, [&](std::uint32_t word) {
    source.counted[word] = true;
    ++counted.counts[word];
  });
  counted.chunk = source.counter.chunk();
  source.counter.take_counts(
      [&](TermCode code, std::uint32_t n) { CHECK(counted.counts.emplace(code, n).second); });
  return counted;
}

NamedRow expected_row(const std::vector<Word>& document, const NgramShape& shape) {
  std::vector<std::uint32_t> sentences;
  for (const Word& word : document) {
    sentences.push_back(word.sentence);
  }
  NamedRow row;
  themescore::for_each_ngram(sentences, shape, [&](std::span<const std::uint32_t> words) {
    std::string joined;
    for (const std::uint32_t word : words) {
      joined += (joined.empty() ? "" : " ") + document[word].form;
    }
    ++row[joined];
  });
  return row;
}

std::vector<Word> random_document(testing::Random& random) {
  // Of all lengths: strings are copied in steps of 16 bytes.
  static const std::vector<std::string> kForms{"a",
                                               "b",
                                               "ab",
                                               "改革",
                                               "abcdefghijklmno",
                                               "abcdefghijklmnop",
                                               "abcdefghijklmnopq",
                                               std::string(50, 'z')};
  std::vector<Word> document;
  std::uint32_t sentence = 0;
  for (std::uint64_t words = random.below(60); words > 0; --words) {
    sentence += random.once_in(6) ? 1u : 0u;
    document.push_back({random.pick(kForms), sentence});
  }
  return document;
}

void counts_as_strings_do(const NgramShape& shape, std::size_t sources) {
  testing::Random random(11);
  std::deque<Source> counters;  // a counter keeps a reference to its shape, and does not move
  for (std::size_t k = 0; k < sources; ++k) {
    counters.emplace_back(shape);
  }
  std::vector<NamedRow> expected;
  std::vector<Counted> counted;
  for (int i = 0; i < 40; ++i) {
    const std::vector<Word> document = random_document(random);
    const std::size_t source = random.below(sources);
    expected.push_back(expected_row(document, shape));
    counted.push_back(count(document, source, counters[source]));
  }
  std::vector<themescore::TermSource> given;
  for (const Source& source : counters) {
    CHECK(source.counter.chunks().size() > 3);
    given.push_back({&source.words, source.counted, source.counter.chunks()});
  }
  const themescore::MergedTerms merged = themescore::merge_terms(given, &shape);
  const testing::Strings terms = testing::strings(merged.terms);
  CHECK(std::ranges::is_sorted(terms));
  std::map<std::string, std::uint32_t> all;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    NamedRow row;
    for (const auto& [code, n] : counted[i].counts) {
      row[terms[merged.columns(counted[i].source, counted[i].chunk)[code]]] += n;
    }
    CHECK(row == expected[i]);
    for (const auto& [term, n] : expected[i]) {
      ++all[term];
    }
  }
  CHECK(terms.size() == all.size());
}

}  // namespace

TEST_CASE("n-grams of many chunks and counters are columns as their strings would be") {
  for (const std::size_t sources : {1u, 3u}) {
    counts_as_strings_do(NgramShape({1, 2}), sources);
    counts_as_strings_do(NgramShape({2}, {0}, true), sources);
    counts_as_strings_do(NgramShape({3}), sources);
    counts_as_strings_do(NgramShape({1, 2, 4}, {0}, true), sources);
  }
}

TEST_CASE("chunks grow with the words of all, so that they stay few") {
  const NgramShape shape({2});
  NgramCounter counter(shape, 10);
  const std::atomic<bool> stop = false;
  for (int document = 0; document < 100'000; ++document) {
    for (std::uint32_t word = 0; word < 5; ++word) {
      counter.add(word, 0);
    }
    counter.end_document(stop, [](std::uint32_t) {});
    counter.take_counts([](TermCode, std::uint32_t) {});
  }
  // 32 or so of the first size; then one for each 32nd part that is added.
  CHECK(counter.chunks().size() < 500);
  CHECK(counter.chunks().size() > 50);
}

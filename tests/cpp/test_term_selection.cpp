#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/weigh/ngram_numbers.hpp"
#include "themescore/weigh/term_matrix.hpp"
#include "themescore/weigh/term_selection.hpp"

using themescore::choose_terms;
using themescore::Counts;
using themescore::take_terms;
using Columns = std::vector<std::int64_t>;

namespace {

const themescore::ThemeSet& no_themes() {
  static const themescore::ThemeSet none({}, {}, themescore::Tokenizer());
  return none;
}

// a: 4 times in 2 documents, b: 3 in 3, c: 3 in 1, d: 1 in 1
Counts few_documents() {
  return testing::count(testing::Texts({"a a a b", "a b c c c", "b d", ""}), no_themes());
}

testing::Strings ngrams(const std::vector<std::string>& texts,
                        std::vector<std::uint32_t> sizes,
                        bool across_sentences = false,
                        unsigned threads = 1) {
  const themescore::NgramShape shape(std::move(sizes), {0}, across_sentences);
  const Counts counts = themescore::count(testing::Texts(texts).views(), no_themes(),
                                          themescore::Tokenizer(), threads, {}, {.ngrams = &shape});
  testing::Strings found;
  const auto matrix = themescore::term_matrix(counts.cells);
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    for (themescore::TermCounts::InnerIterator cell(matrix, row); cell; ++cell) {
      found.push_back(std::string((*counts.terms)[static_cast<std::size_t>(cell.col())]) + " " +
                      std::to_string(cell.value()));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("terms are chosen by the number of documents that have them") {
  const Counts counts = few_documents();
  CHECK(testing::strings(*counts.terms) == testing::Strings{"a", "b", "c", "d"});
  CHECK(choose_terms(counts.cells, {}) == Columns{0, 1, 2, 3});
  CHECK(choose_terms(counts.cells, {2}) == Columns{0, 1});
  CHECK(choose_terms(counts.cells, {1, 2}) == Columns{0, 2, 3});
  CHECK(choose_terms(counts.cells, {4}).empty());
}

TEST_CASE("the top terms are those with the most counts, the first of equals") {
  const Counts counts = few_documents();
  CHECK(choose_terms(counts.cells, {1, 9, 1}) == Columns{0});
  CHECK(choose_terms(counts.cells, {1, 9, 2}) == Columns{0, 1});
  CHECK(choose_terms(counts.cells, {1, 2, 2}) == Columns{0, 2});
  CHECK(choose_terms(counts.cells, {1, 9, 0}).empty());
  CHECK(choose_terms(counts.cells, {1, 9, 100}) == Columns{0, 1, 2, 3});
}

TEST_CASE(
    "a matrix of chosen columns has them in the order asked for, and none for an unknown one") {
  const Counts counts = few_documents();
  const Columns columns = {2, themescore::kNoColumn, 0};
  const auto taken = take_terms(counts.cells, columns);
  REQUIRE(taken.cols() == 3);
  REQUIRE(taken.rows() == 4);
  CHECK(taken.nonZeros() == 3);
  CHECK(taken.coeff(1, 0) == 3);
  CHECK(taken.coeff(0, 2) == 3);
  CHECK(taken.coeff(1, 2) == 1);
  CHECK(Columns(taken.innerIndexPtr(), taken.innerIndexPtr() + 3) == Columns{2, 0, 2});
  CHECK(take_terms(counts.cells, Columns{}).nonZeros() == 0);
}

TEST_CASE("columns that there are not are errors") {
  const Counts counts = few_documents();
  CHECK_THROWS_AS((void)take_terms(counts.cells, Columns{4}), themescore::OptionError);
  CHECK_THROWS_AS((void)take_terms(counts.cells, Columns{-2}), themescore::OptionError);
  CHECK_THROWS_AS((void)take_terms(counts.cells, Columns{1, 1}), themescore::OptionError);
}

TEST_CASE("n-grams are terms, and stop at the end of a sentence") {
  CHECK(ngrams({"Reform goes on. Trade goes on."}, {2}) ==
        testing::Strings{"goes on 2", "reform goes 1", "trade goes 1"});
  CHECK(ngrams({"a b. a b"}, {1, 2}, true) == testing::Strings{"a 2", "a b 2", "b 2", "b a 1"});
  CHECK(ngrams({"a b a b a"}, {3}) == testing::Strings{"a b a 2", "b a b 1"});
  CHECK(ngrams({"a", "", "a b"}, {2}) == testing::Strings{"a b 1"});
}

TEST_CASE("n-grams are the same for any number of threads") {
  std::vector<std::string> texts;
  testing::Random random(3);
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (std::size_t k = random.below(20); k > 0; --k) {
      text += std::string(1, static_cast<char>('a' + random.below(5))) + " ";
    }
    texts.push_back(text);
  }
  CHECK(ngrams(texts, {1, 2, 3}, false, 1) == ngrams(texts, {1, 2, 3}, false, 8));
}

TEST_CASE("n-grams are in the order of their strings, each with its count") {
  testing::Random random(4);
  const std::vector<std::string> words = {"a", "ab", "a'b", "b", "B", "1", "改革", "开放", "été"};
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> texts;
    std::vector<testing::Strings> terms_of_text;
    for (int text = 0; text < 6; ++text) {
      testing::Strings forms;
      std::string joined;
      for (std::size_t k = random.below(12); k > 0; --k) {
        const std::string& word = random.pick(words);
        forms.push_back(word == "B" ? "b" : word);
        joined += word + " ";
      }
      texts.push_back(joined);
      testing::Strings terms;
      for (const std::size_t size : {1u, 3u, 4u}) {
        for (std::size_t i = 0; i + size <= forms.size(); ++i) {
          std::string term = forms[i];
          for (std::size_t k = 1; k < size; ++k) {
            term += " " + forms[i + k];
          }
          terms.push_back(term);
        }
      }
      terms_of_text.push_back(terms);
    }
    testing::Strings expected;
    for (testing::Strings& terms : terms_of_text) {
      std::sort(terms.begin(), terms.end());
      for (auto first = terms.begin(); first != terms.end();) {
        const auto last = std::find_if(first, terms.end(), [&](auto& t) { return t != *first; });
        expected.push_back(*first + " " + std::to_string(last - first));
        first = last;
      }
    }
    CHECK(ngrams(texts, {1, 3, 4}) == expected);
    CHECK(ngrams(texts, {1, 3, 4}, false, 3) == expected);
  }
}

TEST_CASE("n-grams with words left out are not counted") {
  const themescore::NgramShape shape({2}, {1});
  const testing::Texts texts({"a b c"});
  CHECK_THROWS_AS(themescore::count(texts.views(), no_themes(), themescore::Tokenizer(), 1, {},
                                    {.ngrams = &shape}),
                  themescore::OptionError);
}

TEST_CASE("an n-gram has one number, however many there are") {
  themescore::NgramNumbers numbers;
  std::uint32_t next = 0;
  for (std::uint32_t round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < 5000; ++i) {
      CHECK(numbers.of(i % 71, i / 71, [&] { return next++; }) == i);
    }
  }
  CHECK(next == 5000);
}

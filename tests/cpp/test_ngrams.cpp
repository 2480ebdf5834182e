#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/ngrams.hpp"

using testing::Strings;
using themescore::for_each_ngram;
using themescore::join_ngram;
using themescore::NgramShape;

namespace {

using WordNumbers = std::vector<std::uint32_t>;

std::vector<WordNumbers> ngrams(const WordNumbers& sentences, const NgramShape& shape) {
  std::vector<WordNumbers> found;
  for_each_ngram(sentences, shape, [&](std::span<const std::uint32_t> words) {
    found.emplace_back(words.begin(), words.end());
  });
  return found;
}

// Words and full stops, with a blank before each.
Strings joined(const std::string& text, const NgramShape& shape) {
  Strings words;
  WordNumbers sentences;
  std::uint32_t sentence = 0;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    if (word == ".") {
      ++sentence;
    } else {
      words.push_back(word);
      sentences.push_back(sentence);
    }
  }
  Strings found;
  for (const WordNumbers& ngram : ngrams(sentences, shape)) {
    std::vector<std::string_view> forms;
    for (const std::uint32_t word : ngram) {
      forms.push_back(words[word]);
    }
    found.push_back(join_ngram(forms));
  }
  return found;
}

// What the definition says, looked for among all sets of words.
std::vector<WordNumbers> by_definition(const WordNumbers& sentences, const NgramShape& shape) {
  std::vector<WordNumbers> found;
  for (const std::uint32_t size : shape.sizes()) {
    std::vector<WordNumbers> of_size;
    for (unsigned set = 1; set < 1u << sentences.size(); ++set) {
      WordNumbers words;
      for (std::uint32_t i = 0; i < sentences.size(); ++i) {
        if (set >> i & 1u) {
          words.push_back(i);
        }
      }
      bool good = words.size() == size;
      for (std::size_t i = 1; i < words.size() && good; ++i) {
        const std::uint32_t gap = words[i] - words[i - 1] - 1;
        good = std::ranges::find(shape.skips(), gap) != shape.skips().end();
      }
      if (good &&
          (shape.across_sentences() || sentences[words.front()] == sentences[words.back()])) {
        of_size.push_back(words);
      }
    }
    std::ranges::sort(of_size);
    found.insert(found.end(), of_size.begin(), of_size.end());
  }
  return found;
}

}  // namespace

// From the help page of quanteda's tokens_ngrams and from its tests, which have them from Guthrie
// et al., "A Closer Look at Skip-Gram Modelling" (2006).

TEST_CASE("n-grams of several sizes come by size, as quanteda gives them") {
  CHECK(joined("a b c d e", NgramShape({2, 3})) ==
        Strings{"a_b", "b_c", "c_d", "d_e", "a_b_c", "b_c_d", "c_d_e"});
  CHECK(joined("a b c", NgramShape({1, 2, 3})) == Strings{"a", "b", "c", "a_b", "b_c", "a_b_c"});
}

TEST_CASE("skip-grams are those that quanteda and Guthrie print") {
  const std::string text = "insurgents killed in ongoing fighting";
  CHECK(joined(text, NgramShape({2}, {0, 1})) ==
        Strings{"insurgents_killed", "insurgents_in", "killed_in", "killed_ongoing", "in_ongoing",
                "in_fighting", "ongoing_fighting"});
  CHECK(joined(text, NgramShape({2}, {0, 1, 2})) ==
        Strings{"insurgents_killed", "insurgents_in", "insurgents_ongoing", "killed_in",
                "killed_ongoing", "killed_fighting", "in_ongoing", "in_fighting",
                "ongoing_fighting"});
  CHECK(joined(text, NgramShape({3}, {0, 1, 2})) ==
        Strings{"insurgents_killed_in", "insurgents_killed_ongoing", "insurgents_killed_fighting",
                "insurgents_in_ongoing", "insurgents_in_fighting", "insurgents_ongoing_fighting",
                "killed_in_ongoing", "killed_in_fighting", "killed_ongoing_fighting",
                "in_ongoing_fighting"});
}

TEST_CASE("a skip that is no range leaves out exactly that many words in each gap") {
  const std::string text = "insurgents killed in ongoing fighting";
  CHECK(joined(text, NgramShape({3}, {1})) == Strings{"insurgents_in_fighting"});
  CHECK(joined(text, NgramShape({3}, {2})).empty());
  CHECK(joined("the quick brown fox jumped over the lazy dog", NgramShape({2, 4}, {1})) ==
        Strings{"the_brown", "quick_fox", "brown_jumped", "fox_over", "jumped_the", "over_lazy",
                "the_dog", "the_brown_jumped_the", "quick_fox_over_lazy", "brown_jumped_the_dog"});
  CHECK(joined("a b c d e f", NgramShape({3}, {0, 3})) ==
        Strings{"a_b_c", "a_b_f", "a_e_f", "b_c_d", "c_d_e", "d_e_f"});
}

TEST_CASE("skips are counted in each gap, not in all") {
  // Guthrie's 1-skip-tri-grams have no a_c_e, which skips two words in all.
  CHECK(joined("a b c d e", NgramShape({3}, {0, 1})) ==
        Strings{"a_b_c", "a_b_d", "a_c_d", "a_c_e", "b_c_d", "b_c_e", "b_d_e", "c_d_e"});
}

TEST_CASE("no n-gram goes across sentences unless told so") {
  CHECK(joined("a b . c . d e f", NgramShape({2})) == Strings{"a_b", "d_e", "e_f"});
  CHECK(joined("a b . c . d e f", NgramShape({2}, {0, 1})) == Strings{"a_b", "d_e", "d_f", "e_f"});
  CHECK(joined("a b . c . d", NgramShape({2}, {0}, true)) == Strings{"a_b", "b_c", "c_d"});
  CHECK(joined("a b . c", NgramShape({1})) == Strings{"a", "b", "c"});
  // A number that comes again is another sentence.
  CHECK(ngrams({0, 0, 1, 0}, NgramShape({2}, {0, 1, 2})) == std::vector<WordNumbers>{{0, 1}});
}

TEST_CASE("a word alone has no gap, so skips make no more of it") {
  CHECK(joined("a b c", NgramShape({1}, {0, 1, 5})) == Strings{"a", "b", "c"});
  CHECK(joined("a b c", NgramShape({1}, {2})) == Strings{"a", "b", "c"});
}

TEST_CASE("too few words make no n-gram") {
  CHECK(ngrams({}, NgramShape({1, 2})).empty());
  CHECK(joined("a", NgramShape({2})).empty());
  CHECK(joined("a b c", NgramShape({NgramShape::kLargestSize})).empty());
  constexpr auto kMost = std::numeric_limits<std::uint32_t>::max();
  CHECK(joined("a b c", NgramShape({NgramShape::kLargestSize}, {kMost})).empty());
  CHECK(joined("a b c", NgramShape({2}, {1, kMost})) == Strings{"a_c"});
}

TEST_CASE("any shape of any text gives what the definition says, in order") {
  testing::Random random(1);
  std::size_t wrong = 0;
  std::size_t total = 0;
  for (int i = 0; i < 2000; ++i) {
    WordNumbers sentences;
    for (std::size_t size = random.below(11); sentences.size() < size;) {
      sentences.push_back(sentences.empty() ? 0 : sentences.back() + (random.once_in(6) ? 1u : 0u));
    }
    const auto some = [&](std::uint32_t from) {
      WordNumbers numbers;
      for (std::size_t k = 1 + random.below(3); k > 0; --k) {
        numbers.push_back(from + static_cast<std::uint32_t>(random.below(4)));
      }
      return numbers;
    };
    const NgramShape shape(some(1), some(0), random.once_in(3));
    const auto found = ngrams(sentences, shape);
    wrong += found == by_definition(sentences, shape) ? 0u : 1u;
    total += found.size();
  }
  CHECK(wrong == 0);
  CHECK(total > 5000);
}

TEST_CASE("nothing is begun that cannot be completed") {
  // 60 of 61 words in a row, at most one of them left out: 1 + 59 that begin with the first word,
  // and 1 with the second. Trying every way to leave words out would not end.
  WordNumbers skips;
  for (std::uint32_t skip = 0; skip < 10; ++skip) {
    skips.push_back(skip);
  }
  CHECK(ngrams(WordNumbers(61, 0), NgramShape({60}, skips)).size() == 61);
}

TEST_CASE("a long text has its n-grams") {
  std::size_t found = 0;
  for_each_ngram(WordNumbers(1'000'000, 7), NgramShape({2, 3}, {0, 1}),
                 [&](std::span<const std::uint32_t>) { ++found; });
  // Pairs 1 and 2 apart; triples that reach over 2, 3 (two of them) and 4 words.
  CHECK(found == 999'999 + 999'998 + 999'998 + 2 * 999'997 + 999'996);
}

TEST_CASE("sizes and skips are in order, each once") {
  const NgramShape shape({3, 2, 3}, {4, 0, 4});
  CHECK(std::ranges::equal(shape.sizes(), WordNumbers{2, 3}));
  CHECK(std::ranges::equal(shape.skips(), WordNumbers{0, 4}));
  CHECK_FALSE(shape.across_sentences());
}

TEST_CASE("a shape that is none is refused") {
  using themescore::OptionError;
  CHECK_THROWS_AS(NgramShape({}), OptionError);
  CHECK_THROWS_AS(NgramShape({0}), OptionError);
  CHECK_THROWS_AS(NgramShape({2, 0}), OptionError);
  CHECK_THROWS_AS(NgramShape({NgramShape::kLargestSize + 1}), OptionError);
  CHECK_THROWS_AS(NgramShape({2}, {}), OptionError);
}

TEST_CASE("words are joined as they are") {
  const std::vector<std::string_view> one = {"reform"};
  const std::vector<std::string_view> chinese = {"国有", "企业"};
  CHECK(join_ngram(one) == "reform");
  CHECK(join_ngram(chinese) == "国有_企业");
  CHECK(join_ngram(chinese, "") == "国有企业");
  CHECK(join_ngram(chinese, " | ") == "国有 | 企业");
  CHECK(join_ngram({}).empty());
  // Documented: an underscore of a word's own cannot be told from the one that joins.
  const std::vector<std::string_view> left = {"a_b", "c"};
  const std::vector<std::string_view> right = {"a", "b_c"};
  CHECK(join_ngram(left) == "a_b_c");
  CHECK(join_ngram(right) == "a_b_c");
  CHECK(join_ngram(left, " ") != join_ngram(right, " "));
}

TEST_CASE("what a sink throws ends the run") {
  int calls = 0;
  const auto stop_at_third = [&](std::span<const std::uint32_t>) {
    if (++calls == 3) {
      throw themescore::Cancelled();
    }
  };
  CHECK_THROWS_AS(for_each_ngram(WordNumbers(100, 0), NgramShape({2}), stop_at_third),
                  themescore::Cancelled);
  CHECK(calls == 3);
}

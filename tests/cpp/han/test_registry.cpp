#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "han_support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/han/bigram_segmenter.hpp"
#include "themescore/tokenize/han/registry.hpp"

using themescore::BigramSegmenter;
using themescore::HanSegmenter;

namespace {

using Pairs = std::vector<std::pair<unsigned, unsigned>>;

Pairs bigrams(std::u32string_view characters) {
  HanSegmenter::Workspace workspace;
  std::vector<HanSegmenter::Word> words(characters.size() + 1);
  words.resize(BigramSegmenter().segment(characters, workspace, words));
  Pairs pairs;
  for (const auto& word : words) {
    pairs.emplace_back(word.first, word.last);
  }
  return pairs;
}

}  // namespace

TEST_CASE("every two neighbouring characters are a word") {
  CHECK(bigrams(U"国有") == Pairs{{0, 2}});
  CHECK(bigrams(U"国有企") == Pairs{{0, 2}, {1, 3}});
  CHECK(bigrams(U"国有企业") == Pairs{{0, 2}, {1, 3}, {2, 4}});
}

TEST_CASE("a character on its own is a word") { CHECK(bigrams(U"国") == Pairs{{0, 1}}); }

TEST_CASE("a run of n characters has n - 1 bigrams") {
  for (std::size_t size = 2; size < 100; ++size) {
    CHECK(bigrams(std::u32string(size, U'国')).size() == size - 1);
  }
}

TEST_CASE("a segmenter is made by its name, and an unknown name is told what there is") {
  CHECK(dynamic_cast<const BigramSegmenter*>(themescore::make_han_segmenter("bigram").get()));
  for (const char* name : {"", "Bigram", "jieb"}) {
    try {
      (void)themescore::make_han_segmenter(name);
      FAIL("made a segmenter named '" << name << "'");
    } catch (const themescore::OptionError& error) {
      const std::string message = error.what();
      CHECK(message.find(std::string("'") + name + "'") != std::string::npos);
      CHECK(message.find("'jieba' 'bigram'") != std::string::npos);
    }
  }
}

TEST_CASE("a segmenter that needs a dictionary is not made without one") {
  CHECK(themescore::han_segmenter_names() == std::vector<std::string>{"jieba", "bigram"});
  CHECK_THROWS_AS((void)themescore::make_han_segmenter("jieba"), themescore::OptionError);
  const auto segmenter = themescore::make_han_segmenter("jieba", {testing::taught({}), false});
  CHECK(testing::cut(U"网易杭研大厦", *segmenter) == "网易 杭 研 大厦");  // as jieba, HMM=False
}

TEST_CASE("a match may begin and end at any border of bigrams") {
  const BigramSegmenter segmenter;
  CHECK(segmenter.cuts(std::u32string_view(U"国")) == themescore::HanCuts{0, 0});
  CHECK(segmenter.cuts(std::u32string_view(U"国有")) == themescore::HanCuts{2, 2});
  CHECK(segmenter.origin(std::u32string_view(U"国")) == themescore::HanOrigin::single);
  CHECK(segmenter.origin(std::u32string_view(U"国有")) == themescore::HanOrigin::pair);
}

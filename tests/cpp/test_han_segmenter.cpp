#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/tokenize/han_segmenter.hpp"

using themescore::BigramSegmenter;
using themescore::HanRun;
using themescore::HanSegmenter;

namespace {

using Pairs = std::vector<std::pair<unsigned, unsigned>>;

Pairs bigrams(std::u32string_view characters) {
  HanRun run;
  for (const char32_t c : characters) {
    run.starts.push_back(static_cast<std::uint32_t>(run.characters.size()));
    run.characters.push_back(c);
    run.ends.push_back(static_cast<std::uint32_t>(run.characters.size()));
  }
  std::vector<HanSegmenter::Word> words = {{7, 9}};  // of an earlier run, to be replaced
  BigramSegmenter().segment(run, words);
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
      CHECK(message.find("'bigram'") != std::string::npos);
    }
  }
}

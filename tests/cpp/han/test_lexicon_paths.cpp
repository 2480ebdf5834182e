#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "han_support.hpp"
#include "themescore/tokenize/han/bigram_segmenter.hpp"

using testing::cut;
using themescore::HanPath;
using themescore::HanSegmenter;
using themescore::JiebaSegmenter;

namespace {

// Words of one to seven characters, characters that are in no word, and such as end a block.
const std::vector<std::u32string> kPieces = {
    U"的",   U"国",       U"改革",   U"发展", U"企业",           U"国有企业", U"中华人民共和国",
    U"经济", U"社会主义", U"现代化", U"一",   U"巴布亚新几内亚", U"民",       U"全国人民代表大会",
    U"龥",   U"〇",       U"々",     U"㐀",   U"市场经济",       U"人民",     U"长江大桥",
};

std::u32string random_run(testing::Random& random) {
  std::u32string run;
  for (std::size_t k = 1 + random.below(12); k > 0; --k) {
    const std::u32string& piece = kPieces[random.below(kPieces.size())];
    run += piece.substr(0, random.below(4) == 0 ? 1 + random.below(piece.size()) : piece.size());
  }
  return run;
}

std::vector<std::uint32_t> best_ends(const themescore::HanDictionary& dictionary,
                                     std::u32string_view runs) {
  HanPath path;
  dictionary.encode(runs, path);
  dictionary.find_best_path(path);
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < runs.size(); i = path.ends[i]) {
    ends.push_back(path.ends[i]);
  }
  return ends;
}

std::string cut_one_by_one(const std::vector<std::u32string>& runs, const HanSegmenter& segmenter) {
  std::string joined;
  for (const std::u32string& run : runs) {
    joined += (joined.empty() ? "" : " ") + cut(run, segmenter);
  }
  return joined;
}

std::u32string together(const std::vector<std::u32string>& runs) {
  std::u32string all;
  for (const std::u32string& run : runs) {
    all += run + HanSegmenter::kBetweenRuns;
  }
  return all;
}

}  // namespace

// With a taught word the other of the two ways is taken; one of frequency 0, which no text has,
// changes no sum.
TEST_CASE("the lexicon's paths are those that a walk down the trees finds") {
  const auto by_lexicon = testing::taught({});
  const auto by_walk = testing::taught({{U"鿕鿔", 0, ""}});
  REQUIRE(by_lexicon->total() == by_walk->total());
  testing::Random random(11);
  std::size_t long_words = 0;
  for (int round = 0; round < 3000; ++round) {
    std::u32string runs;
    for (std::size_t k = 1 + random.below(4); k > 0; --k) {
      runs += random_run(random) + HanSegmenter::kBetweenRuns;
    }
    const auto ends = best_ends(*by_lexicon, runs);
    REQUIRE(ends == best_ends(*by_walk, runs));
    for (std::size_t i = 1; i < ends.size(); ++i) {
      long_words += ends[i] - ends[i - 1] > 4 ? 1U : 0U;
    }
  }
  CHECK(long_words > 1000);
}

TEST_CASE("runs that are cut together have the words that they have alone") {
  const JiebaSegmenter jieba(testing::taught({}));
  const JiebaSegmenter taught(testing::taught({{U"二〇〇八", std::nullopt, ""}}));
  const themescore::BigramSegmenter bigrams;
  testing::Random random(12);
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::u32string> runs(1 + random.below(5));
    for (std::u32string& run : runs) {
      run = random_run(random);
    }
    const std::u32string all = together(runs);
    for (const HanSegmenter* segmenter :
         std::initializer_list<const HanSegmenter*>{&jieba, &taught, &bigrams}) {
      REQUIRE(cut(all, *segmenter) == cut_one_by_one(runs, *segmenter));
    }
  }
}

TEST_CASE("a longer word wins a tie, and what no word begins with is cut into characters") {
  // 4 of 16 as often as 1 of 4 times 1 of 4: log(1/16) on both ways.
  const auto lexicon = testing::small_lexicon({{U"甲", 4}, {U"乙", 4}, {U"甲乙", 1}, {U"丙", 7}});
  const JiebaSegmenter segmenter(std::make_shared<themescore::HanDictionary>(lexicon), false);
  CHECK(cut(U"甲乙", segmenter) == "甲乙");
  CHECK(cut(U"丁丁甲乙丁", segmenter) == "丁 丁 甲乙 丁");
  CHECK(cut(U"乙甲", segmenter) == "乙 甲");
}

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "han_support.hpp"

using testing::cut;
using testing::small_lexicon;
using testing::utf8;
using themescore::HanDictionary;
using themescore::HanOrigin;
using themescore::JiebaSegmenter;

namespace {

struct Case {
  std::u32string_view run;
  const char* words;          // jieba 0.42.1 gives
  const char* without_model;  // the same with HMM=False
};

// Printed by jieba 0.42.1 itself: ' '.join(jieba.cut(run)), ' '.join(jieba.cut(run, HMM=False)).
const std::vector<Case> kCases = {
    {U"我来到北京清华大学", "我 来到 北京 清华大学", "我 来到 北京 清华大学"},
    {U"他来到了网易杭研大厦", "他 来到 了 网易 杭研 大厦", "他 来到 了 网易 杭 研 大厦"},
    {U"小明硕士毕业于中国科学院计算所", "小明 硕士 毕业 于 中国科学院 计算所",
     "小 明 硕士 毕业 于 中国科学院 计算所"},
    {U"乒乓球拍卖完了", "乒乓球 拍卖 完 了", "乒乓球 拍卖 完 了"},
    {U"南京市长江大桥", "南京市 长江大桥", "南京市 长江大桥"},
    {U"李小福是创新办主任也是云计算方面的专家", "李小福 是 创新 办 主任 也 是 云 计算 方面 的 专家",
     "李 小 福 是 创新 办 主任 也 是 云 计算 方面 的 专家"},
    {U"王军虎去广州了", "王军 虎 去 广州 了", "王 军 虎 去 广州 了"},
    {U"国国国", "国国国", "国 国 国"},
    {U"韩玉赏鉴", "韩玉 赏鉴", "韩 玉 赏鉴"},
    // characters that neither the dictionary nor the model has
    {U"龥龦龤", "龥 龦 龤", "龥 龦 龤"},
    {U"丨丩丬", "丨 丩 丬", "丨 丩 丬"},
    // 一三 is in the dictionary, though less probable than 一 and 三: the model is not asked
    {U"一三", "一 三", "一 三"},
    {U"了了了", "了 了 了", "了 了 了"},
    // a character outside of U+4E00 to U+9FD5 ends the block
    {U"二〇〇八年", "二 〇 〇 八年", "二 〇 〇 八年"},
    {U"人々生活", "人 々 生活", "人 々 生活"},
    {U"㐀国有企业𠀀改革", "㐀 国有企业 𠀀 改革", "㐀 国有企业 𠀀 改革"},
    {U"鿖鿗国", "鿖 鿗 国", "鿖 鿗 国"},
};

}  // namespace

TEST_CASE("runs of Han are cut as jieba cuts them, with its model and without") {
  const auto dictionary = testing::taught({});
  for (const Case& expected : kCases) {
    CAPTURE(utf8(expected.run));
    CHECK(cut(expected.run, JiebaSegmenter(dictionary)) == expected.words);
    CHECK(cut(expected.run, JiebaSegmenter(dictionary, false)) == expected.without_model);
  }
}

TEST_CASE("of two ways to cut that are as good, the one with the longer first word is taken") {
  // All four words have one frequency, so both ways are the sum of the same two numbers.
  const auto lexicon = small_lexicon({{U"甲", 5}, {U"甲乙", 5}, {U"丙", 5}, {U"乙丙", 5}});
  const JiebaSegmenter segmenter(std::make_shared<HanDictionary>(lexicon), false);
  CHECK(cut(U"甲乙丙", segmenter) == "甲乙 丙");
}

TEST_CASE("a character that is no word is one only where no word of the dictionary begins") {
  // By jieba's get_DAG: 甲 begins 甲乙, which is then the only way to go on from it.
  const auto lexicon = small_lexicon({{U"甲乙", 1}, {U"乙丙", 1'000'000}});
  const JiebaSegmenter segmenter(std::make_shared<HanDictionary>(lexicon), false);
  CHECK(cut(U"甲乙丙", segmenter) == "甲乙 丙");
  CHECK(cut(U"丁乙丙", segmenter) == "丁 乙丙");
}

TEST_CASE("one segmenter serves several threads") {
  const JiebaSegmenter segmenter(testing::taught({{U"石墨烯", std::nullopt, ""}}));
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& words : found) {
    threads.emplace_back([&] {
      for (const Case& expected : kCases) {
        words += cut(expected.run, segmenter) + "\n";
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  std::string expected_words;
  for (const Case& expected : kCases) {
    expected_words += std::string(expected.words) + "\n";
  }
  for (const std::string& words : found) {
    CHECK(words == expected_words);
  }
}

TEST_CASE("a word says where it comes from") {
  const JiebaSegmenter segmenter(testing::taught({{U"石墨烯", 10, ""}, {U"改革", 0, ""}}));
  const auto origin = [&](std::u32string_view word) { return segmenter.origin(word); };
  CHECK(origin(U"国有企业") == HanOrigin::lexicon);
  CHECK(origin(U"的") == HanOrigin::lexicon);
  CHECK(origin(U"石墨烯") == HanOrigin::taught);
  CHECK(origin(U"杭研") == HanOrigin::unknown_word_model);
  CHECK(origin(U"〇") == HanOrigin::single);
}

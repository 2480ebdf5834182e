#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "han_support.hpp"
#include "themescore/errors.hpp"

using testing::cut;
using testing::taught;
using themescore::HanDictionary;
using themescore::JiebaSegmenter;
using themescore::TaughtWord;
using themescore::TaughtWordError;

namespace {

TaughtWord word(std::u32string_view characters,
                std::optional<std::uint64_t> frequency = std::nullopt) {
  return {std::u32string(characters), frequency, ""};
}

}  // namespace

TEST_CASE("the lexicon has jieba's words, frequencies and their sum") {
  const auto dictionary = taught({});
  CHECK(dictionary->lexicon().source_version() == "0.42.1");
  CHECK(dictionary->total() == 60'101'967);  // jieba.dt.total
  // lines of its dict.txt
  CHECK(dictionary->frequency(std::u32string_view(U"的")) == 318'825);
  CHECK(dictionary->frequency(std::u32string_view(U"改革")) == 19'018);
  CHECK(dictionary->frequency(std::u32string_view(U"国有企业")) == 3);
  CHECK(dictionary->frequency(std::u32string_view(U"巴布亚新几内")) == 0);  // a beginning
  CHECK(dictionary->frequency(std::u32string_view(U"杭研")) == 0);
  CHECK(dictionary->frequency(std::u32string_view(U"〇")) == 0);
  CHECK(dictionary->is_name(std::u32string_view(U"巴布亚新几内亚")));
  CHECK_FALSE(dictionary->is_name(std::u32string_view(U"改革")));
}

// The expected values below are what jieba 0.42.1 gave for the same calls of add_word and del_word.

TEST_CASE("words are taught and removed as jieba does it") {
  const auto dictionary = taught({word(U"石墨烯"), word(U"凱特琳"), word(U"自定义词", 0),
                                  word(U"江大桥", 20'000), word(U"杭研", 0)});
  CHECK(dictionary->taught()[0].frequency == 1);
  CHECK(dictionary->taught()[1].frequency == 1);
  CHECK(dictionary->taught()[3].frequency == 20'000);
  CHECK(dictionary->total() == 60'121'969);
  const JiebaSegmenter segmenter(dictionary);
  CHECK(cut(U"我爱石墨烯凱特琳自定义词", segmenter) == "我 爱 石墨烯 凱特琳 自定义 词");
  CHECK(cut(U"南京市长江大桥", segmenter) == "南京市 长江大桥");
  // The model would put 杭研 together.
  CHECK(cut(U"他来到了网易杭研大厦", segmenter) == "他 来到 了 网易 杭 研 大厦");
}

TEST_CASE("a word taught again counts again in the sum, and keeps no less than it had") {
  const auto dictionary =
      taught({word(U"石墨烯"), word(U"凱特琳"), word(U"自定义词", 0), word(U"江大桥", 20'000),
              word(U"杭研", 0), word(U"石墨烯", 7), word(U"石墨烯")});
  CHECK(dictionary->taught()[6].frequency == 8);
  CHECK(dictionary->total() == 60'121'984);
}

TEST_CASE("a word of the lexicon can be removed") {
  const auto dictionary = taught({word(U"国有企业", 0)});
  CHECK_FALSE(dictionary->is_word(std::u32string_view(U"国有企业")));
  CHECK(cut(U"国有企业改革", JiebaSegmenter(dictionary)) == "国有 企业 改革");
}

// jieba with \u3007 and \u3400 added to its re_han_default.
TEST_CASE("a character of a taught word belongs to jieba's blocks") {
  const auto dictionary = taught({word(U"二〇〇八"), word(U"㐀国", 50)});
  const JiebaSegmenter segmenter(dictionary);
  CHECK(dictionary->taught()[0].frequency == 1);
  CHECK(cut(U"在二〇〇八年", segmenter) == "在 二〇〇八 年");
  CHECK(cut(U"㐀国人㐀人", segmenter) == "㐀国 人 㐀 人");
  // A character of no taught word still ends them.
  CHECK(cut(U"㐁国有企业", segmenter) == "㐁 国有企业");
}

TEST_CASE("what cannot be taught is refused with its number") {
  const auto number_of = [](std::vector<TaughtWord> words) -> std::size_t {
    try {
      (void)taught(std::move(words));
    } catch (const TaughtWordError& error) {
      return error.number();
    }
    return 0;
  };
  CHECK(number_of({word(U"石墨烯"), word(U"々〇㐀𠀀")}) == 0);
  CHECK(number_of({word(U"石墨烯"), word(U"")}) == 2);
  CHECK(number_of({word(U"Ｔ恤")}) == 1);
  CHECK(number_of({word(U"石墨烯"), word(U"石墨烯"), word(U"石\x110000")}) == 3);
  CHECK(number_of({word(U"石墨烯", 1'000'000'000'000)}) == 0);
  CHECK(number_of({word(U"石墨烯", 1'000'000'000'001)}) == 1);
  // 2^53 is passed with the 9,008th time 10^12.
  CHECK(number_of(std::vector<TaughtWord>(9'100, word(U"石墨烯", 1'000'000'000'000))) == 9'008);
}

TEST_CASE("100,000 words are taught") {
  testing::Random random(1);
  std::vector<TaughtWord> words;
  for (std::size_t i = 0; i < 100'000; ++i) {
    std::u32string characters;
    for (std::size_t k = 0; k < 2 + i % 5; ++k) {
      characters += static_cast<char32_t>(0x4E00 + random.below(3000));
    }
    words.push_back(word(characters));
  }
  const auto dictionary = taught(words);
  CHECK(dictionary->taught().size() == words.size());
  for (std::size_t i = 0; i < words.size(); i += 97) {
    const std::u32string_view characters = words[i].word;
    CHECK(dictionary->is_taught(characters));
    CHECK(dictionary->is_word(characters));
  }
}

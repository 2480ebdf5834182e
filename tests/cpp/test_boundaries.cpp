#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"

using testing::found;
using testing::Strings;
using themescore::Boundary;
using themescore::Tokenizer;

namespace {

Strings found_anywhere(const std::string& text, const Strings& patterns) {
  return found(text, patterns, Tokenizer(), Boundary::any);
}

// "form", or "form < form of the whole words" where a part of one was taken.
Strings forms(const std::string& text, const Strings& patterns) {
  const testing::Texts texts({text});
  const auto counts = testing::count(texts, testing::flat_themes({patterns}));
  Strings shown;
  for (const auto& m : counts.mentions) {
    const bool whole = m.inside == themescore::kWholeWords;
    shown.push_back(counts.forms[m.form] + (whole ? "" : " < " + counts.forms[m.inside]));
  }
  return shown;
}

std::vector<std::uint32_t> patterns_named(const std::string& text, const Strings& patterns) {
  const testing::Texts texts({text});
  std::vector<std::uint32_t> named;
  for (const auto& m : testing::count(texts, testing::flat_themes({patterns})).mentions) {
    named.push_back(m.pattern);
  }
  return named;
}

}  // namespace

TEST_CASE("a possessive is found by its word, and the mention ends before the ending") {
  CHECK(found("China's, CHINA’S and China＇s", {"china"}) == Strings{"China", "CHINA", "China"});
  CHECK(found("It is China's.", {"china"}, Tokenizer(), Boundary::any) == Strings{"China"});
  CHECK(forms("China’s China", {"china"}) == Strings{"china < china's", "china"});
  CHECK(forms("the State-Owned firm's", {"owned firm"}) == Strings{"owned firm < owned firm's"});
}

TEST_CASE("an ending is 's alone, and not what is left of it") {
  CHECK(found("don't", {"do"}).empty());
  CHECK(found("don't", {"don"}).empty());
  CHECK(found("China't Chinas", {"china"}).empty());
  CHECK(found("China's", {"s"}).empty());
  CHECK(found("China's", {"'s"}).empty());
}

TEST_CASE("where a word fits with and without its ending, it is taken with it") {
  CHECK(found("China's", {"china", "china's"}) == Strings{"China's"});
  CHECK(patterns_named("China's China", {"china", "china's"}) == std::vector<std::uint32_t>{1, 0});
  CHECK(found("China's", {"china*"}) == Strings{"China's"});
  CHECK(forms("China's", {"china*"}) == Strings{"china's"});
}

TEST_CASE("a glob is held against the word without its ending as well") {
  CHECK(found("China's", {"chin?"}) == Strings{"China"});
  CHECK(found("China's", {"*na"}) == Strings{"China"});
  CHECK(found("China's", {"?hin"}).empty());
}

TEST_CASE("nothing follows a word without its ending") {
  CHECK(found("China's economy", {"china economy"}).empty());
  CHECK(found("China's economy", {"china's economy"}) == Strings{"China's economy"});
  CHECK(found("China's economy", {"china * economy"}).empty());
  CHECK(found("China's economy", {"china", "economy"}) == Strings{"China", "economy"});
  CHECK(found("the economy of China's", {"economy * china"}) == Strings{"economy of China"});
}

TEST_CASE("a rate is found by its number, with and without the sign") {
  CHECK(found("up by 3.5% and 7％", {"3.5", "7"}) == Strings{"3.5", "7"});
  CHECK(found("up by 3.5%", {"3.5%"}) == Strings{"3.5%"});
  CHECK(found("up by 3.5%", {"3.5", "3.5%"}) == Strings{"3.5%"});
  CHECK(found("up by 3.5%", {"3"}).empty());
  CHECK(forms("3.5％ of 7‰", {"3.5", "7"}) == Strings{"3.5 < 3.5%", "7 < 7‰"});
  CHECK(found("up 3.5% a year", {"3.5 a year"}).empty());
}

TEST_CASE("pairs of characters: two characters are found wherever they stand") {
  CHECK(found("深化国有企业改革", {"有企"}) == Strings{"有企"});
  CHECK(found("国有企业国有", {"国有"}) == Strings{"国有", "国有"});
  CHECK(found("国有企业", {"国有", "国有企业", "有企业"}) == Strings{"国有企业"});
  CHECK(patterns_named("国有企业", {"国有", "国有 企业", "国有企业"}) ==
        std::vector<std::uint32_t>{1});
  CHECK(forms("深化国有企业改革", {"有企业"}) == Strings{"有企业"});
}

TEST_CASE("pairs of characters: one character is found on its own, and anywhere only if asked") {
  CHECK(found("国有企业，国，法国", {"国"}) == Strings{"国"});
  CHECK(found("国 有企", {"国"}) == Strings{"国"});
  CHECK(found_anywhere("国有企业，国，法国", {"国"}) == Strings{"国", "国", "国"});
}

TEST_CASE("pairs of characters: a blank in the text or the pattern makes no difference") {
  for (const char* pattern : {"国有企业", "国有 企业", "国 有企业"}) {
    CAPTURE(std::string(pattern));
    CHECK(found("国有企业", {pattern}) == Strings{"国有企业"});
    CHECK(found("国有 企业", {pattern}) == Strings{"国有 企业"});
    CHECK(forms("国有 企业", {pattern}) == Strings{"国有企业"});
    CHECK(found("国有，企业", {pattern}).empty());
    CHECK(found("国有。企业", {pattern}).empty());
    CHECK(found("国有\n\n企业", {pattern}).empty());
  }
}

TEST_CASE("pairs of characters: of each run a match takes two characters, or all") {
  CHECK(found("国有 企业", {"有企", "国有企", "有企业"}).empty());
  CHECK(found_anywhere("国有 企业", {"有企"}) == Strings{"有 企"});
  CHECK(found("国有 企", {"国有企"}) == Strings{"国有 企"});
  CHECK(found("国 有企业", {"国有企"}) == Strings{"国 有企"});
  CHECK(found("国有 法 企业", {"有法企"}).empty());
  CHECK(found("国有 法 企业", {"国有法企业"}) == Strings{"国有 法 企业"});
  CHECK(found("国有Enterprise", {"有 enterprise"}).empty());
  CHECK(found_anywhere("国有Enterprise", {"有 enterprise"}) == Strings{"有Enterprise"});
  CHECK(found("大国有Enterprise改革", {"国有 enterprise 改革"}) == Strings{"国有Enterprise改革"});
}

TEST_CASE("all of the Chinese between the ends of a match is in the pattern") {
  CHECK(found("国有的企业", {"国有企业"}).empty());
  CHECK(found_anywhere("国有的企业", {"国有企业"}).empty());
  CHECK(found("reform 国有的 firms", {"reform 国有 firms"}).empty());
  CHECK(found_anywhere("reform 国有的 firms", {"reform 国有 firms", "reform 有的 firms"}).empty());
}

TEST_CASE("pairs of characters: a star standing alone is a pair") {
  CHECK(found("国有 企业 改革", {"国有 * 改革"}) == Strings{"国有 企业 改革"});
  CHECK(found("国有 法 改革", {"国有 * 改革"}) == Strings{"国有 法 改革"});
  CHECK(found("国有 reform 改革", {"国有 * 改革"}) == Strings{"国有 reform 改革"});
  CHECK(found("国有大型企业改革", {"国有 * 改革"}).empty());
  CHECK(found("国有大改革", {"国有 * 改革"}).empty());
  CHECK(found("国有改革", {"国有 * 改革"}).empty());
}

TEST_CASE("pairs of characters: a star stands for a pair that shares no character with another") {
  CHECK(found("firms 国有 reform", {"firms * reform"}) == Strings{"firms 国有 reform"});
  CHECK(found("firms 国有大 reform", {"firms * reform"}).empty());
  CHECK(found("国有企业改革", {"国有 * 改革"}).empty());
}

TEST_CASE("a middle dot in a name is passed over in the text and in the pattern") {
  for (const char* pattern : {"约翰·史密斯", "约翰史密斯", "约翰 史密斯", "约翰・史密斯"}) {
    CAPTURE(std::string(pattern));
    CHECK(found("约翰·史密斯", {pattern}) == Strings{"约翰·史密斯"});
    CHECK(forms("约翰·史密斯", {pattern}) == Strings{"约翰史密斯"});
  }
  CHECK(found("约翰·史密斯", {"史密斯"}) == Strings{"史密斯"});
  CHECK(found("约翰·史密斯", {"翰史密"}).empty());
}

TEST_CASE("pairs of characters: a star at the edge of a pattern makes no difference") {
  for (const char* pattern : {"改革", "改革*", "*改革", "*改革*"}) {
    CAPTURE(std::string(pattern));
    CHECK(found("深化改革开放", {pattern}) == Strings{"改革"});
    CHECK(found("改革", {pattern}) == Strings{"改革"});
  }
  CHECK(found("法国法", {"*法*"}).empty());
}

TEST_CASE("a character is itself and the marks on it") {
  CHECK(found("国有\u0301企", {"国有"}).empty());
  CHECK(found("国有\u0301企业", {"有\u0301企"}) == Strings{"有\u0301企"});
  CHECK(found("国有\uFE00企业", {"国有"}) == Strings{"国有\uFE00"});  // no part of the form
  CHECK(forms("国有\u0301 企业", {"国有\u0301企业"}) == Strings{"国有\u0301企业"});
}

TEST_CASE("a sign that has the form of a character is that character") {
  CHECK(found("第㊀", {"㊀"}) == Strings{"㊀"});
  CHECK(found("第㊀", {"一"}) == Strings{"㊀"});
}

TEST_CASE("a mention does not hold the line break behind its last character") {
  const std::string text =
      "会议强调，要深入学习贯彻关于国有企业改革发展和党的建设的重要论述，推动国有\n"
      "企业做强做优做大，切实增强责任感使命感，坚定不移推动国有资本和国有企业做强\n"
      "做优做大，为经济社会发展作出贡献。";
  CHECK(found(text, {"推动国有"}) == Strings{"推动国有", "推动国有"});
  CHECK(found(text, {"国有企"}) == Strings{"国有企", "国有\n企", "国有企"});
  CHECK(forms(text, {"推动国有企业"}) == Strings{"推动国有企业"});
}

TEST_CASE("a match inside of a run is placed where its first pair stands") {
  const testing::Texts texts({"Reform of 国有企业改革"});
  const auto mentions = testing::count(texts, testing::flat_themes({{"企业"}})).mentions;
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].start == 12);
  CHECK(mentions[0].end == 14);
  CHECK(mentions[0].position == 4);  // reform, of, 国有, 有企
}

TEST_CASE("pairs of characters are no words to keep to") {
  CHECK_THROWS_AS(found("国有企业", {"国有"}, Tokenizer(), Boundary::word),
                  themescore::OptionError);
}

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "han_support.hpp"
#include "themescore/tokenize/han/name_parts.hpp"

using themescore::HanCuts;
using themescore::JiebaSegmenter;

namespace {

// The word with its inner borders: "|" where a match may begin and end, "<" only begin, ">" only
// end.
std::string cuts_of(std::u32string_view word) {
  const HanCuts cuts = JiebaSegmenter(testing::taught({})).cuts(word);
  std::string shown;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool starts = (cuts.starts >> i & 1) != 0;
    const bool ends = (cuts.ends >> i & 1) != 0;
    shown += starts && ends ? "|" : starts ? "<" : ends ? ">" : "";
    shown += testing::utf8(word.substr(i, 1));
  }
  return shown;
}

}  // namespace

TEST_CASE("a word has the borders of the words that it is made of") {
  // Worked out from dict.txt: no other way to make these of words is more probable. The last one
  // is 社会主义|市场经济, which have parts themselves.
  CHECK(cuts_of(U"国有企业") == "国有|企业");
  CHECK(cuts_of(U"改革开放") == "改革|开放");
  CHECK(cuts_of(U"社会主义市场经济") == "社会|主义|市场|经济");
  CHECK(cuts_of(U"改") == "改");
  // No match takes one character of a longer word.
  CHECK(cuts_of(U"国家") == "国家");
  CHECK(cuts_of(U"㐀国") == "㐀国");
}

TEST_CASE("a name has the borders of words beside which others stand on their own") {
  CHECK(cuts_of(U"北京市") == "北京>市");
  CHECK(cuts_of(U"纽约州") == "纽约>州");
  CHECK(cuts_of(U"美国纽约") == "美国|纽约");
  CHECK(cuts_of(U"上海浦东") == "上海|浦东");
  CHECK(cuts_of(U"南非共和国") == "南非|共和>国");
  // Nothing of these is a word that stands on its own.
  for (const char32_t* name : {U"印度尼西亚", U"罗马尼亚", U"马来西亚", U"尼日利亚", U"印度支那"}) {
    const HanCuts cuts = JiebaSegmenter(testing::taught({})).cuts(std::u32string_view(name));
    CHECK((cuts.ends & 1U << 2) == 0);  // neither 印度 nor 罗马 nor 马来
  }
  for (const char32_t* name : {U"内蒙古", U"索马里", U"白俄罗斯", U"大马士革", U"南朝鲜"}) {
    CHECK(JiebaSegmenter(testing::taught({})).cuts(std::u32string_view(name)).starts == 0);
  }
}

TEST_CASE("a part that has parts has borders too, beside two characters or more") {
  CHECK(cuts_of(U"香港特别行政区政府") == "香港|特别|行政>区|政府");
  CHECK(cuts_of(U"中国共产党中央委员会") == "中国|共产>党|中央|委员>会");
  // No border in 国家, whose parts have one character each: so 中国 is not found.
  CHECK(cuts_of(U"发展中国家") == "发展|中|国家");
}

TEST_CASE("a word that jieba takes for a person's name may be one that ends with a suffix") {
  CHECK(cuts_of(U"安全感") == "安全>感");
  CHECK(cuts_of(U"西柏林") == "西柏林");
}

TEST_CASE("a word of more than 64 characters has no inner borders") {
  CHECK(JiebaSegmenter(testing::taught({})).cuts(std::u32string(64, U'国')).starts ==
        ~(std::uint64_t{1} | std::uint64_t{1} << 63));
  CHECK(JiebaSegmenter(testing::taught({})).cuts(std::u32string(65, U'国')) == HanCuts{});
}

TEST_CASE("names of organisations are made of words, and are cut like any other word") {
  for (const char* tag : {"ns", "nr", "nz", "nrt", "nrfg"}) {
    CHECK(themescore::is_name_tag(tag));
  }
  for (const char* tag : {"nt", "n", "v", "", "s", "nrx"}) {
    CHECK_FALSE(themescore::is_name_tag(tag));
  }
}

TEST_CASE("what stands beside a border decides whether it is one") {
  using themescore::name_cuts;
  using Parts = std::vector<themescore::NamePart>;
  const std::u32string_view name = U"甲乙丙丁戊";
  // frequent name | frequent name | one character
  CHECK(name_cuts(name, 30, Parts{{0, 2, 30, true}, {2, 4, 30, true}, {4, 5, 999, true}}) ==
        HanCuts{1U << 2, 0});
  // the same, but the second is no name: a match may leave over the character after it
  CHECK(name_cuts(name, 30, Parts{{0, 2, 30, true}, {2, 4, 30, false}, {4, 5, 999, true}}) ==
        HanCuts{1U << 2, 1U << 4});
  // rarer than the name of which they are parts
  CHECK(name_cuts(name, 31, Parts{{0, 2, 30, true}, {2, 5, 30, true}}) == HanCuts{});
  // too rare | frequent | an ending
  CHECK(name_cuts(U"甲乙丙丁市", 2, Parts{{0, 2, 29, true}, {2, 4, 30, true}, {4, 5, 1, true}}) ==
        HanCuts{0, 1U << 2 | 1U << 4});
  CHECK(name_cuts(name, 0, Parts{{0, 5, 0, true}}) == HanCuts{});
}

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support.hpp"

using testing::found;
using testing::Strings;
using themescore::ThemeNode;
using themescore::ThemePattern;
using themescore::ThemeSet;
using themescore::Tokenizer;

TEST_CASE("a word is found in any case and width, and only as a word") {
  CHECK(found("Reform, REFORM and Ｒｅｆｏｒｍ; no reforms", {"reform"}) ==
        Strings{"Reform", "REFORM", "Ｒｅｆｏｒｍ"});
  CHECK(found("reform", {"Reforms"}).empty());
}

TEST_CASE("the leftmost match wins, and of those the longest") {
  CHECK(found("a b c d", {"b c d", "a b", "a b c"}) == Strings{"a b c"});
  CHECK(found("a b x", {"a", "a b", "b x"}) == Strings{"a b"});
  CHECK(found("a b c", {"a b c d", "a", "b c"}) == Strings{"a", "b c"});
}

TEST_CASE("what a word is on its own is known, and is not where a longer match takes it") {
  CHECK(found("b, a b c, b a b, b", {"b", "a b c"}) == Strings{"b", "a b c", "b", "b", "b"});
  CHECK(found("a b c, b, a b c, b", {"b", "a b c"}) == Strings{"a b c", "b", "a b c", "b"});
  CHECK(found("b, b d c e, b", {"b", "b ~2 e"}) == Strings{"b", "b d c e", "b"});
  CHECK(found("b a, b, b a", {"b", "b a", "a"}) == Strings{"b a", "b", "b a"});
  CHECK(found("改革，国有企业改革，改革", {"改革", "企业改革"}) ==
        Strings{"改革", "企业改革", "改革"});
}

// Words are looked up some at a time: 32 of them.
TEST_CASE("a match is found wherever it stands among the words that are looked up together") {
  const Strings phrases = {"alpha beta", "beta gamma", "gamma", "beta ~1 delta", "改革 开放"};
  for (const std::string mark : {"", "“"}) {  // one byte a character, and two
    for (std::size_t before = 0; before < 70; ++before) {
      std::string text = mark;
      for (std::size_t i = 0; i < before; ++i) {
        text += "word ";
      }
      CAPTURE(text);
      CHECK(found(text + "alpha beta end", phrases) == Strings{"alpha beta"});
      CHECK(found(text + "alpha-beta end", phrases) == Strings{"alpha-beta"});
      CHECK(found(text + "alpha, beta end", phrases).empty());
      CHECK(found(text + "alpha. Beta gamma", phrases) == Strings{"Beta gamma"});
      CHECK(found(text + "beta word delta", phrases) == Strings{"beta word delta"});
      CHECK(found(text + "gamma beta", phrases) == Strings{"gamma"});
      CHECK(found(text + "alpha beta", {"alpha beta", "beta"}) == Strings{"alpha beta"});
    }
  }
}

TEST_CASE("within a theme a character counts once") {
  CHECK(found("a a a a a", {"a a"}) == Strings{"a a", "a a"});
  CHECK(found("国国国国国", {"国国"}) == Strings{"国国", "国国"});
  CHECK(found("国有企业", {"国有", "有企", "企业"}) == Strings{"国有", "企业"});
}

TEST_CASE("a Chinese pattern is found wherever it stands") {
  CHECK(found("深化国有企业改革，推进国有Enterprise改革", {"国有"}) == Strings{"国有", "国有"});
  CHECK(found("深化国有企业改革", {"有企业改"}) == Strings{"有企业改"});
  CHECK(found("国\uFE00有企", {"国有企"}) == Strings{"国\uFE00有企"});
  CHECK(found("依法治国，法", {"法"}) == Strings{"法"});  // one character: only on its own
}

TEST_CASE("a Chinese word that the end of a wrapped line cuts in two is one word") {
  const std::string line1 =
      "会议强调，要深入学习贯彻关于国有企业改革发展和党的建设的重要论述，推动国有";
  const std::string line2 =
      "企业做强做优做大，切实增强责任感使命感，坚定不移推动国有资本和国有企业做强";
  for (const std::string end : {"\n", "\r\n", "\u2028"}) {
    const std::string text = line1 + end + line2 + end + "做优做大，为经济社会发展作出贡献。";
    CHECK(found(text, {"国有企业"}) == Strings{"国有企业", "国有" + end + "企业", "国有企业"});
    CHECK(found(text, {"做强做优"}) == Strings{"做强做优", "做强" + end + "做优"});
  }
  CHECK(found("推动国有\n\n企业", {"国有企业"}).empty());
  CHECK(found("推动国有\n企业", {"国有企业"}).empty());  // not wrapped: two headings
}

TEST_CASE("hyphens, the apostrophe on its own and middle dots are passed over") {
  for (const char* text : {"state-owned", "state owned", "state–owned", "state' owned",
                           "state\u2011owned", "state -owned", "state-·owned"}) {
    CAPTURE(std::string(text));
    CHECK(found(text, {"state owned"}).size() == 1);
    CHECK(found(text, {"state-owned"}).size() == 1);
  }
}

TEST_CASE("a middle dot between two names is passed over, between two letters it joins a word") {
  CHECK(found("约翰·史密斯", {"约翰 史密斯"}).size() == 1);
  CHECK(found("约翰・史密斯", {"约翰·史密斯"}).size() == 1);
  CHECK(found("La col·lecció", {"col·lecció"}).size() == 1);
}

TEST_CASE("a line break that only wraps is passed over") {
  const std::string text =
      "The provincial group met and stressed the reform of state\nowned firms.";
  CHECK(found(text, {"state owned"}) == Strings{"state\nowned"});
}

TEST_CASE("any other mark between two words parts a phrase") {
  for (const char* text : {"state, owned", "state. owned", "state (owned", "state/owned",
                           "state—owned", "state \"owned", "state: owned", "state $ owned"}) {
    CAPTURE(std::string(text));
    CHECK(found(text, {"state owned"}).empty());
    CHECK(found(text, {"state owned", "a, b"}).empty());  // whether or not marks are looked up
  }
}

TEST_CASE("a dash parts a phrase: blanks on both sides, or the mark twice") {
  for (const char* text : {"state - owned", "state – owned", "state -- owned", "state--owned",
                           "state ''owned''", "state --owned", "state --- owned"}) {
    CAPTURE(std::string(text));
    CHECK(found(text, {"state owned"}).empty());
  }
}

TEST_CASE("a phrase never crosses a sentence border") {
  CHECK(found("the state\n\nowned", {"state owned"}).empty());
  CHECK(found("国有。企业", {"国有 企业"}).empty());
  CHECK(found("- the state\n- owned", {"state owned"}).empty());
  CHECK(found("He met Mr. Li", {"mr. li"}) == Strings{"Mr. Li"});
}

TEST_CASE("marks that a pattern holds have to be there") {
  CHECK(found("AT&T, AT T and at & t", {"AT&T"}) == Strings{"AT&T", "at & t"});
  CHECK(found("the U.S. economy", {"U.S. economy"}) == Strings{"U.S. economy"});
  CHECK(found("state, owned", {"state, owned"}) == Strings{"state, owned"});
}

TEST_CASE("a star standing alone is any one word, and no mark") {
  CHECK(found("reform of firms, reform firms, reform of big firms", {"reform * firms"}) ==
        Strings{"reform of firms"});
  CHECK(found("reform 5 firms; reform , firms; reform & firms", {"reform * firms"}) ==
        Strings{"reform 5 firms"});
}

TEST_CASE("a glob is held against the form of a word") {
  CHECK(found("Reforms reforming PREFORM café", {"reform*", "caf?"}) ==
        Strings{"Reforms", "reforming", "café"});
  CHECK(found("pre-reform preform form", {"*form"}) == Strings{"reform", "preform", "form"});
}

TEST_CASE("a symbol that has the form of a word is that word, whatever else is looked for") {
  CHECK(found("5 ㎏", {"kg"}) == Strings{"㎏"});
  CHECK(found("5 ㎏", {"kg", "a, b"}) == Strings{"㎏"});
  CHECK(found("Brand ™", {"brand ™"}) == Strings{"Brand ™"});
}

namespace {

using Found = std::tuple<unsigned, unsigned, unsigned, unsigned>;  // theme, pattern, start, end

std::vector<Found> found_in_tree(const std::string& text,
                                 const std::vector<ThemeNode>& nodes,
                                 const std::vector<ThemePattern>& patterns) {
  std::vector<Found> all;
  const testing::Texts texts({text});
  for (const auto& m : testing::count(texts, ThemeSet(nodes, patterns, Tokenizer())).mentions) {
    all.emplace_back(m.theme, m.pattern, m.start, m.end);
  }
  return all;
}

}  // namespace

TEST_CASE("a parent's mentions are its own and its children's, each character once") {
  // 0 > 1, 0 > 2 > 3
  const std::vector<ThemeNode> nodes = {{-1}, {0}, {0}, {2}};
  CHECK(found_in_tree("x a b c", nodes, {{0, "x"}, {1, "a b"}, {2, "b c"}, {3, "c"}}) ==
        std::vector<Found>{{0, 0, 0, 1},    // x
                           {0, 1, 2, 5},    // a b, which keeps b c out of theme 0 ...
                           {1, 1, 2, 5},    //
                           {2, 2, 4, 7},    // ... and not out of theme 2
                           {3, 3, 6, 7}});  // c: theme 2 has it in b c, so theme 0 is not asked
}

TEST_CASE("themes do not compete, and of equally long matches the first pattern is named") {
  CHECK(found_in_tree("a b", {{-1}, {-1}}, {{0, "a *1"}, {0, "a b"}, {0, "A B"}, {1, "b"}}) ==
        std::vector<Found>{{0, 1, 0, 3}, {1, 3, 2, 3}});
  CHECK(found_in_tree("a", {{-1}, {0}}, {{1, "a"}, {0, "a"}}) ==
        std::vector<Found>{{0, 0, 0, 1}, {1, 0, 0, 1}});
}

TEST_CASE("mentions say their sentence, and how many words of the document come before") {
  const testing::Texts texts({"Growth, and 3 reforms. 国有企业 reform.\n\nreform"});
  const auto counts = testing::count(texts, testing::flat_themes({{"reform*", "企业"}}));
  REQUIRE(counts.mentions.size() == 4);
  std::vector<std::pair<unsigned, unsigned>> places;
  for (const auto& m : counts.mentions) {
    places.emplace_back(m.sentence, m.position);
  }
  // Growth and 3 reforms | 国有 有企 企业 reform | reform
  CHECK(places == std::vector<std::pair<unsigned, unsigned>>{{0, 3}, {1, 6}, {1, 7}, {2, 8}});
}

TEST_CASE("the form of a mention is its words' forms, joined by a blank, Han by nothing") {
  const auto forms = [](const std::string& text, const Strings& patterns) {
    const testing::Texts texts({text});
    return testing::count(texts, testing::flat_themes({patterns})).forms;
  };
  CHECK(forms("State-Owned, state owned", {"state owned"}) == Strings{"state owned"});
  CHECK(forms("国有企业", {"国有企业"}) == Strings{"国有企业"});
  CHECK(forms("国有Enterprise", {"国有 enterprise"}) == Strings{"国有 enterprise"});
  CHECK(forms("国\u0301有\u0301企\u0301", {"国\u0301有\u0301企\u0301"}) ==
        Strings{"国\u0301有\u0301企\u0301"});
  CHECK(forms("b a a", {"a", "b"}) == Strings{"a", "b"});
}

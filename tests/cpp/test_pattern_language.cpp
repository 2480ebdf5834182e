#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/lexicon.hpp"

using testing::found;
using testing::Strings;
using themescore::ThemeNode;
using themescore::ThemePattern;
using themescore::ThemePatternError;
using themescore::ThemeSet;
using themescore::Tokenizer;

namespace {

Tokenizer jieba() {
  const auto lexicon = themescore::HanLexicon::open(THEMESCORE_HAN_LEXICON);
  return Tokenizer(
      {.han = "jieba", .dictionary = std::make_shared<themescore::HanDictionary>(lexicon)});
}

Strings found_in_chinese(std::string_view text, const Strings& patterns) {
  return found(text, patterns, jieba());
}

using Named = std::vector<std::pair<std::string, std::string>>;  // theme, surface

// By start, then theme.
Named found_in(std::string_view text,
               const std::vector<ThemeNode>& nodes,
               const std::vector<ThemePattern>& patterns,
               bool exclusive = false) {
  const auto owned = themescore::OwnedText::from_utf8(text);
  const std::vector<themescore::Text> views = {owned.view()};
  const ThemeSet themes(nodes, patterns, Tokenizer(), exclusive);
  Named all;
  for (const auto& m : themescore::count(views, themes, Tokenizer(), 1, {}).mentions) {
    all.emplace_back(nodes[m.theme].name, themescore::to_utf8(owned.view(), {m.start, m.end}));
  }
  return all;
}

Strings forms(std::string_view text, const Strings& patterns, const Tokenizer& tokenizer) {
  const testing::Texts texts({std::string(text)});
  const auto counts = themescore::count(texts.views(), testing::flat_themes({patterns}, tokenizer),
                                        tokenizer, 1, {});
  Strings all;
  for (const auto& m : counts.mentions) {
    const bool whole = m.inside == themescore::kWholeWords;
    all.push_back(counts.forms[m.form] + (whole ? "" : " in " + counts.forms[m.inside]));
  }
  return all;
}

}  // namespace

TEST_CASE("alternatives find any of each") {
  const Strings pattern = {"(state owned|国有) (firm*|enterprise*|企业)"};
  CHECK(found("State-owned firms, state owned enterprise, 国有企业 and 国有 firms", pattern) ==
        Strings{"State-owned firms", "state owned enterprise", "国有企业", "国有 firms"});
  CHECK(found("owned firms; state firms", pattern).empty());
}

TEST_CASE("a gap counts the words between, not marks, and stays in the sentence") {
  CHECK(found("reform of all enterprises", {"reform ~2 enterprise*"}) ==
        Strings{"reform of all enterprises"});
  CHECK(found("reform of all the enterprises", {"reform ~2 enterprise*"}).empty());
  CHECK(found("reform enterprises", {"reform ~2 enterprise*"}) == Strings{"reform enterprises"});
  CHECK(found("reform, (of) - all: enterprises", {"reform ~2 enterprise*"}) ==
        Strings{"reform, (of) - all: enterprises"});
  CHECK(found("Reform. Enterprises grow.", {"reform ~5 enterprise*"}).empty());
  CHECK(found("enterprise reform", {"reform ~2 enterprise*"}).empty());
  CHECK(found("reform, enterprises", {"reform ~0 enterprise*"}) == Strings{"reform, enterprises"});
  // The longest match, and the words in its gap are its own.
  CHECK(found("reform enterprise and enterprise", {"reform ~3 enterprise*", "and"}) ==
        Strings{"reform enterprise and enterprise"});
  CHECK(found("a x b y c", {"a ~1 b ~1 c"}) == Strings{"a x b y c"});
  CHECK(found("a x x b c", {"a ~1 b ~1 c"}).empty());
}

TEST_CASE("a gap in either order") {
  CHECK(found("enterprises and reform; reform of enterprises", {"reform <~1> enterprise*"}) ==
        Strings{"enterprises and reform", "reform of enterprises"});
  CHECK(found("b x a c", {"a <~1> b ~0 c"}) == Strings{"b x a c"});
}

TEST_CASE("a gap may begin and end inside of Chinese words") {
  // 改革开放 and 国有企业 may be words; each side of the gap takes a part of one.
  CHECK(found_in_chinese("改革开放以来的国有企业", {"改革 ~3 企业"}) ==
        Strings{"改革开放以来的国有企业"});
  CHECK(found_in_chinese("人民生活中的企业", {"民生 ~3 企业"}).empty());
  CHECK(found_in_chinese("深化改革，发展经济", {"改革 ~1 经济"}) == Strings{"改革，发展经济"});
  CHECK(found("国有的企业", {"国有 ~3 企业"}) == Strings{"国有的企业"});  // pairs of characters
}

TEST_CASE("a star inside of a Chinese phrase passes over the rest of the word") {
  CHECK(found_in_chinese("改革开放 policy", {"改革* policy"}) == Strings{"改革开放 policy"});
  CHECK(found_in_chinese("改革开放 policy", {"改革 policy"}).empty());
  CHECK(found_in_chinese("policy 现代化", {"policy *化"}) == Strings{"policy 现代化"});
}

TEST_CASE("the form of a mention with a gap leaves the gap out") {
  CHECK(forms("Reform of the state-owned Enterprises", {"reform ~5 enterprise*"}, Tokenizer()) ==
        Strings{"reform enterprises"});
  CHECK(forms("改革开放以来的企业", {"改革 ~3 企业"}, jieba()) ==
        Strings{"改革 企业 in 改革开放 企业"});
}

TEST_CASE("exact words are held against what is written") {
  CHECK(found("IT is it. It's IT's.", {"=IT"}) == Strings{"IT", "IT"});
  CHECK(found("USA US us USAID", {"=US*"}) == Strings{"USA", "US", "USAID"});
  CHECK(found("ＩＴ IT", {"=IT"}) == Strings{"IT"});
  CHECK(found("the IT sector, the it sector", {"=IT sector"}) == Strings{"IT sector"});
  CHECK(found_in_chinese("國有的和国有的", {"=国有"}) == Strings{"国有"});
}

TEST_CASE("an expression is held against the whole form of a word") {
  CHECK(found("Reform reforms reformed reformer", {"/reform(s|ed)?/"}) ==
        Strings{"Reform", "reforms", "reformed"});
  CHECK(found("REFORM plan, reform", {"/Ref.*/ plan"}) == Strings{"REFORM plan"});
  CHECK(found("a1 b22 c333", {"/[a-z]\\d{2,}/"}) == Strings{"b22", "c333"});
  CHECK(found_in_chinese("现代化和工业化", {"/.*化/"}) == Strings{"现代化", "工业化"});
  CHECK(found(std::string(50'000, 'a') + "! aa", {"/(a+)+$/"}).size() == 2);
}

TEST_CASE("an escaped character is itself, and marks that are part of a term are matched") {
  CHECK(found("C* and C", {"C\\*"}) == Strings{"C*"});
  CHECK(found("(a) a", {"\\(a\\)"}) == Strings{"(a)"});
  CHECK(found("C++ and C", {"C++"}) == Strings{"C++"});
  CHECK(found("AT&T at t", {"AT&T"}) == Strings{"AT&T"});
  CHECK(found_in_chinese("刚果（金）和刚果（布）", {"刚果（金）"}) == Strings{"刚果（金）"});
}

TEST_CASE("an exclusion takes its words by the rule of all patterns") {
  CHECK(found("market gardens and markets", {"market*", "not: market garden*"}) ==
        Strings{"markets"});
  CHECK(found("a free market garden", {"market*", "free market", "not: market garden*"}) ==
        Strings{"free market"});
  CHECK(found("stock market", {"market", "not: stock market"}).empty());
  CHECK(found("party building", {"party building", "not: party"}) == Strings{"party building"});
  CHECK(found("party building", {"party building", "not: party building"}).empty());
}

TEST_CASE("what lies inside of a place is no mention") {
  const Strings patterns = {"economic reform", "reform", "not inside: opposition to ~1 reform"};
  CHECK(found("opposition to reform", patterns).empty());
  CHECK(found("opposition to economic reform", patterns).empty());
  CHECK(found("his opposition to economic", patterns).empty());
  CHECK(found("reform, opposition to reform at first, reform", patterns) ==
        Strings{"reform", "reform"});
  // Only inside, not across; a place takes no words.
  CHECK(found("free market garden", {"free market", "not inside: market garden"}) ==
        Strings{"free market"});
  CHECK(found("a b c", {"b", "not inside: a b", "a b c"}) == Strings{"a b c"});
}

TEST_CASE("exclusions hold for the themes below, and for no other") {
  const std::vector<ThemeNode> nodes = {{-1, "Top"}, {0, "Child"}, {-1, "Other"}};
  CHECK(found_in("market gardens, market", nodes,
                 {{0, "not: market garden*"}, {1, "market"}, {2, "market"}}) ==
        Named{{"Other", "market"}, {"Top", "market"}, {"Child", "market"}, {"Other", "market"}});
  CHECK(found_in("market gardens", nodes, {{1, "not inside: market garden*"}, {0, "market"}}) ==
        Named{{"Top", "market"}});
}

TEST_CASE("exclusive themes compete, theirs do not") {
  const std::vector<ThemeNode> nodes = {{-1, "X", true}, {0, "A"}, {1, "A1"}, {0, "B"}, {-1, "C"}};
  const std::vector<ThemePattern> patterns = {
      {1, "a b"}, {2, "a"}, {3, "b c"}, {3, "a b"}, {4, "b"}};
  CHECK(found_in("a b c", nodes, patterns) ==
        Named{{"X", "a b"}, {"A", "a b"}, {"A1", "a"}, {"C", "b"}});
  CHECK(found_in("b c a", nodes, patterns) ==
        Named{{"X", "b c"}, {"B", "b c"}, {"C", "b"}, {"X", "a"}, {"A", "a"}, {"A1", "a"}});
  CHECK(found_in("a b", {{-1, "A"}, {-1, "B"}}, {{0, "a"}, {1, "a b"}}, true) ==
        Named{{"B", "a b"}});
  CHECK(found_in("a b", {{-1, "A"}, {-1, "B"}}, {{0, "a"}, {1, "a b"}}) ==
        Named{{"A", "a"}, {"B", "a b"}});
}

TEST_CASE("a reference stands for a mention of the theme") {
  const std::vector<ThemeNode> nodes = {{-1, "Enterprise"}, {-1, "Reform"}};
  const std::vector<ThemePattern> patterns = {{0, "enterprise*"},
                                              {0, "state owned firm*"},
                                              {0, "not: enterprise software"},
                                              {1, "{Enterprise} ~5 reform*"}};
  CHECK(found_in("State-owned firms need reforms", nodes, patterns) ==
        Named{{"Enterprise", "State-owned firms"}, {"Reform", "State-owned firms need reforms"}});
  CHECK(found_in("enterprise software needs reform", nodes, patterns).empty());
  CHECK(found_in("new enterprises", nodes, {{0, "enterprise*"}, {1, "new {Enterprise}"}}) ==
        Named{{"Reform", "new enterprises"}, {"Enterprise", "enterprises"}});
  CHECK(found_in("enterprises grow", nodes, {{0, "enterprise*"}, {1, "{Enterprise} grow"}}) ==
        Named{{"Enterprise", "enterprises"}, {"Reform", "enterprises grow"}});
}

TEST_CASE("a reference by the full name, by the last, and to a parent") {
  const std::vector<ThemeNode> nodes = {{-1, "Economy"}, {0, "Trade"}, {-1, "Growth"}};
  for (const char* name : {"Trade", "Economy / Trade", "Economy"}) {
    CAPTURE(std::string(name));
    const std::string pattern = "{" + std::string(name) + "} ~1 grew";
    CHECK(found_in("Exports grew", nodes, {{1, "export*"}, {2, pattern}}) ==
          Named{{"Economy", "Exports"}, {"Trade", "Exports"}, {"Growth", "Exports grew"}});
  }
}

TEST_CASE("a scope looks at the sentence, the paragraph or the document") {
  const std::vector<ThemeNode> nodes = {{-1, "Money"}, {-1, "Bank"}};
  const auto banks = [&](const std::string& scope, std::string_view text) {
    std::size_t number = 0;
    for (const auto& [theme, surface] : found_in(
             text, nodes, {{0, "money"}, {0, "loan*"}, {1, "bank* <" + scope + "> {Money}"}})) {
      number += theme == "Bank" ? 1u : 0u;
    }
    return number;
  };
  const auto* text = "Money at banks. The bank.\n\nA river bank.";
  CHECK(banks("same sentence", text) == 1);
  CHECK(banks("same paragraph", text) == 2);
  CHECK(banks("same document", text) == 3);
  CHECK(banks("same document", "The bank.") == 0);
  CHECK(found("Banks lend. Banks grew.", {"bank* <same sentence> (lend|borrow)"}) ==
        Strings{"Banks"});
  CHECK(found("Banks lend money. A bank has money. The bank may lend.",
              {"bank* <same sentence> lend <same sentence> money"}) == Strings{"Banks"});
  // What meets the condition may be the mention itself.
  CHECK(found("a", {"a <same sentence> a"}) == Strings{"a"});
  // A match whose condition is not met takes nothing.
  CHECK(found("a b", {"a b <same sentence> c", "b"}) == Strings{"b"});
}

TEST_CASE("themes that need their own mentions are refused, and names that are not there") {
  const auto error = [](const std::vector<ThemeNode>& nodes,
                        const std::vector<ThemePattern>& patterns) {
    try {
      (void)ThemeSet(nodes, patterns, Tokenizer());
    } catch (const ThemePatternError& e) {
      return std::tuple(e.index(), e.column(), std::string(e.what()));
    }
    return std::tuple(std::size_t{99}, std::size_t{0}, std::string());
  };
  using testing::Strings;
  const std::vector<ThemeNode> two = {{-1, "A"}, {-1, "B"}};
  CHECK(error(two, {{0, "a"}, {0, "x {A}"}}) ==
        std::tuple(std::size_t{1}, std::size_t{3},
                   std::string("theme 'A' would need its own mentions to find its mentions")));
  CHECK(std::get<0>(error(two, {{0, "a {B}"}, {1, "b"}, {1, "b {A}"}})) == 0);
  CHECK(std::get<0>(error(two, {{0, "a <same document> {B}"}, {1, "b {A}"}})) == 0);
  CHECK(std::get<0>(error(two, {{0, "a {B}"}, {1, "b"}})) == 99);
  CHECK(std::get<0>(error({{-1, "A"}, {0, "B"}}, {{1, "b {A}"}})) == 0);
  CHECK(std::get<0>(error({{-1, "A"}, {0, "B"}}, {{0, "a {B}"}, {1, "b"}})) == 99);
  CHECK(std::get<0>(error({{-1, "X", true}, {0, "A"}, {0, "B"}}, {{1, "a {B}"}, {2, "b"}})) == 0);
  CHECK(std::get<0>(error({{-1, "A"}, {0, "B"}, {-1, "C"}}, {{0, "not: {C}"}, {2, "{B}"}})) == 0);
  CHECK(std::get<2>(error(two, {{0, "{C} a"}})) == "there is no theme 'C'");
  CHECK(std::get<2>(error({{-1, "A"}, {0, "X"}, {-1, "B"}, {2, "X"}}, {{0, "{X}"}}))
            .find("several themes") == 0);
}

TEST_CASE("what a walk has seen is forgotten at the next start and in the next document") {
  const auto owned = themescore::OwnedText::from_utf8("c x d a. c x d a");
  const std::vector<themescore::Text> views = {owned.view(), owned.view()};
  const ThemeSet themes({{-1, "A"}}, {{0, "c ~1 d ~0 a"}}, Tokenizer());
  CHECK(themescore::count(views, themes, Tokenizer(), 1, {}).mentions.size() == 4);
}

TEST_CASE("two pieces of one word are inside of one word") {
  CHECK(forms("数据安全", {"数据 ~0 安全"}, jieba()) == Strings{"数据 安全"});
  CHECK(forms("a b x c", {"(a|a b) ~2 c"}, Tokenizer()) == Strings{"a b c"});
}

TEST_CASE("many gaps one after another take no exponential time") {
  std::string text;
  std::string pattern = "a";
  for (int i = 0; i < 12; ++i) {
    text += "a b a b a b a b a b ";
    pattern += i < 9 ? " ~100 a" : "";
  }
  CHECK(found(text, {pattern + " ~9 x"}).empty());
  CHECK(found(text, {pattern}).size() == 1);
  // And mentions in the place of words.
  CHECK(found_in(text, {{-1, "A"}, {-1, "B"}},
                 {{0, "a"}, {1, "{A} ~20 {A} ~20 {A} ~20 {A} ~20 {A} ~20 x"}})
            .size() == 60);
}

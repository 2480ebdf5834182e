#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/themes/pattern.hpp"

using themescore::is_transparent;
using themescore::parse_pattern;
using themescore::PatternError;
using themescore::Tokenizer;

namespace {

std::string shown(const themescore::PatternStep& step) {
  if (const auto* gap = std::get_if<themescore::PatternGap>(&step)) {
    return std::string(gap->open_end ? "*" : "") + "<" + std::to_string(gap->words) + ">" +
           (gap->open_start ? "*" : "");
  }
  if (const auto* reference = std::get_if<themescore::PatternReference>(&step)) {
    return "{" + reference->theme + "}";
  }
  const auto& word = std::get<themescore::PatternWord>(step);
  using enum themescore::PatternWord::Kind;
  switch (word.kind) {
    case any:
      return "<any>";
    case glob:
      return "~" + word.text;
    case exact:
      return "=" + word.text;
    case exact_glob:
      return "=~" + word.text;
    case regex:
      return "/" + word.text + "/";
    default:
      return word.text;
  }
}

testing::Strings shown(const themescore::Reading& reading) {
  testing::Strings all;
  for (const auto& step : reading.steps) {
    all.push_back(shown(step));
  }
  return all;
}

// The words of a pattern without alternatives: "reform" itself, "~reform*" a glob, "<any>" any
// word, "<3>" a gap.
testing::Strings parsed(std::string_view pattern) {
  const auto readings = parse_pattern(pattern, Tokenizer()).readings;
  REQUIRE(readings.size() == 1);
  return shown(readings.front());
}

// Each way to write a pattern out.
std::vector<testing::Strings> readings(std::string_view pattern) {
  std::vector<testing::Strings> all;
  for (const auto& reading : parse_pattern(pattern, Tokenizer()).readings) {
    all.push_back(shown(reading));
  }
  return all;
}

// The column of the error and its reason; 0 if there is none.
std::pair<std::size_t, std::string> error_in(std::string_view pattern) {
  try {
    (void)parse_pattern(pattern, Tokenizer());
  } catch (const PatternError& error) {
    return {error.column(), error.what()};
  }
  return {0, ""};
}

using Words = testing::Strings;

}  // namespace

TEST_CASE("a pattern is cut as a text is, and its words are forms") {
  CHECK(parsed("Reform") == Words{"reform"});
  CHECK(parsed("  Party   Building ") == Words{"party", "building"});
  CHECK(parsed("U.S. economy") == Words{"u.s", ".", "economy"});
  CHECK(parsed("don’t") == Words{"don't"});
  CHECK(parsed("COVID-19") == Words{"covid", "19"});
  CHECK(parsed("AT&T") == Words{"at", "&", "t"});
  CHECK(parsed("国有企业") == Words{"国", "有", "企", "业"});
  CHECK(parsed("法") == Words{"法"});
  CHECK(parsed("国有 Enterprise发展") == Words{"国", "有", "enterprise", "发", "展"});
}

TEST_CASE("hyphens and the like are passed over in a pattern") {
  for (const char* pattern : {"state-owned", "state owned", "state - owned", "state–owned",
                              "state‑owned", "state・owned"}) {
    CAPTURE(std::string(pattern));
    CHECK(parsed(pattern) == Words{"state", "owned"});
  }
  CHECK(parsed("约翰·史密斯") == Words{"约", "翰", "史", "密", "斯"});
  CHECK(parsed("col·lecció") == Words{"col·lecció"});  // between letters it is one of them
  CHECK(parsed("state—owned") == Words{"state", "—", "owned"});
  for (const char* mark : {"-", "'", "·", "‐", "–", "‧", "・"}) {
    CHECK(is_transparent(mark));
  }
  for (const char* other : {"", "—", ",", ".", "--", "a", "‘", "_", "/"}) {
    CHECK_FALSE(is_transparent(other));
  }
}

TEST_CASE("wildcards that touch letters make a glob") {
  CHECK(parsed("reform*") == Words{"~reform*"});
  CHECK(parsed("*Reform") == Words{"~*reform"});
  CHECK(parsed("re*f?rm*") == Words{"~re*f?rm*"});
  CHECK(parsed("state-own* firm?") == Words{"state", "~own*", "~firm?"});
  CHECK(parsed("3*") == Words{"~3*"});
}

TEST_CASE("a star between blanks is any one word") {
  CHECK(parsed("reform * firms") == Words{"reform", "<any>", "firms"});
  CHECK(parsed("reform * * firms") == Words{"reform", "<any>", "<any>", "firms"});
}

TEST_CASE("a star at the edge of a Chinese pattern opens it there") {
  CHECK(parsed("改革*") == Words{"改", "革"});
  CHECK(parsed("*改革开*") == Words{"改", "革", "开"});
  const auto opened = [](std::string_view text) {
    const auto reading = parse_pattern(text, Tokenizer()).readings.front();
    return std::pair(reading.open_start, reading.open_end);
  };
  CHECK(opened("改革") == std::pair(false, false));
  CHECK(opened("改革*") == std::pair(false, true));
  CHECK(opened("*改革 开放") == std::pair(true, false));
  CHECK(opened("*改革*") == std::pair(true, true));
  CHECK(opened("reform*") == std::pair(false, false));
}

TEST_CASE("a pattern names its runs of Han") {
  const auto runs = [](std::string_view text) { return parse_pattern(text, Tokenizer()).han_runs; };
  CHECK(runs("国有企业") == Words{"国有企业"});
  CHECK(runs("国有 企业*") == Words{"国有", "企业"});
  CHECK(runs("国有Enterprise的 reform*") == Words{"国有", "的"});
  CHECK(runs("reform").empty());
}

TEST_CASE("a pattern that cannot be matched is refused with the column") {
  CHECK(error_in("") == std::pair<std::size_t, std::string>(1, "the pattern is empty"));
  CHECK(error_in("  ").first == 1);
  CHECK(error_in("!.").first == 1);
  CHECK(error_in("-").first == 1);
  CHECK(error_in("reform ?").first == 8);
  CHECK(error_in("reform ** firms").first == 8);
  CHECK(error_in("改革 ?").first == 4);
  CHECK(error_in("改?革").first == 2);
  CHECK(error_in("党的改*革").first == 4);
  CHECK(error_in("?改革").first == 1);
  CHECK(error_in("reform*发展").first == 7);
  CHECK(error_in("* reform").first == 1);
}

TEST_CASE(
    "a star with no word on one side is refused by its own column, alone it has to be allowed") {
  CHECK(error_in("reform *").first == 8);
  CHECK(error_in("(reform | *) law").first == 11);
  CHECK(error_in("reform ~2 *").first == 11);
  CHECK(error_in(" *").first == 2);
  CHECK(error_in("*").second.find("any_word=True") != std::string::npos);
  const auto reading = parse_pattern("*", Tokenizer(), true).readings.front();
  CHECK(shown(reading) == Words{"<any>"});
  CHECK_THROWS_AS((void)parse_pattern("* reform", Tokenizer(), true), PatternError);
}

TEST_CASE("alternatives and gaps are written out") {
  using Ways = std::vector<Words>;
  CHECK(readings("(state owned|国有) (firm*|企业)") == Ways{{"state", "owned", "~firm*"},
                                                            {"state", "owned", "企", "业"},
                                                            {"国", "有", "~firm*"},
                                                            {"国", "有", "企", "业"}});
  CHECK(readings("国有(企业|公司)") == Ways{{"国", "有", "企", "业"}, {"国", "有", "公", "司"}});
  CHECK(readings("a (b|(c|d e) f) g") ==
        Ways{{"a", "b", "g"}, {"a", "c", "f", "g"}, {"a", "d", "e", "f", "g"}});
  CHECK(readings("(a|A|b)") == Ways{{"a"}, {"b"}});
  CHECK(readings("a ~3 b") == Ways{{"a", "<3>", "b"}});
  CHECK(readings("a~0b") == Ways{{"a", "<0>", "b"}});
  CHECK(readings("a x <~5> b") == Ways{{"a", "x", "<5>", "b"}, {"b", "<5>", "a", "x"}});
  CHECK(readings("a < ~5 > b ~2 c") ==
        Ways{{"a", "<5>", "b", "<2>", "c"}, {"b", "<5>", "a", "<2>", "c"}});
  CHECK(readings("(a ~2 b|c) d") == Ways{{"a", "<2>", "b", "d"}, {"c", "d"}});
}

TEST_CASE("a star on Chinese inside of a phrase is a gap of no words") {
  CHECK(parsed("国有* 企业") == Words{"国", "有", "*<0>", "企", "业"});
  CHECK(parsed("新 *化") == Words{"新", "<0>*", "化"});
  CHECK(parsed("国有* ~2 *企业") == Words{"国", "有", "*<2>*", "企", "业"});
}

TEST_CASE("exact words, expressions, references, escapes") {
  CHECK(parsed("=IT sector") == Words{"=IT", "sector"});
  CHECK(parsed("the =US* =State-Owned") == Words{"the", "=~US*", "=State", "=Owned"});
  CHECK(parsed("/reform(s|ed)?/ plan") == Words{"/reform(s|ed)?/", "plan"});
  CHECK(parsed("/a\\/b/") == Words{"/a/b/"});
  CHECK(parsed("{Enterprise} ~5 reform*") == Words{"{Enterprise}", "<5>", "~reform*"});
  CHECK(parsed("{ Economy  / Trade }") == Words{"{Economy / Trade}"});
  CHECK(parsed("\\(a\\) C\\* \\=b and\\/or") ==
        Words{"(", "a", ")", "c", "*", "=", "b", "and", "/", "or"});
  CHECK(parsed("and/or a=b") == Words{"and", "/", "or", "a", "=", "b"});
  CHECK(parsed("刚果（金）") == Words{"刚", "果", "(", "金", ")"});
  CHECK(parsed("C++") == Words{"c", "+", "+"});
}

TEST_CASE("exclusions and scopes") {
  using Kind = themescore::Pattern::Kind;
  using themescore::Scope;
  const auto pattern = [](std::string_view text) { return parse_pattern(text, Tokenizer()); };
  CHECK(pattern("not: market garden*").kind == Kind::excluded);
  CHECK(shown(pattern("not: market garden*").readings.front()) == Words{"market", "~garden*"});
  CHECK(pattern(" not inside: a").kind == Kind::excluded_inside);
  CHECK(pattern("\\not: a").kind == Kind::counted);
  CHECK(pattern("not a").kind == Kind::counted);
  const auto scoped = pattern("bank* <same sentence> {Money} < same  document > (a|b)");
  CHECK(shown(scoped.readings.front()) == Words{"~bank*"});
  REQUIRE(scoped.conditions.size() == 2);
  CHECK(scoped.conditions[0].scope == Scope::sentence);
  CHECK(shown(scoped.conditions[0].readings.front()) == Words{"{Money}"});
  CHECK(scoped.conditions[1].scope == Scope::document);
  CHECK(scoped.conditions[1].readings.size() == 2);
  CHECK(pattern("a <same paragraph> b").conditions[0].scope == Scope::paragraph);
}

TEST_CASE("what is no pattern is refused with the column and what to write") {
  const auto refused = [](std::string_view pattern, std::size_t column, std::string_view reason) {
    CAPTURE(std::string(pattern));
    const auto [at, why] = error_in(pattern);
    CHECK(at == column);
    CHECK_MESSAGE(why.find(reason) != std::string::npos, why);
  };
  refused("(a|b", 1, "without its )");
  refused("not: not inside: a", 6, "an exclusion of an exclusion");
  refused("a|b", 2, "( )");
  refused("a) b", 2, "without a (");
  refused("(a||b)", 4, "empty");
  refused("(a|)", 4, "empty");
  refused("() a", 2, "empty");
  refused("firm(s|ed)", 5, "blank");
  refused("(a|b)c", 6, "blank");
  refused("{A}s", 4, "blank");
  refused("{A", 1, "without its }");
  refused("{ }", 1, "name");
  refused("a} b", 2, "without a {");
  refused("a ~ b", 3, "how many");
  refused("A ~999999999 B", 4, "at most 100");
  refused("~3 b", 1, "before");
  refused("a ~3", 5, "follow");
  refused("a <~3 b", 7, ">");
  refused("a < b", 3, "same sentence");
  refused("a <same page> b", 3, "same sentence");
  refused("a > b", 3, "without a <");
  refused("a <same sentence>", 18, "follow");
  refused("(a <same sentence> b)", 4, "brackets");
  refused("/reform", 1, "second /");
  refused("//", 1, "between");
  refused("/a/b", 4, "blank");
  refused("/(/", 1, "RE2");
  refused("a =", 3, "follow the =");
  refused("a \\", 3, "at the end");
  refused("改革＊", 3, "full-width");
  refused("not:", 5, "empty");
  refused("=*", 2, "letter");
  refused("a ~100 b ~100 c ~100 d ~100 e ~100 f ~100 g ~100 h ~100 i ~100 j ~100 k ~1 l", 73,
          "at most 1000");
  std::string many = "(a|b)";
  for (int i = 0; i < 10; ++i) {
    many += " (a|b)";
  }
  refused(many, 55, "more than 1000");
  refused(std::string(60, '(') + "a" + std::string(60, ')'), 51, "deep");
}

TEST_CASE("a pattern has at most a thousand characters") {
  CHECK(parsed(std::string(1000, 'a')).front().size() == 1000);
  CHECK(error_in(std::string(1001, 'a')).first == 1001);
  std::string han;
  for (int i = 0; i < 1000; ++i) {
    han += "国";
  }
  CHECK(parsed(han).size() == 1000);
  CHECK(error_in(han + "国").first == 1001);
}

TEST_CASE("an error in one of several patterns names the first that is wrong") {
  try {
    (void)testing::flat_themes({{"reform", "growth"}, {"state owned", "a ~ b", "(c"}});
    FAIL("taken");
  } catch (const themescore::ThemePatternError& error) {
    CHECK(error.index() == 3);
    CHECK(error.column() == 3);
  }
}

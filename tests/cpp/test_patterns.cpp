#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/themes/pattern.hpp"

using themescore::is_transparent;
using themescore::parse_pattern;
using themescore::PatternError;
using themescore::Tokenizer;

namespace {

// The words of a pattern: "reform" itself, "*reform*" a glob, "<any>" any word.
testing::Strings parsed(std::string_view pattern) {
  testing::Strings shown;
  for (const auto& word : parse_pattern(pattern, Tokenizer()).words) {
    using enum themescore::PatternWord::Kind;
    shown.push_back(word.kind == any ? "<any>" : word.kind == glob ? "~" + word.form : word.form);
  }
  return shown;
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
    const auto pattern = parse_pattern(text, Tokenizer());
    return std::pair(pattern.open_start, pattern.open_end);
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
  CHECK(error_in("reform *").first == 1);
  CHECK(error_in("*").first == 1);
}

TEST_CASE("characters of the larger pattern language are refused with the column") {
  for (const char c : std::string("()|{}<>~\\")) {
    const auto [column, reason] = error_in("党的 a" + std::string(1, c) + "b");
    CHECK(column == 5);
    CHECK(reason.find("'" + std::string(1, c) + "'") == 0);
  }
  CHECK(error_in("/reform/").first == 1);
  CHECK(error_in("  =reform").first == 3);
  CHECK(error_in("and/or").first == 0);
  CHECK(error_in("a=b").first == 0);
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
    (void)testing::flat_themes({{"reform", "growth"}, {"state owned", "a ~ b", "(c)"}});
    FAIL("taken");
  } catch (const themescore::ThemePatternError& error) {
    CHECK(error.index() == 3);
    CHECK(error.column() == 3);
  }
}

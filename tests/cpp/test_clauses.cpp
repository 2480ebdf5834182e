#include <doctest/doctest.h>

#include <string>

#include "support.hpp"
#include "themescore/tokenize/clause_splitter.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"

using testing::Strings;

namespace {

Strings clauses(std::string_view utf8) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  const auto sentences =
      themescore::split_sentences(owned.view(), themescore::SentenceRules::reports);
  Strings found;
  for (const auto span : themescore::split_clauses(owned.view(), sentences)) {
    found.push_back(themescore::to_utf8(owned.view(), span));
  }
  return found;
}

}  // namespace

TEST_CASE("a Chinese clause ends after a comma, a semicolon or a colon, full-width or not") {
  CHECK(clauses("会议强调，要改革；要开放：加快发展。") ==
        Strings{"会议强调，", "要改革；", "要开放：", "加快发展。"});
  CHECK(clauses("会议强调,要改革;要开放:加快发展。") ==
        Strings{"会议强调,", "要改革;", "要开放:", "加快发展。"});
  CHECK(clauses("改革、开放、发展都要坚持。") == Strings{"改革、开放、发展都要坚持。"});
}

TEST_CASE("quotation marks and brackets hide no Chinese border, but 《》 does") {
  CHECK(clauses("他说：“要改革，要开放。”") == Strings{"他说：", "“要改革，", "要开放。”"});
  CHECK(clauses("朋友（老的，新的）来了。") == Strings{"朋友（老的，", "新的）来了。"});
  CHECK(clauses("《改革，开放：论文集》出版，很好。") ==
        Strings{"《改革，开放：论文集》出版，", "很好。"});
  CHECK(clauses("《改革，开放。") == Strings{"《改革，", "开放。"});
  CHECK(clauses("“要改革，”他说。") == Strings{"“要改革，”", "他说。"});
}

TEST_CASE("a mark inside a number, a time or an address ends no clause") {
  for (const std::string text : {"About 50,000 came at 10:30.", "总额1，120亿元和２，２１１亿元。",
                                 "比分3：2和10:30。", "See https://example.org/a;b:c,d here."}) {
    CAPTURE(text);
    CHECK(clauses(text) == Strings{text});
  }
}

TEST_CASE("an English clause ends at a semicolon and at a colon") {
  CHECK(clauses("Output rose; prices fell: nobody knew why.") ==
        Strings{"Output rose;", "prices fell:", "nobody knew why."});
  CHECK(clauses("He said:\"Reform.\"") == Strings{"He said:", "\"Reform.\""});
}

TEST_CASE("an English clause ends at a comma if what follows begins a clause") {
  CHECK(clauses("Output rose, while prices fell, which helped.") ==
        Strings{"Output rose,", "while prices fell,", "which helped."});
  CHECK(clauses("Output rose, but they worried, and we waited.") ==
        Strings{"Output rose,", "but they worried,", "and we waited."});
  CHECK(clauses("A firm grew, and which they own.") ==
        Strings{"A firm grew,", "and which they own."});
  CHECK(clauses("Output rose, and the board met.") ==
        Strings{"Output rose,", "and the board met."});
  CHECK(clauses("Output rose, as the board knew.") ==
        Strings{"Output rose,", "as the board knew."});
}

TEST_CASE("an English comma in a list or before a phrase ends no clause") {
  for (const std::string text :
       {"Grain, oil, and the meat came.", "Grain, oil, and meat came.",
        "It grew, as a result, fast.", "Options, if any, are few.", "In 2023, exports grew.",
        "It is small, but growing.", "He met Li, Chairman of Acme, today.",
        "Whoever came, Andrew left.", "Output rose, whichever way."}) {
    CAPTURE(text);
    CHECK(clauses(text) == Strings{text});
  }
}

TEST_CASE("a comma that machine translation left without a blank ends a clause") {
  CHECK(clauses("He stresses,要贯彻落实,We will build,It is good。") ==
        Strings{"He stresses,", "要贯彻落实,", "We will build,", "It is good。"});
  CHECK(clauses("See a,b and A,B here.").size() == 1);
}

TEST_CASE("marks alone are no clause") {
  CHECK(clauses("改革，，开放。") == Strings{"改革，，", "开放。"});
  CHECK(clauses("，改革，……") == Strings{"，改革，……"});
  CHECK(clauses("——，；") == Strings{"——，；"});
  CHECK(clauses("").empty());
}

TEST_CASE("clauses have no blanks around them and never cross a sentence") {
  CHECK(clauses("  改革， \n 开放。  发展；  ") == Strings{"改革，", "开放。", "发展；"});
  CHECK(clauses("Output rose;\u3000prices fell. It ended.") ==
        Strings{"Output rose;", "prices fell.", "It ended."});
  CHECK(themescore::split_clauses(testing::wide(U"改革，开放。"), {}).empty());
}

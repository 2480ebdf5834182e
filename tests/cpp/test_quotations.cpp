#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/emphasis/quotations.hpp"

using testing::Strings;

namespace {

// Each line is a paragraph.
Strings quotations(std::u32string_view text) {
  std::vector<themescore::Span> paragraphs;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', start), text.size());
    paragraphs.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)});
    start = end + 1;
  }
  Strings found;
  for (const auto span : themescore::find_quotations(testing::wide(text), paragraphs)) {
    found.push_back(themescore::to_utf8(testing::wide(text), span));
  }
  return found;
}

}  // namespace

TEST_CASE("quotation marks of both scripts quote, those of titles do not") {
  CHECK(quotations(U"他说“要改革”，又说「开放」和『发展』。") == Strings{"要改革", "开放", "发展"});
  CHECK(quotations(U"He said \"reform\" and “trade” and ‘growth’.") ==
        Strings{"reform", "trade", "growth"});
  CHECK(quotations(U"《改革》和〈开放〉").empty());
}

TEST_CASE("the outer of two quotations counts") {
  CHECK(quotations(U"“他说‘要改革’，对。”好。") == Strings{"他说‘要改革’，对。"});
  CHECK(quotations(U"‘a “b” c’ d") == Strings{"a “b” c"});
}

TEST_CASE("a quotation may hold many sentences") {
  CHECK(quotations(U"He said: “One. Two. Three.” Four.") == Strings{"One. Two. Three."});
}

TEST_CASE("an apostrophe closes nothing") {
  CHECK(quotations(U"‘The bank’s reform’ it was. The banks’ too.") == Strings{"The bank’s reform"});
}

TEST_CASE("a mark without its partner in the paragraph opens nothing") {
  CHECK(quotations(U"a “b c\nd” e “f” g") == Strings{"f"});
  CHECK(quotations(U"a \"b c\nd e \"f\" g") == Strings{"f"});
  CHECK(quotations(U"a ” b “ c").empty());
  // “ is left open, ‘’ inside of what it would have quoted is found
  CHECK(quotations(U"“ a ‘b’ c") == Strings{"b"});
}

TEST_CASE("a quotation of several paragraphs has a mark at the beginning of each") {
  CHECK(quotations(U"He said: “One. Two.\n“Three.” Four.") == Strings{"One. Two.", "Three."});
}

TEST_CASE("straight marks go by the blanks beside them, or else by turns") {
  CHECK(quotations(U"a \"b c\" d \"e\" f") == Strings{"b c", "e"});
  CHECK(quotations(U"说\"改革\"和\"开放\"。") == Strings{"改革", "开放"});
  CHECK(quotations(U"5\" pipes and \"b\" c") == Strings{"b"});
}

TEST_CASE("nothing between two marks is no quotation") {
  CHECK(quotations(U"a “” b \"\" c").empty());
}

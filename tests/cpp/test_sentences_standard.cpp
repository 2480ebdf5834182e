#include <doctest/doctest.h>

#include <algorithm>

#include "support.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"
#include "unicode_files.hpp"

using themescore::SentenceRules;
using themescore::Span;
using themescore::Text;

namespace {

std::vector<std::uint32_t> boundaries(const Text& text) {
  std::vector<std::uint32_t> found = {0};
  for (const Span span : themescore::split_sentences(text, SentenceRules::standard)) {
    if (span.start != found.back()) {
      found.push_back(0xFFFF'FFFF);  // a gap, which no line of the file expects
    }
    found.push_back(span.end);
  }
  return found;
}

}  // namespace

TEST_CASE("all lines of Unicode's SentenceBreakTest pass, in every width that they fit") {
  const std::string name = "auxiliary/SentenceBreakTest.txt";
  const auto cases = testing::read_break_tests(name);
  if (!cases) {
    SKIP_WITHOUT(name);
  }
  REQUIRE(cases->size() > 400);
  std::size_t passed = 0;
  for (const auto& each : *cases) {
    bool right = boundaries(testing::wide(each.text)) == each.boundaries;
    const char32_t highest = *std::ranges::max_element(each.text);
    if (highest < 0x10000) {
      const std::vector<char16_t> units(each.text.begin(), each.text.end());
      right = right && boundaries(Text(Text::Medium(units))) == each.boundaries;
    }
    if (highest < 0x100) {
      const std::vector<std::uint8_t> units(each.text.begin(), each.text.end());
      right = right && boundaries(Text(Text::Narrow(units))) == each.boundaries;
    }
    passed += right ? 1u : 0u;
    if (!right) {
      MESSAGE("failed: " << each.line);
    }
  }
  MESSAGE("SentenceBreakTest: " << passed << " of " << cases->size() << " lines");
  CHECK(passed == cases->size());
}

TEST_CASE("by the standard an empty text has no sentence") {
  CHECK(themescore::split_sentences(Text(), SentenceRules::standard).empty());
}

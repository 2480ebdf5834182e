#include <doctest/doctest.h>

#include <algorithm>

#include "support.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "unicode_files.hpp"

using themescore::Text;

TEST_CASE("all lines of Unicode's WordBreakTest pass") {
  const std::string name = "auxiliary/WordBreakTest.txt";
  const auto cases = testing::read_break_tests(name);
  if (!cases) {
    SKIP_WITHOUT(name);
  }
  REQUIRE(cases->size() > 1'000);
  std::size_t passed = 0;
  for (const auto& each : *cases) {
    const bool right =
        themescore::standard_word_boundaries(testing::wide(each.text)) == each.boundaries;
    passed += right ? 1u : 0u;
    if (!right) {
      MESSAGE("failed: " << each.line);
    }
  }
  MESSAGE("WordBreakTest: " << passed << " of " << cases->size() << " lines");
  CHECK(passed == cases->size());
}

TEST_CASE("words are cut alike in texts of one, two and four bytes a character") {
  const std::string name = "auxiliary/WordBreakTest.txt";
  const auto cases = testing::read_break_tests(name);
  if (!cases) {
    SKIP_WITHOUT(name);
  }
  std::size_t narrow = 0;
  std::size_t medium = 0;
  for (const auto& each : *cases) {
    const auto fits = [&](char32_t limit) {
      return std::ranges::all_of(each.text, [&](char32_t c) { return c < limit; });
    };
    if (fits(0x100)) {
      const std::vector<std::uint8_t> units(each.text.begin(), each.text.end());
      CHECK(themescore::standard_word_boundaries(Text(Text::Narrow(units))) == each.boundaries);
      ++narrow;
    }
    if (fits(0x10000)) {
      const std::vector<char16_t> units(each.text.begin(), each.text.end());
      CHECK(themescore::standard_word_boundaries(Text(Text::Medium(units))) == each.boundaries);
      ++medium;
    }
  }
  CHECK(narrow > 100);
  CHECK(medium > 1'000);
}

TEST_CASE("an empty text has one boundary") {
  CHECK(themescore::standard_word_boundaries(Text()) == std::vector<std::uint32_t>{0});
}

#include <doctest/doctest.h>

#include <span>
#include <vector>

#include "themescore/text/blocks.hpp"
#include "themescore/text/text.hpp"

using namespace themescore;

TEST_CASE("Blocks without the unit that is wanted are skipped, and no unit that is") {
  for (std::size_t size = 0; size < 100; ++size) {
    for (std::size_t place = 0; place <= size; ++place) {
      for (const std::size_t from : {std::size_t{0}, size / 3, place}) {
        std::vector<char16_t> units(size, u'a');
        if (place < size) {
          units[place] = u'b';
        }
        const auto is_b = [](char16_t unit) { return unit == u'b'; };
        const std::size_t found = skip_blocks(std::span<const char16_t>(units), is_b, from);
        CHECK(found >= from);
        CHECK(found <= size);
        if (place >= from) {
          CHECK(found <= place);
        }
        CHECK(size - found < 32 + (place < size ? size - place : 0));
      }
    }
  }
}

TEST_CASE("A lone surrogate is found at every place of a longer text") {
  for (std::size_t place = 0; place < 100; ++place) {
    std::vector<char16_t> units(100, u'\u4E2D');
    CHECK_FALSE(find_surrogate(Text(Text::Medium(units))).has_value());
    units[place] = 0xDFFF;
    CHECK(find_surrogate(Text(Text::Medium(units))) == place);
  }
}

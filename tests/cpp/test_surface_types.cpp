#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/tokenize/surface_types.hpp"

using themescore::Span;
using themescore::SurfaceTypes;

namespace {

// Spans of a text of few letters, so that most surfaces come back, against std::map.
template <class Unit>
void agrees_with_a_map(std::uint64_t seed, std::uint32_t letters, char32_t first_letter) {
  testing::Random random(seed);
  std::vector<Unit> text;
  for (int i = 0; i < 20'000; ++i) {
    text.push_back(static_cast<Unit>(first_letter + random.below(letters)));
  }
  SurfaceTypes<Unit> types{std::span<const Unit>(text)};
  std::map<std::u32string, std::uint32_t> expected;
  std::vector<Span> first_places;
  for (std::uint32_t start = 0; start < text.size();) {
    const auto left = static_cast<std::uint32_t>(text.size() - start);
    const Span span{start, start + std::min<std::uint32_t>(
                                       left, 1 + static_cast<std::uint32_t>(random.below(11)))};
    const std::u32string surface(text.begin() + span.start, text.begin() + span.end);
    const auto [found, is_new] =
        expected.try_emplace(surface, static_cast<std::uint32_t>(first_places.size()));
    if (is_new) {
      first_places.push_back(span);
    }
    REQUIRE(types.add(span) == found->second);
    start = random.below(2) == 0 ? span.end : start + 1;
  }
  REQUIRE(types.surfaces() == first_places);
  REQUIRE(first_places.size() > 1000);  // the table has grown
}

}  // namespace

TEST_CASE("surfaces of each width are numbered as a map numbers them") {
  agrees_with_a_map<std::uint8_t>(1, 3, U'\0');
  agrees_with_a_map<std::uint8_t>(2, 200, U'!');
  agrees_with_a_map<char16_t>(3, 3, U'\0');
  agrees_with_a_map<char16_t>(4, 3000, U'一');
  agrees_with_a_map<char32_t>(5, 3, U'\0');
  agrees_with_a_map<char32_t>(6, 3000, U'\x20000');
}

TEST_CASE("the last surface of a text is the one that stood before") {
  const std::u16string text = u"改革发展改革";
  SurfaceTypes<char16_t> types{std::span<const char16_t>(text)};
  CHECK(types.add({0, 2}) == 0);
  CHECK(types.add({2, 4}) == 1);
  CHECK(types.add({4, 6}) == 0);
  CHECK(types.add({5, 6}) == 2);
  CHECK(types.add({1, 2}) == 2);
}

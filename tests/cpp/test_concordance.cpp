#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "themescore/weigh/concordance.hpp"

using namespace themescore;

namespace {

constexpr std::uint32_t kEnd = 0xFFFF'FFFF;

// Two documents, and "b" in each.
struct Example {
  OwnedText first = OwnedText::from_utf8("x a b c. d");
  OwnedText second = OwnedText::from_utf8("B A b");
  std::array<Text, 2> texts{first.view(), second.view()};
  std::vector<MatchPlace> matches{{0, 4, 5, 0, kEnd}, {1, 0, 1, 0, kEnd}, {1, 4, 5, 0, kEnd}};
  Tokenizer tokenizer;
};

}  // namespace

TEST_CASE("a context has so many words before and after, and none of another document") {
  const Example example;
  const auto found = word_contexts(example.texts, example.tokenizer, example.matches, 1, 2, {});
  REQUIRE(found.size() == 3);
  CHECK(found[0].first_word == 2);
  CHECK(found[0].last_word == 3);
  CHECK(found[0].start == 2);
  CHECK(found[0].end == 7);
  CHECK(found[1].start == 0);
  CHECK(found[1].end == 3);
  CHECK(found[2].start == 2);
  CHECK(found[2].end == 5);
}

TEST_CASE("a context of more words than there are ends where the limits do") {
  Example example;
  example.matches[0].low = 2;
  example.matches[0].high = 8;
  const auto found = word_contexts(example.texts, example.tokenizer, example.matches, kEnd, 1, {});
  CHECK(found[0].start == 2);
  CHECK(found[0].end == 7);
}

TEST_CASE("matches are ordered by the words beside them, nearest first, whatever their case") {
  const Example example;
  using Order = std::vector<std::uint64_t>;
  const auto order = [&](std::uint32_t window, ContextSide side) {
    return order_by_context(example.texts, example.tokenizer, example.matches, window, side, 2, {});
  };
  // Before them: (a, x), (), (a, b).
  CHECK(order(2, ContextSide::left) == Order{1, 2, 0});
  CHECK(order(1, ContextSide::left) == Order{1, 0, 2});
  // After them: (c, d), (a, b), ().
  CHECK(order(2, ContextSide::right) == Order{2, 1, 0});
  CHECK(order(0, ContextSide::right) == Order{0, 1, 2});
}

TEST_CASE("a word of which a match takes a part is shown whole") {
  const auto text = OwnedText::from_utf8("one reforming two");
  const std::array<Text, 1> texts{text.view()};
  const std::vector<MatchPlace> matches{{0, 6, 9, 0, kEnd}};
  const auto found = word_contexts(texts, Tokenizer(), matches, 0, 1, {});
  CHECK(found[0].first_word == 1);
  CHECK(found[0].last_word == 2);
  CHECK(found[0].start == 4);
  CHECK(found[0].end == 13);
}

#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"

using themescore::Text;
using themescore::Tokenizer;

namespace {

// Long enough that a thread is busy with it for a while, with many sentences to stop at.
std::u32string slow_text() {
  std::u32string text;
  for (int i = 0; i < 60'000; ++i) {
    text += U"Reform of firms. ";
  }
  return text;
}

}  // namespace

TEST_CASE("of several bad documents the first is named, whatever the number of threads") {
  const auto themes = testing::flat_themes({{"reform"}});
  const std::u32string good = slow_text().substr(0, 6'000);
  const std::u32string bad = U"ab" + std::u32string(1, 0xD800) + U"c";
  const std::u16string bad_medium = {u'a', 0xDFFF};
  for (const unsigned threads : {1u, 2u, 8u}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::vector<Text> texts(40, testing::wide(good));
      texts[13] = testing::wide(bad);
      texts[14] = Text(Text::Medium(bad_medium));
      texts[39] = testing::wide(bad);
      try {
        (void)themescore::count(texts, themes, Tokenizer(), threads, {});
        FAIL("no error");
      } catch (const themescore::InputError& error) {
        REQUIRE(error.document() == 13);
        REQUIRE(error.offset() == 2);
      }
    }
  }
}

TEST_CASE("no thread at all is refused") {
  const testing::Texts texts({"reform"});
  CHECK_THROWS_AS(testing::count(texts, testing::flat_themes({{"reform"}}), 0),
                  themescore::OptionError);
}

TEST_CASE(
    "progress is told on the calling thread, never more than there is, and never less than "
    "before") {
  const std::u32string text = slow_text();
  const std::vector<Text> texts(8, testing::wide(text));
  const auto here = std::this_thread::get_id();
  std::size_t last = 0;
  std::size_t calls = 0;
  const auto counts = themescore::count(texts, testing::flat_themes({{"reform"}}), Tokenizer(), 2,
                                        [&](std::size_t done) {
                                          CHECK(std::this_thread::get_id() == here);
                                          CHECK(done >= last);
                                          CHECK(done <= texts.size());
                                          last = done;
                                          ++calls;
                                          return true;
                                        });
  CHECK(counts.mentions.size() == 8 * 60'000);
  MESSAGE("progress was told " << calls << " times");
}

TEST_CASE("whoever cancels is obeyed before the end") {
  const std::u32string text = slow_text();
  const std::vector<Text> texts(4'000, testing::wide(text));  // minutes of work
  const auto start = std::chrono::steady_clock::now();
  for (const unsigned threads : {1u, 2u}) {
    CHECK_THROWS_AS((void)themescore::count(texts, testing::flat_themes({{"reform"}}), Tokenizer(),
                                            threads, [](std::size_t) { return false; }),
                    themescore::Cancelled);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("what a progress function throws is passed on, and the work stops") {
  const std::u32string text = slow_text();
  const std::vector<Text> texts(4'000, testing::wide(text));
  const auto start = std::chrono::steady_clock::now();
  CHECK_THROWS_AS((void)themescore::count(
                      texts, testing::flat_themes({{"reform"}}), Tokenizer(), 2,
                      [](std::size_t) -> bool { throw std::range_error("from the caller"); }),
                  std::range_error);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("a text that is good again can be counted after one that was not") {
  const auto themes = testing::flat_themes({{"reform"}});
  const std::u32string bad(1, 0xDC00);
  const std::vector<Text> texts = {testing::wide(bad)};
  CHECK_THROWS_AS((void)themescore::count(texts, themes, Tokenizer(), 2, {}),
                  themescore::InputError);
  CHECK(testing::count(testing::Texts({"reform"}), themes, 2).mentions.size() == 1);
}

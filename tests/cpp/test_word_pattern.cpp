#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/word_pattern.hpp"

using testing::Strings;
using testing::words;
using themescore::OptionError;
using themescore::OwnedText;
using themescore::Tokenizer;
using themescore::WordPattern;

namespace {

// A to Z, a to z, the small letters of Greek, and a range with an edge at 64.
constexpr std::array<WordPattern::Range, 4> kLetters = {
    {{'A', 'Z'}, {'a', 'z'}, {0x3B1, 0x3C9}, {0x4E00, 0x4E3F}}};

Tokenizer tokenizer_of(std::uint32_t shortest,
                       bool lower,
                       std::vector<std::string> stop_words = {}) {
  return Tokenizer(
      {.stop_words = std::move(stop_words),
       .word_pattern = std::make_shared<const WordPattern>(kLetters, shortest, lower)});
}

}  // namespace

TEST_CASE("words are the runs of so many characters of the set, and nothing else is a token") {
  const std::string text =
      "I am well-read, na\u00efve; \u03b1\u03b2\u03b3 \u4e00\u4e3f \u4e40\u4e41 x";
  CHECK(words(text, tokenizer_of(2, true)) ==
        Strings{"am", "well", "read", "na", "ve", "\u03b1\u03b2\u03b3", "\u4e00\u4e3f"});
  CHECK(words("a-b", tokenizer_of(1, true)) == Strings{"a", "b"});
  CHECK(words("", tokenizer_of(1, true)).empty());
}

TEST_CASE("words of ASCII are found 64 characters at once as they are one by one") {
  constexpr std::array<WordPattern::Range, 5> kWords = {
      {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xFF}}};
  const auto pattern = std::make_shared<const WordPattern>(kWords, 2u, true);
  REQUIRE(pattern->has_plain_ascii());
  const Tokenizer tokenizer({.word_pattern = pattern});
  constexpr std::u32string_view kCharacters = U"abcXYZ019__    ..,-'!@\n\té\u2019\u6539";
  testing::Random random(9);
  std::size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    std::u32string text;
    for (std::size_t k = random.below(200); k > 0; --k) {
      text += random.once_in(3) ? U' ' : random.pick(kCharacters);
    }
    std::vector<themescore::Span> expected;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t start = i;
      while (i < text.size() && pattern->has(text[i])) {
        ++i;
      }
      if (i - start >= 2) {
        expected.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i)});
      }
    }
    for (const bool narrow : {false, true}) {
      const auto owned = OwnedText::from_utf8(testing::utf8(text));
      std::vector<themescore::Span> spans;
      for (const auto& token : tokenizer.tokens(narrow ? owned.view() : testing::wide(text))) {
        CHECK(token.kind == themescore::TokenKind::word);
        spans.push_back(token.span);
      }
      REQUIRE(spans == expected);
      found += spans.size();
    }
  }
  CHECK(found > 20'000);
}

TEST_CASE("the form of a word has A to Z lowered, if so asked, and nothing else changed") {
  CHECK(tokenizer_of(2, true).form_of("Na\u00cfVE") == "na\u00cfve");
  CHECK(tokenizer_of(2, false).form_of("Na\u00cfVE") == "Na\u00cfVE");
}

TEST_CASE("stop words of a word pattern are taken as they are given") {
  const Tokenizer tokenizer = tokenizer_of(2, true, {"The", "of"});
  CHECK(tokenizer.is_stop_word("of"));
  CHECK_FALSE(tokenizer.is_stop_word("the"));
}

TEST_CASE("with a word pattern a text is one sentence") {
  const auto text = OwnedText::from_utf8("One. Two.\n\nThree.");
  const auto layout = tokenizer_of(2, true).layout(text.view());
  REQUIRE(layout.sentences.size() == 1);
  CHECK(layout.sentences.front() == themescore::Span{0, 17});
  CHECK(layout.wrapped.empty());
  CHECK(layout.paragraph_of_sentence == std::vector<std::uint32_t>{0});
}

TEST_CASE("a word pattern of what are no characters is an error") {
  using Ranges = std::vector<WordPattern::Range>;
  CHECK_THROWS_AS(WordPattern(Ranges{{'b', 'a'}}, 1, true), OptionError);
  CHECK_THROWS_AS(WordPattern(Ranges{{'a', 0x110000}}, 1, true), OptionError);
  CHECK_THROWS_AS(WordPattern(Ranges{{'a', 'b'}}, 0, true), OptionError);
}

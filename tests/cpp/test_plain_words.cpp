#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support.hpp"
#include "themescore/text/characters.hpp"
#include "themescore/tokenize/ascii_bits.hpp"
#include "themescore/tokenize/end_candidates.hpp"
#include "themescore/tokenize/plain_words.hpp"
#include "themescore/tokenize/short_words.hpp"

using namespace themescore;

namespace {

// Every ASCII character, those that rules of boundaries look at more often, and some that are not
// ASCII: letters, an apostrophe, a quotation mark, a combining mark, an invisible one, Han.
char32_t random_character(testing::Random& random, char32_t highest) {
  constexpr std::u32string_view kOften = U"abcdeXYZ019      ..,,;:'-!?()\"/@%_+\n\r\t";
  constexpr std::u32string_view kOther = U"é\u00AD’“”\u0301\u200D\u2060改革。ａ𠮷😀";
  if (random.once_in(12)) {
    const char32_t other = random.pick(kOther);
    return other <= highest ? other : U'é';
  }
  return random.once_in(6) ? static_cast<char32_t>(random.below(0x80)) : random.pick(kOften);
}

template <class Unit>
std::vector<Unit> random_text(testing::Random& random) {
  constexpr std::array<std::size_t, 6> kSizes = {3, 20, 63, 64, 65, 300};
  constexpr auto kHighest = static_cast<char32_t>(sizeof(Unit) == 1   ? 0xFF
                                                  : sizeof(Unit) == 2 ? 0xFFFF
                                                                      : 0x10'FFFF);
  std::vector<Unit> text(random.below(random.pick(kSizes)) + 1);
  const bool ascii = random.once_in(3);
  for (Unit& unit : text) {
    char32_t c = random_character(random, kHighest);
    if (ascii && c >= 0x80) {
      c = 'e';
    }
    unit = static_cast<Unit>(c);
  }
  return text;
}

// With nothing that is taken for plain, the tokenizer goes from token to token.
template <class Unit>
std::vector<Token> one_by_one(const Tokenizer& tokenizer, std::span<const Unit> text) {
  std::vector<Token> tokens;
  tokenizer.scan(
      text, {}, [&](const Token& token) { tokens.push_back(token); },
      [](PlainWords<Unit>&, std::size_t i) { return i; });
  return tokens;
}

template <class Unit>
void words_are_those_of_the_slow_way(std::uint64_t seed) {
  testing::Random random(seed);
  const Tokenizer tokenizer;
  std::size_t plain_words = 0;
  for (int round = 0; round < 4000; ++round) {
    const auto owned = random_text<Unit>(random);
    const std::span<const Unit> text(owned);
    const auto expected = one_by_one(tokenizer, text);

    std::vector<Token> found;
    tokenizer.scan(text, {}, [&](const Token& token) { found.push_back(token); });
    REQUIRE(found == expected);

    // Words alone, and whether anything stands between two of them.
    std::vector<std::pair<Span, bool>> words;
    bool apart = false;
    const auto other = [&](const Token& token) {
      if (token.is_word()) {
        words.emplace_back(token.span, apart);
      }
      apart = !token.is_word();
    };
    tokenizer.scan(text, {}, other, [&](PlainWords<Unit>& plain, std::size_t i) {
      return plain.run_over_marks(
          i,
          [&](Span word, bool mark) {
            words.emplace_back(word, mark || apart);
            apart = false;
            ++plain_words;
          },
          [&] { apart = true; });
    });
    std::vector<std::pair<Span, bool>> expected_words;
    apart = false;
    for (const Token& token : expected) {
      if (token.is_word()) {
        expected_words.emplace_back(token.span, apart);
      }
      apart = !token.is_word();
    }
    REQUIRE(words == expected_words);
  }
  CHECK(plain_words > 20'000);  // or there would be nothing to see
}

}  // namespace

TEST_CASE("Plain words are the words of the slow way") {
  words_are_those_of_the_slow_way<std::uint8_t>(1);
  words_are_those_of_the_slow_way<char16_t>(2);
  words_are_those_of_the_slow_way<char32_t>(3);
}

TEST_CASE("Many characters at once are what each of them is") {
  testing::Random random(4);
  const auto same = [](const AsciiBits& a, const AsciiBits& b) {
    return a.core == b.core && a.blanks == b.blanks && a.joiners == b.joiners && a.marks == b.marks;
  };
  const auto compare = [&]<class Unit>(std::vector<Unit> units) {
    for (Unit& unit : units) {
      unit = static_cast<Unit>(random.below(random.once_in(2) ? 0x80 : 0x1'0000));
    }
    const std::span<const Unit> text(units);
    for (std::size_t at = 0; at < text.size(); at += kLooked) {
      const auto one = ascii_bits_with<Unit, OneCharacter>(text, at);
      CHECK(same(ascii_bits_with<Unit, CharactersAtOnce<Unit>>(text, at), one));
      CHECK(same(ascii_bits(text, at), one));
      CHECK((one.core & one.blanks) == 0);
    }
  };
  for (std::size_t size = 1; size < 300; ++size) {
    compare(std::vector<std::uint8_t>(size));
    compare(std::vector<char16_t>(size));
  }
}

TEST_CASE(
    "Units are copied as they are, and those counted that are Han up to the first that is not") {
  testing::Random random(6);
  for (int round = 0; round < 2'000; ++round) {
    std::array<char16_t, kWidened> units{};
    for (char16_t& unit : units) {
      const bool edge = random.once_in(8);
      const char32_t from = edge ? (random.once_in(2) ? 0x4DFE : 0x9FFD) : 0x4E00;
      unit = static_cast<char16_t>(from + random.below(edge ? 5 : 0x5200));
    }
    std::array<char32_t, kWidened> copied{};
    const std::size_t found = kWidened == 0 ? 0 : widen_plain_han(units.data(), copied.data());
    CHECK(std::ranges::equal(units, copied));
    std::size_t expected = 0;
    while (expected < kWidened && units[expected] >= 0x4E00 && units[expected] <= 0x9FFF) {
      ++expected;
    }
    CHECK(found == expected);
  }
}

TEST_CASE("No sentence ends at an ideograph") {
  for (char32_t c = kFirstIdeograph; c <= kLastIdeograph; ++c) {
    const SentenceBreak sentence = unicode::properties(c).sentence;
    CHECK((sentence == SentenceBreak::OLetter || sentence == SentenceBreak::Other));
  }
}

TEST_CASE("A sentence may end at every stop, break of a line, and what is no ASCII or ideograph") {
  testing::Random random(5);
  for (int round = 0; round < 500; ++round) {
    const auto owned = random_text<char16_t>(random);
    const std::span<const char16_t> text(owned);
    EndCandidates<char16_t> candidates(text);
    std::size_t i = 0;
    for (std::size_t k = 0; k < text.size(); ++k) {
      const char16_t c = text[k];
      const bool ideograph = c >= 0x3400 && c <= 0x9FFF;
      if (c == '.' || c == '!' || c == '?' || (c >= 0x0A && c <= 0x0D) ||
          (c >= 0x80 && !ideograph)) {
        CHECK(candidates.next(i) == k);
        i = k + 1;
      }
    }
    CHECK(candidates.next(i) == text.size());
  }
}

TEST_CASE("A short word is the same whatever the text's width, and at its end") {
  const std::string word = "abcdefghijklmnop";
  for (std::uint32_t size = 1; size <= word.size(); ++size) {
    for (const std::string& rest : {std::string(), std::string(" and so on, at some length")}) {
      const std::string text = word.substr(0, size) + rest;
      const std::vector<std::uint8_t> narrow(text.begin(), text.end());
      const std::vector<char16_t> wide(text.begin(), text.end());
      const ShortWord found = short_word(std::span<const std::uint8_t>(narrow), {0, size});
      CHECK(short_word(std::span<const char16_t>(wide), {0, size}) == found);
      std::string bytes(reinterpret_cast<const char*>(&found), sizeof found);
      CHECK(bytes.substr(0, size) == word.substr(0, size));
      CHECK(bytes.substr(size) == std::string(sizeof found - size, '\0'));
    }
  }
}

TEST_CASE("What is known of a short word is asked for once") {
  ShortWordMap<ShortWord, int> map;
  int asked = 0;
  const auto value_of = [&](int number) {
    const std::string text = "w" + std::to_string(number);
    const std::vector<std::uint8_t> units(text.begin(), text.end());
    const auto size = static_cast<std::uint32_t>(units.size());
    const ShortWord word = short_word(std::span<const std::uint8_t>(units), {0, size});
    return map.of(word, map.hash(word), [&] {
      ++asked;
      return number;
    });
  };
  for (int round = 0; round < 2; ++round) {
    for (int number = 0; number < 20'000; ++number) {
      CHECK(value_of(number) == number);
    }
  }
  CHECK(asked == 20'000);
}

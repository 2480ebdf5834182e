#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/text/unicode.hpp"

using namespace std::string_literals;
using testing::kinds;
using testing::Strings;
using testing::words;
using themescore::Span;
using themescore::Text;
using themescore::Token;
using themescore::Tokenizer;
using themescore::TokenKind;

TEST_CASE("tokens are words, numbers, punctuation, symbols and what is left") {
  using enum TokenKind;
  CHECK(words("Growth of 3.5% in 2024, + more!") ==
        Strings{"Growth", "of", "3.5%", "in", "2024", ",", "+", "more", "!"});
  CHECK(kinds("Growth 3.5 % $ 3rd \u00BD") ==
        std::vector{word, number, punctuation, symbol, word, number});
  CHECK(kinds(std::string("\0", 1)) == std::vector{other});
  CHECK(kinds("국가 слово كلمة מילה") == std::vector{word, word, word, word});
  CHECK(words("don't U.S. co-operate") == Strings{"don't", "U.S", ".", "co", "-", "operate"});
}

TEST_CASE("white space of any kind is no token") {
  CHECK(words(" \t\r\n\f\v\u0085\u00A0\u1680\u2003\u2028\u2029\u202F\u205F\u3000").empty());
  CHECK(words("a\u3000b\u00A0c\u2029d") == Strings{"a", "b", "c", "d"});
}

TEST_CASE("a narrow no-break space sticks to no word, and joins the digits of one number") {
  // U+202F is ExtendNumLet: by the standard it belongs to the words beside it. French texts have it
  // before : ; ! ? and between thousands.
  CHECK(words("réforme\u202F; économie") == Strings{"réforme", ";", "économie"});
  CHECK(words("«\u202Fréforme\u202F»") == Strings{"«", "réforme", "»"});
  CHECK(words("100\u202Fkm") == Strings{"100", "km"});
  CHECK(words("10\u202F000\u202F000 euros") == Strings{"10\u202F000\u202F000", "euros"});
  CHECK(words("10\u202F\u202F000") == Strings{"10", "000"});
}

TEST_CASE("a colon with no space after it parts two words") {
  CHECK(words("He stressed:reform first") == Strings{"He", "stressed", ":", "reform", "first"});
  CHECK(words("强调：reform：now") == Strings{"强调", "：", "reform", "：", "now"});
}

TEST_CASE("marks of emphasis are no part of the word that they stand round") {
  CHECK(words("_reform_ of __firms__ and state_owned ones") ==
        Strings{"_", "reform", "_", "of", "__", "firms", "__", "and", "state_owned", "ones"});
  CHECK(words("___") == Strings{"___"});
}

TEST_CASE("a change between Han and any other script is a boundary") {
  CHECK(words("国有Enterprise reform发展和Party building的") ==
        Strings{"国有", "Enterprise", "reform", "发展", "展和", "Party", "building", "的"});
  CHECK(words("2024年GDP") == Strings{"2024", "年", "GDP"});
  CHECK(words("カタ国カ") == Strings{"カタ", "国", "カ"});
  CHECK(words("_国_") == Strings{"_", "国", "_"});
}

TEST_CASE("the iteration mark is Han wherever it stands") {
  CHECK(words("人々の") == Strings{"人々", "の"});
  CHECK(words("々") == Strings{"々"});
  CHECK(words("abc々") == Strings{"abc", "々"});  // the standard joins these two
  CHECK(words("々abc") == Strings{"々", "abc"});
  CHECK(words("1々国2") == Strings{"1", "々国", "2"});
  CHECK(kinds("1々") == std::vector{TokenKind::number, TokenKind::word});
}

TEST_CASE("variation selectors and marks belong to the character before them") {
  CHECK(words("国\uFE00有") == Strings{"国\uFE00有"});
  CHECK(words("国\uFE00有\U000E0100企") == Strings{"国\uFE00有\U000E0100", "有\U000E0100企"});
  CHECK(words("国\u0301 有") == Strings{"国\u0301", "有"});
  CHECK(words("cafe\u0301s") == Strings{"cafe\u0301s"});
}

TEST_CASE("an emoji joined from several is one token") {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  CHECK(words("a" + family + "b") == Strings{"a", family, "b"});
  CHECK(words("\U0001F1E8\U0001F1F3\U0001F1FA\U0001F1F8") ==  // two flags
        Strings{"\U0001F1E8\U0001F1F3", "\U0001F1FA\U0001F1F8"});
  CHECK(words("\U0001F44D\U0001F3FD!") == Strings{"\U0001F44D\U0001F3FD", "!"});
}

TEST_CASE("NUL is a token that parts words") {
  CHECK(words(std::string("re\0form", 7)) == Strings{"re", std::string("\0", 1), "form"});
  CHECK(words(std::string("国\0有", 7)) == Strings{"国", std::string("\0", 1), "有"});
}

TEST_CASE("a thousand combining marks make one word of one letter") {
  std::string zalgo = "e";
  for (int i = 0; i < 1000; ++i) {
    zalgo += "\u0301";
  }
  CHECK(words(zalgo + " x") == Strings{zalgo, "x"});
  const auto marks = themescore::OwnedText::from_utf8(zalgo.substr(1));
  CHECK(Tokenizer().tokens(marks.view()) == std::vector<Token>{{{0, 1000}, TokenKind::other}});
}

TEST_CASE("tokens are the same whatever the width of the text") {
  testing::Random random(2);
  const std::u32string narrow = U"ab1 .,-'\"\n\r:_\u00AD\u00B7\u00E9\u00A0\0x"s;
  const std::u32string medium = narrow + U"国有企々カひ\u0301\u200D\u2019\u2028\u202F\uFE00\u05D0";
  for (int i = 0; i < 4'000; ++i) {
    const std::u32string& alphabet = i % 2 == 0 ? narrow : medium;
    std::u32string text;
    for (std::size_t k = random.below(30); k > 0; --k) {
      text += random.pick(alphabet);
    }
    const auto wanted = Tokenizer().tokens(testing::wide(text));
    const std::u16string units(text.begin(), text.end());
    CHECK(Tokenizer().tokens(Text(Text::Medium(units))) == wanted);
    if (i % 2 == 0) {
      const std::vector<std::uint8_t> bytes(text.begin(), text.end());
      CHECK(Tokenizer().tokens(Text(Text::Narrow(bytes))) == wanted);
    }
  }
}

TEST_CASE("tokens cover all that is not white space, and only bigrams overlap") {
  testing::Random random(3);
  const std::u32string alphabet =
      U"abZ12 .,-'\"\n\t_国有企々カひ한\u0301\u200D\uFE0F\u00AD\u202F\u3000\U0001F468\U0001F1E8(。"s;
  for (int i = 0; i < 20'000; ++i) {
    std::u32string text;
    for (std::size_t k = random.below(25); k > 0; --k) {
      text += random.pick(alphabet);
    }
    std::vector<int> covered(text.size(), 0);
    Span last;
    for (const Token& token : Tokenizer().tokens(testing::wide(text))) {
      const bool is_han = themescore::unicode::properties(text[token.span.start]).han;
      const bool follows = token.span.start >= last.end ||
                           (is_han && token.span.start > last.start && token.span.end > last.end);
      const bool legal = follows && token.span.start < token.span.end &&
                         token.span.end <= text.size() &&
                         !themescore::unicode::is_space(text[token.span.start]) &&
                         !themescore::unicode::is_space(text[token.span.end - 1]);
      REQUIRE_MESSAGE(legal, testing::utf8(text));
      for (auto at = token.span.start; at < token.span.end; ++at) {
        ++covered[at];
      }
      last = token.span;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool inside = covered[at] > 0;
      const bool space = themescore::unicode::is_space(text[at]);
      REQUIRE_MESSAGE((inside || space), testing::utf8(text));
      REQUIRE_MESSAGE((!space || !inside || text[at] == U'\u202F'), testing::utf8(text));
    }
  }
}

TEST_CASE("with the standard alone Han is cut by the standard") {
  const Tokenizer standard({.standard = true});
  CHECK(words("国有企业", standard) == Strings{"国", "有", "企", "业"});
  CHECK(words("abc々", standard) == Strings{"abc々"});
}

TEST_CASE("a tokenizer says how it was made and refuses an unknown way of cutting Han") {
  CHECK(Tokenizer().settings().han == "bigram");
  CHECK_FALSE(Tokenizer().settings().standard);
  CHECK(Tokenizer({.standard = true}).settings().standard);
  CHECK_THROWS_AS(Tokenizer({.han = "none"}), themescore::OptionError);
}

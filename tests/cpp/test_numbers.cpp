#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.hpp"

using testing::kinds;
using testing::Strings;
using testing::words;
using themescore::Tokenizer;
using themescore::TokenKind;

TEST_CASE("decimals and thousands are one number") {
  using enum TokenKind;
  CHECK(words("3.5 50,000 1,234.56 0.5.") == Strings{"3.5", "50,000", "1,234.56", "0.5", "."});
  CHECK(words("1\u202F234") == Strings{"1\u202F234"});
  CHECK(kinds("3.5 50,000 1\u202F234") == std::vector{number, number, number});
}

TEST_CASE("a per cent sign right after a number belongs to it") {
  using enum TokenKind;
  CHECK(words("3.5%, 7‰ and 9‱") == Strings{"3.5%", ",", "7‰", "and", "9‱"});
  CHECK(words("增长3.5％的") == Strings{"增长", "3.5％", "的"});
  CHECK(words("٣٫٥٪ ٧؉ 2﹪") == Strings{"٣٫٥٪", "٧؉", "2﹪"});
  CHECK(kinds("3.5% 7‰ 3.5％ ٣٪") == std::vector{number, number, number, number});
  CHECK(words("50%-60%") == Strings{"50%", "-", "60%"});
  CHECK(words("½% 5%%") == Strings{"½%", "5%", "%"});
  CHECK(words("100%natural") == Strings{"100%", "natural"});
  CHECK(words("5%\u0301 x") == Strings{"5%\u0301", "x"});
}

TEST_CASE("a per cent sign anywhere else stands alone") {
  CHECK(words("3.5 % %5 x% _%") == Strings{"3.5", "%", "%", "5", "x", "%", "_", "%"});
  CHECK(words("5_%") == Strings{"5", "_", "%"});
  CHECK(words("5km% (5)%") == Strings{"5km", "%", "(", "5", ")", "%"});
  CHECK(words("3.5%", Tokenizer({.standard = true})) == Strings{"3.5", "%"});
}

TEST_CASE("digits and letters that touch are one word") {
  using enum TokenKind;
  CHECK(words("5km 2x 1990s 3rd CO2 G20") == Strings{"5km", "2x", "1990s", "3rd", "CO2", "G20"});
  CHECK(kinds("5km 2x 1990s 3rd") == std::vector{word, word, word, word});
}

TEST_CASE("signs, ranges and dates are cut") {
  CHECK(words("-5 +5 $5 €5 5€") == Strings{"-", "5", "+", "5", "$", "5", "€", "5", "5", "€"});
  CHECK(words("5-10 5–10") == Strings{"5", "-", "10", "5", "–", "10"});
  CHECK(words("2023-09-26 26/9/2023 12:30") ==
        Strings{"2023", "-", "09", "-", "26", "26", "/", "9", "/", "2023", "12", ":", "30"});
  CHECK(words("2023年9月26日") == Strings{"2023", "年", "9", "月", "26", "日"});
}

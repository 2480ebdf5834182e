#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "../support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/han/user_dictionary.hpp"

using themescore::parse_user_dictionary;
using themescore::TaughtWordError;

namespace {

// Each line as number:word/frequency/tag, with ! if it is not Han.
std::string read(std::string_view utf8) {
  std::string shown;
  for (const auto& line : parse_user_dictionary(utf8)) {
    shown += std::to_string(line.line) + ":" + testing::utf8(line.word.word) + "/" +
             (line.word.frequency ? std::to_string(*line.word.frequency) : "") + "/" +
             line.word.tag + (line.is_han ? "" : "!") + " ";
  }
  return shown;
}

std::size_t line_of_error(std::string_view utf8, std::string_view reason) {
  try {
    (void)parse_user_dictionary(utf8);
  } catch (const TaughtWordError& error) {
    CHECK(std::string_view(error.what()).find(reason) != std::string_view::npos);
    return error.number();
  }
  return 0;
}

}  // namespace

TEST_CASE("a user's dictionary has words, frequencies and tags") {
  CHECK(read("石墨烯\n云计算 5\n凱特琳 nz\n创新办 3 i") ==
        "1:石墨烯// 2:云计算/5/ 3:凱特琳//nz 4:创新办/3/i ");
  CHECK(read("").empty());
}

TEST_CASE("byte order marks, CR LF, blank lines and tabs are read over") {
  CHECK(read("\xEF\xBB\xBF石墨烯 1\r\n\r\n  \t \n云计算\t5\tn\r\n创新办 \t 3\t\n") ==
        "1:石墨烯/1/ 4:云计算/5/n 5:创新办/3/ ");
}

// By jieba's pattern ^(.+?)( [0-9]+)?( [a-z]+)?$
TEST_CASE("the word is what is left when frequency and tag are taken") {
  CHECK(read("easy install 3 eng") == "1:easy install/3/eng! ");
  CHECK(read("abc def") == "1:abc//def! ");
  CHECK(read("5 5") == "1:5/5/! ");
  CHECK(read("台 中 N") == "1:台 中 N//! ");
  CHECK(read("国 5 6 n") == "1:国 5/6/n! ");
  CHECK(read("n") == "1:n//! ");
}

TEST_CASE("words that are not all Han are marked") {
  CHECK(read("Ｔ恤 3\n〇々㐀𠀀") == "1:Ｔ恤/3/! 2:〇々㐀𠀀// ");
}

TEST_CASE("an error names the line and the reason, and nothing is read") {
  CHECK(line_of_error("石墨烯\n\n\xFF\xFE 3\n", "UTF-8") == 3);
  CHECK(line_of_error("石墨烯\n\t5\tn\n", "no word") == 2);
  CHECK(line_of_error("石墨烯 1000000000001", "frequency") == 1);
  CHECK(line_of_error("石墨烯 99999999999999999999999999", "frequency") == 1);
  CHECK(line_of_error("石墨烯 1000000000000", "") == 0);
}

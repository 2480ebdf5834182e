#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support.hpp"
#include "themescore/themes/pattern.hpp"

using themescore::glob_matches;

namespace {

// By the definition, character by character, trying everything that a * may stand for.
bool slow_matches(std::u32string_view glob, std::u32string_view form) {
  if (glob.empty()) {
    return form.empty();
  }
  if (glob[0] == U'*') {
    for (std::size_t taken = 0; taken <= form.size(); ++taken) {
      if (slow_matches(glob.substr(1), form.substr(taken))) {
        return true;
      }
    }
    return false;
  }
  return !form.empty() && (glob[0] == U'?' || glob[0] == form[0]) &&
         slow_matches(glob.substr(1), form.substr(1));
}

}  // namespace

TEST_CASE("a star is any run of characters, a question mark exactly one") {
  CHECK(glob_matches("reform*", "reform"));
  CHECK(glob_matches("reform*", "reforms"));
  CHECK(glob_matches("*reform", "reform"));
  CHECK(glob_matches("re*m", "reform"));
  CHECK_FALSE(glob_matches("re*m", "reforms"));
  CHECK(glob_matches("re?orm", "reform"));
  CHECK_FALSE(glob_matches("reform?", "reform"));
  CHECK_FALSE(glob_matches("?reform", "reform"));
  CHECK(glob_matches("*", ""));
  CHECK(glob_matches("", ""));
  CHECK_FALSE(glob_matches("", "a"));
  CHECK_FALSE(glob_matches("?", ""));
}

TEST_CASE("a question mark is one character, however many bytes it has") {
  CHECK(glob_matches("caf?", "café"));
  CHECK(glob_matches("?", "国"));
  CHECK(glob_matches("?", "\xF0\x9F\x98\x80"));
  CHECK_FALSE(glob_matches("??", "国"));
  CHECK(glob_matches("*?", "é"));
  // é is C3 A9 and ã is C3 A3: a star may not take half of one.
  CHECK_FALSE(glob_matches("*é", "ã"));
  CHECK(glob_matches("*é?", "ããéã"));
}

TEST_CASE("globs agree with a slow matcher on random strings") {
  testing::Random random(4);
  const std::u32string in_globs = U"ab**??éã国";
  const std::u32string in_forms = U"abbaéã国图😀";
  int matches = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::u32string glob;
    std::u32string form;
    for (std::size_t k = random.below(8); k > 0; --k) {
      glob += random.pick(in_globs);
    }
    for (std::size_t k = random.below(9); k > 0; --k) {
      form += random.pick(in_forms);
    }
    const bool wanted = slow_matches(glob, form);
    matches += wanted ? 1 : 0;
    REQUIRE_MESSAGE(glob_matches(testing::utf8(glob), testing::utf8(form)) == wanted,
                    testing::utf8(glob) << " " << testing::utf8(form));
  }
  CHECK(matches > 10'000);
}

TEST_CASE("many stars and a long word take no exponential time") {
  std::string glob;
  for (int i = 0; i < 400; ++i) {
    glob += "a*";
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(glob_matches(glob + "b", std::string(100'000, 'a')));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>

#include "support.hpp"
#include "themescore/text/form.hpp"
#include "themescore/text/unicode.hpp"
#include "unicode_files.hpp"

using themescore::form_of;

TEST_CASE("case, width and compatibility do not make another word") {
  CHECK(form_of("Reform") == "reform");
  CHECK(form_of("REFORM") == "reform");
  CHECK(form_of("Ｒｅｆｏｒｍ") == "reform");
  CHECK(form_of("ﬁnance") == "finance");
  CHECK(form_of("Straße") == "strasse");
  CHECK(form_of("ΣΊΣΥΦΟΣ") == form_of("σίσυφος"));
  CHECK(form_of("２０２４") == "2024");
  CHECK(form_of("㎏") == "kg");
  CHECK(form_of("İ") == "i\xCC\x87");  // with its dot: no language is assumed
}

TEST_CASE("composed and decomposed letters are one form") {
  CHECK(form_of("cafe\xCC\x81") == "café");
  CHECK(form_of("CAFÉ") == "café");
  CHECK(form_of("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB") == "한");
}

TEST_CASE("what cannot be seen is left out of a form, and a form is never empty") {
  CHECK(form_of("re\xC2\xAD"
                "form") == "reform");                // soft hyphen
  CHECK(form_of("\xEF\xBB\xBFReform") == "reform");  // byte order mark
  CHECK(form_of("国\xEF\xB8\x80有") == "国有");      // variation selector
  CHECK(form_of("\xC2\xAD") == "\xC2\xAD");
  CHECK(form_of("\xE2\x80\x8B") == "\xE2\x80\x8B");
  CHECK(form_of("").empty());
}

TEST_CASE("the typographic apostrophe is the straight one") {
  CHECK(form_of("Party’s") == "party's");
  CHECK(form_of("don＇t") == "don't");
  CHECK(form_of("’") == "'");
  CHECK(form_of("‘") == "‘");  // an opening quotation mark is none
}

TEST_CASE("simplified and traditional characters stay apart for now") {
  CHECK(form_of("國") != form_of("国"));
  CHECK(form_of("\xEF\xA4\x80") == "豈");  // a compatibility ideograph, U+F900
}

TEST_CASE("NUL is a character of a form like any other") {
  CHECK(form_of(std::string("A\0É", 4)) == std::string("a\0é", 4));
  CHECK(form_of(std::string("\0", 1)) == std::string("\0", 1));
}

TEST_CASE("the form of each code point is Unicode's NFKC_Casefold") {
  std::map<char32_t, std::u32string> expected;
  const std::string name = "DerivedNormalizationProps.txt";
  const bool there =
      testing::read_properties(name, [&](char32_t first, char32_t last, const std::string& value) {
        if (value.rfind("NFKC_CF", 0) != 0) {
          return;
        }
        std::u32string mapped;
        for (std::size_t i = value.find(';') + 1; i < value.size();) {
          if (!std::isxdigit(static_cast<unsigned char>(value[i]))) {
            ++i;
            continue;
          }
          std::size_t length = 0;
          mapped += static_cast<char32_t>(std::stoul(value.substr(i), &length, 16));
          i += length;
        }
        for (char32_t c = first; c <= last; ++c) {
          expected[c] = mapped;
        }
      });
  if (!there) {
    SKIP_WITHOUT(name);
  }
  REQUIRE(expected.size() > 10'000);

  std::size_t passed = 0;
  std::size_t all = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || c == 0x2019) {  // the apostrophe is our own
      continue;
    }
    const auto found = expected.find(c);
    const std::u32string mapped = found == expected.end() ? std::u32string(1, c) : found->second;
    const std::string wanted = testing::utf8(mapped.empty() ? std::u32string(1, c) : mapped);
    const std::string form = form_of(testing::utf8(std::u32string(1, c)));
    ++all;
    passed += form == wanted ? 1u : 0u;
    if (form != wanted && all - passed < 20) {
      MESSAGE("U+" << std::hex << static_cast<unsigned>(c) << ": " << form << " and not "
                   << wanted);
    }
  }
  MESSAGE(passed << " of " << all << " code points");
  CHECK(passed == all);
}

TEST_CASE("a form is its own form") {
  testing::Random random(1);
  // Letters with accents, marks in any order, Greek with iota subscript, Hangul, ignorables.
  const std::u32string alphabet =
      U"aAßﬁÉ\u0301\u0308\u0345\u0327\u0323αΩᾳ\u1FB7ſẛ\u1100\u1161\u11A8한国\u3099か\uFE0F\u200D"
      U"\u00AD"
      U"'\u2019\u0130I\u0307\u03F4\u2126\uFF21\u3392\u0F71\u0F72\u0F74";
  std::size_t wrong = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::u32string surface;
    for (std::size_t k = 1 + random.below(6); k > 0; --k) {
      surface += random.pick(alphabet);
    }
    const std::string form = form_of(testing::utf8(surface));
    wrong += form_of(form) == form && !form.empty() ? 0u : 1u;
  }
  CHECK(wrong == 0);
}

TEST_CASE("the linked utf8proc has the Unicode version of our tables") {
  CHECK(themescore::unicode_version_of_forms() == themescore::unicode::kUnicodeVersion);
}

TEST_CASE(
    "very many marks on one letter take no quadratic time, and any order of them is one form") {
  std::string one = "a";
  std::string other = "a";
  for (int i = 0; i < 40'000; ++i) {
    one += "\u0301\u0323";
    other += "\u0323\u0301";
  }
  const auto begin = std::chrono::steady_clock::now();
  const bool same = themescore::form_of(one) == themescore::form_of(other);
  CHECK(same);
  // By exchanging neighbours it takes over ten seconds; in order, hundredths of one.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

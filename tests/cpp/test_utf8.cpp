#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/text/text.hpp"

using themescore::InputError;
using themescore::OwnedText;
using themescore::Text;

namespace {

// Offset of the first ill-formed byte; -1 if there is none.
int first_bad_byte(std::string_view bytes) {
  try {
    (void)OwnedText::from_utf8(bytes);
  } catch (const InputError& error) {
    return static_cast<int>(error.offset());
  }
  return -1;
}

// Encodes by the definition (Unicode 15.0, table 3-6), written out bit by bit.
std::string encode(unsigned c) {
  const auto byte = [](unsigned value) { return std::string(1, static_cast<char>(value)); };
  if (c <= 0x7F) {
    return byte(c);
  }
  if (c <= 0x7FF) {
    return byte(0b11000000 + c / 64) + byte(0b10000000 + c % 64);
  }
  if (c <= 0xFFFF) {
    return byte(0b11100000 + c / 4096) + byte(0b10000000 + c / 64 % 64) + byte(0b10000000 + c % 64);
  }
  return byte(0b11110000 + c / 262144) + byte(0b10000000 + c / 4096 % 64) +
         byte(0b10000000 + c / 64 % 64) + byte(0b10000000 + c % 64);
}

}  // namespace

TEST_CASE("every code point comes through UTF-8 and back") {
  std::size_t failures = 0;
  for (unsigned c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      continue;
    }
    const std::string bytes = encode(c);
    const OwnedText text = OwnedText::from_utf8(bytes);
    std::string back;
    themescore::append_utf8(back, c);
    failures += text.view().size() == 1 && text.view()[0] == c && back == bytes ? 0u : 1u;
  }
  CHECK(failures == 0);
}

TEST_CASE("ill-formed UTF-8 is refused with the offset of its first byte") {
  CHECK(first_bad_byte("plain") == -1);
  CHECK(first_bad_byte("\x80") == 0);                  // a tail without a lead
  CHECK(first_bad_byte("ab\xC0\xAF") == 2);            // overlong, two bytes
  CHECK(first_bad_byte("ab\xC1\xBF") == 2);            // overlong, two bytes
  CHECK(first_bad_byte("\xE0\x9F\xBF") == 0);          // overlong, three bytes
  CHECK(first_bad_byte("\xE0\xA0\x80") == -1);         // U+0800, the first that is not
  CHECK(first_bad_byte("\xF0\x8F\xBF\xBF") == 0);      // overlong, four bytes
  CHECK(first_bad_byte("\xF0\x90\x80\x80") == -1);     // U+10000
  CHECK(first_bad_byte("\xED\x9F\xBF") == -1);         // U+D7FF
  CHECK(first_bad_byte("x\xED\xA0\x80") == 1);         // U+D800, a surrogate
  CHECK(first_bad_byte("x\xED\xBF\xBF") == 1);         // U+DFFF, a surrogate
  CHECK(first_bad_byte("\xEE\x80\x80") == -1);         // U+E000
  CHECK(first_bad_byte("\xF4\x8F\xBF\xBF") == -1);     // U+10FFFF
  CHECK(first_bad_byte("\xF4\x90\x80\x80") == 0);      // U+110000
  CHECK(first_bad_byte("\xF5\x80\x80\x80") == 0);      // no such lead
  CHECK(first_bad_byte("\xFF") == 0);                  // no such byte
  CHECK(first_bad_byte("\xE5\x9B\xBD\xE5\x9B") == 3);  // cut off in its last character
  CHECK(first_bad_byte("\xC3") == 0);
  CHECK(first_bad_byte("\xE5\x9B(") == 0);
  CHECK(first_bad_byte("\xF0\x9F\x98!") == 0);
}

TEST_CASE("bytes of every two and three are taken exactly if they are an encoded text") {
  // All encodings of one character, up to three bytes, by their definition.
  std::vector<bool> legal2(1u << 16, false);
  std::vector<bool> legal3(1u << 24, false);
  const auto key = [](const std::string& s) {
    unsigned value = 0;
    for (const char c : s) {
      value = value << 8 | static_cast<unsigned char>(c);
    }
    return value;
  };
  for (unsigned c = 0x80; c <= 0xFFFF; ++c) {
    if (c < 0x800) {
      legal2[key(encode(c))] = true;
    } else if (c < 0xD800 || c > 0xDFFF) {
      legal3[key(encode(c))] = true;
    }
  }
  std::size_t wrong = 0;
  for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
    for (unsigned second = 0; second <= 0xFF; ++second) {
      const std::array two = {static_cast<char>(lead), static_cast<char>(second)};
      const bool taken = first_bad_byte({two.data(), 2}) == -1;
      wrong += taken == legal2[lead << 8 | second] ? 0u : 1u;
      for (const unsigned third : {0x00u, 0x41u, 0x7Fu, 0x80u, 0x9Fu, 0xA0u, 0xBFu, 0xC0u, 0xFFu}) {
        const std::array three = {two[0], two[1], static_cast<char>(third)};
        const bool legal = legal3[lead << 16 | second << 8 | third] ||
                           (legal2[lead << 8 | second] && third < 0x80);
        wrong += (first_bad_byte({three.data(), 3}) == -1) == legal ? 0u : 1u;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a surrogate is found in each width that can hold one") {
  const std::u16string medium = {u'a', u'b', 0xDC00, 0xD800};
  const std::u32string wide = {U'a', 0xDFFF, U'b'};
  const std::u32string fine = {U'a', 0xD7FF, 0xE000, 0x10FFFF};
  CHECK(themescore::find_surrogate(Text(Text::Medium(medium))) == 2u);
  CHECK(themescore::find_surrogate(Text(Text::Wide(wide))) == 1u);
  CHECK_FALSE(themescore::find_surrogate(Text(Text::Wide(fine))));
  CHECK_FALSE(themescore::find_surrogate(Text()));
}

TEST_CASE("a span is written as UTF-8 whatever the width of the text") {
  const std::array<std::uint8_t, 3> narrow = {'a', 0xE9, 'b'};
  const std::u16string medium = u"a\u00E9\u56FD";
  const std::u32string wide = U"a\u00E9\U0001F600";
  CHECK(to_utf8(Text(Text::Narrow(narrow)), {1, 3}) ==
        "\xC3\xA9"
        "b");
  CHECK(to_utf8(Text(Text::Medium(medium)), {1, 3}) == "\xC3\xA9\xE5\x9B\xBD");
  CHECK(to_utf8(Text(Text::Wide(wide)), {1, 3}) == "\xC3\xA9\xF0\x9F\x98\x80");
  CHECK(to_utf8(Text(Text::Wide(wide)), {2, 2}).empty());
}

TEST_CASE("a text may hold NUL and may be empty") {
  const std::string with_nul("a\0b", 3);
  const OwnedText text = OwnedText::from_utf8(with_nul);
  REQUIRE(text.view().size() == 3);
  CHECK(text.view()[1] == U'\0');
  CHECK(OwnedText::from_utf8("").view().size() == 0);
}

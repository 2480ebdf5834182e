#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.hpp"

using testing::Strings;
using testing::words;
using themescore::Tokenizer;

TEST_CASE("a full stop with no space after it parts two sentences") {
  CHECK(words("reform.The") == Strings{"reform", ".", "The"});
  CHECK(words("it.A plan") == Strings{"it", ".", "A", "plan"});
  CHECK(words("reform.I've said.It.") == Strings{"reform", ".", "I've", "said", ".", "It", "."});
  CHECK(words("reform.U.S. firms") == Strings{"reform", ".", "U.S", ".", "firms"});
  CHECK(words("It.The end") == Strings{"It", ".", "The", "end"});
  CHECK(words("won't.The won’t.A") == Strings{"won't", ".", "The", "won’t", ".", "A"});
  CHECK(words("2nd.The G20s.The") == Strings{"2nd", ".", "The", "G20s", ".", "The"});
  CHECK(words("реформа.Это") == Strings{"реформа", ".", "Это"});
  CHECK(words("re\u0301.E\u0301t") == Strings{"re\u0301", ".", "E\u0301t"});
  CHECK(words("reform．The") == Strings{"reform", "．", "The"});
  CHECK(words("one.Two.Three") == Strings{"one", ".", "Two", ".", "Three"});
}

TEST_CASE("a full stop inside a name or an abbreviation joins") {
  for (const std::string name :
       {"U.S.A", "Node.js", "example.com", "e.g", "Ph.D", "a.The", "A.The", "reform.THE",
        "Example.COM", "x.Y.z", "reform.the", "3.5", "a.b.The", "x.aB", "e\u0301.The"}) {
    CHECK(words(name) == Strings{name});
  }
  CHECK(words("Ph.D.") == Strings{"Ph.D", "."});
}

TEST_CASE("with the standard alone a full stop between letters joins") {
  CHECK(words("reform.The", Tokenizer({.standard = true})) == Strings{"reform.The"});
}

TEST_CASE("an apostrophe of either kind belongs to the word that it is inside of") {
  CHECK(words("don't don’t l'État rock'n'roll") ==
        Strings{"don't", "don’t", "l'État", "rock'n'roll"});
  CHECK(words("the province's and province’s") ==
        Strings{"the", "province's", "and", "province’s"});
  CHECK(words("provinces' provinces’ 'tis") ==
        Strings{"provinces", "'", "provinces", "’", "'", "tis"});
  CHECK(words("'reform' ‘reform’") == Strings{"'", "reform", "'", "‘", "reform", "’"});
}

TEST_CASE("a word is the same whatever its length and its first letter") {
  // ASCII letters are passed over eight at a time.
  for (std::size_t size = 1; size < 40; ++size) {
    const std::string word(size, 'a');
    for (const std::string first : {"", "7", "_b", "\u24C2", "\u05D0", "\u00E9", "\u0431"}) {
      for (const std::string last : {"", "7", "\u00E9", "z's", ".b", "\u0301"}) {
        const std::string whole = (first == "_b" ? "b" : first) + word + last;
        const std::string text = first + word + last;
        const Strings wanted = first == "_b" ? Strings{"_", whole} : Strings{whole};
        CHECK(words(text) == wanted);
        Strings twice = wanted;
        twice.insert(twice.end(), {"\"", "x"});
        CHECK(words(text + "\"x") == twice);  // a Hebrew letter further off does not take the mark
      }
    }
  }
  const auto circled = themescore::OwnedText::from_utf8("\u24C2abc");
  CHECK(Tokenizer().tokens(circled.view()) ==
        std::vector<themescore::Token>{{{0, 4}, themescore::TokenKind::word}});
}

TEST_CASE("the parts of a hyphenated word are tokens") {
  CHECK(words("state-owned co‐operate") == Strings{"state", "-", "owned", "co", "‐", "operate"});
}

TEST_CASE("alphabets with spaces between words are cut at them") {
  CHECK(words("Реформа, т.е. план.") == Strings{"Реформа", ",", "т.е", ".", "план", "."});
  CHECK(words("Οι πολίτες· μεταρρύθμιση;") == Strings{"Οι", "πολίτες", "·", "μεταρρύθμιση", ";"});
  // Marks of vowels belong to the letter before them.
  CHECK(words("كِتَابٌ، جَدِيدٌ؟") == Strings{"كِتَابٌ", "،", "جَدِيدٌ", "؟"});
  CHECK(words("राष्ट्रीय विकास।") == Strings{"राष्ट्रीय", "विकास", "।"});
  CHECK(words("국가 발전, 경제의") == Strings{"국가", "발전", ",", "경제의"});
  // NFD: the marks follow their letters.
  CHECK(words("Vie\u0323\u0302t Nam pha\u0301t trie\u0302\u0309n") ==
        Strings{"Vie\u0323\u0302t", "Nam", "pha\u0301t", "trie\u0302\u0309n"});
}

TEST_CASE("gershayim and geresh belong to a Hebrew word") {
  CHECK(words("צה״ל צה\"ל") == Strings{"צה״ל", "צה\"ל"});  // WB6, WB7b
  CHECK(words("ג׳ורג׳ ג'") == Strings{"ג׳ורג׳", "ג'"});    // a letter; WB7a
  CHECK(words("\"שלום\"") == Strings{"\"", "שלום", "\""});
}

TEST_CASE("scripts without spaces: Thai letter by letter, Hiragana too, Katakana in runs") {
  // Thai has Word_Break=Other: a boundary after each letter with its marks.
  CHECK(words("การพัฒนา") == Strings{"ก", "า", "ร", "พั", "ฒ", "น", "า"});
  CHECK(words("経済の発展をデータで") == Strings{"経済", "の", "発展", "を", "データ", "で"});
}

TEST_CASE("an emoji with its modifiers is one symbol, two letters of a flag as well") {
  const std::string worker = "\U0001F469\U0001F3FD\u200D\U0001F4BB";  // woman, tone, ZWJ, laptop
  CHECK(words("a " + worker + worker + "b") == Strings{"a", worker, worker, "b"});
  const std::string heart = "\u2764\uFE0F\u200D\U0001F525";
  CHECK(words(heart) == Strings{heart});
  CHECK(words("\U0001F1E8\U0001F1F3\U0001F1EB\U0001F1F7\U0001F1E9") ==
        Strings{"\U0001F1E8\U0001F1F3", "\U0001F1EB\U0001F1F7", "\U0001F1E9"});
  CHECK(words("1\uFE0F\u20E3") == Strings{"1\uFE0F\u20E3"});
}

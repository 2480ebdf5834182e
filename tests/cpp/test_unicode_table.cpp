#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "themescore/text/unicode.hpp"
#include "unicode_files.hpp"

using themescore::Category;
using themescore::SentenceBreak;
using themescore::WordBreak;
namespace unicode = themescore::unicode;

namespace {

// The value of a property for each code point, from a file that lists ranges.
class Column {
 public:
  Column(const std::string& file, const std::string& missing)
      : values_(0x110000, missing),
        there_(testing::read_properties(
            file, [this](char32_t first, char32_t last, const std::string& value) {
              for (char32_t c = first; c <= last; ++c) {
                values_[c] = value;
              }
            })) {}

  [[nodiscard]] bool there() const { return there_; }
  [[nodiscard]] const std::string& operator[](char32_t c) const { return values_[c]; }

 private:
  std::vector<std::string> values_;
  bool there_;
};

// A file such as PropList.txt has one property a line: those that have `name`.
std::vector<bool> code_points_with(const std::string& file, const std::string& name, bool& there) {
  std::vector<bool> found(0x110000, false);
  there =
      testing::read_properties(file, [&](char32_t first, char32_t last, const std::string& value) {
        for (char32_t c = first; c <= last && value == name; ++c) {
          found[c] = true;
        }
      });
  return found;
}

template <class Function>
std::size_t differing(Function differs) {
  std::size_t count = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    count += differs(c) ? 1u : 0u;
  }
  return count;
}

}  // namespace

TEST_CASE("every code point has the Word_Break of Unicode's file") {
  const std::string name = "auxiliary/WordBreakProperty.txt";
  const Column wanted(name, "Other");
  if (!wanted.there()) {
    SKIP_WITHOUT(name);
  }
  const std::map<std::string, WordBreak> values = {
      {"Other", WordBreak::Other},
      {"CR", WordBreak::CR},
      {"LF", WordBreak::LF},
      {"Newline", WordBreak::Newline},
      {"Extend", WordBreak::Extend},
      {"ZWJ", WordBreak::ZWJ},
      {"Format", WordBreak::Format},
      {"Katakana", WordBreak::Katakana},
      {"Hebrew_Letter", WordBreak::Hebrew_Letter},
      {"ALetter", WordBreak::ALetter},
      {"Single_Quote", WordBreak::Single_Quote},
      {"Double_Quote", WordBreak::Double_Quote},
      {"MidNumLet", WordBreak::MidNumLet},
      {"MidLetter", WordBreak::MidLetter},
      {"MidNum", WordBreak::MidNum},
      {"Numeric", WordBreak::Numeric},
      {"ExtendNumLet", WordBreak::ExtendNumLet},
      {"Regional_Indicator", WordBreak::Regional_Indicator},
      {"WSegSpace", WordBreak::WSegSpace},
  };
  CHECK(differing(
            [&](char32_t c) { return unicode::properties(c).word != values.at(wanted[c]); }) == 0);
}

TEST_CASE("every code point has the Sentence_Break of Unicode's file") {
  const std::string name = "auxiliary/SentenceBreakProperty.txt";
  const Column wanted(name, "Other");
  if (!wanted.there()) {
    SKIP_WITHOUT(name);
  }
  const std::map<std::string, SentenceBreak> values = {
      {"Other", SentenceBreak::Other},
      {"CR", SentenceBreak::CR},
      {"LF", SentenceBreak::LF},
      {"Sep", SentenceBreak::Sep},
      {"Extend", SentenceBreak::Extend},
      {"Format", SentenceBreak::Format},
      {"Sp", SentenceBreak::Sp},
      {"Lower", SentenceBreak::Lower},
      {"Upper", SentenceBreak::Upper},
      {"OLetter", SentenceBreak::OLetter},
      {"Numeric", SentenceBreak::Numeric},
      {"ATerm", SentenceBreak::ATerm},
      {"SContinue", SentenceBreak::SContinue},
      {"STerm", SentenceBreak::STerm},
      {"Close", SentenceBreak::Close},
  };
  CHECK(differing([&](char32_t c) {
          return unicode::properties(c).sentence != values.at(wanted[c]);
        }) == 0);
}

TEST_CASE("every code point has the category of Unicode's file, and white space is Space") {
  const std::string name = "extracted/DerivedGeneralCategory.txt";
  const Column general(name, "Cn");
  bool there = false;
  const auto spaces = code_points_with("PropList.txt", "White_Space", there);
  if (!general.there() || !there) {
    SKIP_WITHOUT(name);
  }
  const std::map<char, Category> values = {
      {'L', Category::Letter},      {'M', Category::Mark},   {'N', Category::Number},
      {'P', Category::Punctuation}, {'S', Category::Symbol}, {'Z', Category::Space},
      {'C', Category::Other},
  };
  CHECK(differing([&](char32_t c) {
          const Category wanted = spaces[c] ? Category::Space : values.at(general[c][0]);
          return unicode::properties(c).category != wanted;
        }) == 0);
  CHECK(differing([&](char32_t c) {
          return unicode::properties(c).opening != (general[c] == "Ps" || general[c] == "Pi");
        }) == 0);
}

TEST_CASE("the Han characters are those of Unicode's script, the pictographs those of its emoji") {
  const std::string scripts = "Scripts.txt";
  const Column script(scripts, "Unknown");
  const std::string emoji = "emoji/emoji-data.txt";
  bool there = false;
  const auto pictographic = code_points_with(emoji, "Extended_Pictographic", there);
  if (!script.there() || !there) {
    SKIP_WITHOUT(there ? scripts : emoji);
  }
  // Han by its script and not by our table, or the other way round.
  std::vector<unsigned> other;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (unicode::properties(c).han != (script[c] == "Han")) {
      other.push_back(static_cast<unsigned>(c));
    }
  }
  // A punctuation mark and two combining marks.
  CHECK(other == std::vector<unsigned>{0x16FE2, 0x16FF0, 0x16FF1});
  CHECK(differing([&](char32_t c) {
          return unicode::properties(c).pictographic != pictographic[c];
        }) == 0);
}

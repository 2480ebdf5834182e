#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/themes/pattern.hpp"
#include "themescore/themes/word_index.hpp"

using testing::Strings;
using themescore::PatternWord;
using themescore::PatternWordId;
using themescore::PatternWordIndex;

namespace {

using Place = PatternWordIndex::Place;

// A pattern whose pieces, with a gap between them, are Chinese characters side by side.
void add_pieces(PatternWordIndex& index, const std::vector<Strings>& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::vector<PatternWord> words;
    for (const std::string& character : pieces[i]) {
      words.push_back({PatternWord::Kind::character, character});
    }
    std::vector<const PatternWord*> piece;
    for (const PatternWord& word : words) {
      const Place first = i == 0 ? Place::first : Place::anew;
      index.add(word, piece.empty() ? first : Place::side_by_side);
      piece.push_back(&word);
    }
    index.add_piece(piece);
  }
}

}  // namespace

TEST_CASE("the globs that a word satisfies are those that a look at each finds") {
  testing::Random random(31);
  const std::u32string in_globs = U"abAy**?éã国";
  const std::u32string in_forms = U"abAyéã国图";
  std::size_t satisfied = 0;
  for (int round = 0; round < 300; ++round) {
    PatternWordIndex index;
    std::vector<std::pair<PatternWordId, std::string>> globs;
    for (std::size_t k = 1 + random.below(12); k > 0; --k) {
      std::u32string glob;
      for (std::size_t size = 1 + random.below(4); size > 0; --size) {
        glob += random.pick(in_globs);
      }
      const std::string text = testing::utf8(glob);
      globs.emplace_back(index.add({PatternWord::Kind::glob, text}, Place::first), text);
    }
    index.compile();
    for (int word = 0; word < 100; ++word) {
      std::u32string letters;
      for (std::size_t size = 1 + random.below(5); size > 0; --size) {
        letters += random.pick(in_forms);
      }
      const std::string form = testing::utf8(letters);
      std::vector<PatternWordId> wanted;
      for (const auto& [id, glob] : globs) {
        if (themescore::glob_matches(glob, form)) {
          wanted.push_back(id);
        }
      }
      std::ranges::sort(wanted);
      wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
      std::vector<PatternWordId> found;
      index.satisfied_by({form, form, form}, found);
      REQUIRE_MESSAGE(found == wanted, form);
      satisfied += found.size();
    }
  }
  CHECK(satisfied > 5'000);
}

TEST_CASE(
    "a word has something for a pattern where two of its characters follow one another in it") {
  PatternWordIndex index;
  add_pieces(index, {{"改", "革", "开", "放"}});
  index.compile();
  CHECK(index.may_take_of("改革"));
  CHECK(index.may_take_of("革开"));
  CHECK(index.may_take_of("大改革"));
  CHECK_FALSE(index.may_take_of("革改"));
  CHECK_FALSE(index.may_take_of("改放"));
  CHECK_FALSE(index.may_take_of("变革"));
}

TEST_CASE("a character alone is something for any pattern that has it") {
  PatternWordIndex index;
  add_pieces(index, {{"改", "革"}});
  index.compile();
  CHECK(index.may_take_of("改"));
  CHECK(index.may_take_of("革"));
  CHECK_FALSE(index.may_take_of("国"));
}

TEST_CASE("a piece of one character, or one that follows a gap, may take a character of a word") {
  PatternWordIndex index;
  add_pieces(index, {{"党"}});
  add_pieces(index, {{"深", "化"}, {"改", "革"}});
  index.compile();
  CHECK(index.may_take_of("党委"));
  CHECK(index.may_take_of("政党"));
  CHECK(index.may_take_of("修改"));
  CHECK_FALSE(index.may_take_of("深入"));
  CHECK_FALSE(index.may_take_of("革命"));
}

TEST_CASE("of characters that are not among the common ones nothing is said") {
  PatternWordIndex index;
  add_pieces(index, {{"改", "革"}});
  index.compile();
  CHECK(index.may_take_of("\xE3\x90\x80国"));      // U+3400
  CHECK(index.may_take_of("国\xF3\xA0\x84\x80"));  // with a variation selector
}

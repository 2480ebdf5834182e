#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "han_support.hpp"
#include "themescore/errors.hpp"
#include "themescore/tokenize/han/lexicon_format.hpp"

using themescore::DoubleArray;
using themescore::HanCode;
using themescore::HanLexicon;
using themescore::LexiconError;
using themescore::lexicon_format::Header;

namespace {

std::vector<std::byte> shipped_bytes() {
  const auto bytes = themescore::MappedFile(THEMESCORE_HAN_LEXICON);
  return {bytes.bytes().begin(), bytes.bytes().end()};
}

std::vector<std::byte> small_bytes() {
  auto source = testing::small_source({{U"国有", 3}, {U"国有企业", 5}, {U"企", 1}, {U"改革", 7}});
  source.emissions[U'国'] = {-1, -2, -3, -4};
  return themescore::write_han_lexicon(source);
}

// Opens it and, if that is possible, uses all of it. What comes out does not matter here.
bool survives(std::span<const std::byte> bytes) {
  try {
    const auto lexicon = HanLexicon::from_bytes(bytes);
    const auto dictionary = std::make_shared<themescore::HanDictionary>(
        lexicon, std::vector<themescore::TaughtWord>{{U"国有改", std::nullopt, ""}});
    const themescore::JiebaSegmenter segmenter(dictionary);
    for (const std::u32string_view run : {U"国有企业改革国企有业革国国", U"改"}) {
      const auto words = testing::cut(run, segmenter);
      (void)segmenter.cuts(run);
      (void)segmenter.origin(run);
      CHECK_FALSE(words.empty());
    }
    return true;
  } catch (const LexiconError&) {
    return false;
  } catch (const themescore::TaughtWordError&) {
    return true;  // the sum of frequencies is damaged
  }
}

void set_file_size(std::vector<std::byte>& bytes) {
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + offsetof(Header, file_size), &size, sizeof size);
}

}  // namespace

TEST_CASE("a tree holds its words and no other") {
  testing::Random random(7);
  constexpr HanCode kMaxCode = 50;
  std::map<std::vector<HanCode>, std::uint16_t> expected;
  while (expected.size() < 3000) {
    std::vector<HanCode> codes(1 + random.below(5));
    std::ranges::generate(
        codes, [&] { return static_cast<HanCode>(1 + random.below(random.below(kMaxCode) + 1)); });
    expected[codes] = static_cast<std::uint16_t>(1 + random.below(DoubleArray::kMaxPayload));
  }
  std::vector<themescore::CodedWord> words;
  for (const auto& [codes, payload] : expected) {
    words.insert(random.once_in(2) ? words.begin() : words.end(), {codes, payload});
  }
  const auto units = themescore::build_double_array(words, kMaxCode);
  REQUIRE(DoubleArray::is_sound(units, kMaxCode));
  CHECK_FALSE(DoubleArray::is_sound(units, kMaxCode + 1));
  const DoubleArray tree(units);

  std::size_t found = 0;
  const auto walk = [&](auto&& self, DoubleArray::Node node, std::vector<HanCode>& codes) -> void {
    const auto at = expected.find(codes);
    CHECK(node.payload() == (at == expected.end() ? 0 : at->second));
    found += at == expected.end() ? 0U : 1U;
    for (HanCode code = 0; code <= kMaxCode; ++code) {
      DoubleArray::Node child = node;
      if (tree.step(child, code)) {
        REQUIRE(codes.size() < 5);
        codes.push_back(code);
        self(self, child, codes);
        codes.pop_back();
      }
    }
  };
  std::vector<HanCode> codes;
  walk(walk, DoubleArray::root(), codes);
  CHECK(found == expected.size());
}

TEST_CASE("what is no lexicon is refused") {
  CHECK_THROWS_AS((void)HanLexicon::open("/does/not/exist"), LexiconError);
  CHECK_THROWS_AS((void)HanLexicon::open("/"), LexiconError);
  CHECK_THROWS_AS((void)HanLexicon::from_bytes({}), LexiconError);
  auto bytes = small_bytes();
  REQUIRE(survives(bytes));
  bytes[8] = std::byte{3};  // of a later format
  CHECK_THROWS_WITH_AS((void)HanLexicon::from_bytes(bytes), "the Han lexicon is of format 3, not 2",
                       LexiconError);
  bytes[0] = std::byte{'X'};
  CHECK_THROWS_WITH_AS((void)HanLexicon::from_bytes(bytes), "this is not a Han lexicon",
                       LexiconError);
}

TEST_CASE("a lexicon that ends too early or too late is refused") {
  const auto whole = small_bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::vector<std::byte> bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_FALSE(survives(bytes));
    if (size >= sizeof(Header)) {
      set_file_size(bytes);
      CHECK_FALSE(survives(bytes));
    }
  }
  auto bytes = whole;
  bytes.resize(whole.size() + 8);
  CHECK_FALSE(survives(bytes));
  set_file_size(bytes);
  CHECK_FALSE(survives(bytes));

  const auto shipped = shipped_bytes();
  for (std::size_t size = 0; size < shipped.size(); size += 100'000) {
    CHECK_FALSE(survives(std::span(shipped).first(size)));
  }
}

TEST_CASE("a damaged lexicon is refused or gives wrong words") {
  const auto whole = small_bytes();
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const unsigned flipped : {0x01U, 0x80U, 0xFFU}) {
      auto bytes = whole;
      bytes[i] ^= static_cast<std::byte>(flipped);
      refused += survives(bytes) ? 0U : 1U;
    }
  }
  CHECK(refused > 0);

  testing::Random random(3);
  auto shipped = shipped_bytes();
  for (int i = 0; i < 100; ++i) {
    const std::size_t at = random.below(shipped.size());
    const std::byte before = shipped[at];
    shipped[at] = static_cast<std::byte>(random.below(256));
    (void)survives(shipped);
    shipped[at] = before;
  }
}

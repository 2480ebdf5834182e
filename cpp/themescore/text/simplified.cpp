#include "themescore/text/simplified.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "themescore/text/text.hpp"

namespace themescore {

namespace {

struct CompatibilityBlock {
  char32_t first;
  std::u32string_view unified;
};

#include "themescore/text/simplified_table.inc"

static_assert(kTableVersion == kSimplifiedDataVersion);

constexpr char32_t kFirst = 0x3400;        // nothing below changes, but for radicals
constexpr char32_t kLastIndexed = 0x9FFF;  // few characters above do, and none starts a phrase
constexpr std::size_t kPairCount = kCharacters.size() / 2;

constexpr char32_t key_of(std::size_t pair) { return kCharacters[2 * pair]; }

// One more than the number of the character's pair, 0 where it has none.
constexpr auto kPairOf = [] {
  std::array<std::uint16_t, kLastIndexed - kFirst + 1> pairs{};
  for (std::size_t i = 0; i < kPairCount && key_of(i) <= kLastIndexed; ++i) {
    pairs[key_of(i) - kFirst] = static_cast<std::uint16_t>(i + 1);
  }
  return pairs;
}();

constexpr std::size_t kPairsIndexed = [] {
  std::size_t count = 0;
  while (count < kPairCount && key_of(count) <= kLastIndexed) {
    ++count;
  }
  return count;
}();

// Where the phrases of the character of each pair begin; those of the next pair follow.
constexpr auto kPhrasesFrom = [] {
  std::array<std::uint16_t, kPairsIndexed + 1> from{};
  std::size_t phrase = 0;
  for (std::size_t i = 0; i < kPairsIndexed; ++i) {
    from[i] = static_cast<std::uint16_t>(phrase);
    while (phrase < kPhrases.size() && kPhrases[phrase].front() == key_of(i)) {
      ++phrase;
    }
  }
  from[kPairsIndexed] = static_cast<std::uint16_t>(phrase);
  return from;
}();
static_assert(kPhrasesFrom.back() == kPhrases.size());

// What may happen to a character up to kLastIndexed. Of simplified text one character in ten begins
// a phrase (一, 大, 年), one in ninety before a character that can follow.
constexpr unsigned kChanges = 1;
constexpr unsigned kBeginsPhrase = 2;
constexpr unsigned kStandsSecond = 4;
constexpr auto kRoles = [] {
  std::array<std::uint8_t, kLastIndexed + 2> roles{};
  const auto add = [&](char32_t c, bool has, unsigned role) {
    roles[c] = static_cast<std::uint8_t>(roles[c] | (has ? role : 0));
  };
  for (std::size_t i = 0; i < kPairsIndexed; ++i) {
    add(key_of(i), key_of(i) != kCharacters[2 * i + 1], kChanges);
    add(key_of(i), kPhrasesFrom[i] < kPhrasesFrom[i + 1], kBeginsPhrase);
  }
  for (const std::u32string_view phrase : kPhrases) {
    add(phrase[1], true, kStandsSecond);
  }
  roles.back() = kChanges;  // of all the characters above
  return roles;
}();
static_assert(std::ranges::all_of(kPhrases, [](auto phrase) { return phrase.size() >= 4; }));

constexpr unsigned roles_of(char32_t c) noexcept {
  return kRoles[std::min<char32_t>(c, kLastIndexed + 1)];
}

constexpr std::size_t kAtOnce = 8;

// A byte for each of up to eight characters, not 0 if it is to be looked up. The one after them may
// decide of the last. No branch asks what a single character is: that has no pattern.
template <std::size_t kSize>
std::uint64_t changes_in(const char32_t* characters) noexcept {
  static_assert(kStandsSecond == 2 * kBeginsPhrase);
  constexpr std::uint64_t kEach = 0x0101'0101'0101'0101 >> (64 - 8 * kSize);
  std::uint64_t roles = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    roles |= std::uint64_t{roles_of(characters[i])} << (8 * i);
  }
  const std::uint64_t next = roles >> 8 | std::uint64_t{roles_of(characters[kSize])}
                                              << (8 * kSize - 8);
  return (roles & kEach * kChanges) | (roles & next >> 1 & kEach * kBeginsPhrase);
}

// Number of the character's pair, kPairCount if it has none.
std::size_t find_pair(char32_t c) noexcept {
  if (c < kFirst) {
    return kPairCount;
  }
  if (c <= kLastIndexed) {
    const std::size_t pair = kPairOf[c - kFirst];
    return pair == 0 ? kPairCount : pair - 1;
  }
  std::size_t low = kPairsIndexed;
  std::size_t high = kPairCount;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (key_of(middle) < c) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kPairCount && key_of(low) == c ? low : kPairCount;
}

bool may_be_unified(char32_t c) noexcept {
  return (c >= kCompatibilityBlocks[0].first && c < kFirst) || c > kLastIndexed;
}

char32_t unified(char32_t c) noexcept {
  if (!may_be_unified(c)) {
    return c;
  }
  for (const CompatibilityBlock& block : kCompatibilityBlocks) {
    if (c >= block.first && c - block.first < block.unified.size()) {
      return block.unified[c - block.first];
    }
  }
  return c;
}

// The simplified form of the longest phrase at the front of `characters`, or nothing.
std::u32string_view phrase_at(std::size_t pair, std::span<const char32_t> characters) noexcept {
  if (pair >= kPairsIndexed) {
    return {};
  }
  for (std::size_t i = kPhrasesFrom[pair]; i < kPhrasesFrom[pair + 1]; ++i) {
    const std::size_t length = kPhrases[i].size() / 2;
    const std::u32string_view phrase = kPhrases[i].substr(0, length);
    if (length <= characters.size() && std::ranges::equal(phrase, characters.first(length))) {
      return kPhrases[i].substr(length);
    }
  }
  return {};
}

// Changes the character at `i`, or the phrase that begins there; returns how many characters it is.
std::size_t change(std::span<char32_t> characters, std::size_t i) noexcept {
  const std::size_t pair = find_pair(characters[i]);
  if (const auto phrase = phrase_at(pair, characters.subspan(i)); !phrase.empty()) {
    std::ranges::copy(phrase, characters.subspan(i).begin());
    return phrase.size();
  }
  characters[i] = pair == kPairCount ? characters[i] : kCharacters[2 * pair + 1];
  return 1;
}

// Changes what there is to change of the `kSize` characters from `i` on, after which there is
// another one; returns where to go on.
template <std::size_t kSize>
std::size_t change_some(std::span<char32_t> characters, std::size_t i) noexcept {
  std::size_t end = i + kSize;
  for (auto changes = changes_in<kSize>(characters.data() + i); changes != 0;) {
    const std::size_t place = static_cast<std::size_t>(std::countr_zero(changes)) / 8;
    const std::size_t done = place + change(characters, i + place);
    end = std::max(end, i + done);
    changes = done < kSize ? changes & ~std::uint64_t{0} << (8 * done) : 0;
  }
  return end;
}

}  // namespace

void simplify(std::span<char32_t> characters) {
  unsigned some = 0;  // no early end, so that a compiler can look at several at once
  for (const char32_t c : characters) {
    some |= static_cast<unsigned>(may_be_unified(c));
  }
  if (some != 0) {
    std::ranges::transform(characters, characters.begin(), unified);
  }
  std::size_t i = 0;
  while (i + kAtOnce < characters.size()) {
    i = change_some<kAtOnce>(characters, i);
  }
  while (i + 1 < characters.size()) {
    i = change_some<1>(characters, i);
  }
  if (i < characters.size() && (roles_of(characters[i]) & kChanges) != 0) {
    change(characters, i);
  }
}

std::string simplified_form(std::string form_utf8) {
  const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
  if (std::ranges::all_of(form_utf8, is_ascii)) {
    return form_utf8;
  }
  bool may_change = false;
  unsigned before = 0;
  for_each_code_point(form_utf8, [&](char32_t c, std::size_t) {
    const unsigned roles = roles_of(c);
    const bool in_phrase = (before & kBeginsPhrase) != 0 && (roles & kStandsSecond) != 0;
    may_change = may_change || (roles & kChanges) != 0 || in_phrase || may_be_unified(c);
    before = roles;
  });
  if (!may_change) {
    return form_utf8;
  }
  std::u32string characters;
  characters.reserve(form_utf8.size());
  for_each_code_point(form_utf8, [&](char32_t c, std::size_t) { characters += c; });
  simplify(characters);
  std::string form;
  form.reserve(form_utf8.size());
  for (const char32_t c : characters) {
    append_utf8(form, c);
  }
  return form;
}

}  // namespace themescore

#include "themescore/tokenize/han/name_parts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNameTags = {"nr"sv, "nrfg"sv, "nrt"sv, "ns"sv, "nz"sv};

// What stands after a name and is no part of it; in simplified and, where it differs, traditional
// writing. Of one character a line, then of more.
constexpr std::array kNameEndings = {
    U"市"sv,     U"省"sv,     U"州"sv,     U"县"sv,     U"縣"sv,     U"区"sv,     U"區"sv,
    U"国"sv,     U"國"sv,     U"人"sv,     U"岛"sv,     U"島"sv,     U"城"sv,     U"乡"sv,
    U"鄉"sv,     U"镇"sv,     U"鎮"sv,     U"村"sv,     U"港"sv,     U"湾"sv,     U"灣"sv,
    U"族"sv,     U"语"sv,     U"語"sv,     U"式"sv,     U"政府"sv,   U"共和国"sv, U"共和國"sv,
    U"自治区"sv, U"自治區"sv, U"自治州"sv, U"自治县"sv, U"自治縣"sv, U"特区"sv,   U"特區"sv,
    U"地区"sv,   U"地區"sv,   U"新区"sv,   U"新區"sv,   U"半岛"sv,   U"半島"sv,   U"群岛"sv,
    U"群島"sv,
};

// Rarer entries of two characters are mostly shreds of longer names.
constexpr std::uint64_t kLeastFrequency = 30;

bool has_several_characters(const NamePart& part) noexcept { return part.last - part.first >= 2; }

bool is_frequent_word(const NamePart& part) noexcept {
  return has_several_characters(part) && part.frequency >= kLeastFrequency;
}

bool is_ending(std::span<const char32_t> part) noexcept {
  return std::ranges::any_of(
      kNameEndings, [&](std::u32string_view ending) { return std::ranges::equal(ending, part); });
}

}  // namespace

bool is_name_tag(std::string_view tag) noexcept {
  return std::ranges::find(kNameTags, tag) != kNameTags.end();
}

HanCuts name_cuts(std::span<const char32_t> name,
                  std::uint64_t frequency,
                  std::span<const NamePart> parts) {
  const auto stands_alone = [&](const NamePart& part) {
    return is_frequent_word(part) && part.frequency >= frequency;
  };
  HanCuts cuts;
  for (std::size_t i = 0; i + 1 < parts.size() && stands_alone(parts[i]); ++i) {
    if (has_several_characters(parts[i + 1])) {
      cuts.starts |= std::uint64_t{1} << parts[i].last;
    }
  }
  bool may_be_left = true;
  for (std::size_t i = parts.size(); i-- > 1;) {
    const NamePart& part = parts[i];
    may_be_left = may_be_left && (stands_alone(part) ||
                                  is_ending(name.subspan(part.first, part.last - part.first)));
    const NamePart& before = parts[i - 1];
    if (has_several_characters(before) &&
        (may_be_left || (is_frequent_word(before) && !before.is_name))) {
      cuts.ends |= std::uint64_t{1} << part.first;
    }
  }
  return cuts;
}

}  // namespace themescore

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "themescore/tokenize/han/segmenter.hpp"

namespace themescore {

/// Whether a word of this tag is the name of a place, a person or a thing, not of an organisation:
/// names of those are mostly made of words, the others are not.
[[nodiscard]] bool is_name_tag(std::string_view tag) noexcept;

/// A word inside of a name.
struct NamePart {
  std::uint32_t first;  ///< characters of the name, half-open
  std::uint32_t last;
  std::uint64_t frequency;  ///< 0 if the dictionary does not have it
  bool is_name = false;
};

/// Where a match may begin and end inside of a name. `parts` cover it, of up to 64 characters, in
/// order; `frequency` is that of the name.
///
/// A match takes whole parts of two characters or more. It may leave over words that stand on their
/// own, as in 上海浦东: of two characters or more, and no rarer than the name, or else they are
/// shreds of it, as 尼亚 is of 罗马尼亚. At the end it may leave over what names are made with, as
/// in 北京市; and, if it ends with a word that is no name, anything: jieba takes 安全感 for the
/// name of a person. So 蒙古 is not found in 内蒙古, nor 印度 or 尼西亚 in 印度尼西亚.
[[nodiscard]] HanCuts name_cuts(std::span<const char32_t> name,
                                std::uint64_t frequency,
                                std::span<const NamePart> parts);

}  // namespace themescore

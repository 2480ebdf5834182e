#pragma once

#include <span>
#include <string>
#include <string_view>

namespace themescore {

/// Version of OpenCC's dictionaries that the table is made of.
inline constexpr std::string_view kSimplifiedDataVersion = "1.4.2";

/// Writes Chinese in simplified characters, in place: 經濟發展 and 经济发展 are the same
/// afterwards, and so are what Taiwan and Hong Kong write (裡 and 裏, 衆 and 眾), radicals and
/// compatibility ideographs.
///
/// At each position, from the left, the longest phrase that OpenCC's dictionaries have (乾 stays in
/// 乾隆), else the character (乾 is 干 in 餅乾). So the result depends on the neighbours: hand over
/// whole sentences where that matters. What is simplified already stays as it is, except for words
/// that only a phrase shows to be so and the dictionaries lack, chiefly those in 著 and the names
/// of people in 乾, 徵 and 昇.
///
/// A second time changes nothing in any real text that was tried; it can where a phrase ends in
/// what would begin another one with what follows it (a list of such phrases without a space).
void simplify(std::span<char32_t> characters);

/// The same for a form, in well-formed UTF-8.
[[nodiscard]] std::string simplified_form(std::string form_utf8);

}  // namespace themescore

#pragma once

#include <string>
#include <string_view>

namespace themescore {

/// The form of a surface: what makes `Reform`, `REFORM` and full-width `Ｒｅｆｏｒｍ` one word.
///
/// Compatibility composition and case folding with default-ignorable code points left out
/// (NFKC_Casefold, Unicode 15.0, section 3.13), the typographic apostrophe U+2019 as U+0027, and no
/// line breaks. Idempotent. A surface of nothing but ignorable code points is its own form, so a
/// form is never empty unless the surface is. `surface` has to be well-formed UTF-8.
[[nodiscard]] std::string form_of(std::string_view surface);

/// Version of Unicode that the linked normalisation library knows; that of our own tables, if the
/// same text is to have the same forms everywhere.
[[nodiscard]] std::string_view unicode_version_of_forms() noexcept;

}  // namespace themescore

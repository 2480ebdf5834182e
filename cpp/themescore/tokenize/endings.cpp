#include "themescore/tokenize/endings.hpp"

#include <array>

namespace themescore {

namespace {

using namespace std::string_view_literals;

// Forms: a typographic apostrophe is a straight one there, a full-width sign an ordinary one.
constexpr std::array kEndings = {
    "'s"sv,           "%"sv,
    "\xE2\x80\xB0"sv,  // U+2030 per mille
    "\xE2\x80\xB1"sv,  // U+2031 per ten thousand
    "\xD9\xAA"sv,      // U+066A, U+0609, U+060A: the three in Arabic
    "\xD8\x89"sv,     "\xD8\x8A"sv,
};

}  // namespace

std::string_view ending_of(std::string_view form) noexcept {
  // Most words end with another letter of ASCII.
  if (form.empty() || (form.back() != 's' && form.back() != '%' && (form.back() & 0x80) == 0)) {
    return {};
  }
  for (const std::string_view ending : kEndings) {
    if (form.size() > ending.size() && form.ends_with(ending)) {
      return form.substr(form.size() - ending.size());
    }
  }
  return {};
}

}  // namespace themescore

#include "themescore/text/form.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

namespace themescore {

namespace {

constexpr std::string_view kTypographicApostrophe = "\xE2\x80\x99";

bool is_ascii(std::string_view bytes) noexcept {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower_ascii(std::string_view bytes) {
  std::string lower(bytes);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return lower;
}

std::string nfkc_casefold(std::string_view surface) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  utf8proc_uint8_t* mapped = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(surface.data()),
                   static_cast<utf8proc_ssize_t>(surface.size()), &mapped, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length == UTF8PROC_ERROR_NOMEM) {
    throw std::bad_alloc();
  }
  if (length < 0) {
    throw std::logic_error(utf8proc_errmsg(length));
  }
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

std::string with_straight_apostrophes(std::string_view form) {
  std::string straight;
  for (std::size_t i = 0; i < form.size();) {
    if (form.substr(i, kTypographicApostrophe.size()) == kTypographicApostrophe) {
      straight += '\'';
      i += kTypographicApostrophe.size();
    } else {
      straight += form[i++];
    }
  }
  return straight;
}

}  // namespace

std::string form_of(std::string_view surface) {
  if (is_ascii(surface)) {
    return lower_ascii(surface);
  }
  const std::string form = nfkc_casefold(surface);
  if (form.empty()) {
    return std::string(surface);
  }
  return with_straight_apostrophes(form);
}

}  // namespace themescore

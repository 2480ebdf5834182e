#include "themescore/text/form.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

#include "themescore/text/han.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

constexpr char32_t kTypographicApostrophe = 0x2019;
constexpr std::ptrdiff_t kManyMarks = 30;  // as in UAX #15, stream-safe text
constexpr std::size_t kLongWord = 64;      // bytes; a shorter one cannot have that many marks

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

// Straight apostrophes for typographic ones, and no line break, which a word of Han may hold where
// a line was wrapped.
std::string tidied(std::string_view form) {
  std::string tidy;
  for_each_code_point(form, [&](char32_t c, std::size_t) {
    if (c == kTypographicApostrophe) {
      tidy += '\'';
    } else if (!unicode::is_line_break(c)) {
      append_utf8(tidy, c);
    }
  });
  return tidy;
}

// utf8proc sorts marks by exchanging neighbours, which takes a square of their number; in order
// already, they take it no time. No language puts so many marks on one letter.
std::string with_marks_in_order(std::string_view surface) {
  std::u32string all;
  for_each_code_point(surface, [&](char32_t c, std::size_t) { all += c; });
  const auto mark_class = [](char32_t c) {
    return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class;
  };
  for (auto first = all.begin(); first != all.end();) {
    const auto last =
        std::find_if(first, all.end(), [&](char32_t c) { return mark_class(c) == 0; });
    if (last - first > kManyMarks) {
      std::stable_sort(first, last,
                       [&](char32_t a, char32_t b) { return mark_class(a) < mark_class(b); });
    }
    first = last == all.end() ? last : last + 1;
  }
  std::string ordered;
  for (const char32_t c : all) {
    append_utf8(ordered, c);
  }
  return ordered;
}

}  // namespace

std::string form_of(std::string_view surface) {
  if (is_ascii(surface)) {
    return lower_ascii(surface);
  }
  if (is_plain_han(surface)) {  // as nearly every word of Chinese: they are their own form
    return std::string(surface);
  }
  const std::string form = tidied(nfkc_casefold(
      surface.size() < kLongWord ? std::string(surface) : with_marks_in_order(surface)));
  return form.empty() ? std::string(surface) : form;
}

std::string_view unicode_version_of_forms() noexcept { return utf8proc_unicode_version(); }

}  // namespace themescore

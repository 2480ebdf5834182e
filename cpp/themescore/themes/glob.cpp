#include <optional>

#include "themescore/themes/pattern.hpp"

namespace themescore {

namespace {

// Bytes of the code point at the front.
std::size_t code_point_size(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view form) noexcept {
  std::size_t g = 0;
  std::size_t f = 0;
  std::optional<std::size_t> star;  // where to go on in the glob after the last *
  std::size_t retry = 0;            // where that * has to give way to
  while (f < form.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = ++g;
      retry = f;
    } else if (g < glob.size() && glob[g] == '?') {
      ++g;
      f += code_point_size(form[f]);
    } else if (g < glob.size() && glob[g] == form[f]) {
      ++g;
      ++f;
    } else if (star) {
      g = *star;
      retry += code_point_size(form[retry]);
      f = retry;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') {
    ++g;
  }
  return g == glob.size();
}

}  // namespace themescore

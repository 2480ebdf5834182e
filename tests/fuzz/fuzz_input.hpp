#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "themescore/text/text.hpp"

namespace fuzz {

inline void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

// Code points that rules are about; bytes of the input choose from them, or stand for themselves.
inline constexpr std::u32string_view kInteresting =
    U"国有企业法々〇一、。！？（）“”「」《》，；：．　カーひ한가אב٣ÀéßﬁİΣ"
    U"\u0085\u00A0\u00AD\u00B7\u0301\u0345\u05BE\u05F4\u200B\u200C\u200D\u2010\u2011\u2013\u2014"
    U"\u2018\u2019\u2024\u2026\u2027\u2028\u2029\u202F\u2060\u20E3\u2E80\u3099\u30FB\u338F\uD7FF"
    U"\uE000"
    U"\uFE00\uFE0F\uFE52\uFEFF\uFF07\uFF0D\uFF21\uFF65\uFFFD\uFFFF\U00010400\U0001F1E8\U0001F1F3"
    U"\U0001F3FD\U0001F468\U0001F469\U00020000\U0002F800\U000E0100\U0010FFFF";

/// A text of one, two or four bytes a character, as the first byte says.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : width_(size == 0 ? 0 : data[0] % 3) {
    for (std::size_t i = 1; i < size; ++i) {
      const std::uint8_t byte = data[i];
      if (width_ == 0) {
        narrow_.push_back(byte);
        continue;
      }
      const char32_t c = byte < 0x80 ? byte : kInteresting[byte % kInteresting.size()];
      if (width_ == 1 && c < 0x10000) {
        medium_.push_back(static_cast<char16_t>(c));
      } else if (width_ == 2) {
        wide_.push_back(c);
      }
    }
  }

  [[nodiscard]] themescore::Text text() const {
    if (width_ == 0) {
      return themescore::Text(themescore::Text::Narrow(narrow_));
    }
    return width_ == 1 ? themescore::Text(themescore::Text::Medium(medium_))
                       : themescore::Text(themescore::Text::Wide(wide_));
  }

  /// The same text in four bytes a character.
  [[nodiscard]] std::u32string widened() const {
    std::u32string wide;
    for (std::size_t i = 0; i < text().size(); ++i) {
      wide += text()[i];
    }
    return wide;
  }

 private:
  unsigned width_;
  std::vector<std::uint8_t> narrow_;
  std::vector<char16_t> medium_;
  std::vector<char32_t> wide_;
};

}  // namespace fuzz

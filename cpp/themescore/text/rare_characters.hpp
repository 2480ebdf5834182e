#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "themescore/text/characters.hpp"

namespace themescore {

/// Finds the places of a text for which a question about its ASCII is answered with yes, and all
/// that is neither ASCII nor an ideograph, which needs a closer look. In English and Chinese they
/// are rare, so that nearly all of a text is passed over 64 characters at a time.
///
/// `Question` is called with one of the classes of characters.hpp and returns what its any() does.
/// A view of the text; not for more than one thread at a time.
template <class Unit, class Question>
class RareCharacters {
 public:
  explicit RareCharacters(std::span<const Unit> text) noexcept : text_(text) {}

  /// The first at or after `i`; the size of the text if there is none.
  [[nodiscard]] std::size_t next(std::size_t i) noexcept {
    while (i < text_.size()) {
      const std::size_t base = i & ~(kLooked - 1);
      if (base != base_) {
        base_ = base;
        bits_ = 0;
        look_at_characters<Unit, Characters>(text_, base, [&](const auto& c, std::size_t k) {
          bits_ |= (Question()(c) | c.any(c.not_ascii())) << k;
        });
      }
      const std::uint64_t left = bits_ >> (i - base);
      if (left != 0) {
        return i + static_cast<std::size_t>(std::countr_zero(left));
      }
      i = base + kLooked;
    }
    return text_.size();
  }

 private:
  using Characters = std::conditional_t<sizeof(Unit) == 1,
                                        CharactersAtOnce<Unit>,
                                        WithoutIdeographs<CharactersAtOnce<Unit>>>;

  std::span<const Unit> text_;
  std::size_t base_ = ~std::size_t{0};
  std::uint64_t bits_ = 0;
};

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace themescore {

/// Half-open range of code points of one text.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A view of a string whose elements are code points of 1, 2 or 4 bytes each.
///
/// These are the three ways in which Python keeps a string, so a Python string is read where it
/// lies and an offset is an index. The memory belongs to somebody else and has to outlive the view.
class Text {
 public:
  using Narrow = std::span<const std::uint8_t>;
  using Medium = std::span<const char16_t>;  ///< UCS-2: a surrogate is an error, never half a pair
  using Wide = std::span<const char32_t>;

  Text() : units_(Narrow{}) {}
  explicit Text(Narrow units) : units_(units) {}
  explicit Text(Medium units) : units_(units) {}
  explicit Text(Wide units) : units_(units) {}

  /// Number of code points.
  [[nodiscard]] std::size_t size() const noexcept {
    return std::visit([](auto units) { return units.size(); }, units_);
  }

  [[nodiscard]] char32_t operator[](std::size_t index) const noexcept {
    return std::visit([index](auto units) { return static_cast<char32_t>(units[index]); }, units_);
  }

  /// Calls `function` with the span of the right width.
  template <class Function>
  decltype(auto) visit(Function&& function) const {
    return std::visit(std::forward<Function>(function), units_);
  }

 private:
  std::variant<Narrow, Medium, Wide> units_;
};

/// Longest text that is accepted: offsets inside a document are 32 bits wide.
inline constexpr std::size_t kLongestText = 0xFFFF'FFFE;

/// Offset of the first surrogate (U+D800 to U+DFFF), which no well-formed text has.
[[nodiscard]] std::optional<std::size_t> find_surrogate(const Text& text) noexcept;

/// Throws InputError naming `document` if the text is too long or holds a surrogate.
void check_text(const Text& text, std::size_t document = 0);

/// A text that owns its code points.
class OwnedText {
 public:
  /// Decodes UTF-8. Throws InputError with the offset of the first ill-formed *byte*.
  static OwnedText from_utf8(std::string_view bytes);

  /// Valid as long as this object lives and does not move.
  [[nodiscard]] Text view() const noexcept { return Text(Text::Wide(code_points_)); }

 private:
  std::u32string code_points_;
};

void append_utf8(std::string& bytes, char32_t code_point);

/// UTF-8 of the code points of `span`.
[[nodiscard]] std::string to_utf8(const Text& text, Span span);

[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Calls `function(code_point, byte offset)` for each code point of well-formed UTF-8.
template <class Function>
void for_each_code_point(std::string_view bytes, Function&& function) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code_point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      code_point = (code_point << 6) | (static_cast<unsigned char>(bytes[i + k]) & 0x3Fu);
    }
    function(code_point, i);
    i += length;
  }
}

}  // namespace themescore

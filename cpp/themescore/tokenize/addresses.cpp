#include "themescore/tokenize/addresses.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "themescore/tokenize/word_boundary.hpp"

namespace themescore {

namespace {

using namespace std::string_view_literals;
using word_break::kIgnored;

constexpr Bits kLettersAndDigits = word_break::kLetters | bit(WordBreak::Numeric);
/// ASCII that a URL holds besides letters and digits (RFC 3986), without the star, which is a mark
/// of emphasis and a wildcard.
constexpr std::string_view kUrlMarks = "-._~:/?#[]@!$&'()+,;=%";
/// Not at the end of a URL: they belong to the sentence round it.
constexpr std::string_view kTrailing = ".,;:!?'_([";

constexpr std::array kSchemes = {"http"sv, "https"sv, "ftp"sv};
constexpr std::string_view kAfterScheme = "://";
constexpr std::string_view kWww = "www.";

/// One text, with what a place in it holds.
template <class Unit>
class Reader {
 public:
  explicit Reader(std::span<const Unit> text) : text_(text) {}

  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }

  [[nodiscard]] Bits bits(std::size_t i) const noexcept {
    return word_break::bits_of<word_break::Tailoring::reports>(text_[i]);
  }
  [[nodiscard]] bool is(std::size_t i, Bits wanted) const noexcept {
    return i < text_.size() && (bits(i) & wanted) != 0;
  }
  [[nodiscard]] bool is_one_of(std::size_t i, std::string_view ascii) const noexcept {
    return i < text_.size() && text_[i] < 0x80 &&
           ascii.find(static_cast<char>(text_[i])) != std::string_view::npos;
  }

  /// Whether the text goes on at `i` with `ascii`, which is in small letters, in either case.
  [[nodiscard]] bool goes_on_with(std::size_t i, std::string_view ascii) const noexcept {
    if (text_.size() - i < ascii.size()) {
      return false;
    }
    for (const char wanted : ascii) {
      const Unit unit = text_[i++];
      const Unit small = unit >= 'A' && unit <= 'Z' ? static_cast<Unit>(unit + ('a' - 'A')) : unit;
      if (small != static_cast<Unit>(wanted)) {
        return false;
      }
    }
    return true;
  }

  /// First place from `i` on that has none of `wanted`.
  [[nodiscard]] std::size_t skip(std::size_t i, Bits wanted) const noexcept {
    while (is(i, wanted)) {
      ++i;
    }
    return i;
  }

  /// End of the label of a host that begins at `i`: letters and digits, single hyphens in between.
  [[nodiscard]] std::size_t label_end(std::size_t i) const noexcept {
    std::size_t end = i;
    while (is(i, kLettersAndDigits)) {
      end = skip(i, kLettersAndDigits | kIgnored);
      i = is_one_of(end, "-") ? end + 1 : size();
    }
    return end;
  }

 private:
  std::span<const Unit> text_;
};

/// End of the URL whose host begins at `start`; `start` if nothing of it is left.
template <class Unit>
std::size_t url_end(const Reader<Unit>& text, std::size_t start) noexcept {
  std::size_t round = 0;
  std::size_t square = 0;
  std::size_t i = start;
  for (; i < text.size(); ++i) {
    if (text.is_one_of(i, kUrlMarks)) {
      if ((text.is_one_of(i, ")") && round-- == 0) || (text.is_one_of(i, "]") && square-- == 0)) {
        break;
      }
      round += text.is_one_of(i, "(") ? 1u : 0u;
      square += text.is_one_of(i, "[") ? 1u : 0u;
    } else if ((text.bits(i) & (kLettersAndDigits | kIgnored)) == 0) {
      break;
    }
  }
  while (i > start && text.is_one_of(i - 1, kTrailing)) {
    --i;
  }
  return i;
}

/// End of the e-mail domain that begins at `start`, 0 if none does: two labels or more, the last of
/// them two characters or more and no number.
template <class Unit>
std::size_t domain_end(const Reader<Unit>& text, std::size_t start) noexcept {
  std::size_t found = 0;
  std::size_t end = text.label_end(start);
  while (end > start && text.is_one_of(end, ".")) {
    start = end + 1;
    end = text.label_end(start);
    if (end >= start + 2 && text.is(start, word_break::kLetters)) {
      found = end;
    }
  }
  return found;
}

/// The `@` after a local part that goes on at `i`, or where there is no local part any more.
template <class Unit>
std::size_t local_part_end(const Reader<Unit>& text, std::size_t i) noexcept {
  while (text.is_one_of(i, ".+-") && text.is(i + 1, word_break::kCore)) {
    i = text.skip(i + 1, word_break::kCore | kIgnored);
  }
  return i;
}

}  // namespace

template <class Unit>
std::size_t find_address_end(std::span<const Unit> units,
                             std::size_t start,
                             std::size_t end,
                             std::size_t& no_mail_before) noexcept {
  const Reader<Unit> text(units);
  if (text.is_one_of(end, ":") && text.goes_on_with(end, kAfterScheme)) {
    for (const std::string_view scheme : kSchemes) {
      if (end - start == scheme.size() && text.goes_on_with(start, scheme)) {
        const std::size_t host = end + kAfterScheme.size();
        const std::size_t found = url_end(text, host);
        return found > host ? found : 0;
      }
    }
  }
  if (text.goes_on_with(start, kWww)) {
    const std::size_t host = start + kWww.size();
    const std::size_t dot = text.label_end(host);
    if (dot > host && text.is_one_of(dot, ".") && text.is(dot + 1, kLettersAndDigits)) {
      return url_end(text, host);
    }
  }
  if (end <= no_mail_before || !text.is(end - 1, word_break::kCore | kIgnored)) {
    return 0;
  }
  const std::size_t at = local_part_end(text, end);
  const std::size_t found = text.is_one_of(at, "@") ? domain_end(text, at + 1) : 0;
  if (found == 0) {
    no_mail_before = at;
  }
  return found;
}

template std::size_t find_address_end(std::span<const std::uint8_t>,
                                      std::size_t,
                                      std::size_t,
                                      std::size_t&) noexcept;
template std::size_t find_address_end(std::span<const char16_t>,
                                      std::size_t,
                                      std::size_t,
                                      std::size_t&) noexcept;
template std::size_t find_address_end(std::span<const char32_t>,
                                      std::size_t,
                                      std::size_t,
                                      std::size_t&) noexcept;

}  // namespace themescore

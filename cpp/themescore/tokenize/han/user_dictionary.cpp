#include "themescore/tokenize/han/user_dictionary.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "themescore/errors.hpp"
#include "themescore/text/ascii.hpp"
#include "themescore/text/han.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;

bool is_small_letter(char32_t c) noexcept { return c >= 'a' && c <= 'z'; }

std::u32string_view without_space(std::u32string_view text) noexcept {
  while (!text.empty() && unicode::is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && unicode::is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::u32string decode(std::string_view utf8, std::size_t number) {
  try {
    (void)OwnedText::from_utf8(utf8);
  } catch (const InputError& error) {
    throw TaughtWordError(number, error.what());
  }
  std::u32string text;
  for_each_code_point(utf8, [&](char32_t c, std::size_t) { text += c; });
  return text;
}

// Takes the last field off the line, if it is made of such characters and something stands before.
template <class Predicate>
std::u32string_view take_field(std::u32string_view& line, Predicate is_part) {
  const std::size_t separator = line.find_last_of(U" \t");
  if (separator == std::u32string_view::npos) {
    return {};
  }
  const std::u32string_view field = line.substr(separator + 1);
  if (!std::ranges::all_of(field, is_part)) {
    return {};
  }
  line = without_space(line.substr(0, separator));
  return field;
}

std::uint64_t read_frequency(std::u32string_view digits, std::size_t number) {
  std::uint64_t frequency = 0;
  for (const char32_t digit : digits) {
    frequency = 10 * frequency + (digit - U'0');
    if (frequency > kMaxTaughtFrequency) {
      throw TaughtWordError(number, "the frequency is larger than 1,000,000,000,000");
    }
  }
  return frequency;
}

}  // namespace

std::vector<UserDictionaryLine> parse_user_dictionary(std::string_view utf8) {
  std::vector<UserDictionaryLine> lines;
  for (std::size_t number = 1; !utf8.empty(); ++number) {
    const std::size_t end = std::min(utf8.find('\n'), utf8.size());
    const std::u32string decoded = decode(utf8.substr(0, end), number);
    utf8.remove_prefix(std::min(end + 1, utf8.size()));

    std::u32string_view line = decoded;
    while (line.starts_with(kByteOrderMark)) {
      line.remove_prefix(1);
    }
    const bool starts_with_separator = line.starts_with(U'\t');
    line = without_space(line);
    if (line.empty()) {
      continue;
    }
    if (starts_with_separator) {
      throw TaughtWordError(number, "there is no word before the first tab");
    }
    TaughtWord word;
    const std::u32string_view tag = take_field(line, &is_small_letter);
    const std::u32string_view frequency = take_field(line, &is_ascii_digit);
    word.word = line;
    word.tag.assign(tag.begin(), tag.end());
    if (!frequency.empty()) {
      word.frequency = read_frequency(frequency, number);
    }
    lines.push_back({number, std::move(word), themescore::is_han(line)});
  }
  return lines;
}

}  // namespace themescore

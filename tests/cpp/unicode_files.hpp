#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Unicode's own files, from Debian's package unicode-data.
namespace testing {

inline const std::string kUnicodeData = "/usr/share/unicode/";

/// A text and where it has to be cut, from a file such as WordBreakTest.txt.
struct BreakCase {
  std::u32string text;
  std::vector<std::uint32_t> boundaries;
  std::string line;
};

/// Nothing if the file is not there.
inline std::optional<std::vector<BreakCase>> read_break_tests(const std::string& name) {
  std::ifstream file(kUnicodeData + name);
  if (!file) {
    return std::nullopt;
  }
  std::vector<BreakCase> cases;
  for (std::string line; std::getline(file, line);) {
    const std::string data = line.substr(0, line.find('#'));
    BreakCase next{{}, {}, line};
    for (std::size_t i = 0; i < data.size();) {
      if (data.compare(i, 2, "\xC3\xB7") == 0) {  // the division sign: cut here
        next.boundaries.push_back(static_cast<std::uint32_t>(next.text.size()));
        i += 2;
      } else if (data.compare(i, 2, "\xC3\x97") == 0) {  // the multiplication sign: do not cut
        i += 2;
      } else if (std::isxdigit(static_cast<unsigned char>(data[i]))) {
        std::size_t length = 0;
        next.text += static_cast<char32_t>(std::stoul(data.substr(i), &length, 16));
        i += length;
      } else {
        ++i;
      }
    }
    if (!next.text.empty()) {
      cases.push_back(std::move(next));
    }
  }
  return cases;
}

/// Calls `function(first, last, value)` for each line "XXXX..YYYY ; value" or "XXXX ; a ; b", where
/// `value` is what follows the first semicolon, without blanks at its ends. False if there is no
/// such file.
inline bool read_properties(
    const std::string& name,
    const std::function<void(char32_t, char32_t, const std::string&)>& function) {
  std::ifstream file(kUnicodeData + name);
  if (!file) {
    return false;
  }
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    const std::size_t semicolon = line.find(';');
    if (semicolon == std::string::npos) {
      continue;
    }
    const std::size_t dots = line.find("..");
    const auto first = static_cast<char32_t>(std::stoul(line, nullptr, 16));
    const auto last = dots < semicolon
                          ? static_cast<char32_t>(std::stoul(line.substr(dots + 2), nullptr, 16))
                          : first;
    const std::size_t from = line.find_first_not_of(" \t", semicolon + 1);
    const std::size_t to = line.find_last_not_of(" \t\r");
    function(first, last, from <= to ? line.substr(from, to + 1 - from) : std::string());
  }
  return true;
}

}  // namespace testing

/// Says so and leaves the test if a file of Unicode's is missing.
#define SKIP_WITHOUT(file)                                                                    \
  MESSAGE("SKIPPED: " << testing::kUnicodeData << (file) << " is missing; this test has not " \
                      << "tested anything. apt-get install unicode-data");                    \
  return

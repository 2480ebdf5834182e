#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "themescore/tokenize/han/taught_words.hpp"

namespace themescore {

/// A line of a user's dictionary.
struct UserDictionaryLine {
  std::size_t line;  ///< from 1
  TaughtWord word;
  bool is_han;  ///< only such words can be taught
};

/// Reads a user's dictionary as jieba has them: a word a line, then, if known, its frequency and a
/// tag of small letters; between them spaces or tabs. Blank lines are left out.
///
/// Throws TaughtWordError naming the first line that is not UTF-8, has no word or has too large a
/// frequency.
[[nodiscard]] std::vector<UserDictionaryLine> parse_user_dictionary(std::string_view utf8);

}  // namespace themescore

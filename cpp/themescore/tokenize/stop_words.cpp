#include "themescore/tokenize/stop_words.hpp"

#include <algorithm>
#include <array>

#include "themescore/errors.hpp"
#include "themescore/tokenize/stop_words_chinese.hpp"
#include "themescore/tokenize/stop_words_english.hpp"

namespace themescore {

namespace {

constexpr std::size_t word_count(std::span<const std::string_view> lines) {
  std::size_t count = 0;
  for (const std::string_view line : lines) {
    count += 1 + static_cast<std::size_t>(std::ranges::count(line, ' '));
  }
  return count;
}

// The words of the lines: these are in the order of grammar, which people can check, and a search
// needs that of the code points.
template <std::size_t kSize>
consteval auto sorted_words(std::span<const std::string_view> lines) {
  std::array<std::string_view, kSize> words;
  auto next = words.begin();
  for (std::string_view line : lines) {
    for (std::size_t end = line.find(' '); end != line.npos; end = line.find(' ')) {
      *next++ = line.substr(0, end);
      line.remove_prefix(end + 1);
    }
    *next++ = line;
  }
  std::ranges::sort(words);
  return words;
}

constexpr auto kChinese = sorted_words<word_count(kChineseStopWords)>(kChineseStopWords);
constexpr auto kEnglish = sorted_words<word_count(kEnglishStopWords)>(kEnglishStopWords);

static_assert(std::ranges::adjacent_find(kChinese) == kChinese.end(), "a word stands twice");
static_assert(std::ranges::adjacent_find(kEnglish) == kEnglish.end(), "a word stands twice");

struct List {
  std::string_view language;
  std::span<const std::string_view> words;
};

// To add a language: a file of words, a line above, a line here.
constexpr std::array kLists = {
    List{"chinese", kChinese},
    List{"english", kEnglish},
};

}  // namespace

std::vector<std::string> stop_word_languages() {
  std::vector<std::string> languages;
  for (const List& list : kLists) {
    languages.emplace_back(list.language);
  }
  return languages;
}

std::span<const std::string_view> stop_words(std::string_view language) {
  const auto found = std::ranges::find(kLists, language, &List::language);
  if (found == kLists.end()) {
    std::string reason = "stop words: there is no list for '" + std::string(language) + "'; use";
    for (const List& list : kLists) {
      reason += " '" + std::string(list.language) + "'";
    }
    throw OptionError(reason);
  }
  return found->words;
}

bool is_stop_word(std::string_view language, std::string_view form) {
  return std::ranges::binary_search(stop_words(language), form);
}

}  // namespace themescore

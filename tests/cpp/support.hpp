#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/weigh/counter.hpp"

/// What several tests need. Nothing here works out an expected value.
namespace testing {

/// The same numbers on every machine: the standard fixes the engine, but not its distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t size) { return static_cast<std::size_t>(engine_() % size); }
  bool once_in(std::size_t size) { return below(size) == 0; }
  template <class Range>
  const auto& pick(const Range& range) {
    return range[below(std::size(range))];
  }

 private:
  std::mt19937_64 engine_;
};

/// Texts that own their characters, to be handed to the core as views.
class Texts {
 public:
  Texts() = default;
  explicit Texts(const std::vector<std::string>& utf8) {
    for (const std::string& text : utf8) {
      add(text);
    }
  }

  void add(std::string_view utf8) {
    owned_.push_back(themescore::OwnedText::from_utf8(utf8));
    views_.clear();
    for (const auto& text : owned_) {
      views_.push_back(text.view());
    }
  }

  [[nodiscard]] std::span<const themescore::Text> views() const { return views_; }

 private:
  std::vector<themescore::OwnedText> owned_;
  std::vector<themescore::Text> views_;
};

inline themescore::Text wide(std::u32string_view text) {
  return themescore::Text(themescore::Text::Wide(text.data(), text.size()));
}

inline std::string utf8(std::u32string_view text) {
  return themescore::to_utf8(wide(text), {0, static_cast<std::uint32_t>(text.size())});
}

/// The surfaces of a text's tokens.
inline std::vector<std::string> words(
    std::string_view utf8, const themescore::Tokenizer& tokenizer = themescore::Tokenizer()) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  std::vector<std::string> surfaces;
  for (const auto& token : tokenizer.tokens(owned.view())) {
    surfaces.push_back(themescore::to_utf8(owned.view(), token.span));
  }
  return surfaces;
}

/// The kinds of a text's tokens.
inline std::vector<themescore::TokenKind> kinds(std::string_view utf8) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  std::vector<themescore::TokenKind> found;
  for (const auto& token : themescore::Tokenizer().tokens(owned.view())) {
    found.push_back(token.kind);
  }
  return found;
}

/// The sentences of a text by the rules for reports.
inline std::vector<std::string> sentences(std::string_view utf8) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  std::vector<std::string> found;
  for (const auto span : themescore::Tokenizer().sentences(owned.view())) {
    found.push_back(themescore::to_utf8(owned.view(), span));
  }
  return found;
}

using Strings = std::vector<std::string>;

/// All of them.
inline Strings strings(const themescore::TermStrings& terms) {
  Strings all;
  for (const std::string_view term : terms.all()) {
    all.emplace_back(term);
  }
  return all;
}

/// Themes without nesting: the pattern texts of each.
inline themescore::ThemeSet flat_themes(
    const std::vector<Strings>& themes,
    const themescore::Tokenizer& tokenizer = themescore::Tokenizer()) {
  std::vector<themescore::ThemePattern> patterns;
  for (std::uint32_t theme = 0; theme < themes.size(); ++theme) {
    for (const std::string& pattern : themes[theme]) {
      patterns.push_back({theme, pattern});
    }
  }
  return {std::vector<themescore::ThemeNode>(themes.size()), patterns, tokenizer};
}

inline themescore::Counts count(const Texts& texts,
                                const themescore::ThemeSet& themes,
                                unsigned threads = 1) {
  return themescore::count(texts.views(), themes, themescore::Tokenizer(), threads, {});
}

/// One text, one theme: the surfaces that were found.
inline Strings found(std::string_view utf8,
                     const Strings& patterns,
                     const themescore::Tokenizer& tokenizer = themescore::Tokenizer(),
                     themescore::Boundary boundary = themescore::Boundary::part) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  const std::vector<themescore::Text> views = {owned.view()};
  const auto themes = flat_themes({patterns}, tokenizer);
  Strings surfaces;
  for (const auto& mention :
       themescore::count(views, themes, tokenizer, 1, {}, {.boundary = boundary}).mentions) {
    surfaces.push_back(themescore::to_utf8(owned.view(), {mention.start, mention.end}));
  }
  return surfaces;
}

}  // namespace testing

namespace doctest {

/// So that a failed comparison of lists shows them.
template <>
struct StringMaker<testing::Strings> {
  static String convert(const testing::Strings& strings) {
    std::string shown;
    for (const std::string& string : strings) {
      shown += "[" + string + "]";
    }
    return shown.c_str();
  }
};

}  // namespace doctest

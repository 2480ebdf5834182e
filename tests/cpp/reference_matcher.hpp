#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "themescore/text/form.hpp"
#include "themescore/text/text.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/tokenize/tokenizer.hpp"

/// A slow matcher, written from the description of what a mention is: it tries every pattern on
/// every stretch of tokens, for each theme on its own. It shares with the core the tokenizer and
/// form_of(), which have tests of their own, and nothing of the matcher.
namespace testing::reference {

struct PatternWord {
  char kind = '=';  ///< '=' the form itself, '*' a glob, 'A' any word
  std::string form;
  bool overlaps = false;  ///< shares a character with the word before
};

struct Pattern {
  std::uint32_t theme = 0;
  std::vector<PatternWord> words;
};

struct Mention {
  std::uint32_t theme, pattern, start, end, sentence, position;
  std::string form;
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A token that a phrase does not pass over.
struct Visible {
  themescore::Span span;
  std::string form;
  bool word;
  std::uint32_t sentence;
  std::uint32_t position;
};

inline bool glob_matches(const std::u32string& glob,
                         std::size_t g,
                         const std::u32string& form,
                         std::size_t f) {
  if (g == glob.size()) {
    return f == form.size();
  }
  if (glob[g] == U'*') {
    return glob_matches(glob, g + 1, form, f) ||
           (f < form.size() && glob_matches(glob, g, form, f + 1));
  }
  return f < form.size() && (glob[g] == U'?' || glob[g] == form[f]) &&
         glob_matches(glob, g + 1, form, f + 1);
}

inline std::u32string decode(const std::string& utf8) {
  std::u32string text;
  themescore::for_each_code_point(utf8, [&](char32_t c, std::size_t) { text += c; });
  return text;
}

inline bool satisfies(const Visible& token, const PatternWord& wanted) {
  switch (wanted.kind) {
    case '=':
      return token.form == wanted.form;
    case '*':
      return token.word && glob_matches(decode(wanted.form), 0, decode(token.form), 0);
    default:
      return token.word;
  }
}

inline std::vector<Visible> visible_tokens(const themescore::Text& text,
                                           const themescore::Tokenizer& tokenizer) {
  static const std::set<std::string> marks = {"-", "'", "·", "‐", "–", "‧", "・"};
  const auto sentences = tokenizer.sentences(text);
  std::vector<Visible> visible;
  std::uint32_t position = 0;
  for (const auto& token : tokenizer.tokens(text)) {
    const auto [start, end] = token.span;
    const std::string form = themescore::form_of(themescore::to_utf8(text, token.span));
    const char32_t before = start == 0 ? U' ' : text[start - 1];
    const char32_t after = end == text.size() ? U' ' : text[end];
    const bool blanks =
        themescore::unicode::is_space(before) && themescore::unicode::is_space(after);
    const bool doubled =
        (start > 0 && before == text[start]) || (end < text.size() && after == text[start]);
    if (!token.is_word() && marks.contains(form) && !blanks && !doubled) {
      continue;
    }
    std::uint32_t sentence = 0;
    while (sentence + 1 < sentences.size() && sentences[sentence + 1].start <= start) {
      ++sentence;
    }
    visible.push_back({token.span, form, token.is_word(), sentence, position});
    position += token.is_word() ? 1u : 0u;
  }
  return visible;
}

inline std::string joined(const std::vector<Visible>& tokens, std::size_t first, std::size_t last) {
  std::u32string form = decode(tokens[first].form);
  for (std::size_t i = first + 1; i <= last; ++i) {
    const std::u32string next = decode(tokens[i].form);
    if (tokens[i].span.start < tokens[i - 1].span.end) {
      // Bigrams: the second character and the marks on it.
      std::size_t second = 1;
      while (second < next.size() && !themescore::unicode::properties(next[second]).han) {
        ++second;
      }
      form += next.substr(second);
    } else {
      form += U' ' + next;
    }
  }
  std::string utf8;
  for (const char32_t c : form) {
    themescore::append_utf8(utf8, c);
  }
  return utf8;
}

inline bool belongs_to(std::uint32_t theme,
                       std::uint32_t ancestor,
                       const std::vector<themescore::ThemeNode>& themes) {
  for (auto at = static_cast<std::int32_t>(theme); at >= 0;
       at = themes[static_cast<std::size_t>(at)].parent) {
    if (at == static_cast<std::int32_t>(ancestor)) {
      return true;
    }
  }
  return false;
}

/// The mentions of one document, by start, then theme.
inline std::vector<Mention> find(const themescore::Text& text,
                                 const std::vector<themescore::ThemeNode>& themes,
                                 const std::vector<Pattern>& patterns,
                                 const themescore::Tokenizer& tokenizer) {
  const auto tokens = visible_tokens(text, tokenizer);
  const auto matches = [&](const Pattern& pattern, std::size_t at) {
    if (at + pattern.words.size() > tokens.size()) {
      return false;
    }
    for (std::size_t k = 0; k < pattern.words.size(); ++k) {
      if (tokens[at + k].sentence != tokens[at].sentence ||
          !satisfies(tokens[at + k], pattern.words[k])) {
        return false;
      }
      if (k > 0 &&
          pattern.words[k].overlaps != (tokens[at + k].span.start < tokens[at + k - 1].span.end)) {
        return false;
      }
    }
    return true;
  };
  std::vector<Mention> found;
  for (std::uint32_t theme = 0; theme < themes.size(); ++theme) {
    std::uint32_t free_from = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].span.start < free_from) {
        continue;
      }
      std::size_t longest = 0;
      std::uint32_t best = 0;
      for (std::uint32_t p = 0; p < patterns.size(); ++p) {
        if (belongs_to(patterns[p].theme, theme, themes) && patterns[p].words.size() > longest &&
            matches(patterns[p], at)) {
          longest = patterns[p].words.size();
          best = p;
        }
      }
      if (longest > 0) {
        const std::size_t last = at + longest - 1;
        free_from = tokens[last].span.end;
        found.push_back({theme, best, tokens[at].span.start, free_from, tokens[at].sentence,
                         tokens[at].position, joined(tokens, at, last)});
      }
    }
  }
  std::ranges::sort(found, {}, [](const Mention& m) { return std::tuple(m.start, m.theme); });
  return found;
}

}  // namespace testing::reference

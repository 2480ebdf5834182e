#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/themes/boundary.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/weigh/counts.hpp"

/// A slow matcher, written from the description of what a mention is: it tries every pattern at
/// every place, for each theme on its own. It shares with the core the tokenizer, which has tests
/// of its own (where words are, their forms, their inner borders), and nothing of the matcher.
namespace testing::reference {

using themescore::Boundary;
using themescore::Span;

struct Item {
  char kind = '=';   ///< '=' a word, 'H' a Han character, '*' a glob, 'A' any word
  std::string form;  ///< of a word, its term
};

struct Pattern {
  std::uint32_t theme = 0;
  std::vector<Item> items;
  bool open_start = false;
  bool open_end = false;
};

struct Mention {
  std::uint32_t theme, pattern, start, end, sentence, position;
  std::string form;
  std::string inside;  ///< empty where whole words are taken
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// What the core found in a document, to be compared.
inline std::vector<Mention> found_in(const themescore::Counts& counts, std::uint32_t document) {
  std::vector<Mention> found;
  for (const auto& m : counts.mentions) {
    if (m.document == document) {
      const bool whole = m.inside == themescore::kWholeWords;
      found.push_back({m.theme, m.pattern, m.start, m.end, m.sentence, m.position,
                       counts.forms[m.form], whole ? "" : counts.forms[m.inside]});
    }
  }
  return found;
}

struct Character {
  std::string form;  ///< with the marks on it
  Span span;         ///< without a line break that follows
};

/// A token that a phrase does not pass over; where pairs of Han overlap, all of their run.
struct Word {
  Span span;
  std::string form;
  std::string term;
  bool counted = false;  ///< a word or a number
  std::uint32_t sentence = 0;
  std::uint32_t position = 0;
  std::vector<Character> han;  ///< none of a word of another script
  bool pairs = false;
  themescore::HanCuts cuts;
  std::string stem;            ///< without an ending such as 's; empty if there is none
  std::uint32_t stem_end = 0;  ///< code point of the document

  [[nodiscard]] std::size_t size() const { return han.empty() ? 1 : han.size(); }
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

inline bool is_han(char32_t c) { return themescore::unicode::properties(c).han; }

inline std::vector<Character> characters_of(const themescore::Text& text,
                                            Span span,
                                            const std::string& form) {
  std::vector<Character> characters;
  if (!is_han(text[span.start])) {
    return characters;
  }
  for (auto i = span.start; i < span.end; ++i) {
    if (is_han(text[i])) {
      characters.push_back({{}, {i, i + 1}});
    } else if (!themescore::unicode::is_line_break(text[i])) {
      characters.back().span.end = i + 1;
    }
  }
  std::size_t seen = 0;
  for (const char32_t c : decode(form)) {
    seen += is_han(c) ? 1u : 0u;
    themescore::append_utf8(characters.at(seen - 1).form, c);
  }
  return characters;
}

// `China's` without 's: its form, and where it ends in the text.
inline void find_ending(const themescore::Text& text,
                        const themescore::Tokenizer& tokenizer,
                        Word& word) {
  for (const std::string_view ending : {"'s", "%", "٪", "‰"}) {
    if (word.form.size() <= ending.size() || !word.form.ends_with(ending)) {
      continue;
    }
    const std::string_view first = ending == "'s" ? "'" : ending;
    for (auto i = word.span.end; i-- > word.span.start;) {
      if (tokenizer.form_of(themescore::to_utf8(text, {i, i + 1})) == first) {
        word.stem = word.form.substr(0, word.form.size() - ending.size());
        word.stem_end = i;
        return;
      }
    }
  }
}

inline bool is_passed_over(const themescore::Text& text, Span span, const std::string& form) {
  static const std::set<std::string> marks = {"-", "'", "·", "‐", "–", "‧", "・"};
  const auto [start, end] = span;
  const char32_t before = start == 0 ? U' ' : text[start - 1];
  const char32_t after = end == text.size() ? U' ' : text[end];
  const bool blanks = themescore::unicode::is_space(before) && themescore::unicode::is_space(after);
  const bool doubled =
      (start > 0 && before == text[start]) || (end < text.size() && after == text[start]);
  return marks.contains(form) && !blanks && !doubled;
}

inline std::vector<Word> words_of(const themescore::Text& text,
                                  const themescore::Tokenizer& tokenizer) {
  const auto sentences = tokenizer.sentences(text);
  std::vector<Word> words;
  std::uint32_t position = 0;
  for (const auto& token : tokenizer.tokens(text)) {
    Word word;
    word.span = token.span;
    word.counted = token.is_word();
    word.position = position;
    word.form = tokenizer.form_of(themescore::to_utf8(text, token.span));
    word.han = characters_of(text, token.span, word.form);
    position += word.counted ? 1u : 0u;
    if (!word.counted && is_passed_over(text, token.span, word.form)) {
      continue;
    }
    word.pairs = !word.han.empty() && tokenizer.han_overlaps();
    if (word.pairs && !words.empty() && token.span.start < words.back().span.end) {
      words.back().han.push_back(word.han.back());
      words.back().span.end = word.span.end;
      continue;
    }
    while (word.sentence + 1 < sentences.size() &&
           sentences[word.sentence + 1].start <= word.span.start) {
      ++word.sentence;
    }
    word.term = tokenizer.term_of(word.form);
    if (!word.han.empty()) {
      word.cuts = tokenizer.han_cuts(word.form);
    } else if (word.counted) {
      find_ending(text, tokenizer, word);
    }
    words.push_back(word);
  }
  return words;
}

/// Characters `from` to `to` of a word of Han; of any other word 0 to 1.
struct Piece {
  std::size_t word;
  std::size_t from;
  std::size_t to;
};

/// Pieces of words that stand side by side, in order.
struct Match {
  std::vector<Piece> pieces;
  bool without_ending = false;
  std::uint32_t pattern = 0;
  std::uint32_t end = 0;
};

class Matcher {
 public:
  Matcher(const themescore::Text& text, const themescore::Tokenizer& tokenizer, Boundary boundary)
      : words_(words_of(text, tokenizer)), tokenizer_(tokenizer), boundary_(boundary) {}

  /// `below`: the mentions of the themes in it, which are its own as well.
  [[nodiscard]] std::vector<Mention> find(std::uint32_t theme,
                                          const std::vector<Pattern>& patterns,
                                          const std::vector<Mention>& below) const {
    std::vector<Mention> found;
    std::uint32_t free_from = 0;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::size_t c = 0; c < words_[w].size(); ++c) {
        const Word& word = words_[w];
        const std::uint32_t start = word.han.empty() ? word.span.start : word.han[c].span.start;
        if (start < free_from) {
          continue;
        }
        std::optional<Match> best;
        for (std::uint32_t p = 0; p < patterns.size(); ++p) {
          auto match = match_at(w, c, patterns[p]);
          if (match && may_be_bound(*match, patterns[p]) && (!best || match->end > best->end)) {
            best = std::move(match);
            best->pattern = p;
          }
        }
        const Mention* taken_below = nullptr;
        for (const Mention& mention : below) {
          const auto key = [](std::uint32_t end, std::uint32_t pattern) {
            return std::tuple(~end, pattern);
          };
          if (mention.start == start &&
              (!best || key(mention.end, mention.pattern) < key(best->end, best->pattern)) &&
              (taken_below == nullptr ||
               key(mention.end, mention.pattern) < key(taken_below->end, taken_below->pattern))) {
            taken_below = &mention;
          }
        }
        if (taken_below != nullptr) {
          free_from = taken_below->end;
          found.push_back(*taken_below);
          found.back().theme = theme;
        } else if (best) {
          free_from = best->end;
          const auto before = word.pairs ? std::min(c, last_pair(word)) : 0;
          found.push_back({theme, best->pattern, start, best->end, word.sentence,
                           word.position + static_cast<std::uint32_t>(before), form_of(*best),
                           inside_of(*best)});
        }
      }
    }
    return found;
  }

 private:
  static std::size_t last_pair(const Word& word) { return word.size() < 2 ? 0 : word.size() - 2; }

  static bool satisfies(const Item& item,
                        const std::string& form,
                        const std::string& term,
                        bool counted) {
    switch (item.kind) {
      case '=':
        return term == item.form;
      case '*':
        return counted && glob_matches(decode(item.form), 0, decode(form), 0);
      default:
        return false;
    }
  }

  // How many characters of a word the item takes from character `at` on, none if it does not fit.
  [[nodiscard]] std::size_t taken(const Word& word, std::size_t at, const Item& item) const {
    if (item.kind == 'H') {
      return !word.han.empty() && word.han[at].form == item.form ? 1 : 0;
    }
    if (item.kind == 'A') {
      const std::size_t size = word.pairs ? std::min<std::size_t>(2, word.size()) : word.size();
      return word.counted && at == 0 && (!word.pairs || word.size() <= 2) ? size : 0;
    }
    return word.han.empty() && satisfies(item, word.form, word.term, word.counted) ? 1 : 0;
  }

  // What the pattern takes from a place on, whether or not a match may begin and end there.
  [[nodiscard]] std::optional<Match> match_at(std::size_t w,
                                              std::size_t c,
                                              const Pattern& pattern) const {
    Match match;
    match.pieces = {{w, c, c}};
    for (const Item& item : pattern.items) {
      if (match.pieces.back().to == words_[match.pieces.back().word].size()) {
        match.pieces.push_back({match.pieces.back().word + 1, 0, 0});
      }
      Piece& piece = match.pieces.back();
      if (piece.word == words_.size() || words_[piece.word].sentence != words_[w].sentence) {
        return std::nullopt;
      }
      const Word& word = words_[piece.word];
      std::size_t size = taken(word, piece.to, item);
      if (size == 0 && boundary_ != Boundary::word && &item == &pattern.items.back() &&
          !word.stem.empty() &&
          satisfies(item, word.stem, tokenizer_.term_of(word.stem), word.counted)) {
        match.without_ending = true;
        size = 1;
      }
      if (size == 0) {
        return std::nullopt;
      }
      piece.to += size;
      match.end = match.without_ending ? word.stem_end
                  : word.han.empty()   ? word.span.end
                                       : word.han[piece.to - 1].span.end;
    }
    return match;
  }

  [[nodiscard]] bool may_be_bound(const Match& match, const Pattern& pattern) const {
    const Piece& first = match.pieces.front();
    const Piece& last = match.pieces.back();
    const bool starts_inside = first.from > 0;
    const bool ends_inside = last.to < words_[last.word].size();
    if (boundary_ == Boundary::any) {
      return true;
    }
    const bool one = match.pieces.size() == 1 && first.to - first.from == 1 &&
                     !words_[first.word].han.empty() && !words_[first.word].pairs;
    if (one) {
      return (!starts_inside || pattern.open_start) && (!ends_inside || pattern.open_end);
    }
    if (boundary_ == Boundary::word &&
        ((starts_inside && !pattern.open_start) ||
         (ends_inside && !match.without_ending && !pattern.open_end))) {
      return false;
    }
    const auto is_cut = [](std::uint64_t cuts, std::size_t at) {
      return at < 64 && ((cuts >> at) & 1u) != 0;
    };
    const bool start_cut =
        words_[first.word].pairs || is_cut(words_[first.word].cuts.starts, first.from);
    const bool end_cut = words_[last.word].pairs || is_cut(words_[last.word].cuts.ends, last.to);
    return (!starts_inside || (start_cut && first.to - first.from >= 2)) &&
           (!ends_inside || (end_cut && last.to - last.from >= 2));
  }

  [[nodiscard]] std::string joined(const Match& match) const {
    std::string all;
    bool after_han = false;
    for (const Piece& piece : match.pieces) {
      const Word& word = words_[piece.word];
      const bool han = !word.han.empty();
      all += all.empty() || (han && after_han) ? "" : " ";
      for (std::size_t c = piece.from; han && c < piece.to; ++c) {
        all += word.han[c].form;
      }
      const bool stem = match.without_ending && &piece == &match.pieces.back();
      all += han ? "" : stem ? word.stem : word.form;
      after_han = han;
    }
    return all;
  }

  [[nodiscard]] std::string form_of(const Match& match) const { return joined(match); }

  // Of pairs, those that the match touches are whole whatever it takes of their run.
  [[nodiscard]] std::string inside_of(Match match) const {
    bool whole = !match.without_ending;
    for (Piece& piece : match.pieces) {
      const Word& word = words_[piece.word];
      if (word.pairs) {
        piece.from = std::min(piece.from, last_pair(word));
        piece.to = std::max(piece.to, std::min<std::size_t>(2, word.size()));
        continue;
      }
      whole = whole && piece.from == 0 && piece.to == word.size();
      piece.from = 0;
      piece.to = word.size();
    }
    match.without_ending = false;
    return whole ? "" : joined(match);
  }

  std::vector<Word> words_;
  const themescore::Tokenizer& tokenizer_;
  Boundary boundary_;
};

/// The mentions of one document, by start, then theme.
inline std::vector<Mention> find(const themescore::Text& text,
                                 const std::vector<themescore::ThemeNode>& themes,
                                 const std::vector<Pattern>& patterns,
                                 const themescore::Tokenizer& tokenizer,
                                 Boundary boundary) {
  const Matcher matcher(text, tokenizer, boundary);
  std::vector<std::vector<Mention>> of_theme(themes.size());
  std::vector<Mention> found;
  for (auto theme = static_cast<std::uint32_t>(themes.size()); theme-- > 0;) {
    // Patterns of other themes take nothing, and keep their numbers.
    auto own = patterns;
    for (Pattern& pattern : own) {
      if (pattern.theme != theme) {
        pattern.items = {{'-', {}}};
      }
    }
    std::vector<Mention> below;
    for (std::uint32_t child = theme + 1; child < themes.size(); ++child) {
      if (themes[child].parent == static_cast<std::int32_t>(theme)) {
        below.insert(below.end(), of_theme[child].begin(), of_theme[child].end());
      }
    }
    of_theme[theme] = matcher.find(theme, own, below);
    found.insert(found.end(), of_theme[theme].begin(), of_theme[theme].end());
  }
  std::ranges::sort(found, {}, [](const Mention& m) { return std::tuple(m.start, m.theme); });
  return found;
}

}  // namespace testing::reference

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/themes/boundary.hpp"
#include "themescore/themes/mention.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/themes/word_matches.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Finds the mentions in a stream of tokens, document after document. For one thread.
///
/// Within a theme the leftmost match wins, the longest of those that start there, and the next one
/// starts at or after its end; themes do not compete. Of equally long matches the pattern that was
/// given first is named. Chinese is matched by the character, other scripts by the word; where a
/// match may begin and end inside of a word is a matter of the Boundary.
///
/// The form of a mention is that of its words, or of the parts that it takes of them, joined by a
/// space, or by nothing where Han meets Han.
class MentionFinder {
 public:
  /// What matching knows of a distinct surface; 0 is nothing.
  using Symbol = std::uint32_t;

  MentionFinder(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary);

  /// For a distinct surface, once.
  Symbol symbol_of(const WordForms& word);

  struct Occurrence {
    Symbol symbol;  ///< not 0
    Span span;
    std::uint32_t ordinal;  ///< two tokens stand side by side in a phrase if these differ by one
    std::uint32_t sentence;
    std::uint32_t position;
    std::string_view form;  ///< valid until the document ends
  };

  void begin_document(std::uint32_t document);
  void add(const Occurrence& occurrence);
  void end_document();

  /// By document, then start, then theme.
  [[nodiscard]] const std::vector<Mention>& mentions() const noexcept { return mentions_; }
  /// For somebody who has taken what they need of each document.
  void forget_mentions() noexcept { mentions_.clear(); }
  /// What Mention::form and Mention::inside count.
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }

 private:
  // Where the match at hand starts: a token of run_, and a character of it.
  struct Start {
    std::size_t token = 0;
    std::uint32_t character = 0;
  };
  // A match: where it ends, and of which pattern.
  struct Hit {
    std::size_t last;   // token of run_
    std::uint32_t cut;  // characters of it up to the end of the match; kWhole, kNoEnding
    std::uint32_t end;  // code point of the document
    std::uint32_t pattern;
  };
  static constexpr std::uint32_t kWhole = 0xFFFF'FFFF;
  static constexpr std::uint32_t kNoEnding = 0;

  void flush();
  void match_starts(std::size_t end);
  void match_from(Start start);
  void walk(ThemeSet::NodeId node, std::size_t at);
  void walk_word(ThemeSet::NodeId node, std::size_t at);
  void walk_han(ThemeSet::NodeId node, std::size_t at, std::uint32_t from);
  void add_hits(ThemeSet::NodeId node, const Hit& hit);
  [[nodiscard]] bool may_start(const Hit& hit) const;
  [[nodiscard]] bool may_end(const Hit& hit) const;
  [[nodiscard]] bool takes_one_character(const Hit& hit) const;
  [[nodiscard]] bool shares_with_next(std::size_t at) const;
  void record();
  std::uint32_t form_of(const Start& start, std::size_t last, std::uint32_t cut);
  std::string_view part_of(std::size_t at, std::uint32_t from, std::uint32_t cut) const;
  [[nodiscard]] const WordMatches& type(std::size_t at) const { return types_[run_[at].symbol]; }

  const ThemeSet& themes_;
  WordMatcher matcher_;
  Boundary boundary_;
  bool has_words_;                                   // pairs of characters are none
  std::vector<WordMatches> types_;                   // by symbol
  std::vector<std::vector<std::uint32_t>> lineage_;  // by pattern

  std::uint32_t document_ = 0;
  std::vector<Occurrence> run_;  // side by side
  Start start_;
  std::vector<Hit> hits_;
  std::vector<std::uint64_t> taken_;  // by theme: document stamp and the end of its last mention
  std::uint64_t stamp_ = 0;
  std::vector<Mention> mentions_;
  Vocabulary forms_;
  std::string joined_;
};

}  // namespace themescore

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/themes/mention.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Finds the mentions in a stream of tokens, document after document. For one thread.
///
/// Within a theme the leftmost match wins, the longest of those that start there, and the next one
/// starts at or after its end; themes do not compete. Of equally long matches the pattern that was
/// given first is named.
///
/// The form of a mention is that of its words, joined by a space, or by nothing where Han meets
/// Han.
class MentionFinder {
 public:
  /// Which pattern words a token satisfies; 0 is none.
  using Symbol = std::uint32_t;

  explicit MentionFinder(const ThemeSet& themes);

  /// For a distinct form, once.
  Symbol symbol_of(std::string_view form, bool is_word);

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
  /// What Mention::form counts.
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }

 private:
  struct Hit {
    std::size_t last;  // in run_
    std::uint32_t pattern;
  };

  void flush();
  void match_starts(std::size_t end);
  void match_from(std::size_t start);
  void walk(ThemeSet::NodeId node, std::size_t at);
  void record(std::size_t start);
  std::uint32_t form_of_run(std::size_t first, std::size_t last);

  const ThemeSet& themes_;
  std::map<std::vector<ThemeSet::PatternWordId>, Symbol> symbols_;
  std::vector<std::vector<ThemeSet::PatternWordId>> satisfied_;
  std::vector<std::vector<std::uint32_t>> lineage_;  // by pattern

  std::uint32_t document_ = 0;
  std::vector<Occurrence> run_;  // side by side
  std::vector<Hit> hits_;
  std::vector<std::uint64_t> taken_;  // by theme: document stamp and the end of its last mention
  std::uint64_t stamp_ = 0;
  std::vector<Mention> mentions_;
  Vocabulary forms_;
  std::string joined_;
};

}  // namespace themescore

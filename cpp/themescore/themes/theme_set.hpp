#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/themes/pattern.hpp"

namespace themescore {

/// A theme as the core knows it: a place in a tree.
struct ThemeNode {
  std::int32_t parent = -1;  ///< index of the parent, which comes first; -1 at the top
};

/// A pattern and the theme that lists it.
struct ThemePattern {
  std::uint32_t theme = 0;
  std::string text;  ///< UTF-8
};

/// A pattern that could not be read: which one, and why.
class ThemePatternError : public PatternError {
 public:
  ThemePatternError(std::size_t index, const PatternError& cause)
      : PatternError(cause.column(), cause.what()), index_(index) {}
  [[nodiscard]] std::size_t index() const noexcept { return index_; }

 private:
  std::size_t index_;
};

/// Themes compiled for matching. Immutable: one object serves all threads.
///
/// Patterns become numbers here, once; matching then compares numbers only. All patterns share one
/// tree of pattern words (of Chinese, of characters), so what a word of text costs does not grow
/// with the number of patterns.
/// What a *distinct* word costs grows with the number of globs that share its first or last
/// letters; those that begin and end with a wildcard share them with every word.
class ThemeSet {
 public:
  using PatternWordId = std::uint32_t;
  using NodeId = std::uint32_t;
  static constexpr NodeId kRoot = 0;

  /// Throws ThemePatternError for the first pattern that cannot be read, OptionError if a parent
  /// does not come before its child or a pattern names a theme that is not there.
  ThemeSet(std::vector<ThemeNode> themes,
           const std::vector<ThemePattern>& patterns,
           const Tokenizer& tokenizer);

  [[nodiscard]] std::size_t theme_count() const noexcept { return themes_.size(); }
  [[nodiscard]] std::size_t pattern_count() const noexcept { return pattern_theme_.size(); }
  [[nodiscard]] const std::vector<ThemeNode>& themes() const noexcept { return themes_; }

  /// The theme of a pattern, then its ancestors, nearest first.
  [[nodiscard]] std::vector<std::uint32_t> lineage(std::uint32_t pattern) const;

  /// The pattern words that a token satisfies, sorted; not those that are Han characters.
  /// `form` is what globs are held against, `term` (the form, or its stem) what words are.
  /// `is_word`: the token is a word or a number.
  [[nodiscard]] std::vector<PatternWordId> words_satisfied_by(std::string_view form,
                                                              std::string_view term,
                                                              bool is_word) const;

  /// A Han character (with what is attached to it) of some pattern.
  struct Character {
    PatternWordId id;
    bool continues;  ///< in some pattern it is not what the pattern begins with
  };
  [[nodiscard]] std::optional<Character> character(std::string_view form) const;

  /// The runs of Han of all patterns, in their form, each once.
  [[nodiscard]] const std::vector<std::string>& han_runs() const noexcept { return han_runs_; }

  /// Whether a pattern begins, or ends, with a * that lets it begin, or end, inside a word.
  [[nodiscard]] bool open_start(std::uint32_t pattern) const { return open_start_[pattern]; }
  [[nodiscard]] bool open_end(std::uint32_t pattern) const { return open_end_[pattern]; }

  /// Whether a pattern holds a token that is neither word nor number, so that those matter.
  [[nodiscard]] bool needs_punctuation() const noexcept { return needs_punctuation_; }

  /// Where a word leads to from a node.
  [[nodiscard]] std::optional<NodeId> child(NodeId node, PatternWordId word) const {
    const auto found = children_.find(edge(node, word));
    return found == children_.end() ? std::nullopt : std::optional(found->second);
  }
  /// Patterns that end at this node, in the order in which they were given.
  [[nodiscard]] std::span<const std::uint32_t> patterns_at(NodeId node) const {
    return patterns_at_[node];
  }
  [[nodiscard]] bool is_leaf(NodeId node) const { return !has_children_[node]; }

 private:
  static std::uint64_t edge(NodeId node, PatternWordId word) noexcept {
    return (static_cast<std::uint64_t>(node) << 32) | word;
  }
  void add(const Pattern& pattern, std::uint32_t index);
  PatternWordId intern(const PatternWord& word, bool is_first);

  struct Glob {
    std::string text;
    PatternWordId word;
  };
  // Globs by what they begin with up to the first wildcard, and those that begin with a wildcard by
  // what they end with, so that a form is held only against globs that share its ends.
  struct GlobIndex {
    std::unordered_map<std::string, std::vector<Glob>> by_end;
    std::size_t longest = 0;  // bytes of the longest key, so that a huge word costs no more
    void add(const std::string& end, Glob glob);
  };
  void satisfied_globs(const GlobIndex& index,
                       std::string_view form,
                       bool from_front,
                       std::vector<PatternWordId>& words) const;

  std::vector<ThemeNode> themes_;
  std::vector<std::uint32_t> pattern_theme_;
  std::vector<std::string> han_runs_;
  std::vector<bool> open_start_;  // by pattern, as the next
  std::vector<bool> open_end_;
  std::unordered_map<std::string, PatternWordId> literals_;
  std::unordered_map<std::string, Character> characters_;
  std::unordered_map<std::string, PatternWordId> globs_;
  GlobIndex by_prefix_;
  GlobIndex by_suffix_;
  std::optional<PatternWordId> any_;
  PatternWordId word_count_ = 0;
  bool needs_punctuation_ = false;

  std::unordered_map<std::uint64_t, NodeId> children_;
  std::vector<std::vector<std::uint32_t>> patterns_at_{1};
  std::vector<bool> has_children_{false};
};

}  // namespace themescore

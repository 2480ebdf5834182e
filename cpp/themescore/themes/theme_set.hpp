#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/themes/pattern.hpp"
#include "themescore/themes/pattern_tree.hpp"
#include "themescore/themes/word_index.hpp"

namespace themescore {

/// A theme as the core knows it: a place in a tree.
struct ThemeNode {
  std::int32_t parent = -1;  ///< index of the parent, which comes first; -1 at the top
  std::string name = {};     ///< without those above it; for references
  bool exclusive = false;    ///< whether the themes in it compete for the words
};

/// A pattern and the theme that lists it.
struct ThemePattern {
  std::uint32_t theme = 0;
  std::string text;  ///< UTF-8
};

/// A pattern that could not be used: which one, and why.
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
/// Mentions are found in *stages*: a stage matches the patterns that refer to no theme of its own
/// or a later stage. Without references and conditions there is one.
class ThemeSet {
 public:
  /// Throws ThemePatternError for the first pattern that cannot be used, OptionError if a parent
  /// does not come before its child or a pattern names a theme that is not there. `exclusive`:
  /// whether the themes at the top compete for the words; `any_word`: see parse_pattern().
  ThemeSet(std::vector<ThemeNode> themes,
           const std::vector<ThemePattern>& patterns,
           const Tokenizer& tokenizer,
           bool exclusive = false,
           bool any_word = false);

  struct RuleCondition {
    Scope scope;
    std::uint32_t number;  ///< of the condition, from 0
  };

  /// A pattern, or the condition of one, as it is matched.
  struct Rule {
    enum class Kind : unsigned char { excluded_inside, excluded, counted, condition };
    Kind kind = Kind::counted;
    std::uint32_t theme = 0;    ///< whose it is
    std::uint32_t pattern = 0;  ///< as handed in
    std::uint32_t stage = 0;
    std::vector<RuleCondition> conditions;
    std::uint32_t condition = 0;  ///< its number, if it is one
  };

  /// A theme in an exclusive one, and the branch of that in which it is.
  struct Branch {
    std::uint32_t group;  ///< the exclusive theme; theme_count() for the top
    std::uint32_t theme;
  };

  [[nodiscard]] std::size_t theme_count() const noexcept { return themes_.size(); }
  [[nodiscard]] std::size_t pattern_count() const noexcept { return pattern_count_; }
  [[nodiscard]] const std::vector<ThemeNode>& themes() const noexcept { return themes_; }

  [[nodiscard]] const PatternTree& tree() const noexcept { return tree_; }
  [[nodiscard]] const PatternWordIndex& words() const noexcept { return words_; }
  [[nodiscard]] const Rule& rule(std::uint32_t rule) const { return rules_[rule]; }
  [[nodiscard]] std::size_t condition_count() const noexcept { return condition_count_; }

  /// One for each stage.
  [[nodiscard]] std::span<const PatternTree::NodeId> roots() const noexcept { return roots_; }
  /// The stage after which a theme's mentions are known.
  [[nodiscard]] std::uint32_t stage_of(std::uint32_t theme) const { return stages_[theme]; }
  [[nodiscard]] bool is_referred_to(std::uint32_t theme) const { return referred_to_[theme]; }
  /// The theme and those below it, if it has exclusions.
  [[nodiscard]] std::span<const std::uint32_t> excluded_from(std::uint32_t theme) const {
    return excluded_from_[theme];
  }
  [[nodiscard]] std::span<const Branch> branches_of(std::uint32_t theme) const {
    return branches_[theme];
  }

  /// Whether matching needs all of a document at once.
  [[nodiscard]] bool needs_document() const noexcept {
    return roots_.size() > 1 || condition_count_ > 0;
  }
  /// Words that the gaps of a pattern may span, at most.
  [[nodiscard]] std::uint32_t widest_gaps() const noexcept { return widest_gaps_; }
  [[nodiscard]] bool has_gaps() const noexcept { return has_gaps_; }

  /// The runs of Han of all patterns, in their form, each once.
  [[nodiscard]] const std::vector<std::string>& han_runs() const noexcept { return han_runs_; }

 private:
  std::vector<ThemeNode> themes_;
  std::size_t pattern_count_ = 0;
  std::vector<Rule> rules_;
  std::size_t condition_count_ = 0;
  PatternWordIndex words_;
  PatternTree tree_;
  std::vector<PatternTree::NodeId> roots_;
  std::vector<std::uint32_t> stages_;
  std::vector<bool> referred_to_;
  std::vector<std::vector<std::uint32_t>> excluded_from_;
  std::vector<std::vector<Branch>> branches_;
  std::vector<std::string> han_runs_;
  std::uint32_t widest_gaps_ = 0;
  bool has_gaps_ = false;
};

}  // namespace themescore

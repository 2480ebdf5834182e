#include "themescore/themes/theme_set.hpp"

#include <algorithm>
#include <unordered_set>

#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

constexpr std::string_view kWildcards = "*?";

std::string literal_prefix(const std::string& glob) {
  return glob.substr(0, glob.find_first_of(kWildcards));
}

std::string literal_suffix(const std::string& glob) {
  return glob.substr(glob.find_last_of(kWildcards) + 1);
}

bool has_letter_or_digit(std::string_view form) {
  bool found = false;
  for_each_code_point(form, [&](char32_t c, std::size_t) {
    const Category category = unicode::properties(c).category;
    found = found || category == Category::Letter || category == Category::Number;
  });
  return found;
}

}  // namespace

ThemeSet::ThemeSet(std::vector<ThemeNode> themes,
                   const std::vector<ThemePattern>& patterns,
                   const Tokenizer& tokenizer)
    : themes_(std::move(themes)) {
  for (std::size_t i = 0; i < themes_.size(); ++i) {
    if (themes_[i].parent < -1 || themes_[i].parent >= static_cast<std::int64_t>(i)) {
      throw OptionError("themes: a theme's parent has to come before it");
    }
  }
  std::unordered_set<std::string> runs;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].theme >= themes_.size()) {
      throw OptionError("patterns: a pattern names a theme that is not there");
    }
    pattern_theme_.push_back(patterns[i].theme);
    try {
      const Pattern pattern = parse_pattern(patterns[i].text, tokenizer);
      add(pattern, static_cast<std::uint32_t>(i));
      for (const std::string& run : pattern.han_runs) {
        if (runs.insert(run).second) {
          han_runs_.push_back(run);
        }
      }
    } catch (const PatternError& error) {
      throw ThemePatternError(i, error);
    }
  }
}

void ThemeSet::GlobIndex::add(const std::string& end, Glob glob) {
  longest = std::max(longest, end.size());
  by_end[end].push_back(std::move(glob));
}

std::vector<std::uint32_t> ThemeSet::lineage(std::uint32_t pattern) const {
  std::vector<std::uint32_t> themes;
  for (auto theme = static_cast<std::int32_t>(pattern_theme_[pattern]); theme >= 0;
       theme = themes_[static_cast<std::size_t>(theme)].parent) {
    themes.push_back(static_cast<std::uint32_t>(theme));
  }
  return themes;
}

void ThemeSet::add(const Pattern& pattern, std::uint32_t index) {
  NodeId node = kRoot;
  for (const PatternWord& word : pattern.words) {
    const auto next = static_cast<NodeId>(patterns_at_.size());
    const auto [found, is_new] =
        children_.try_emplace(edge(node, intern(word, node == kRoot)), next);
    if (is_new) {
      has_children_[node] = true;
      patterns_at_.emplace_back();
      has_children_.push_back(false);
    }
    node = found->second;
  }
  patterns_at_[node].push_back(index);
  open_start_.push_back(pattern.open_start);
  open_end_.push_back(pattern.open_end);
}

ThemeSet::PatternWordId ThemeSet::intern(const PatternWord& word, bool is_first) {
  switch (word.kind) {
    case PatternWord::Kind::any:
      if (!any_) {
        any_ = word_count_++;
      }
      return *any_;
    case PatternWord::Kind::literal: {
      const auto [found, is_new] = literals_.try_emplace(word.form, word_count_);
      word_count_ += is_new ? 1 : 0;
      needs_punctuation_ = needs_punctuation_ || !has_letter_or_digit(word.form);
      return found->second;
    }
    case PatternWord::Kind::character: {
      const auto [found, is_new] =
          characters_.try_emplace(word.form, Character{word_count_, !is_first});
      word_count_ += is_new ? 1 : 0;
      found->second.continues = found->second.continues || !is_first;
      return found->second.id;
    }
    case PatternWord::Kind::glob:
      break;
  }
  const auto [found, is_new] = globs_.try_emplace(word.form, word_count_);
  if (is_new) {
    const std::string prefix = literal_prefix(word.form);
    const Glob glob{word.form, word_count_++};
    if (prefix.empty()) {
      by_suffix_.add(literal_suffix(word.form), glob);
    } else {
      by_prefix_.add(prefix, glob);
    }
  }
  return found->second;
}

std::optional<ThemeSet::Character> ThemeSet::character(std::string_view form) const {
  const auto found = characters_.find(std::string(form));
  return found == characters_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ThemeSet::PatternWordId> ThemeSet::words_satisfied_by(std::string_view form,
                                                                  std::string_view term,
                                                                  bool is_word) const {
  std::vector<PatternWordId> words;
  if (const auto literal = literals_.find(std::string(term)); literal != literals_.end()) {
    words.push_back(literal->second);
  }
  if (is_word) {
    satisfied_globs(by_prefix_, form, true, words);
    satisfied_globs(by_suffix_, form, false, words);
    if (any_) {
      words.push_back(*any_);
    }
  }
  std::ranges::sort(words);
  return words;
}

void ThemeSet::satisfied_globs(const GlobIndex& index,
                               std::string_view form,
                               bool from_front,
                               std::vector<PatternWordId>& words) const {
  if (index.by_end.empty()) {
    return;
  }
  for (std::size_t length = 0; length <= std::min(form.size(), index.longest); ++length) {
    const auto part = from_front ? form.substr(0, length) : form.substr(form.size() - length);
    const auto found = index.by_end.find(std::string(part));
    if (found == index.by_end.end()) {
      continue;
    }
    for (const Glob& glob : found->second) {
      if (glob_matches(glob.text, form)) {
        words.push_back(glob.word);
      }
    }
  }
}

}  // namespace themescore

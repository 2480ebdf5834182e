#include "themescore/themes/theme_set.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "themescore/themes/theme_stages.hpp"

namespace themescore {

namespace {

constexpr std::string_view kSeparator = " / ";

void check_parents(const std::vector<ThemeNode>& themes) {
  for (std::size_t i = 0; i < themes.size(); ++i) {
    if (themes[i].parent < -1 || themes[i].parent >= static_cast<std::int64_t>(i)) {
      throw OptionError("themes: a theme's parent has to come before it");
    }
  }
}

// Finds themes by what patterns call them.
class ThemeNames {
 public:
  explicit ThemeNames(const std::vector<ThemeNode>& themes) {
    std::vector<std::string> full;
    for (std::uint32_t i = 0; i < themes.size(); ++i) {
      const auto parent = themes[i].parent;
      full.push_back(parent < 0 ? themes[i].name
                                : full[static_cast<std::size_t>(parent)] + std::string(kSeparator) +
                                      themes[i].name);
      full_.try_emplace(full.back(), i);
      const auto [last, is_new] = last_.try_emplace(themes[i].name, i);
      last->second = is_new ? i : kSeveral;
    }
  }

  std::uint32_t find(const PatternReference& reference) const {
    if (const auto found = full_.find(reference.theme); found != full_.end()) {
      return found->second;
    }
    const auto found = last_.find(reference.theme);
    if (found == last_.end()) {
      throw PatternError(reference.column, "there is no theme '" + reference.theme + "'");
    }
    if (found->second == kSeveral) {
      throw PatternError(reference.column, "several themes are called '" + reference.theme +
                                               "': write the names above it too, as in {Above / " +
                                               reference.theme + "}");
    }
    return found->second;
  }

 private:
  static constexpr std::uint32_t kSeveral = 0xFFFF'FFFF;
  std::unordered_map<std::string, std::uint32_t> full_;
  std::unordered_map<std::string, std::uint32_t> last_;
};

// Fills in the themes that readings refer to; returns them.
std::vector<std::uint32_t> resolve(std::vector<Reading>& readings, const ThemeNames& names) {
  std::vector<std::uint32_t> themes;
  for (Reading& reading : readings) {
    for (PatternStep& step : reading.steps) {
      if (auto* reference = std::get_if<PatternReference>(&step)) {
        reference->index = names.find(*reference);
        themes.push_back(reference->index);
      }
    }
  }
  return themes;
}

std::size_t column_of_first_reference(const std::vector<Reading>& readings) {
  for (const Reading& reading : readings) {
    for (const PatternStep& step : reading.steps) {
      if (const auto* reference = std::get_if<PatternReference>(&step)) {
        return reference->column;
      }
    }
  }
  return 1;
}

ThemeSet::Rule::Kind rule_kind(Pattern::Kind kind) {
  using Rule = ThemeSet::Rule::Kind;
  switch (kind) {
    case Pattern::Kind::excluded:
      return Rule::excluded;
    case Pattern::Kind::excluded_inside:
      return Rule::excluded_inside;
    case Pattern::Kind::counted:
      break;
  }
  return Rule::counted;
}

}  // namespace

ThemeSet::ThemeSet(std::vector<ThemeNode> themes,
                   const std::vector<ThemePattern>& patterns,
                   const Tokenizer& tokenizer,
                   bool exclusive,
                   bool any_word)
    : themes_(std::move(themes)),
      pattern_count_(patterns.size()),
      referred_to_(themes_.size()),
      excluded_from_(themes_.size()),
      branches_(themes_.size()) {
  check_parents(themes_);
  const ThemeNames names(themes_);

  std::vector<std::vector<Reading>> readings;  // by rule, as the next
  std::vector<RuleNeeds> needs;
  std::unordered_set<std::string> runs;
  const auto add_rule = [&](Rule rule, std::vector<Reading> ways, RuleNeeds need) {
    for (const std::uint32_t theme : need.themes) {
      referred_to_[theme] = true;
    }
    rules_.push_back(std::move(rule));
    readings.push_back(std::move(ways));
    needs.push_back(std::move(need));
  };
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    const std::uint32_t theme = patterns[i].theme;
    if (theme >= themes_.size()) {
      throw OptionError("patterns: a pattern names a theme that is not there");
    }
    try {
      Pattern pattern = parse_pattern(patterns[i].text, tokenizer, any_word);
      Rule rule{rule_kind(pattern.kind), theme, i, 0, {}, 0};
      RuleNeeds need{resolve(pattern.readings, names), {}};
      for (Condition& condition : pattern.conditions) {
        const auto number = static_cast<std::uint32_t>(condition_count_++);
        std::vector<std::uint32_t> needed = resolve(condition.readings, names);
        add_rule({Rule::Kind::condition, theme, i, 0, {{condition.scope, number}}, number},
                 std::move(condition.readings), {std::move(needed), {}});
        need.conditions.push_back(static_cast<std::uint32_t>(rules_.size() - 1));
        rule.conditions.push_back({condition.scope, number});
      }
      if (rule.kind != Rule::Kind::counted && excluded_from_[theme].empty()) {
        excluded_from_[theme] = subtree(themes_, theme);
      }
      add_rule(std::move(rule), std::move(pattern.readings), std::move(need));
      for (const std::string& run : pattern.han_runs) {
        if (runs.insert(run).second) {
          han_runs_.push_back(run);
        }
      }
    } catch (const PatternError& error) {
      throw ThemePatternError(i, error);
    }
  }

  const ThemeStages stages = find_stages(themes_, exclusive, rules_, needs);
  if (stages.circular) {
    const Rule& rule = rules_[*stages.circular];
    throw ThemePatternError(rule.pattern,
                            PatternError(column_of_first_reference(readings[*stages.circular]),
                                         "theme '" + themes_[rule.theme].name +
                                             "' would need its own mentions to find its mentions"));
  }
  stages_ = stages.of_theme;
  for (std::uint32_t stage = 0; stage < stages.count; ++stage) {
    roots_.push_back(tree_.add_root());
  }
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    rules_[i].stage = stages.of_rule[i];
    for (const Reading& reading : readings[i]) {
      tree_.add(roots_[rules_[i].stage], reading, i, words_);
      std::uint32_t gaps = 0;
      for (const PatternStep& step : reading.steps) {
        const auto* gap = std::get_if<PatternGap>(&step);
        has_gaps_ = has_gaps_ || gap != nullptr;
        gaps += gap != nullptr ? gap->words : 0;
      }
      widest_gaps_ = std::max(widest_gaps_, gaps);
    }
  }
  words_.compile();
  tree_.compile(roots_);

  for (std::uint32_t theme = 0; theme < themes_.size(); ++theme) {
    auto branch = theme;
    for (auto above = themes_[theme].parent; above >= 0;
         above = themes_[static_cast<std::size_t>(above)].parent) {
      if (themes_[static_cast<std::size_t>(above)].exclusive) {
        branches_[theme].push_back({static_cast<std::uint32_t>(above), branch});
      }
      branch = static_cast<std::uint32_t>(above);
    }
    if (exclusive) {
      branches_[theme].push_back({static_cast<std::uint32_t>(themes_.size()), branch});
    }
  }
}

}  // namespace themescore

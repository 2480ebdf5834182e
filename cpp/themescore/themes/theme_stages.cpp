#include "themescore/themes/theme_stages.hpp"

#include <algorithm>
#include <numeric>

namespace themescore {

namespace {

using RuleKind = ThemeSet::Rule::Kind;
using Themes = std::vector<std::uint32_t>;

bool is_exclusion(const ThemeSet::Rule& rule) {
  return rule.kind == RuleKind::excluded || rule.kind == RuleKind::excluded_inside;
}

// What each theme needs to be known, theme by theme.
std::vector<Themes> needs_of_themes(const std::vector<ThemeNode>& themes,
                                    const std::vector<Themes>& groups,
                                    const std::vector<ThemeSet::Rule>& rules,
                                    const std::vector<RuleNeeds>& needs) {
  std::vector<Themes> needed(themes.size());
  const auto add = [&](std::uint32_t theme, const Themes& others) {
    needed[theme].insert(needed[theme].end(), others.begin(), others.end());
  };
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    Themes all = needs[rule].themes;
    for (const std::uint32_t condition : needs[rule].conditions) {
      all.insert(all.end(), needs[condition].themes.begin(), needs[condition].themes.end());
    }
    if (all.empty()) {
      continue;
    }
    if (is_exclusion(rules[rule])) {
      for (const std::uint32_t theme : subtree(themes, rules[rule].theme)) {
        add(theme, all);
      }
    } else {
      add(rules[rule].theme, all);
    }
  }
  for (std::uint32_t theme = 0; theme < themes.size(); ++theme) {
    if (themes[theme].parent >= 0) {
      add(static_cast<std::uint32_t>(themes[theme].parent), {theme});
    }
  }
  for (const Themes& group : groups) {
    for (const std::uint32_t theme : group) {
      add(theme, group);
    }
  }
  return needed;
}

// Whether `from` needs `to`, by way of others or without.
bool reaches(const std::vector<Themes>& needed, std::uint32_t from, const Themes& to) {
  std::vector<bool> seen(needed.size());
  Themes open = {from};
  while (!open.empty()) {
    const std::uint32_t theme = open.back();
    open.pop_back();
    if (std::ranges::find(to, theme) != to.end()) {
      return true;
    }
    for (const std::uint32_t next : needed[theme]) {
      if (!seen[next]) {
        seen[next] = true;
        open.push_back(next);
      }
    }
  }
  return false;
}

std::optional<std::size_t> find_circular(const std::vector<ThemeNode>& themes,
                                         const std::vector<Themes>& groups,
                                         const std::vector<ThemeSet::Rule>& rules,
                                         const std::vector<RuleNeeds>& needs) {
  const std::vector<Themes> needed = needs_of_themes(themes, groups, rules, needs);
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    const Themes own =
        is_exclusion(rules[rule]) ? subtree(themes, rules[rule].theme) : Themes{rules[rule].theme};
    for (const std::uint32_t other : needs[rule].themes) {
      if (reaches(needed, other, own)) {
        return rule;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::uint32_t> subtree(const std::vector<ThemeNode>& themes, std::uint32_t top) {
  std::vector<bool> inside(themes.size());
  Themes found;
  for (std::uint32_t theme = top; theme < themes.size(); ++theme) {
    const std::int32_t parent = themes[theme].parent;
    inside[theme] = theme == top || (parent >= 0 && inside[static_cast<std::size_t>(parent)]);
    if (inside[theme]) {
      found.push_back(theme);
    }
  }
  return found;
}

ThemeStages find_stages(const std::vector<ThemeNode>& themes,
                        bool exclusive,
                        const std::vector<ThemeSet::Rule>& rules,
                        const std::vector<RuleNeeds>& needs) {
  ThemeStages stages;
  stages.of_rule.assign(rules.size(), 0);
  stages.of_theme.assign(themes.size(), 0);
  if (std::ranges::all_of(needs, [](const RuleNeeds& n) { return n.themes.empty(); })) {
    return stages;
  }

  std::vector<Themes> groups;  // of themes that compete
  if (exclusive) {
    groups.emplace_back(themes.size());
    std::iota(groups.back().begin(), groups.back().end(), 0);
  }
  for (std::uint32_t theme = 0; theme < themes.size(); ++theme) {
    if (themes[theme].exclusive) {
      groups.push_back(subtree(themes, theme));
      groups.back().erase(groups.back().begin());
    }
  }
  groups.erase(std::remove(groups.begin(), groups.end(), Themes()), groups.end());

  bool changed = true;
  const auto raise = [&](std::uint32_t& stage, std::uint32_t least) {
    changed = changed || stage < least;
    stage = std::max(stage, least);
  };
  while (changed) {
    changed = false;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      std::uint32_t& own = stages.of_rule[rule];
      for (const std::uint32_t theme : needs[rule].themes) {
        raise(own, stages.of_theme[theme] + 1);
      }
      for (const std::uint32_t condition : needs[rule].conditions) {
        raise(own, stages.of_rule[condition]);
      }
      if (rules[rule].kind == RuleKind::counted) {
        raise(stages.of_theme[rules[rule].theme], own);
      } else if (is_exclusion(rules[rule]) && own > 0) {
        for (const std::uint32_t theme : subtree(themes, rules[rule].theme)) {
          raise(stages.of_theme[theme], own);
        }
      }
    }
    for (std::size_t theme = themes.size(); theme-- > 0;) {
      if (themes[theme].parent >= 0) {
        raise(stages.of_theme[static_cast<std::size_t>(themes[theme].parent)],
              stages.of_theme[theme]);
      }
    }
    for (const Themes& group : groups) {
      std::uint32_t latest = 0;
      for (const std::uint32_t theme : group) {
        latest = std::max(latest, stages.of_theme[theme]);
      }
      for (const std::uint32_t theme : group) {
        raise(stages.of_theme[theme], latest);
      }
    }
    // A chain of themes that need each other is no longer than there are themes.
    if (std::ranges::any_of(stages.of_theme, [&](auto s) { return s > themes.size(); })) {
      stages.circular = find_circular(themes, groups, rules, needs);
      return stages;
    }
  }
  for (const std::uint32_t stage : stages.of_theme) {
    stages.count = std::max(stages.count, stage + 1);
  }
  for (const std::uint32_t stage : stages.of_rule) {
    stages.count = std::max(stages.count, stage + 1);
  }
  return stages;
}

}  // namespace themescore

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "../cpp/reference_matcher.hpp"
#include "fuzz_input.hpp"
#include "themescore/weigh/counter.hpp"

namespace reference = testing::reference;
using themescore::Boundary;
using themescore::PatternWord;

namespace {

// What the slow matcher knows of the pattern language; nothing for the rest.
std::optional<reference::Pattern> simple(const themescore::Pattern& parsed, std::uint32_t theme) {
  if (parsed.kind != themescore::Pattern::Kind::counted || parsed.readings.size() != 1 ||
      !parsed.conditions.empty()) {
    return std::nullopt;
  }
  const themescore::Reading& reading = parsed.readings.front();
  reference::Pattern pattern{theme, {}, reading.open_start, reading.open_end};
  for (const auto& step : reading.steps) {
    const auto* word = std::get_if<PatternWord>(&step);
    using enum PatternWord::Kind;
    if (word == nullptr || word->kind >= exact) {
      return std::nullopt;
    }
    pattern.items.push_back({word->kind == any         ? 'A'
                             : word->kind == glob      ? '*'
                             : word->kind == character ? 'H'
                                                       : '=',
                             word->text});
  }
  return pattern;
}

std::optional<themescore::ThemeSet> compiled(const std::vector<themescore::ThemeNode>& nodes,
                                             const std::vector<themescore::ThemePattern>& patterns,
                                             const themescore::Tokenizer& tokenizer) {
  try {
    return themescore::ThemeSet(nodes, patterns, tokenizer);
  } catch (const themescore::ThemePatternError& error) {
    fuzz::require(error.index() < patterns.size());
    return std::nullopt;
  }
}

}  // namespace

// The first line of the input is the patterns, parted by tabs, the rest a text. Every pattern is
// refused with a column inside it or taken. Where all are of words alone, mentions are those of the
// slow matcher, which is given the parsed patterns; and one of a single word reads back from the
// text as that word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 300) {
    return 0;  // the slow matcher is slow
  }
  static const themescore::Tokenizer tokenizer;
  const fuzz::Input input(data, size);
  const std::u32string all = input.widened();
  const std::size_t line = std::min(all.find(U'\n'), all.size());

  const std::vector<themescore::ThemeNode> nodes = {{-1, "A"}, {0, "B"}, {-1, "C"}};
  std::vector<themescore::ThemePattern> patterns;
  std::vector<reference::Pattern> meant;
  bool all_simple = true;
  for (std::size_t from = 0; from <= line;) {
    const std::size_t to = std::min(all.find(U'\t', from), line);
    std::string pattern;
    for (std::size_t i = from; i < to; ++i) {
      themescore::append_utf8(pattern, all[i]);
    }
    try {
      const auto parsed = themescore::parse_pattern(pattern, tokenizer);
      fuzz::require(!parsed.readings.empty());
      const auto theme = static_cast<std::uint32_t>(patterns.size() % nodes.size());
      auto known = simple(parsed, theme);
      all_simple = all_simple && known;
      if (known) {
        for (const auto& item : known->items) {
          if (item.kind == '*' && std::ranges::count(item.form, '*') > 6) {
            return 0;  // exponential in the slow matcher
          }
        }
        meant.push_back(*std::move(known));
      }
      patterns.push_back({theme, pattern});
    } catch (const themescore::PatternError& error) {
      fuzz::require(error.column() >= 1 && error.column() <= to - from + 1);
    }
    from = to + 1;
  }

  const std::u32string rest = all.substr(std::min(line + 1, all.size()));
  const themescore::Text text{themescore::Text::Wide(rest)};
  const auto themes = compiled(nodes, patterns, tokenizer);
  if (!themes) {
    return 0;  // references to no theme
  }
  const std::array texts = {text};
  for (const Boundary boundary : {Boundary::part, Boundary::any}) {
    const auto counts = themescore::count(texts, *themes, tokenizer, 1, {}, {.boundary = boundary});
    for (const auto& m : counts.mentions) {
      fuzz::require(m.start < m.end && m.end <= rest.size());
      if (!all_simple) {
        continue;
      }
      const auto& items = meant[m.pattern].items;
      if (items.size() == 1 && items[0].kind == '=') {
        fuzz::require(tokenizer.form_of(themescore::to_utf8(text, {m.start, m.end})) ==
                      items[0].form);
      }
    }
    fuzz::require(!all_simple || reference::found_in(counts, 0) ==
                                     reference::find(text, nodes, meant, tokenizer, boundary));
  }
  return 0;
}

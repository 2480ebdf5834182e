#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "../cpp/reference_matcher.hpp"
#include "fuzz_input.hpp"
#include "themescore/weigh/counter.hpp"

namespace reference = testing::reference;
using themescore::PatternWord;

// The first line of the input is the patterns, parted by tabs, the rest a text. Every pattern is
// refused with a column inside it or taken; mentions are those of the slow matcher, which is given
// the parsed patterns; and each reads back from the text as words of its pattern.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 300) {
    return 0;  // the slow matcher is slow
  }
  static const themescore::Tokenizer tokenizer;
  const fuzz::Input input(data, size);
  const std::u32string all = input.widened();
  const std::size_t line = std::min(all.find(U'\n'), all.size());

  const std::vector<themescore::ThemeNode> nodes = {{-1}, {0}, {-1}};
  std::vector<themescore::ThemePattern> patterns;
  std::vector<reference::Pattern> meant;
  for (std::size_t from = 0; from <= line;) {
    const std::size_t to = std::min(all.find(U'\t', from), line);
    std::string pattern;
    for (std::size_t i = from; i < to; ++i) {
      themescore::append_utf8(pattern, all[i]);
    }
    try {
      const auto words = themescore::parse_pattern(pattern, tokenizer);
      fuzz::require(!words.empty());
      const auto theme = static_cast<std::uint32_t>(patterns.size() % nodes.size());
      reference::Pattern next{theme, {}};
      for (const auto& word : words) {
        using enum PatternWord::Kind;
        next.words.push_back({word.kind == any    ? 'A'
                              : word.kind == glob ? '*'
                                                  : '=',
                              word.form, word.overlaps});
        const auto stars = std::ranges::count(word.form, '*');
        if (word.kind == glob && stars > 6) {
          return 0;  // exponential in the slow matcher
        }
      }
      meant.push_back(next);
      patterns.push_back({theme, pattern});
    } catch (const themescore::PatternError& error) {
      fuzz::require(error.column() >= 1 && error.column() <= std::max<std::size_t>(to - from, 1));
    }
    from = to + 1;
  }

  const std::u32string rest = all.substr(std::min(line + 1, all.size()));
  const themescore::Text text{themescore::Text::Wide(rest)};
  const themescore::ThemeSet themes(nodes, patterns, tokenizer);
  const std::array texts = {text};
  const auto counts = themescore::count(texts, themes, tokenizer, 1, {});
  std::vector<reference::Mention> found;
  for (const auto& m : counts.mentions) {
    fuzz::require(m.start < m.end && m.end <= rest.size());
    found.push_back(
        {m.theme, m.pattern, m.start, m.end, m.sentence, m.position, counts.forms[m.form]});
    const auto& words = meant[m.pattern].words;
    if (words.size() == 1 && words[0].kind == '=') {
      fuzz::require(themescore::form_of(themescore::to_utf8(text, {m.start, m.end})) ==
                    words[0].form);
    }
  }
  fuzz::require(found == reference::find(text, nodes, meant, tokenizer));
  return 0;
}

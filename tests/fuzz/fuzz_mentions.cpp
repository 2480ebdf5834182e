#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "../cpp/reference_matcher.hpp"
#include "fuzz_input.hpp"
#include "themescore/weigh/counter.hpp"

namespace reference = testing::reference;
using themescore::Boundary;
using themescore::PatternWord;

namespace {

char kind_of(const PatternWord& word) {
  using enum PatternWord::Kind;
  return word.kind == any ? 'A' : word.kind == glob ? '*' : word.kind == character ? 'H' : '=';
}

}  // namespace

// The first line of the input is the patterns, parted by tabs, the rest a text. Every pattern is
// refused with a column inside it or taken; mentions are those of the slow matcher, which is given
// the parsed patterns; and one of a single word reads back from the text as that word.
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
      const auto parsed = themescore::parse_pattern(pattern, tokenizer);
      fuzz::require(!parsed.words.empty());
      const auto theme = static_cast<std::uint32_t>(patterns.size() % nodes.size());
      reference::Pattern next{theme, {}, parsed.open_start, parsed.open_end};
      for (const auto& word : parsed.words) {
        next.items.push_back({kind_of(word), word.form});
        const auto stars = std::ranges::count(word.form, '*');
        if (word.kind == PatternWord::Kind::glob && stars > 6) {
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
  for (const Boundary boundary : {Boundary::part, Boundary::any}) {
    const auto counts = themescore::count(texts, themes, tokenizer, 1, {}, boundary);
    for (const auto& m : counts.mentions) {
      fuzz::require(m.start < m.end && m.end <= rest.size());
      const auto& items = meant[m.pattern].items;
      if (items.size() == 1 && items[0].kind == '=') {
        fuzz::require(tokenizer.form_of(themescore::to_utf8(text, {m.start, m.end})) ==
                      items[0].form);
      }
    }
    fuzz::require(reference::found_in(counts, 0) ==
                  reference::find(text, nodes, meant, tokenizer, boundary));
  }
  return 0;
}

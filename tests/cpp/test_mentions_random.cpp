#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reference_matcher.hpp"
#include "support.hpp"
#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/lexicon.hpp"

namespace reference = testing::reference;
using testing::Random;
using testing::Strings;
using themescore::Boundary;
using themescore::Tokenizer;

namespace {

// The ways to cut Chinese that are held against the slow matcher.
std::vector<Tokenizer> tokenizers() {
  const auto lexicon = themescore::HanLexicon::open(THEMESCORE_HAN_LEXICON);
  const auto dictionary = std::make_shared<themescore::HanDictionary>(lexicon);
  return {Tokenizer({.han = "bigram"}), Tokenizer({.han = "jieba", .dictionary = dictionary})};
}

const Strings kWords = {"a", "b", "ab", "Ab", "A", "don't", "7", "a's", "B’s", "ab's", "7%", "3‰"};
const Strings kGlobs = {"a*", "*b", "?b", "a?c", "*1", "a*b*", "a??", "*o*", "7*", "*s", "?7"};
const std::u32string kDrawnCharacters = U"国有企业";
const Strings kHanWords = {"国有企业改革",   "中国",     "发展中国家",       "北京市",
                           "印度尼西亚",     "人民生活", "数据安全",         "高质量发展",
                           "法治",           "民生",     "内蒙古自治区",     "改革开放",
                           "中华人民共和国", "安全生产", "社会主义市场经济", "生活"};
const Strings kHanPieces = {"中国",   "生活", "民生",     "安全",     "北京", "印度",
                            "尼西亚", "国有", "企业改革", "法",       "改革", "发展",
                            "国家",   "质量", "自治",     "内蒙古",   "人民", "市",
                            "共和",   "市场", "经济",     "改革开放", "国",   "民"};

struct Setting {
  std::vector<themescore::ThemeNode> themes;
  std::vector<reference::Pattern> wanted;
  std::vector<themescore::ThemePattern> patterns;
};

// Each character on its own, some with marks: one that the form keeps and one that it drops.
Strings han(Random& random, const Strings& known) {
  Strings characters;
  if (random.once_in(2)) {
    for (const char32_t c : reference::decode(random.pick(known))) {
      characters.push_back(testing::utf8(std::u32string(1, c)));
    }
  } else {
    for (std::size_t k = 1 + random.below(4); k > 0; --k) {
      characters.push_back(testing::utf8(std::u32string(1, random.pick(kDrawnCharacters))));
    }
  }
  if (random.once_in(20)) {
    characters[random.below(characters.size())] += random.once_in(2) ? "\u0301" : "\uFE00";
  }
  return characters;
}

std::string concatenated(const Strings& strings) {
  std::string all;
  for (const std::string& string : strings) {
    all += string;
  }
  return all;
}

// Lines that are full, so that their breaks are those of a wrapped text.
std::string wrapped(const std::string& utf8, const std::string& line_break) {
  std::string text;
  std::size_t columns = 0;
  for (const char32_t c : reference::decode(utf8)) {
    columns += c < 0x1100 ? 1u : 2u;
    themescore::append_utf8(text, c);
    if (columns >= 44) {
      text += line_break;
      columns = 0;
    }
  }
  return text;
}

// One word of a pattern, as it is written and as it is meant.
void add_word(Random& random,
              const Tokenizer& tokenizer,
              bool inner,
              std::string& text,
              reference::Pattern& meant) {
  if (inner && random.once_in(5)) {
    text += "*";
    meant.items.push_back({'A', {}});
  } else if (random.once_in(2)) {
    for (const std::string& character : han(random, kHanPieces)) {
      text += character;
      meant.items.push_back({'H', tokenizer.form_of(character)});
    }
  } else if (random.once_in(3)) {
    const std::string& glob = random.pick(kGlobs);
    text += glob;
    meant.items.push_back({'*', glob});
  } else {
    const std::string word = inner && random.once_in(8) ? "," : random.pick(kWords);
    text += word;
    const auto owned = themescore::OwnedText::from_utf8(word);
    for (const auto& token : tokenizer.tokens(owned.view())) {
      const std::string form = tokenizer.form_of(to_utf8(owned.view(), token.span));
      meant.items.push_back({'=', tokenizer.term_of(form)});
    }
  }
}

reference::Pattern make_pattern(Random& random, const Tokenizer& tokenizer, std::string& text) {
  reference::Pattern meant;
  const std::size_t size = random.once_in(2) ? 1 : 1 + random.below(4);
  for (std::size_t i = 0; i < size; ++i) {
    text += i == 0 ? "" : random.pick(Strings{" ", " ", " - ", "-", "・"});
    add_word(random, tokenizer, i > 0 && i + 1 < size, text, meant);
  }
  meant.open_start = meant.items.front().kind == 'H' && random.once_in(4);
  meant.open_end = meant.items.back().kind == 'H' && random.once_in(4);
  text = (meant.open_start ? "*" : "") + text + (meant.open_end ? "*" : "");
  return meant;
}

Setting make_setting(Random& random, const Tokenizer& tokenizer) {
  Setting setting;
  for (std::size_t k = 1 + random.below(4); k > 0; --k) {
    const std::size_t before = setting.themes.size();
    const bool nested = before > 0 && random.once_in(2);
    setting.themes.push_back({nested ? static_cast<std::int32_t>(random.below(before)) : -1});
  }
  for (std::size_t k = 1 + random.below(9); k > 0; --k) {
    const auto theme = static_cast<std::uint32_t>(random.below(setting.themes.size()));
    std::string text;
    setting.wanted.push_back(make_pattern(random, tokenizer, text));
    setting.wanted.back().theme = theme;
    setting.patterns.push_back({theme, text});
  }
  return setting;
}

// Something that the pattern matches, or nearly.
std::string strewn(Random& random, const std::string& pattern) {
  std::string text;
  for (const char c : pattern) {
    const bool wildcard = c == '*' || c == '?';
    text += wildcard ? random.pick(Strings{"a", "b", "", "7", "国有", "民"}) : std::string(1, c);
  }
  return text + random.pick(Strings{"", "", "'s", "%", "业"});
}

std::string make_text(Random& random, const Setting& setting) {
  static const Strings between = {" ",  " ",  " ",   " ", "-",  " - ", "--",     " -- ",
                                  ", ", "; ", "'",   "·", "",   "",    "",       "。",
                                  ". ", "–",  " – ", "—", " '", "' ",  "\u200B", "・"};
  std::string text;
  const bool wraps = random.once_in(3);
  for (std::size_t k = random.below(wraps ? 80 : 40); k > 0; --k) {
    if (random.once_in(3)) {
      text += strewn(random, random.pick(setting.patterns).text);
    } else {
      text += random.once_in(2) ? concatenated(han(random, kHanWords)) : random.pick(kWords);
    }
    text +=
        !wraps && random.once_in(10) ? random.pick(Strings{"\n", "\n\n"}) : random.pick(between);
  }
  return wraps ? wrapped(text, random.pick(Strings{"\n", "\r\n", "\u2028"})) : text;
}

std::string shown(const std::vector<reference::Mention>& mentions) {
  std::string all;
  for (const auto& m : mentions) {
    all += "\n  theme " + std::to_string(m.theme) + " pattern " + std::to_string(m.pattern) + " " +
           std::to_string(m.start) + "-" + std::to_string(m.end) + " sentence " +
           std::to_string(m.sentence) + " position " + std::to_string(m.position) + " " + m.form +
           (m.inside.empty() ? "" : " in " + m.inside);
  }
  return all;
}

// How often the random texts led to what is worth testing.
struct Seen {
  std::size_t mentions = 0, of_several_words = 0, inside = 0, of_han = 0, over_line_breaks = 0;

  void add(const reference::Mention& mention,
           const Setting& setting,
           const themescore::Text& text) {
    const auto& items = setting.wanted[mention.pattern].items;
    ++mentions;
    of_several_words += mention.form.find(' ') != std::string::npos ? 1u : 0u;
    inside += mention.inside.empty() ? 0u : 1u;
    of_han += items.front().kind == 'H' ? 1u : 0u;
    for (auto i = mention.start; i < mention.end; ++i) {
      over_line_breaks += text[i] == U'\n' || text[i] == U'\u2028' ? 1u : 0u;
    }
  }
};

constexpr std::size_t kRounds = THEMESCORE_RANDOM_ROUNDS;

void compare(const Tokenizer& tokenizer, Boundary boundary, std::uint64_t seed) {
  Random random(seed);
  Seen seen;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const Setting setting = make_setting(random, tokenizer);
    const testing::Texts texts({make_text(random, setting), make_text(random, setting)});
    const themescore::ThemeSet themes(setting.themes, setting.patterns, tokenizer);
    const auto counts =
        themescore::count(texts.views(), themes, tokenizer, 1, {}, {.boundary = boundary});
    for (std::uint32_t document = 0; document < 2; ++document) {
      const auto text = texts.views()[document];
      const auto wanted =
          reference::find(text, setting.themes, setting.wanted, tokenizer, boundary);
      for (const auto& mention : wanted) {
        seen.add(mention, setting, text);
      }
      const auto found = reference::found_in(counts, document);
      if (found != wanted) {
        std::string patterns;
        for (const auto& pattern : setting.patterns) {
          patterns += "[" + pattern.text + "]";
        }
        FAIL("patterns " << patterns << " text ["
                         << to_utf8(text, {0, static_cast<std::uint32_t>(text.size())})
                         << "] WANTED" << shown(wanted) << "\nFOUND" << shown(found));
      }
    }
  }
  MESSAGE(seen.mentions << " mentions, " << seen.of_several_words << " of several words, "
                        << seen.inside << " inside of words, " << seen.of_han << " of Han, "
                        << seen.over_line_breaks << " over line breaks");
  CHECK(seen.mentions > 10 * kRounds);
  CHECK(seen.of_several_words > kRounds / 2);
  CHECK(seen.inside > kRounds / (boundary == Boundary::word ? 40 : 4));
  CHECK(seen.of_han > 5 * kRounds / 2);
  CHECK(seen.over_line_breaks > kRounds / 8);
}

}  // namespace

TEST_CASE(
    "mentions are those that a slow matcher finds, for thousands of random themes and texts") {
  for (const Tokenizer& tokenizer : tokenizers()) {
    for (const Boundary boundary : {Boundary::part, Boundary::word, Boundary::any}) {
      if (boundary == Boundary::word && tokenizer.han_overlaps()) {
        continue;  // there are no words
      }
      CAPTURE(tokenizer.settings().han);
      CAPTURE(static_cast<int>(boundary));
      compare(tokenizer, boundary, 5 + static_cast<std::uint64_t>(boundary));
    }
  }
}

TEST_CASE(
    "a text made of pattern words alone is matched as a whole, though it is taken in pieces") {
  Random random(6);
  const Tokenizer tokenizer;
  const std::vector<themescore::ThemeNode> nodes(2);
  for (const Strings& letters : {Strings{"a", "b", " "}, Strings{"国", "有", ""}}) {
    const auto written = [&](std::string_view pattern) {
      std::string text;
      for (const char c : pattern) {
        text += letters[c == 'a' ? 0 : 1] + letters[2];
      }
      return text;
    };
    std::vector<themescore::ThemePattern> patterns;
    std::vector<reference::Pattern> meant;
    const bool han = letters[2].empty();
    for (const std::string pattern : {"ab", "aba", "bbbbb", "a", "baab"}) {
      const std::uint32_t theme = pattern == "a" || pattern == "baab" ? 1 : 0;
      patterns.push_back({theme, written(pattern)});
      meant.emplace_back().theme = theme;
      for (const char c : pattern) {
        meant.back().items.push_back({han ? 'H' : '=', letters[c == 'a' ? 0 : 1]});
      }
    }
    std::string text;
    for (int i = 0; i < 40'000; ++i) {
      text += written(random.once_in(2) ? "a" : "b");
    }
    const testing::Texts texts({text});
    const themescore::ThemeSet themes(nodes, patterns, tokenizer);
    for (const Boundary boundary : {Boundary::part, Boundary::any}) {
      const auto found = reference::found_in(
          themescore::count(texts.views(), themes, tokenizer, 1, {}, {.boundary = boundary}), 0);
      CHECK((found == reference::find(texts.views()[0], nodes, meant, tokenizer, boundary)));
      CHECK(found.size() > 10'000);
    }
  }
}

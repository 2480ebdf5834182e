#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference_matcher.hpp"
#include "support.hpp"

using namespace std::string_literals;
namespace reference = testing::reference;

namespace {

const testing::Strings kLatin = {"a", "b", "ab", "Ab", "A", "don't", "7"};
const testing::Strings kGlobs = {"a*", "*b", "?b", "a?c", "*", "*1", "a*b*", "??", "*o*"};
const std::u32string kHan = U"国有";

struct Setting {
  std::vector<themescore::ThemeNode> themes;
  std::vector<reference::Pattern> wanted;
  std::vector<themescore::ThemePattern> patterns;
};

std::u32string han(testing::Random& random, std::size_t size) {
  std::u32string run;
  while (run.size() < size) {
    run += random.pick(kHan);
  }
  return run;
}

// One word of a pattern, as it is written and as it is meant.
void add_word(testing::Random& random, bool inner, std::string& text, reference::Pattern& meant) {
  if (inner && random.once_in(6)) {
    text += "*";
    meant.words.push_back({'A', {}});
  } else if (random.once_in(3)) {
    const std::u32string run = han(random, 1 + random.below(3));
    text += testing::utf8(run);
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      meant.words.push_back({'=', testing::utf8(run.substr(i, 2)), i > 0});
    }
    if (run.size() == 1) {
      meant.words.push_back({'=', testing::utf8(run)});
    }
  } else if (random.once_in(3)) {
    const std::string glob = random.pick(kGlobs) + (random.once_in(2) ? "" : "b");
    text += glob.find_first_of("ab1o") == std::string::npos ? "a" + glob : glob;
    meant.words.push_back(
        {'*', glob.find_first_of("ab1o") == std::string::npos ? "a" + glob : glob});
  } else if (inner && random.once_in(8)) {
    text += ",";
    meant.words.push_back({'=', ","});
  } else {
    const std::string& word = random.pick(kLatin);
    text += word;
    meant.words.push_back({'=', themescore::form_of(word)});
  }
}

Setting make_setting(testing::Random& random) {
  Setting setting;
  for (std::size_t k = 1 + random.below(4); k > 0; --k) {
    const std::size_t before = setting.themes.size();
    const bool nested = before > 0 && random.once_in(2);
    setting.themes.push_back({nested ? static_cast<std::int32_t>(random.below(before)) : -1});
  }
  for (std::size_t k = 1 + random.below(7); k > 0; --k) {
    const auto theme = static_cast<std::uint32_t>(random.below(setting.themes.size()));
    reference::Pattern meant{theme, {}};
    std::string text;
    const std::size_t size = 1 + random.below(4);
    for (std::size_t i = 0; i < size; ++i) {
      text += i == 0 ? "" : random.pick(testing::Strings{" ", " ", " - ", "-", "・"});
      add_word(random, i > 0 && i + 1 < size, text, meant);
    }
    setting.wanted.push_back(meant);
    setting.patterns.push_back({theme, text});
  }
  return setting;
}

// The patterns themselves are strewn in, so that long ones are found too.
std::string make_text(testing::Random& random, const Setting& setting) {
  static const testing::Strings between = {" ",  " ",  " ",   " ", "-",  " - ", "--",   " -- ",
                                           ", ", "; ", "'",   "·", "",   "\n",  "\n\n", "。",
                                           ". ", "–",  " – ", "—", " '", "' ",  "・",   "\u200B"};
  std::string text;
  for (std::size_t k = random.below(40); k > 0; --k) {
    if (random.once_in(3)) {
      text += random.pick(setting.patterns).text;
    } else if (random.once_in(3)) {
      text += testing::utf8(han(random, 1 + random.below(5)));
    } else {
      text += random.pick(kLatin);
    }
    text += random.pick(between);
  }
  return text;
}

}  // namespace

TEST_CASE(
    "mentions are those that a slow matcher finds, for thousands of random themes and texts") {
  testing::Random random(5);
  const themescore::Tokenizer tokenizer;
  std::size_t mentions = 0;
  std::size_t of_several_words = 0;
  for (int round = 0; round < 6'000; ++round) {
    const Setting setting = make_setting(random);
    const testing::Texts texts({make_text(random, setting), make_text(random, setting)});
    const themescore::ThemeSet themes(setting.themes, setting.patterns, tokenizer);
    const auto counts = testing::count(texts, themes);

    std::vector<std::vector<reference::Mention>> found(2);
    for (const auto& m : counts.mentions) {
      found[m.document].push_back(
          {m.theme, m.pattern, m.start, m.end, m.sentence, m.position, counts.forms[m.form]});
    }
    for (std::size_t document = 0; document < 2; ++document) {
      const auto text = texts.views()[document];
      const auto wanted = reference::find(text, setting.themes, setting.wanted, tokenizer);
      mentions += wanted.size();
      for (const auto& mention : wanted) {
        of_several_words += setting.wanted[mention.pattern].words.size() > 1 ? 1u : 0u;
      }
      if (found[document] != wanted) {
        std::string all;
        for (const auto& pattern : setting.patterns) {
          all += "[" + pattern.text + "]";
        }
        std::string list;
        for (const auto& m : wanted) {
          list += " " + std::to_string(m.theme) + ":" + std::to_string(m.start) + "-" +
                  std::to_string(m.end) + "=" + m.form;
        }
        list += " FOUND";
        for (const auto& m : found[document]) {
          list += " " + std::to_string(m.theme) + ":" + std::to_string(m.start) + "-" +
                  std::to_string(m.end) + "=" + m.form;
        }
        FAIL("patterns " << all << " text ["
                         << to_utf8(text, {0, static_cast<std::uint32_t>(text.size())})
                         << "] WANTED" << list);
      }
    }
  }
  MESSAGE(mentions << " mentions, " << of_several_words << " of several words");
  CHECK(mentions > 50'000);
  CHECK(of_several_words > 5'000);
}

TEST_CASE(
    "a text made of pattern words alone is matched as a whole, though it is taken in pieces") {
  testing::Random random(6);
  const themescore::Tokenizer tokenizer;
  const std::vector<themescore::ThemeNode> nodes(2);
  const std::vector<themescore::ThemePattern> patterns = {
      {0, "a b"}, {0, "a b a"}, {0, "b b b b b"}, {1, "a"}, {1, "b a a b"}};
  std::vector<reference::Pattern> meant;
  for (const auto& pattern : patterns) {
    meant.push_back({pattern.theme, {}});
    for (const char c : pattern.text) {
      if (c != ' ') {
        meant.back().words.push_back({'=', std::string(1, c)});
      }
    }
  }
  std::string text;
  for (int i = 0; i < 40'000; ++i) {
    text += random.once_in(2) ? "a " : "b ";
  }
  const testing::Texts texts({text});
  const auto counts = testing::count(texts, themescore::ThemeSet(nodes, patterns, tokenizer));
  std::vector<reference::Mention> found;
  for (const auto& m : counts.mentions) {
    found.push_back(
        {m.theme, m.pattern, m.start, m.end, m.sentence, m.position, counts.forms[m.form]});
  }
  CHECK(found == reference::find(texts.views()[0], nodes, meant, tokenizer));
  CHECK(found.size() > 10'000);
}

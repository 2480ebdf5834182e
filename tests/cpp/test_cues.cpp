#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "support.hpp"
#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/errors.hpp"

using testing::Strings;
using themescore::CueLexicon;
using themescore::CueRule;
using themescore::CueScope;

namespace {

struct CuePattern {
  std::uint32_t kind;
  std::string text;
  CueRule rule;
};

constexpr std::uint32_t kStress = 0;
constexpr std::uint32_t kMust = 1;
constexpr std::uint32_t kGreat = 2;
constexpr std::uint32_t kNot = 3;

// Stress holds for the paragraph, obligation for the sentence, evaluation for the clause.
CueLexicon lexicon() {
  const CueRule stress{3, CueScope::paragraph};
  const CueRule must{2, CueScope::sentence};
  const CueRule great{1, CueScope::clause};
  const std::vector<CuePattern> patterns = {
      {kStress, "stressed", stress},
      {kStress, "强调", stress},
      {kMust, "must", must},
      {kMust, "要", must},
      {kMust, "必须", must},
      {kGreat, "great", great},
      {kGreat, "重要", great},
      {kNot, "not", {}},
      {kNot, "不是", {}},
      {kNot, "没有", {}},
      {kNot, "not only", {0}},
      {kMust, "must have been", {0}},
  };
  std::vector<themescore::ThemePattern> texts;
  std::vector<CueRule> rules;
  for (const CuePattern& pattern : patterns) {
    texts.push_back({pattern.kind, pattern.text});
    rules.push_back(pattern.rule);
  }
  return {
      themescore::ThemeSet(std::vector<themescore::ThemeNode>(4), texts, themescore::Tokenizer()),
      rules, kNot};
}

themescore::Counts marked(std::string_view utf8, const Strings& patterns) {
  const testing::Texts texts({std::string(utf8)});
  const CueLexicon cues = lexicon();
  return themescore::count(texts.views(), testing::flat_themes({patterns}), themescore::Tokenizer(),
                           1, {}, {.cues = &cues});
}

// The cue of each mention of "oil" or 改革.
Strings cues(std::string_view utf8) {
  constexpr std::array names = {"stress", "must", "great"};
  Strings found;
  for (const auto& mention : marked(utf8, {"oil", "改革"}).mentions) {
    found.emplace_back(mention.cue == themescore::kNoCue ? "-" : names[mention.cue]);
  }
  return found;
}

}  // namespace

TEST_CASE("a cue of the scope clause governs its clause, before and after it") {
  CHECK(cues("The great oil grew; oil fell.") == Strings{"great", "-"});
  CHECK(cues("oil is great, but it was oil.") == Strings{"great", "-"});
  CHECK(cues("改革重要，改革。") == Strings{"great", "-"});
}

TEST_CASE("a cue of the scope sentence governs what follows it in its sentence") {
  CHECK(cues("oil and oil must do oil, oil; oil. And oil.") ==
        Strings{"-", "-", "must", "must", "must", "-"});
  CHECK(cues("改革，必须改革，改革。改革。") == Strings{"-", "must", "must", "-"});
}

TEST_CASE("a cue that its sentence ends with governs all of that") {
  CHECK(cues("Oil. Oil and oil, the board stressed. Oil.") ==
        Strings{"-", "stress", "stress", "-"});
  CHECK(cues("“改革，改革。”会议强调。改革。") == Strings{"stress", "stress", "-"});
  CHECK(cues("So oil they must.") == Strings{"must"});
}

TEST_CASE("after a cue and a colon what it speaks of is still to come") {
  CHECK(cues("For oil he stressed: oil. Oil.") == Strings{"-", "stress", "stress"});
}

TEST_CASE("a cue of the scope paragraph governs up to the next one of its paragraph") {
  CHECK(cues("Oil. He stressed oil. Oil; oil.\nOil.") ==
        Strings{"-", "stress", "stress", "stress", "-"});
  CHECK(cues("会议强调，改革。改革。会议强调，改革。\n改革。") ==
        Strings{"stress", "stress", "stress", "-"});
  const auto counts = marked("He stressed oil. They stressed oil.", {"oil"});
  REQUIRE(counts.mentions.size() == 2);
  CHECK(counts.mentions[1].cue_level == 3);
}

TEST_CASE("of several cues the highest level governs, then the nearest before") {
  CHECK(cues("He stressed a great oil that must oil.") == Strings{"stress", "stress"});
  CHECK(cues("It must be a great oil.") == Strings{"must"});
  CHECK(marked("It must be oil.", {"oil"}).mentions[0].cue_level == 2);
  CHECK(marked("It is oil.", {"oil"}).mentions[0].cue_level == 0);
}

TEST_CASE("a negated cue is none, unless it is negated after itself") {
  CHECK(cues("They have not stressed oil.") == Strings{"-"});
  CHECK(cues("They have not yet often stressed oil.") == Strings{"-"});  // two words between
  CHECK(cues("They have not yet very often stressed oil.") == Strings{"stress"});  // three
  CHECK(cues("You must not oil.") == Strings{"must"});
  CHECK(cues("Not so; he stressed oil.") == Strings{"stress"});  // another clause
  CHECK(cues("不是强调改革。") == Strings{"-"});
  CHECK(cues("没有强调，必须改革。") == Strings{"must"});
}

TEST_CASE("what has level 0 takes its words and does nothing") {
  CHECK(cues("Not only stressed oil.") == Strings{"stress"});
  CHECK(cues("It must have been oil.") == Strings{"-"});
}

TEST_CASE("a cue does not govern the mention that it is part of") {
  const auto own = marked("They must do it.", {"must"}).mentions;
  REQUIRE(own.size() == 1);
  CHECK(own[0].cue == themescore::kNoCue);
  const auto around = marked("We great oil grew.", {"great oil"}).mentions;
  REQUIRE(around.size() == 1);
  CHECK(around[0].cue == themescore::kNoCue);
}

TEST_CASE("without a cue lexicon no mention has a cue, but each a place") {
  const testing::Texts texts({"oil\nHe stressed “oil”.\noil must."});
  const auto counts = testing::count(texts, testing::flat_themes({{"oil"}}));
  REQUIRE(counts.mentions.size() == 3);
  CHECK(counts.mentions[1].cue == themescore::kNoCue);
  CHECK(counts.mentions[0].place == themescore::Place::headline);
  CHECK(counts.mentions[1].place == themescore::Place::lead);
  CHECK(counts.mentions[2].place == themescore::Place::body);
  CHECK(counts.mentions[1].quoted);
  CHECK_FALSE(counts.mentions[2].quoted);
}

TEST_CASE("marks are the same for any number of threads") {
  testing::Texts texts;
  testing::Random random(11);
  const Strings pieces = {"oil ", "must ", "stressed ", "great ", "not ", "改革", "重要",
                          "强调", "，",    "。",        ". ",     "\n",   "“",    "”"};
  for (int document = 0; document < 60; ++document) {
    std::string text;
    for (std::size_t k = random.below(80); k > 0; --k) {
      text += random.pick(pieces);
    }
    texts.add(text);
  }
  const CueLexicon cues = lexicon();
  const auto all = [&](unsigned threads) {
    std::vector<std::tuple<std::uint32_t, std::uint32_t, int, int, int, bool>> marks;
    for (const auto& m : themescore::count(texts.views(), testing::flat_themes({{"oil", "改革"}}),
                                           themescore::Tokenizer(), threads, {}, {.cues = &cues})
                             .mentions) {
      marks.emplace_back(m.document, m.start, m.cue, m.cue_level, static_cast<int>(m.place),
                         m.quoted);
    }
    return marks;
  };
  const auto one = all(1);
  CHECK(std::ranges::any_of(one, [](const auto& m) { return std::get<3>(m) == 3; }));
  CHECK(std::ranges::any_of(one, [](const auto& m) { return std::get<5>(m); }));
  CHECK(one == all(2));
  CHECK(one == all(8));
}

TEST_CASE("the cue of each mention is the one that a look at all cues finds") {
  testing::Random random(5);
  const Strings pieces = {"oil ", "great oil ", "must ",    "stressed ", "great ", "not ",
                          "and ", "; ",         ", which ", "改革",      "重要",   "强调",
                          "必须", "，",         "。",       ". The ",    ": ",     "\n"};
  const CueLexicon lexicon = ::lexicon();
  std::size_t governed = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t k = 1 + random.below(40); k > 0; --k) {
      text += random.pick(pieces);
    }
    CAPTURE(text);
    const testing::Texts texts({text});
    const auto cues = themescore::find_cues(texts.views()[0], lexicon, themescore::Tokenizer());
    const auto mentions = marked(text, {"oil", "great oil", "改革"}).mentions;
    themescore::CueIndex backwards(cues);
    for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) {
      const auto* const cue = backwards.governing({mention->start, mention->end});
      CHECK(mention->cue == (cue == nullptr ? themescore::kNoCue : cue->kind));
    }
    for (const auto& mention : mentions) {
      const themescore::Cue* best = nullptr;
      // Higher is better: level, then before rather than after, then near.
      const auto merit = [&](const themescore::Cue& cue) {
        const bool before = cue.span.end <= mention.start;
        const auto distance = before ? mention.start - cue.span.end : cue.span.start - mention.end;
        return std::tuple(cue.level, before, -static_cast<std::int64_t>(distance));
      };
      for (const auto& cue : cues) {
        const bool apart = cue.span.end <= mention.start || cue.span.start >= mention.end;
        const bool within = mention.start >= cue.governs.start && mention.start < cue.governs.end;
        if (apart && within && (best == nullptr || merit(cue) > merit(*best))) {
          best = &cue;
        }
      }
      CHECK(mention.cue == (best == nullptr ? themescore::kNoCue : best->kind));
      CHECK(mention.cue_level == (best == nullptr ? 0 : best->level));
      governed += best == nullptr ? 0 : 1;
    }
  }
  CHECK(governed > 500);
}

TEST_CASE("a cue lexicon whose parts do not fit together is refused") {
  const auto themes = [] { return testing::flat_themes({{"must"}}); };
  CHECK_THROWS_AS(CueLexicon(themes(), {}, {}), themescore::OptionError);
  CHECK_THROWS_AS(CueLexicon(themes(), {{4, CueScope::clause}}, {}), themescore::OptionError);
  CHECK_THROWS_AS((void)themescore::cue_scope_of("word"), themescore::OptionError);
}

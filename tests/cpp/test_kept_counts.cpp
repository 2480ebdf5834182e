#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/compare/han_words.hpp"
#include "themescore/errors.hpp"
#include "themescore/weigh/kept_counts.hpp"
#include "themescore/weigh/measures.hpp"

using themescore::Counts;
using themescore::counts_of;
using themescore::KeptCounts;

namespace {

// Memory of its own for kept parts, which tests can change.
struct Parts {
  explicit Parts(const Counts& counts)
      : mentions(counts.mentions),
        mentioned_sentences(counts.mentioned_sentences),
        forms(counts.forms),
        terms(testing::strings(*counts.terms)),
        words(counts.words),
        characters(counts.characters),
        sentences(counts.sentences),
        words_of_sentence(counts.words_of_sentence.begin(), counts.words_of_sentence.end()) {}

  [[nodiscard]] KeptCounts kept() const {
    return {mentions, mentioned_sentences, forms,     terms,
            words,    characters,          sentences, words_of_sentence};
  }

  std::vector<themescore::Mention> mentions;
  std::vector<themescore::MentionedSentence> mentioned_sentences;
  std::vector<std::string> forms, terms;
  std::vector<std::int64_t> words, characters, sentences, words_of_sentence;
};

const std::vector<std::string> kTexts = {"Reform goes on. No trade. Reform of trade reform!", "",
                                         "Nothing here.", "改革。Trade and 改革开放"};

}  // namespace

TEST_CASE("counts of kept parts are those that the parts are of, without terms") {
  const auto themes = testing::flat_themes({{"reform", "改革"}, {"trade"}});
  const Counts counts = testing::count(testing::Texts(kTexts), themes);
  const Parts parts(counts);
  const Counts again = counts_of(themes, parts.kept());
  CHECK(again.mentions.size() == 8);
  CHECK(again.words == counts.words);
  CHECK(again.sentences == counts.sentences);
  CHECK(again.characters == counts.characters);
  CHECK(again.words_of_sentence == counts.words_of_sentence);
  CHECK(again.first_sentence == counts.first_sentence);
  CHECK(again.forms == counts.forms);
  CHECK(again.pattern_count == 3);
  CHECK(again.theme_count() == 2);
  CHECK(again.cells.documents() == 4);
  CHECK(again.cells.cells() == 0);
  // What looks at terms finds none, and nothing outside of what there is.
  CHECK(themescore::han_words(again) == std::vector<std::int64_t>(4, 0));
  const themescore::MeasureOptions options{{}, {}, collection_of(again)};
  for (const std::string name : {"count", "rate", "share"}) {
    CHECK(measure(again, name, options) == measure(counts, name, {{}, {}, collection_of(counts)}));
  }
  (void)measure(again, "tfidf", options);
}

TEST_CASE("parts that no documents leave are an error that says which") {
  const auto themes = testing::flat_themes({{"reform", "改革"}, {"trade"}});
  const Counts counts = testing::count(testing::Texts(kTexts), themes);
  constexpr auto kLarge = std::numeric_limits<std::uint32_t>::max();
  constexpr auto kHuge = std::numeric_limits<std::int64_t>::max();
  struct Wrong {
    const char* part;
    std::function<void(Parts&)> change;
  };
  const std::vector<Wrong> all = {
      {"words", [](Parts& p) { p.words[0] = 3; }},
      {"words", [](Parts& p) { p.words[1] = -1; }},
      {"words,", [](Parts& p) { p.words.pop_back(); }},
      {"words,", [](Parts& p) { p.characters.push_back(1); }},
      {"characters", [](Parts& p) { p.characters[0] = -1; }},
      {"characters", [](Parts& p) { p.characters[0] = kHuge; }},
      {"sentences", [](Parts& p) { p.sentences[0] = -1; }},
      {"sentences", [](Parts& p) { p.sentences[0] = kHuge; }},
      {"words_of_sentence", [](Parts& p) { p.words_of_sentence.push_back(0); }},
      {"sentences", [](Parts& p) { p.words_of_sentence.pop_back(); }},
      {"words_of_sentence", [](Parts& p) { p.words_of_sentence[0] = -1; }},
      {"words_of_sentence", [](Parts& p) { p.words_of_sentence[0] = kHuge; }},
      {"forms", [](Parts& p) { p.forms[1] = p.forms[0]; }},
      {"terms", [](Parts& p) { std::swap(p.terms[0], p.terms[1]); }},
      {"mentions", [](Parts& p) { p.forms.clear(); }},
      {"mentions", [](Parts& p) { p.mentions[0].theme = 2; }},
      {"mentions", [](Parts& p) { p.mentions[0].pattern = kLarge; }},
      {"mentions", [](Parts& p) { p.mentions[0].form = kLarge; }},
      {"mentions", [](Parts& p) { p.mentions[0].inside = kLarge - 1; }},
      {"mentions", [](Parts& p) { p.mentions[0].document = 4; }},
      {"mentions", [](Parts& p) { p.mentions[0].sentence = 3; }},
      {"mentions", [](Parts& p) { p.mentions[0].start = p.mentions[0].end; }},
      {"mentions", [](Parts& p) { p.mentions[0].end = 1000; }},
      {"mentions", [](Parts& p) { p.mentions[0].position = 1000; }},
      {"mentions", [](Parts& p) { p.mentions[0].cue_level = 4; }},
      {"mentions", [](Parts& p) { p.mentions[0].place = static_cast<themescore::Place>(9); }},
      {"mentions", [](Parts& p) { *reinterpret_cast<unsigned char*>(&p.mentions[0].quoted) = 2; }},
      {"mentions", [](Parts& p) { std::swap(p.mentions[0], p.mentions[1]); }},
      {"mentions", [](Parts& p) { p.mentions[0].sentence = 2; }},
      {"mentioned_sentences", [](Parts& p) { p.mentioned_sentences[0].document = 9; }},
      {"mentioned_sentences", [](Parts& p) { p.mentioned_sentences[0].sentence = 9; }},
      {"mentioned_sentences", [](Parts& p) { p.mentioned_sentences[0].end = 0; }},
      {"mentioned_sentences", [](Parts& p) { p.mentioned_sentences[1].sentence = 0; }},
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i);
    Parts parts(counts);
    all[i].change(parts);
    try {
      (void)counts_of(themes, parts.kept());
      FAIL_CHECK("no error");
    } catch (const themescore::OptionError& error) {
      CHECK(std::string(error.what()).starts_with(all[i].part));
    }
  }
}

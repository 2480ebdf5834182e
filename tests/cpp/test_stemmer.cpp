#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/text/form.hpp"
#include "themescore/text/stemmer.hpp"

using themescore::form_of;
using themescore::Stemmer;
using themescore::stemmer_languages;
using themescore::StemmerLanguage;

namespace {

using Stems = std::vector<std::pair<std::string, std::string>>;

bool is_missing() {
  if (stemmer_languages().empty()) {
    MESSAGE("SKIPPED: built without libstemmer; this test has not tested anything.");
  }
  return stemmer_languages().empty();
}

void check(const std::string& language, const Stems& stems) {
  Stemmer stemmer{StemmerLanguage(language)};
  for (const auto& [word, stem] : stems) {
    CAPTURE(language);
    CAPTURE(word);
    CHECK(stemmer.stem(form_of(word)) == stem);
  }
}

std::string reason(const std::string& language) {
  try {
    (void)StemmerLanguage(language);
  } catch (const themescore::OptionError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

// The expected stems are those of the tables and of the text of Snowball's own descriptions,
// https://snowballstem.org/algorithms/english/stemmer.html and so on.

TEST_CASE("English words have the stems of the Porter2 description") {
  if (is_missing()) {
    return;
  }
  check("english", {{"consign", "consign"},
                    {"consigned", "consign"},
                    {"consigning", "consign"},
                    {"consignment", "consign"},
                    {"consistency", "consist"},
                    {"consistently", "consist"},
                    {"consisteth", "consisteth"},
                    {"consistory", "consistori"},
                    {"consolation", "consol"},
                    {"consolatory", "consolatori"},
                    {"consolidating", "consolid"},
                    {"consols", "consol"},
                    {"conspectuities", "conspectu"},
                    {"conspicuously", "conspicu"},
                    {"conspiracy", "conspiraci"},
                    {"knackeries", "knackeri"},
                    {"knave", "knave"},
                    {"knavish", "knavish"},
                    {"kneeled", "kneel"},
                    {"knightly", "knight"},
                    {"knightsbridge", "knightsbridg"},
                    {"knitted", "knit"}});
  // From the text: endings in s, apostrophes, words of their own.
  check("english", {{"ties", "tie"},
                    {"cries", "cri"},
                    {"gas", "gas"},
                    {"this", "this"},
                    {"gaps", "gap"},
                    {"kiwis", "kiwi"},
                    {"as", "as"},
                    {"dying", "die"},
                    {"herring", "herring"},
                    {"outing", "outing"}});
}

TEST_CASE("the algorithm of 1980 is a language of its own") {
  if (is_missing()) {
    return;
  }
  // Where the description of Porter2 says that it departs from Porter.
  check("porter", {{"ties", "ti"}, {"this", "thi"}, {"dying", "dy"}, {"consign", "consign"}});
}

TEST_CASE("German, French and Russian words have the stems of their descriptions") {
  if (is_missing()) {
    return;
  }
  check("german", {{"aufeinanderschlügen", "aufeinanderschlug"},
                   {"auferstehung", "aufersteh"},
                   {"auffälligen", "auffall"},
                   {"auffaßt", "auffasst"},
                   {"Auffassungsvermögen", "auffassungsvermog"},
                   {"kategorischen", "kategor"},
                   {"Kätzchens", "katzch"},
                   {"käuflich", "kauflich"}});
  check("french", {{"continuellement", "continuel"},
                   {"continuité", "continu"},
                   {"contractions", "contract"},
                   {"contradictoirement", "contradictoir"},
                   {"majestueusement", "majestu"},
                   {"majorités", "major"},
                   {"maladies", "malad"},
                   {"maladroitement", "maladroit"}});
  check("russian", {{"вагонов", "вагон"},
                    {"важнейшими", "важн"},
                    {"важность", "важност"},
                    {"валялось", "валя"},
                    {"павильонам", "павильон"},
                    {"падающего", "пада"},
                    {"Падение", "паден"},
                    {"в", "в"}});
}

TEST_CASE("an apostrophe of either kind does not keep a genitive from its noun") {
  if (is_missing()) {
    return;
  }
  check("english", {{"Government's", "govern"},
                    {"government’s", "govern"},
                    {"governments'", "govern"},
                    {"governments", "govern"}});
}

TEST_CASE("what has no letter of the language is its own stem") {
  if (is_missing()) {
    return;
  }
  for (const std::string& language : stemmer_languages()) {
    Stemmer stemmer{StemmerLanguage(language)};
    for (const std::string form : {"", "2024", "3.5", "_", "-", "国", "国有企业", "😀", "한국"}) {
      CAPTURE(language);
      CAPTURE(form);
      CHECK(stemmer.stem(form) == form);
    }
  }
}

TEST_CASE("a form of which its algorithm leaves nothing is its own stem") {
  if (is_missing()) {
    return;
  }
  // Words of Snowball's test vocabularies, for which these expect an empty stem.
  check("porter", {{"s", "s"}});
  check("greek", {{"ήσαν", "ήσαν"}});
  check("turkish", {{"ları", "ları"}});
}

TEST_CASE("a stem is never empty, is well formed, and the same however often it is asked for") {
  if (is_missing()) {
    return;
  }
  testing::Random random(1);
  const std::u32string alphabet =
      U"aeinstruyl'’0éèïöüßœşțğıçøåαρσςίабиноьсяюابتيةהואदिकमதமிறքա国\u0301\u0307";
  for (const std::string& language : stemmer_languages()) {
    Stemmer stemmer{StemmerLanguage(language)};
    std::size_t wrong = 0;
    for (int i = 0; i < 2000; ++i) {
      std::u32string surface;
      for (std::size_t k = 1 + random.below(12); k > 0; --k) {
        surface += random.pick(alphabet);
      }
      const std::string form = form_of(testing::utf8(surface));
      const std::string stem = stemmer.stem(form);
      const auto text = themescore::OwnedText::from_utf8(stem);  // throws if ill formed
      wrong += text.view().size() > 0 && stem == Stemmer(stemmer.language()).stem(form) ? 0u : 1u;
    }
    CAPTURE(language);
    CHECK(wrong == 0);
  }
}

TEST_CASE("a form that is too long for any language is its own stem") {
  if (is_missing()) {
    return;
  }
  Stemmer stemmer{StemmerLanguage("english")};
  const std::string fits = std::string(Stemmer::kLongestForm - 3, 'b') + "ing";
  CHECK(stemmer.stem("a" + fits.substr(1)) != "a" + fits.substr(1));
  CHECK(stemmer.stem("a" + fits) == "a" + fits);
}

TEST_CASE("one language serves many threads, each with a stemmer of its own") {
  if (is_missing()) {
    return;
  }
  const StemmerLanguage shared("english");
  std::vector<std::size_t> right(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t& mine : right) {
    threads.emplace_back([&mine, shared] {
      Stemmer stemmer(shared);
      for (int i = 0; i < 2000; ++i) {
        mine += stemmer.stem("consignment") == "consign" ? 1u : 0u;
        mine += stemmer.stem("knitted") == "knit" ? 1u : 0u;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(right == std::vector<std::size_t>(4, 4000));
}

TEST_CASE("languages are listed by name and in order, and an unknown one is told which there are") {
  const auto languages = stemmer_languages();
  CHECK(std::ranges::is_sorted(languages));
  if (languages.empty()) {
    CHECK(reason("english").find("libstemmer-dev") != std::string::npos);
    return;
  }
  for (const std::string language : {"english", "french", "german", "porter", "russian"}) {
    CHECK(std::ranges::count(languages, language) == 1);
    CHECK(StemmerLanguage(language).name() == language);
  }
  for (const std::string unknown : {"", "en", "eng", "English", "chinese", "englis"}) {
    CAPTURE(unknown);
    CHECK(reason(unknown).find("'" + unknown + "'") != std::string::npos);
    CHECK(reason(unknown).find("'english'") != std::string::npos);
    CHECK(reason(unknown).find('\n') == std::string::npos);
  }
}

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/weigh/measures.hpp"
#include "themescore/weigh/term_matrix.hpp"
#include "themescore/weigh/weigher.hpp"

using themescore::Counts;
using themescore::EmphasisWeights;
using themescore::ThemeNode;
using themescore::ThemePattern;
using themescore::ThemeSet;
using themescore::Tokenizer;

namespace {

// Themes 0 REFORM, 1 REFORM / FIRMS, 2 GROWTH.
Counts small() {
  const testing::Texts texts(
      {"reform firms reform growth x x x x x x", "growth growth", "x y", ""});
  const ThemeSet themes({{-1}, {0}, {-1}}, {{0, "reform"}, {1, "firms"}, {2, "growth"}},
                        Tokenizer());
  return testing::count(texts, themes);
}

using Rows = std::vector<std::vector<double>>;

Rows rows(const themescore::ThemeTable& table) {
  Rows all;
  for (Eigen::Index row = 0; row < table.rows(); ++row) {
    all.emplace_back();
    for (Eigen::Index column = 0; column < table.cols(); ++column) {
      all.back().push_back(table(row, column));
    }
  }
  return all;
}

themescore::ThemeTable measure(const Counts& counts,
                               std::string_view name,
                               const EmphasisWeights& weights = {}) {
  return themescore::measure(counts, name, {weights, {}, themescore::collection_of(counts)});
}

void check_measure(double found, double wanted) {
  CHECK(found == doctest::Approx(wanted).epsilon(1e-13));
}

}  // namespace

TEST_CASE("the measures are known by their names") {
  CHECK(themescore::measure_names() ==
        testing::Strings{"count", "rate", "share", "tfidf", "emphasis"});
  CHECK_THROWS_AS((void)measure(small(), "Count"), themescore::OptionError);
  CHECK_THROWS_AS((void)measure(small(), ""), themescore::OptionError);
}

TEST_CASE("count is the number of mentions, a parent's with its children's") {
  CHECK(rows(measure(small(), "count")) == Rows{{3, 1, 1}, {0, 0, 2}, {0, 0, 0}, {0, 0, 0}});
}

TEST_CASE("the measure rate is mentions in a thousand words, 0 without words") {
  CHECK(rows(measure(small(), "rate")) ==
        Rows{{300, 100, 100}, {0, 0, 1000}, {0, 0, 0}, {0, 0, 0}});
}

TEST_CASE("share is the part of the mentions of all top-level themes, 0 if there is none") {
  CHECK(rows(measure(small(), "share")) ==
        Rows{{0.75, 0.25, 0.25}, {0, 0, 1}, {0, 0, 0}, {0, 0, 0}});
}

TEST_CASE("tfidf of small documents, by hand") {
  // N = 4; df: reform 1, firms 1, growth 2, x 2, y 1. idf = ln(5 / (1 + df)) + 1.
  const double once = std::log(2.5) + 1;
  const double twice = std::log(5.0 / 3) + 1;
  const double length0 =
      std::sqrt(4 * once * once + once * once + twice * twice + 36 * twice * twice);
  const auto table = rows(measure(small(), "tfidf"));
  check_measure(table[0][0], (2 * once + once) / length0);
  check_measure(table[0][1], once / length0);
  check_measure(table[0][2], twice / length0);
  CHECK(table[1] == std::vector<double>{0, 0, 1});  // growth is all there is
  CHECK(table[2] == std::vector<double>{0, 0, 0});
  CHECK(table[3] == std::vector<double>{0, 0, 0});
}

TEST_CASE("what mentions add to the tf of their form is tf of all of them, in equal parts") {
  const Counts counts = small();
  const auto collection = themescore::collection_of(counts);
  for (const double share : themescore::mention_tf(counts, {}, collection)) {
    CHECK(share == 1);
  }
  themescore::Weighting log;
  log.tf = "log";
  const std::vector<double> shares = themescore::mention_tf(counts, log, collection);
  REQUIRE(shares.size() == counts.mentions.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& mention = counts.mentions[i];
    const bool twice =
        mention.document == 1 || (mention.theme == 0 && counts.forms[mention.form] == "reform");
    check_measure(shares[i], twice ? (1 + std::log(2)) / 2 : 1);
  }
}

TEST_CASE("counts know how many characters a text has, whatever its words are") {
  const Counts counts =
      testing::count(testing::Texts({"reform!", "", "\u6539\u9769 \U0001F600 \u00e9", " \n "}),
                     testing::flat_themes({{"reform"}}));
  CHECK(counts.characters == std::vector<std::int64_t>{7, 0, 6, 3});
}

TEST_CASE("tfidf agrees with sums worked out from the words themselves") {
  testing::Random random(7);
  const testing::Strings vocabulary = {"reform", "reforms", "growth", "firms", "party", "x", "y"};
  std::vector<std::vector<std::string>> documents(40);
  std::vector<std::string> texts;
  for (auto& document : documents) {
    std::string text;
    for (std::size_t k = random.below(30); k > 0; --k) {
      // Later words are rarer.
      document.push_back(vocabulary[random.below(1 + random.below(vocabulary.size()))]);
      text += document.back() + " ";
    }
    texts.push_back(text);
  }
  const Counts counts = testing::count(testing::Texts(texts),
                                       testing::flat_themes({{"reform*"}, {"growth", "party"}}));
  const auto found = measure(counts, "tfidf");

  std::map<std::string, double> idf;
  for (const std::string& word : vocabulary) {
    double df = 0;
    for (const auto& document : documents) {
      df += std::set<std::string>(document.begin(), document.end()).contains(word) ? 1 : 0;
    }
    idf[word] = std::log((1.0 + 40) / (1 + df)) + 1;
  }
  for (std::size_t d = 0; d < documents.size(); ++d) {
    std::map<std::string, double> weight;
    for (const std::string& word : documents[d]) {
      weight[word] += idf[word];
    }
    double square = 0;
    for (const auto& [word, value] : weight) {
      square += value * value;
    }
    const double length = square > 0 ? std::sqrt(square) : 1;
    const auto row = static_cast<Eigen::Index>(d);
    check_measure(found(row, 0), (weight["reform"] + weight["reforms"]) / length);
    check_measure(found(row, 1), (weight["growth"] + weight["party"]) / length);
  }
}

TEST_CASE("rows of the tf-idf matrix have length 1 and the weights of their words") {
  const Counts counts = small();
  const auto matrix = themescore::term_matrix(counts.cells);
  const auto size = static_cast<std::size_t>(matrix.nonZeros());
  const themescore::TermCells cells({matrix.outerIndexPtr(), counts.document_count() + 1},
                                    {matrix.innerIndexPtr(), size}, {matrix.valuePtr(), size},
                                    counts.terms->size());
  const auto collection = themescore::collection_of(cells);
  const std::vector<double> values = themescore::weigh(cells, {}, collection);
  REQUIRE(values.size() == size);
  themescore::TermWeights weights = matrix.cast<double>();
  std::ranges::copy(values, weights.valuePtr());
  const std::vector<double> wanted = {1, 1, 1, 0};
  for (std::int64_t row = 0; row < 4; ++row) {
    double square = 0;
    for (themescore::TermWeights::InnerIterator cell(weights, row); cell; ++cell) {
      square += cell.value() * cell.value();
    }
    check_measure(square, wanted[static_cast<std::size_t>(row)]);
  }
  // "x y": x is in two documents of four, y in one.
  const double x = std::log(5.0 / 3) + 1;
  const double y = std::log(2.5) + 1;
  const auto terms = counts.terms->all();
  const auto column = [&](const std::string& term) {
    return static_cast<Eigen::Index>(std::ranges::find(terms, term) - terms.begin());
  };
  check_measure(weights.coeff(2, column("x")), x / std::hypot(x, y));
  check_measure(weights.coeff(2, column("y")), y / std::hypot(x, y));
  // firms, growth, reform, x, y
  CHECK(collection.term_frequencies == std::vector<std::int64_t>{1, 2, 1, 2, 1});
}

TEST_CASE("a phrase's document frequency is that of the documents that mention it") {
  const testing::Texts texts({"state owned", "state owned", "owned state", "state"});
  const Counts counts = testing::count(texts, testing::flat_themes({{"state owned"}}));
  const double phrase = std::log(5.0 / 3) + 1;  // 2 of 4
  const double state = std::log(5.0 / 5) + 1;   // 4 of 4
  const double owned = std::log(5.0 / 4) + 1;   // 3 of 4
  const auto table = measure(counts, "tfidf");
  check_measure(table(0, 0), phrase / std::hypot(state, owned));
  CHECK(table(2, 0) == 0);
}

TEST_CASE("emphasis multiplies each mention by the weights of its pattern, cue and place") {
  // A headline, a lead, a body and a closing with one mention each; df of "reform" is 1 of 2.
  const testing::Texts texts({"Reform now\nReform.\nThey must reform.\nFirms reform.", "x"});
  const ThemeSet themes({{-1}, {-1}}, {{0, "reform"}, {1, "firms"}}, Tokenizer());
  const themescore::CueLexicon cues(testing::flat_themes({{"must"}}),
                                    {{2, themescore::CueScope::sentence}}, {});
  const Counts counts =
      themescore::count(texts.views(), themes, Tokenizer(), 1, {}, {.cues = &cues});
  themescore::EmphasisWeights weights;
  weights.pattern = {0.5, 10};
  weights.cue_level = {1, 2, 3, 4};
  // body, headline, repeated headline, lead, closing
  weights.place = {1, 2, 0, 1.5, 5};
  const double rare = std::log(3.0 / 2) + 1;
  // reform 4 times; now, they, must, firms once each
  const double length = rare * std::sqrt(16 + 4);
  const auto table = measure(counts, "emphasis", weights);
  check_measure(table(0, 0), 0.5 * rare * (2 + 1.5 + 3 * 1 + 5) / length);
  check_measure(table(0, 1), 10 * rare * 5 / length);
  CHECK(table(1, 0) == 0);
  check_measure(themescore::mention_idf({}, themescore::collection_of(counts))[0], rare);
}

TEST_CASE("emphasis with all weights 1 is tfidf to the last bit") {
  CHECK(rows(measure(small(), "emphasis")) == rows(measure(small(), "tfidf")));
}

TEST_CASE("pattern weights have to be as many as the patterns") {
  themescore::EmphasisWeights weights;
  weights.pattern = {1, 1};
  CHECK_THROWS_AS((void)measure(small(), "emphasis", weights), themescore::OptionError);
}

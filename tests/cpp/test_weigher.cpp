#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "themescore/errors.hpp"
#include "themescore/weigh/weigher.hpp"

using themescore::Collection;
using themescore::TermCells;
using themescore::Weigher;
using themescore::Weighting;

namespace {

// Three documents, three terms: {2, 1, 0}, {0, 3, 1}, {}.
const std::vector<std::int64_t> kStarts = {0, 2, 4, 4};
const std::vector<std::int64_t> kColumns = {0, 1, 1, 2};
const std::vector<std::int64_t> kCounts = {2, 1, 3, 1};

TermCells cells() { return {kStarts, kColumns, kCounts, 3}; }

std::vector<double> weights(const Weighting& weighting) {
  return themescore::weigh(cells(), weighting, themescore::collection_of(cells()));
}

Weighting named(const std::string& tf, const std::string& idf, const std::string& norm) {
  Weighting weighting;
  weighting.tf = tf;
  weighting.idf = idf;
  weighting.norm = norm;
  return weighting;
}

void check_close(const std::vector<double>& found, const std::vector<double>& wanted) {
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i] == doctest::Approx(wanted[i]).epsilon(1e-13));
  }
}

}  // namespace

TEST_CASE("a collection knows its documents, their mean size and the frequencies of its terms") {
  const Collection collection = themescore::collection_of(cells());
  CHECK(collection.documents == 3);
  CHECK(collection.mean_words == doctest::Approx(7.0 / 3));
  CHECK(collection.mean_types == doctest::Approx(4.0 / 3));
  CHECK(collection.largest_frequency == 2);
  CHECK(collection.term_frequencies == std::vector<std::int64_t>{1, 2, 1});
}

TEST_CASE("counts whose sum no integer holds have a mean") {
  const std::vector<std::int64_t> starts = {0, 3};
  const std::vector<std::int64_t> columns = {0, 1, 2};
  const std::vector<std::int64_t> counts(3, std::int64_t{1} << 62);
  const auto collection = themescore::collection_of(TermCells(starts, columns, counts, 3));
  CHECK(collection.mean_words == 3 * std::pow(2.0, 62));
}

TEST_CASE("term frequencies, by hand") {
  check_close(weights(named("raw", "none", "none")), {2, 1, 3, 1});
  check_close(weights(named("binary", "none", "none")), {1, 1, 1, 1});
  check_close(weights(named("augmented", "none", "none")), {1, 0.75, 1, 0.5 + 0.5 / 3});
  check_close(weights(named("proportion", "none", "none")), {2.0 / 3, 1.0 / 3, 0.75, 0.25});
  check_close(weights(named("max_proportion", "none", "none")), {1, 0.5, 1, 1.0 / 3});
  Weighting two = named("log", "none", "none");
  two.base = 2;
  check_close(weights(two), {2, 1, 1 + std::log2(3), 1});
  two.tf = "log_average";
  check_close(weights(two),
              {2 / (1 + std::log2(1.5)), 1 / (1 + std::log2(1.5)), (1 + std::log2(3)) / 2, 0.5});
  two.tf = "log_smooth";
  two.smoothing = 0.5;
  check_close(weights(two), {std::log2(5), std::log2(3), std::log2(7), std::log2(3)});
}

TEST_CASE("document frequencies, by hand") {
  const auto idf = [](const std::string& name, std::int64_t df, Weighting weighting = {}) {
    weighting.idf = name;
    return Weigher(weighting, themescore::collection_of(cells())).idf(df);
  };
  CHECK(idf("none", 1) == 1);
  CHECK(idf("plain", 1) == doctest::Approx(std::log(3)));
  CHECK(idf("smooth", 1) == doctest::Approx(std::log(2) + 1));
  CHECK(idf("smooth", 3) == doctest::Approx(1));
  CHECK(idf("probabilistic", 1) == doctest::Approx(std::log(2)));
  CHECK(idf("probabilistic", 2) == 0);
  CHECK(idf("probabilistic", 3) == 0);
  CHECK(idf("max", 1) == doctest::Approx(std::log(2)));
  Weighting plus;
  plus.base = 10;
  plus.ratio_plus = 1;
  plus.df_plus = 0.5;
  plus.idf_plus = 2;
  CHECK(idf("plain", 1, plus) == doctest::Approx(std::log10(1 + 3 / 1.5) + 2));
}

TEST_CASE("norms, by hand") {
  check_close(weights(named("raw", "none", "l1")), {2.0 / 3, 1.0 / 3, 0.75, 0.25});
  check_close(weights(named("raw", "none", "l2")),
              {2 / std::sqrt(5), 1 / std::sqrt(5), 3 / std::sqrt(10), 1 / std::sqrt(10)});
  Weighting pivoted = named("raw", "none", "pivoted");
  pivoted.slope = 0.25;
  pivoted.pivot = 4;  // 0.75 x 4 + 0.25 x 2
  check_close(weights(pivoted), {2 / 3.5, 1 / 3.5, 3 / 3.5, 1 / 3.5});
  pivoted.pivot = 0;  // the mean, 4 / 3
  check_close(weights(pivoted), {2 / 1.5, 1 / 1.5, 3 / 1.5, 1 / 1.5});
  check_close(themescore::lengths(cells(), pivoted, themescore::collection_of(cells())),
              {1.5, 1.5, 1});
}

TEST_CASE("char_length divides by a power of the characters, by hand, and needs them") {
  Weighting weighting = named("raw", "none", "char_length");
  const Collection collection = themescore::collection_of(cells());
  const std::vector<std::int64_t> characters = {16, 81, 0};
  check_close(themescore::weigh(cells(), weighting, collection, characters),
              {2 / 4.0, 1 / 4.0, 3 / 9.0, 1 / 9.0});
  CHECK(themescore::lengths(cells(), weighting, collection, characters).back() == 1);  // not 0
  weighting.alpha = 0.25;
  check_close(themescore::lengths(cells(), weighting, collection, characters), {2, 3, 1});
  CHECK_THROWS_AS((void)themescore::weigh(cells(), weighting, collection), themescore::OptionError);
  const std::vector<std::int64_t> too_few = {16, 81};
  CHECK_THROWS_AS((void)themescore::lengths(cells(), weighting, collection, too_few),
                  themescore::OptionError);
  weighting.norm = "l2";  // does not look at them
  CHECK(themescore::weigh(cells(), weighting, collection) ==
        themescore::weigh(cells(), weighting, collection, characters));
  CHECK(themescore::norm_needs_characters("char_length"));
  CHECK(!themescore::norm_needs_characters("pivoted"));
  CHECK_THROWS_AS((void)themescore::norm_needs_characters("l3"), themescore::OptionError);
}

TEST_CASE("a document whose weights are all 0 stays 0") {
  const std::vector<std::int64_t> starts = {0, 1, 2};
  const std::vector<std::int64_t> columns = {0, 0};
  const std::vector<std::int64_t> counts = {3, 1};
  const TermCells same(starts, columns, counts, 1);
  CHECK(themescore::weigh(same, named("raw", "plain", "l2"), themescore::collection_of(same)) ==
        std::vector<double>{0, 0});
}

TEST_CASE("a term that the collection has never seen has a weight where the scheme is smooth") {
  const Collection collection = themescore::collection_of(cells());
  const auto unseen = [&](const std::string& idf) {
    return Weigher(named("raw", idf, "none"), collection).has_unseen();
  };
  for (const char* name : {"none", "smooth", "robertson", "lucene", "bm25l"}) {
    CHECK_MESSAGE(unseen(name), name);
  }
  for (const char* name : {"plain", "probabilistic", "max", "atire", "bm25+"}) {
    CHECK_MESSAGE(!unseen(name), name);
  }
}

TEST_CASE("what is no matrix, and schemes that there are not, are errors") {
  const std::vector<std::int64_t> far = {0, 1, 1, 3};
  CHECK_THROWS_AS(TermCells(kStarts, far, kCounts, 3), themescore::OptionError);
  const std::vector<std::int64_t> falling = {0, 3, 2, 4};
  CHECK_THROWS_AS(TermCells(falling, kColumns, kCounts, 3), themescore::OptionError);
  const std::vector<std::int64_t> negative = {2, -1, 3, 1};
  CHECK_THROWS_AS(TermCells(kStarts, kColumns, negative, 3), themescore::OptionError);
  CHECK_THROWS_AS((void)weights(named("Raw", "none", "none")), themescore::OptionError);
  CHECK_THROWS_AS((void)weights(named("raw", "", "none")), themescore::OptionError);
  CHECK_THROWS_AS((void)weights(named("raw", "none", "l3")), themescore::OptionError);
  CHECK_THROWS_AS((void)themescore::weigh(cells(), {}, Collection{}), themescore::OptionError);
}

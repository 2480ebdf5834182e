#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "support.hpp"
#include "themescore/compare/permutation.hpp"
#include "themescore/compare/random.hpp"

using themescore::ExposureTable;
using themescore::permutation_p;
using themescore::TaskRunner;

namespace {

using Groups = std::vector<std::uint32_t>;

std::vector<double> p_of(const themescore::Counts& counts,
                         const Groups& group_of,
                         std::uint32_t groups,
                         std::uint32_t shuffles,
                         unsigned threads = 1) {
  const themescore::Progress none;
  TaskRunner runner(threads, none);
  return permutation_p(ExposureTable(counts), {group_of, groups}, {}, {shuffles, 5}, runner);
}

// Of all ways to deal out the groups, the share with a difference no smaller.
double exact_p(const std::vector<double>& words,
               const std::vector<double>& mentions,
               Groups group_of) {
  const auto difference = [&](const Groups& groups) {
    double own_words = 0, own_mentions = 0, other_words = 0, other_mentions = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      (groups[i] == 0 ? own_words : other_words) += words[i];
      (groups[i] == 0 ? own_mentions : other_mentions) += mentions[i];
    }
    return std::abs(own_mentions / own_words - other_mentions / other_words);
  };
  const double observed = difference(group_of);
  std::ranges::sort(group_of);
  double all = 0, as_large = 0;
  do {
    all += 1;
    as_large += difference(group_of) >= observed * (1 - 1e-12) ? 1 : 0;
  } while (std::ranges::next_permutation(group_of).found);
  return as_large / all;
}

}  // namespace

TEST_CASE("p of many shuffles is that of all ways to deal out the groups") {
  const testing::Texts texts({"reform x x x", "reform reform x", "reform reform reform x x",
                              "x x x x", "x x x reform x", "x x", "x reform x x", "x x x x x x"});
  const auto counts = testing::count(texts, testing::flat_themes({{"reform"}, {"growth"}}));
  const Groups group_of{0, 0, 0, 1, 1, 1, 1, 1};
  constexpr std::uint32_t kShuffles = 40'000;
  const auto p = p_of(counts, group_of, 2, kShuffles);
  const double exact = exact_p({4, 3, 5, 4, 5, 2, 4, 6}, {1, 2, 3, 0, 1, 0, 1, 0}, group_of);
  REQUIRE(exact > 0.01);
  // Four standard deviations of a share of so many.
  const double error = 4 * std::sqrt(exact * (1 - exact) / kShuffles);
  CHECK(std::abs(p[0] - exact) < error);
  CHECK(p[1] == p[0]);  // with two groups the difference is the same from either side
  CHECK(std::isnan(p[2]));
  CHECK(std::isnan(p[3]));
}

TEST_CASE("p is the same for any number of threads, and never 0") {
  testing::Random random(3);
  std::vector<std::string> documents;
  Groups group_of;
  for (std::uint32_t i = 0; i < 40; ++i) {
    std::string text;
    for (int word = 0; word < 60; ++word) {
      text += random.once_in(i < 20 ? 5 : 60) ? "reform " : "x ";
    }
    documents.push_back(text);
    group_of.push_back(i < 20 ? 0 : i < 30 ? 1 : 2);
  }
  const testing::Texts texts(documents);
  const auto counts = testing::count(texts, testing::flat_themes({{"reform"}}));
  const auto first = p_of(counts, group_of, 3, 500, 1);
  CHECK(first[0] == 1.0 / 501);
  for (const unsigned threads : {2u, 8u}) {
    CHECK(p_of(counts, group_of, 3, 500, threads) == first);
  }
}

TEST_CASE("a group without words has no p") {
  const testing::Texts texts({"reform x", "x x", "..."});
  const auto counts = testing::count(texts, testing::flat_themes({{"reform"}}));
  const auto p = p_of(counts, {0, 1, 2}, 3, 100);
  CHECK(!std::isnan(p[0]));
  CHECK(std::isnan(p[2]));
}

TEST_CASE("the table of themes has every mention, by document") {
  const testing::Texts texts({"reform growth reform", "", "growth"});
  const auto counts = testing::count(texts, testing::flat_themes({{"reform"}, {"growth"}}));
  const ExposureTable table(counts);
  CHECK(table.themes() == 2);
  CHECK(table.documents() == 3);
  std::vector<std::vector<std::uint32_t>> cells;
  for (std::uint32_t document = 0; document < 3; ++document) {
    table.visit_row(document, [&](std::uint32_t theme, std::uint32_t mentions) {
      cells.push_back({document, theme, mentions});
    });
  }
  CHECK(cells == std::vector<std::vector<std::uint32_t>>{{0, 0, 2}, {0, 1, 1}, {2, 1, 1}});
}

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/comparison.hpp"
#include "themescore/compare/random.hpp"

using themescore::Counts;
using themescore::make_units;
using themescore::Replicate;
using themescore::resample;
using themescore::Units;

namespace {

using Groups = std::vector<std::uint32_t>;

// One document of `words` words, `mentions` of which are "reform", in one sentence.
std::string document(std::size_t words, std::size_t mentions) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += i < mentions ? "reform " : "x ";
  }
  return text;
}

Counts counts_of(const std::vector<std::string>& texts) {
  return testing::count(testing::Texts(texts), testing::flat_themes({{"reform"}, {"nothing"}}));
}

}  // namespace

TEST_CASE("a draw depends on each of its arguments and spreads evenly") {
  std::set<std::uint64_t> values;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t stream = 0; stream < 10; ++stream) {
      for (std::uint64_t index = 0; index < 100; ++index) {
        values.insert(themescore::RandomStream(seed, stream)(index));
      }
    }
  }
  CHECK(values.size() == 10'000);
  CHECK(themescore::RandomStream(1, 2)(3) == themescore::RandomStream(1, 2)(3));
  // 64,000 draws into 64 classes by their top bits: 1,000 each, standard deviation 31.4; six
  // allowed.
  std::vector<int> classes(64, 0);
  for (std::uint64_t i = 0; i < 64'000; ++i) {
    ++classes[themescore::RandomStream(i % 7, i / 1000)(i) >> 58];
  }
  for (const int size : classes) {
    CHECK(std::abs(size - 1000) < 189);
  }
}

TEST_CASE("documents are drawn in a group of many, and sentences in each document of a few") {
  static_assert(themescore::kEnoughDocuments == 5);
  const std::string three = "Reform a. Reform reform. B c d.";  // 2, 2, 3 words; 1, 2, 0 mentions
  const Counts counts = counts_of({three, three, three, three, three, three, three});
  const Units units = make_units(counts, {Groups{0, 0, 0, 0, 0, 1, 2}, 4});

  REQUIRE(units.block_count() == 4);
  CHECK(units.documents_of(0) == 5);
  CHECK(units.documents_of(1) == 1);
  CHECK(units.documents_of(3) == 0);
  CHECK(units.size_of(0) == 5);
  CHECK(units.size_of(1) == 3);
  CHECK(units.size_of(3) == 0);
  CHECK(units.sizes == std::vector<std::int64_t>{7, 7, 7, 7, 7, 2, 2, 3, 2, 2, 3});
  CHECK(units.first_part == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 8, 11});
  std::vector<std::uint32_t> mentions;
  std::vector<std::size_t> sizes;
  for (std::size_t part = 0; part < units.counts.size(); ++part) {
    sizes.push_back(units.counts.row(part).size());
    for (const auto& cell : units.counts.row(part)) {
      CHECK(cell.theme == 0);
      mentions.push_back(cell.count);
    }
  }
  CHECK(mentions == std::vector<std::uint32_t>{3, 3, 3, 3, 3, 1, 2, 1, 2});
  CHECK(sizes == std::vector<std::size_t>{1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0});
  CHECK(themescore::resampling_units(counts, {Groups{0, 0, 0, 0, 0, 1, 2}, 4}) ==
        std::vector<std::int64_t>{5, 3, 3, 0});
}

TEST_CASE("the documents of a group need not lie side by side") {
  const Counts counts = counts_of({document(10, 1), document(20, 2), document(30, 3),
                                   document(40, 4), document(50, 5), document(60, 6)});
  const Units units = make_units(counts, {Groups{1, 0, 1, 0, 1, 0}, 2});
  CHECK(units.sizes == std::vector<std::int64_t>{20, 40, 60, 10, 30, 50});
  CHECK(units.first_of_block == std::vector<std::size_t>{0, 3, 6});
}

TEST_CASE("a replicate has as many documents as there are, each whole") {
  // Lengths that are powers of 16 tell from the sum which documents were drawn, and how often.
  std::vector<std::string> texts;
  for (const std::size_t words : {1u, 16u, 256u, 4096u, 65'536u}) {
    texts.push_back(document(words, words));
  }
  const Units units = make_units(counts_of(texts), {Groups(5, 0), 1});
  std::vector<std::size_t> times(5, 0);
  Replicate replicate;
  for (std::uint32_t number = 0; number < 5'000; ++number) {
    resample(units, 2, 42, number, replicate);
    REQUIRE(replicate.sizes.size() == 1);
    REQUIRE(replicate.counts.size() == 2);
    CHECK(replicate.counts[0] == replicate.sizes[0]);
    CHECK(replicate.counts[1] == 0);
    auto sum = static_cast<std::size_t>(replicate.sizes[0]);
    std::size_t documents = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      times[i] += sum % 16;
      documents += sum % 16;
      sum /= 16;
    }
    CHECK(documents == 5);
    CHECK(sum == 0);
  }
  // Each is drawn 5,000 times on the average; standard deviation sqrt(25,000 x 0.2 x 0.8) = 63.2.
  for (const std::size_t number : times) {
    CHECK(std::abs(static_cast<double>(number) - 5'000) < 6 * 63.2);
  }
}

TEST_CASE("what is drawn does not depend on the themes whose mentions are totalled") {
  const testing::Texts texts({"a b c. A b. C c", "b b. C", "d a", "a. B. C. D", "c d. D d"});
  const Counts counts = testing::count(texts, testing::flat_themes({{"a"}, {"b"}, {"c"}, {"d"}}));
  const Units units = make_units(counts, {Groups{0, 1, 0, 1, 1}, 3});
  const Units some = themescore::of_themes(units, 1, 2);
  for (std::uint32_t number = 0; number < 100; ++number) {
    Replicate all;
    Replicate part;
    resample(units, 4, 6, number, all);
    resample(some, 2, 6, number, part);
    CHECK(part.sizes == all.sizes);
    for (std::size_t group = 0; group < 3; ++group) {
      CHECK(part.counts[group * 2] == all.counts[group * 4 + 1]);
      CHECK(part.counts[group * 2 + 1] == all.counts[group * 4 + 2]);
    }
  }
}

TEST_CASE("in a group of one document as many sentences are drawn as it has") {
  const Counts counts = counts_of({"Reform a. Reform reform b c. D e f g h i."});  // 2, 4, 6 words
  const Units units = make_units(counts, {Groups{0}, 1});
  Replicate replicate;
  std::set<double> sums;
  for (std::uint32_t number = 0; number < 500; ++number) {
    resample(units, 2, 1, number, replicate);
    sums.insert(replicate.sizes[0]);
  }
  CHECK(sums == std::set<double>{6, 8, 10, 12, 14, 16, 18});
}

TEST_CASE("in a group of two documents the documents are drawn, and the sentences of each") {
  // Sentences of the first have 1 or 2 words, those of the second 100 or 200.
  const Counts counts =
      counts_of({"Word. Word word.", document(100, 0) + ". Word " + document(199, 0) + "."});
  const Units units = make_units(counts, {Groups{0, 0}, 1});
  std::set<double> sums;
  Replicate replicate;
  for (std::uint32_t number = 0; number < 4'000; ++number) {
    resample(units, 2, 1, number, replicate);
    sums.insert(replicate.sizes[0]);
  }
  // Two of the first: 4 sentences of 1 or 2. One of each: 2 to 4 and 200, 300 or 400. Two of the
  // second: 400 to 800 by hundreds.
  CHECK(sums == std::set<double>{4, 5, 6, 7, 8, 202, 203, 204, 302, 303, 304, 402, 403, 404, 400,
                                 500, 600, 700, 800});
}

TEST_CASE("the mean of the replicates is the estimate, within the error of so many draws") {
  testing::Random random(9);
  std::vector<std::string> texts;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 30; ++i) {
    const std::size_t mentions = random.below(40);
    texts.push_back(document(100, mentions));
    sum += static_cast<double>(mentions);
    squares += static_cast<double>(mentions * mentions);
  }
  const Units units = make_units(counts_of(texts), {Groups(30, 0), 1});
  constexpr int kReplicates = 4'000;
  double mean = 0;
  double square = 0;
  Replicate replicate;
  for (std::uint32_t number = 0; number < kReplicates; ++number) {
    resample(units, 2, 3, number, replicate);
    CHECK(replicate.sizes[0] == 3'000);
    mean += replicate.counts[0] / kReplicates;
    square += replicate.counts[0] * replicate.counts[0] / kReplicates;
  }
  // A replicate is the sum of 30 draws, each of variance squares/30 - (sum/30)^2.
  const double variance = squares - sum * sum / 30;
  CHECK(std::abs(mean - sum) < 5 * std::sqrt(variance / kReplicates));
  // The variance of the replicates has a relative standard error of about sqrt(2 / replicates).
  CHECK(std::abs((square - mean * mean) / variance - 1) < 5 * std::sqrt(2.0 / kReplicates));
}

TEST_CASE("replicates differ by their number, their group and the seed") {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 40; ++i) {
    texts.push_back(document(10 + i * i, 1));
  }
  Groups groups(40, 0);
  std::fill(groups.begin() + 20, groups.end(), 1);
  // The same twenty documents in either group.
  std::copy(texts.begin(), texts.begin() + 20, texts.begin() + 20);
  const Units units = make_units(counts_of(texts), {groups, 2});
  std::set<double> by_number;
  std::set<double> by_seed;
  std::size_t alike = 0;
  Replicate replicate;
  for (std::uint32_t i = 0; i < 200; ++i) {
    resample(units, 2, 5, i, replicate);
    by_number.insert(replicate.sizes[0]);
    alike += replicate.sizes[0] == replicate.sizes[1] ? 1u : 0u;
    resample(units, 2, i, 5, replicate);
    by_seed.insert(replicate.sizes[0]);
  }
  CHECK(by_number.size() > 150);
  CHECK(by_seed.size() > 150);
  CHECK(alike < 20);
}

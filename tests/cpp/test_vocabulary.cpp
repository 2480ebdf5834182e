#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "support.hpp"
#include "themescore/tokenize/vocabulary.hpp"

using themescore::hash_string;
using themescore::Vocabulary;

TEST_CASE("strings are numbered in the order in which they are met") {
  Vocabulary words(1);
  CHECK(words.size() == 0);
  const auto first = words.add("reform");
  CHECK(first.id == 0);
  CHECK(first.is_new);
  CHECK(words.add("growth").id == 1);
  const auto again = words.add("reform");
  CHECK(again.id == 0);
  CHECK_FALSE(again.is_new);
  CHECK(words.add("").id == 2);
  CHECK_FALSE(words.add("").is_new);
  CHECK(words.add(std::string("\0", 1)).id == 3);
  CHECK(words.add(std::string("\0\0", 2)).id == 4);
  CHECK(words.size() == 5);
  CHECK(words[0] == "reform");
  CHECK(words[2].empty());
  CHECK(words[4].size() == 2);
}

TEST_CASE("a vocabulary agrees with std::unordered_map on random strings") {
  for (const std::uint64_t seed : {0ull, 1ull, 0xFFFF'FFFF'FFFF'FFFFull}) {
    testing::Random random(seed);
    Vocabulary words(seed);
    std::unordered_map<std::string, std::uint32_t> wanted;
    std::vector<std::string> order;
    for (int i = 0; i < 60'000; ++i) {
      std::string word;
      for (std::size_t k = random.below(9) * random.below(9); k > 0; --k) {
        word += static_cast<char>(random.below(3) == 0 ? random.below(256) : 'a' + random.below(2));
      }
      const auto [found, is_new] =
          wanted.try_emplace(word, static_cast<std::uint32_t>(order.size()));
      if (is_new) {
        order.push_back(word);
      }
      const auto entry = words.add(word);
      REQUIRE(entry.id == found->second);
      REQUIRE(entry.is_new == is_new);
    }
    REQUIRE(words.size() == order.size());
    REQUIRE(order.size() > 20'000);  // the table has grown several times
    for (std::uint32_t id = 0; id < words.size(); ++id) {
      REQUIRE(words[id] == order[id]);
    }
  }
}

TEST_CASE("views of words stay valid while the vocabulary grows") {
  Vocabulary words(5);
  const std::string large(200'000, 'x');  // larger than a block of memory
  const std::string_view small_view = words[words.add("small").id];
  const std::string_view large_view = words[words.add(large).id];
  const char* const small_at = small_view.data();
  for (int i = 0; i < 100'000; ++i) {
    words.add(std::to_string(i));
  }
  CHECK(small_view == "small");
  CHECK(large_view == large);
  CHECK(words[0].data() == small_at);
  CHECK(words[2 + 99'999] == "99999");
  CHECK_FALSE(words.add(large).is_new);
}

TEST_CASE("a word of any length from 0 to 64 is told from one that differs in one byte") {
  for (std::size_t length = 0; length <= 64; ++length) {
    Vocabulary words(length);
    std::string word;
    for (std::size_t i = 0; i < length; ++i) {
      word += static_cast<char>('a' + i % 26);
    }
    CHECK(words.add(word).id == 0);
    std::set<std::uint64_t> hashes = {hash_string(word, 7)};
    for (std::size_t i = 0; i < length; ++i) {
      std::string other = word;
      other[i] ^= 1;
      CHECK(words.add(other).is_new);
      hashes.insert(hash_string(other, 7));
    }
    // Every byte reaches the hash; 64 bits do not collide by chance among so few.
    CHECK(hashes.size() == length + 1);
    CHECK(words.add(word).id == 0);
  }
}

TEST_CASE("a hash depends on the string, its length and the seed, and on nothing else") {
  const std::string words = "state owned enterprise reform";
  for (std::size_t length = 0; length <= words.size(); ++length) {
    const std::string part = words.substr(0, length);
    std::string elsewhere = "??";  // other neighbours, other alignment
    elsewhere.append(part).append("!!");
    CHECK(hash_string(part, 1) == hash_string(std::string_view(elsewhere).substr(2, length), 1));
    CHECK(hash_string(part, 1) != hash_string(part, 2));
  }
  // Zeros are told apart by their number alone.
  std::set<std::uint64_t> zeros;
  for (std::size_t length = 0; length <= 64; ++length) {
    zeros.insert(hash_string(std::string(length, '\0'), 3));
  }
  CHECK(zeros.size() == 65);
}

TEST_CASE("hashes spread evenly over the slots of a table, low bits and high bits") {
  // 65,536 words into 256 buckets: 256 expected, standard deviation 16; six of those allowed.
  for (const unsigned shift : {0u, 32u, 56u}) {
    std::vector<int> buckets(256, 0);
    for (int i = 0; i < 65'536; ++i) {
      ++buckets[hash_string(std::to_string(i), 11) >> shift & 255u];
    }
    CHECK(*std::ranges::min_element(buckets) > 256 - 96);
    CHECK(*std::ranges::max_element(buckets) < 256 + 96);
  }
}

TEST_CASE("seeds differ from call to call") {
  CHECK(themescore::random_seed() != themescore::random_seed());
}

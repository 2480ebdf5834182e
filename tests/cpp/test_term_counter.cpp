#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <vector>

#include "support.hpp"
#include "themescore/weigh/term_counter.hpp"

using themescore::CountedTerms;
using themescore::TermCounter;

namespace {

constexpr std::uint32_t kForms = 700;

std::map<std::uint32_t, std::uint32_t> row_of(const CountedTerms& terms, std::size_t document) {
  std::map<std::uint32_t, std::uint32_t> row;
  terms.visit_row(document, [&](std::uint32_t term, std::uint32_t count) {
    CHECK(row.emplace(term, count).second);
  });
  return row;
}

void counts_as_a_map(CountedTerms::Form form) {
  testing::Random random(7);
  const std::atomic<bool> stop = false;
  TermCounter counter(nullptr);
  counter.reserve(kForms);
  CountedTerms terms(form);
  std::vector<std::map<std::uint32_t, std::uint32_t>> expected(60);
  for (auto& row : expected) {
    for (std::uint64_t words = random.below(2'000); words > 0; --words) {
      const auto word = static_cast<std::uint32_t>(random.below(1 + random.below(kForms - 1)));
      ++row[word];
      counter.count(word, 0);
    }
    counter.end_document(terms, stop);
  }
  REQUIRE(terms.documents() == expected.size());
  for (std::size_t document = 0; document < expected.size(); ++document) {
    CHECK(row_of(terms, document) == expected[document]);
    for (const auto& [word, count] : expected[document]) {
      CHECK(counter.counted_forms()[word]);
    }
  }
  CHECK(!counter.counted_forms()[kForms - 1]);
}

}  // namespace

TEST_CASE("terms are counted as a map counts them, packed or not") {
  counts_as_a_map(CountedTerms::Form::as_they_come);
  counts_as_a_map(CountedTerms::Form::packed);
}

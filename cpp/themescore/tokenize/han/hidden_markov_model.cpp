#include "themescore/tokenize/han/hidden_markov_model.hpp"

#include <cstddef>

namespace themescore {

namespace {

constexpr std::size_t kBegin = static_cast<std::size_t>(HanState::begin);
constexpr std::size_t kEnd = static_cast<std::size_t>(HanState::end);
constexpr std::size_t kMiddle = static_cast<std::size_t>(HanState::middle);
constexpr std::size_t kSingle = static_cast<std::size_t>(HanState::single);

// The two states that can come before each; the second wins a tie.
constexpr std::array<std::array<std::size_t, 2>, 4> kBefore = {{
    {kEnd, kSingle},    // before begin
    {kBegin, kMiddle},  // before end
    {kBegin, kMiddle},  // before middle
    {kEnd, kSingle},    // before single
}};

}  // namespace

void HiddenMarkovModel::decode(std::span<const HanCode> codes,
                               std::vector<std::uint8_t>& path) const {
  // Going forward, bit s of an element says which of the two states before s is the better one.
  path.assign(codes.size(), 0);
  std::array<double, 4> weights{};
  const HanEmissions& first = emissions_of(codes.front());
  for (std::size_t state = 0; state < 4; ++state) {
    weights[state] = states_.start[state] + first[state];
  }
  for (std::size_t i = 1; i < codes.size(); ++i) {
    const HanEmissions& emission = emissions_of(codes[i]);
    std::array<double, 4> next{};
    unsigned choices = 0;
    for (std::size_t state = 0; state < 4; ++state) {
      const auto [a, b] = kBefore[state];
      const double by_a = weights[a] + states_.transition[a][state] + emission[state];
      const double by_b = weights[b] + states_.transition[b][state] + emission[state];
      next[state] = by_b >= by_a ? by_b : by_a;
      choices |= (by_b >= by_a ? 1U : 0U) << state;
    }
    weights = next;
    path[i] = static_cast<std::uint8_t>(choices);
  }

  std::size_t state = weights[kSingle] >= weights[kEnd] ? kSingle : kEnd;
  for (std::size_t i = codes.size(); i-- > 0;) {
    const unsigned choices = path[i];
    path[i] = static_cast<std::uint8_t>(state);
    state = kBefore[state][(choices >> state) & 1U];
  }
}

}  // namespace themescore

#include "themescore/compare/jackknife.hpp"

#include <cmath>

namespace themescore {

Jackknife::Jackknife(const Grouping& grouping,
                     Baseline baseline,
                     std::span<const std::int64_t> sizes,
                     std::span<const std::uint32_t> counts,
                     std::span<const std::uint32_t> block_of,
                     std::size_t blocks)
    : grouping_(grouping),
      baseline_(baseline),
      sizes_(sizes),
      counts_(counts),
      block_of_(block_of),
      blocks_(blocks) {}

void Jackknife::remove(std::size_t document, std::uint32_t group, std::span<Contrast> from) const {
  const std::uint32_t its_group = grouping_.group_of[document];
  const auto size = static_cast<double>(sizes_[document]);
  const double count = counts_[document];
  Contrast& contrast = from[grouping_.stratum(document)];
  if (its_group == group) {
    contrast.count -= count;
    contrast.words -= size;
  }
  const bool is_other = baseline_.kind == Baseline::Kind::all    ? true
                        : baseline_.kind == Baseline::Kind::rest ? its_group != group
                                                                 : its_group == baseline_.group;
  if (is_other) {
    contrast.other_count -= count;
    contrast.other_words -= size;
  }
}

double Jackknife::acceleration(const Statistic& statistic,
                               Strata contrasts,
                               std::uint32_t group) const {
  std::vector<Contrast> without(contrasts.begin(), contrasts.end());
  std::vector<double> values(sizes_.size());
  std::vector<double> means(blocks_);
  std::vector<double> numbers(blocks_);
  for (std::size_t document = 0; document < sizes_.size(); ++document) {
    const std::size_t stratum = grouping_.stratum(document);
    remove(document, group, without);
    values[document] = statistic(without);
    without[stratum] = contrasts[stratum];
    if (!std::isnan(values[document])) {
      means[block_of_[document]] += values[document];
      ++numbers[block_of_[document]];
    }
  }
  double cubes = 0;
  double squares = 0;
  for (std::size_t document = 0; document < sizes_.size(); ++document) {
    const double n = numbers[block_of_[document]];
    if (!std::isnan(values[document])) {
      const double influence = (n - 1) * (means[block_of_[document]] / n - values[document]) / n;
      cubes += influence * influence * influence;
      squares += influence * influence;
    }
  }
  // Influences that differ by rounding alone have no skewness.
  const double scale = std::abs(statistic(contrasts));
  const bool any = std::sqrt(squares) > 1e-12 * scale;
  return any ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

}  // namespace themescore

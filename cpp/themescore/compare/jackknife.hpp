#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/contrast.hpp"
#include "themescore/compare/groups.hpp"
#include "themescore/compare/statistics.hpp"

namespace themescore {

/// What a statistic of one theme in one group becomes without each document in turn.
class Jackknife {
 public:
  /// `sizes` and `counts` of the theme by document; `block_of` says with which others each document
  /// was drawn. All are referred to.
  Jackknife(const Grouping& grouping,
            Baseline baseline,
            std::span<const std::int64_t> sizes,
            std::span<const std::uint32_t> counts,
            std::span<const std::uint32_t> block_of,
            std::size_t blocks);

  /// The acceleration of BCa: a sixth of the skewness of the documents' influence, block by block
  /// (Davison and Hinkley 1997, 5.3). `contrasts`: those of the group with all
  /// documents. 0 where no document has an influence.
  [[nodiscard]] double acceleration(const Statistic& statistic,
                                    Strata contrasts,
                                    std::uint32_t group) const;

 private:
  void remove(std::size_t document, std::uint32_t group, std::span<Contrast> from) const;

  const Grouping& grouping_;
  Baseline baseline_;
  std::span<const std::int64_t> sizes_;
  std::span<const std::uint32_t> counts_;
  std::span<const std::uint32_t> block_of_;
  std::size_t blocks_;
};

}  // namespace themescore

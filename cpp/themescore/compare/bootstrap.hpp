#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "themescore/compare/count_rows.hpp"
#include "themescore/compare/exposure.hpp"
#include "themescore/compare/groups.hpp"
#include "themescore/parallel/task_runner.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Among which documents a document is drawn: those of its group, or of its group and stratum.
enum class DrawnFrom { group, cell };

/// What is drawn. The documents lie in blocks, a group or a cell of one; of each block as many are
/// drawn as it has and, in a block of few documents, of each of them its sentences again. A few
/// documents agree by chance too often for their spread to be believed: benchmarks/coverage.py
/// shows what either way covers.
struct Units {
  explicit Units(std::size_t themes) : counts(themes) {}

  std::size_t cells = 0;                    ///< groups by strata
  std::vector<std::size_t> first_of_block;  ///< into the documents; and the end
  std::vector<std::size_t> cell_of;         ///< by document, as in Grouping
  std::vector<std::size_t> first_part;      ///< by document, its parts; and the end
  std::vector<std::int64_t> sizes;  ///< by part, a sentence or the whole document: its words
  CountRows counts;                 ///< by part

  [[nodiscard]] std::size_t block_count() const noexcept { return first_of_block.size() - 1; }
  [[nodiscard]] std::size_t documents_of(std::size_t block) const noexcept {
    return first_of_block[block + 1] - first_of_block[block];
  }
  /// How many independent pieces the block's numbers rest on: documents, or the sentences of one.
  [[nodiscard]] std::size_t size_of(std::size_t block) const noexcept {
    const std::size_t first = first_of_block[block];
    return documents_of(block) == 1 ? first_part[first + 1] - first_part[first]
                                    : documents_of(block);
  }
};

/// A block of fewer documents has the sentences of its documents drawn as well.
inline constexpr std::size_t kEnoughDocuments = 5;

/// Throws OptionError where the grouping does not fit the documents.
[[nodiscard]] Units make_units(const Counts& counts,
                               const Grouping& grouping,
                               Exposure exposure = Exposure::words,
                               DrawnFrom drawn_from = DrawnFrom::group);

/// The same with the counts of `size` themes alone, the first of which is `first` and becomes 0.
/// What resample() draws from them is the same too.
[[nodiscard]] Units of_themes(const Units& units, std::uint32_t first, std::uint32_t size);

/// Totals of one replicate, by cell.
struct Replicate {
  std::vector<double> sizes;
  std::vector<double> counts;  ///< cell x themes + theme
};

/// Draws replicate number `number`: from each block as many documents as it has, with
/// replacement, and as many parts of each as that has.
void resample(const Units& units,
              std::size_t themes,
              std::uint64_t seed,
              std::uint32_t number,
              Replicate& replicate);

/// All replicates, one after the other, for what needs whole series of them.
struct Replicates {
  std::vector<double> sizes;   ///< replicate x cells + cell
  std::vector<double> counts;  ///< (replicate x cells + cell) x themes + theme
};
[[nodiscard]] Replicates draw_replicates(const Units& units,
                                         std::size_t themes,
                                         std::uint64_t seed,
                                         std::uint32_t replicates,
                                         TaskRunner& runner);

}  // namespace themescore

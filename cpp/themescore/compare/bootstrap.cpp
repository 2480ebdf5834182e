#include "themescore/compare/bootstrap.hpp"

#include <algorithm>

#include "themescore/compare/random.hpp"

namespace themescore {

namespace {

// Puts parts of documents into Units.
class Builder {
 public:
  Builder(const Counts& counts, Exposure exposure, Units& units)
      : counts_(counts),
        units_(units),
        counter_(counts, exposure),
        first_mention_(counts.document_count() + 1, 0) {
    for (const Mention& mention : counts.mentions) {
      ++first_mention_[mention.document + 1];
    }
    for (std::size_t i = 1; i < first_mention_.size(); ++i) {
      first_mention_[i] += first_mention_[i - 1];
    }
  }

  void add_whole(std::uint32_t document) {
    add_part(counts_.words[document], counts_.sentences[document], mentions_of(document));
  }

  void add_sentences(std::uint32_t document) {
    auto left = mentions_of(document);
    const std::size_t first = counts_.first_sentence[document];
    for (std::size_t s = first; s < counts_.first_sentence[document + 1]; ++s) {
      std::size_t size = 0;
      while (size < left.size() && left[size].sentence == s - first) {
        ++size;
      }
      add_part(counts_.words_of_sentence[s], 1, left.first(size));
      left = left.subspan(size);
    }
  }

 private:
  std::span<const Mention> mentions_of(std::uint32_t document) const {
    const std::size_t first = first_mention_[document];
    return std::span(counts_.mentions).subspan(first, first_mention_[document + 1] - first);
  }

  void add_part(std::int64_t words, std::int64_t sentences, std::span<const Mention> mentions) {
    const Exposed& part = counter_.count(words, sentences, mentions);
    units_.sizes.push_back(part.size);
    units_.counts.push_back(part.cells);
  }

  const Counts& counts_;
  Units& units_;
  ExposureCounter counter_;
  std::vector<std::size_t> first_mention_;  // by document, and the end
};

}  // namespace

Units make_units(const Counts& counts,
                 const Grouping& grouping,
                 Exposure exposure,
                 DrawnFrom drawn_from) {
  check_groups(counts, grouping);
  const bool by_cell = drawn_from == DrawnFrom::cell;
  std::vector<std::vector<std::uint32_t>> blocks(by_cell ? grouping.cells() : grouping.groups);
  for (std::uint32_t document = 0; document < grouping.group_of.size(); ++document) {
    const std::size_t block = by_cell ? grouping.cell_of(document) : grouping.group_of[document];
    blocks[block].push_back(document);
  }
  Units units(counts.theme_count());
  units.cells = grouping.cells();
  Builder builder(counts, exposure, units);
  for (const auto& documents : blocks) {
    units.first_of_block.push_back(units.first_part.size());
    for (const std::uint32_t document : documents) {
      units.first_part.push_back(units.sizes.size());
      units.cell_of.push_back(grouping.cell_of(document));
      if (documents.size() < kEnoughDocuments) {
        builder.add_sentences(document);
      } else {
        builder.add_whole(document);
      }
    }
  }
  units.first_of_block.push_back(units.first_part.size());
  units.first_part.push_back(units.sizes.size());
  units.counts.settle();
  return units;
}

Units of_themes(const Units& units, std::uint32_t first, std::uint32_t size) {
  Units some = units;
  some.counts = CountRows(size);
  std::vector<Exposed::Cell> cells;
  for (std::size_t part = 0; part < units.sizes.size(); ++part) {
    cells.clear();
    for (const Exposed::Cell cell : units.counts.row(part)) {
      if (cell.theme >= first && cell.theme - first < size) {
        cells.push_back({cell.theme - first, cell.count});
      }
    }
    some.counts.push_back(cells);
  }
  some.counts.settle();
  return some;
}

void resample(const Units& units,
              std::size_t themes,
              std::uint64_t seed,
              std::uint32_t number,
              Replicate& replicate) {
  replicate.sizes.assign(units.cells, 0);
  replicate.counts.assign(units.cells * themes, 0);
  for (std::size_t block = 0; block < units.block_count(); ++block) {
    const RandomStream random(seed, (static_cast<std::uint64_t>(number) << 32) | block);
    std::uint64_t drawn = 0;
    const auto pick = [&](std::size_t first, std::size_t last) {
      return first + below(random(drawn++), last - first);
    };
    const auto add = [&](std::size_t cell, std::size_t part) {
      replicate.sizes[cell] += static_cast<double>(units.sizes[part]);
      units.counts.add_to(std::span(replicate.counts).subspan(cell * themes, themes), part);
    };
    const std::size_t documents = units.documents_of(block);
    for (std::size_t i = 0; i < documents; ++i) {
      const std::size_t document =
          pick(units.first_of_block[block], units.first_of_block[block + 1]);
      const std::size_t first = units.first_part[document];
      const std::size_t last = units.first_part[document + 1];
      for (std::size_t part = first; part < last; ++part) {
        add(units.cell_of[document], last - first == 1 ? first : pick(first, last));
      }
    }
  }
}

Replicates draw_replicates(const Units& units,
                           std::size_t themes,
                           std::uint64_t seed,
                           std::uint32_t replicates,
                           TaskRunner& runner) {
  Replicates all{std::vector<double>(replicates * units.cells),
                 std::vector<double>(replicates * units.cells * themes)};
  runner.run(replicates, [&](std::size_t number, std::size_t) {
    Replicate one;
    resample(units, themes, seed, static_cast<std::uint32_t>(number), one);
    const auto put = [number](const std::vector<double>& values, std::vector<double>& into) {
      std::ranges::copy(values, into.begin() + static_cast<std::ptrdiff_t>(number * values.size()));
    };
    put(one.sizes, all.sizes);
    put(one.counts, all.counts);
  });
  return all;
}

}  // namespace themescore

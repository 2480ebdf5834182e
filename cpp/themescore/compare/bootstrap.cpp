#include "themescore/compare/bootstrap.hpp"

#include <algorithm>
#include <map>

#include "themescore/compare/groups.hpp"
#include "themescore/compare/random.hpp"

namespace themescore {

namespace {

// Puts parts of documents into Units.
class Builder {
 public:
  Builder(const Counts& counts, Units& units)
      : counts_(counts), units_(units), first_mention_(counts.document_count() + 1, 0) {
    for (const Mention& mention : counts.mentions) {
      ++first_mention_[mention.document + 1];
    }
    for (std::size_t i = 1; i < first_mention_.size(); ++i) {
      first_mention_[i] += first_mention_[i - 1];
    }
  }

  void add_whole(std::uint32_t document) {
    add_part(counts_.words[document], mentions_of(document));
  }

  void add_sentences(std::uint32_t document) {
    auto left = mentions_of(document);
    const std::size_t first = counts_.first_sentence[document];
    for (std::size_t s = first; s < counts_.first_sentence[document + 1]; ++s) {
      std::size_t size = 0;
      while (size < left.size() && left[size].sentence == s - first) {
        ++size;
      }
      add_part(counts_.words_of_sentence[s], left.first(size));
      left = left.subspan(size);
    }
  }

 private:
  std::span<const Mention> mentions_of(std::uint32_t document) const {
    const std::size_t first = first_mention_[document];
    return std::span(counts_.mentions).subspan(first, first_mention_[document + 1] - first);
  }

  void add_part(std::int64_t words, std::span<const Mention> mentions) {
    units_.words.push_back(words);
    units_.first_cell.push_back(units_.cells.size());
    std::map<std::uint32_t, std::uint32_t> number_of_theme;
    for (const Mention& mention : mentions) {
      ++number_of_theme[mention.theme];
    }
    for (const auto& [theme, number] : number_of_theme) {
      units_.cells.push_back({theme, number});
    }
  }

  const Counts& counts_;
  Units& units_;
  std::vector<std::size_t> first_mention_;  // by document, and the end
};

}  // namespace

Units make_units(const Counts& counts,
                 std::span<const std::uint32_t> group_of,
                 std::uint32_t groups) {
  check_groups(counts, group_of, groups);
  std::vector<std::vector<std::uint32_t>> members(groups);
  for (std::uint32_t document = 0; document < group_of.size(); ++document) {
    members[group_of[document]].push_back(document);
  }
  Units units;
  Builder builder(counts, units);
  for (const auto& documents : members) {
    units.first_of_group.push_back(units.first_part.size());
    for (const std::uint32_t document : documents) {
      units.first_part.push_back(units.words.size());
      if (documents.size() < kEnoughDocuments) {
        builder.add_sentences(document);
      } else {
        builder.add_whole(document);
      }
    }
  }
  units.first_of_group.push_back(units.first_part.size());
  units.first_part.push_back(units.words.size());
  units.first_cell.push_back(units.cells.size());
  return units;
}

Units of_themes(const Units& units, std::uint32_t first, std::uint32_t size) {
  Units some{units.first_of_group, units.first_part, units.words, {}, {}};
  some.first_cell.reserve(units.first_cell.size());
  for (std::size_t part = 0; part < units.words.size(); ++part) {
    some.first_cell.push_back(some.cells.size());
    for (std::size_t k = units.first_cell[part]; k < units.first_cell[part + 1]; ++k) {
      const Units::Cell cell = units.cells[k];
      if (cell.theme >= first && cell.theme - first < size) {
        some.cells.push_back({cell.theme - first, cell.mentions});
      }
    }
  }
  some.first_cell.push_back(some.cells.size());
  return some;
}

void resample(const Units& units,
              std::size_t themes,
              std::uint64_t seed,
              std::uint32_t number,
              Replicate& replicate) {
  const std::size_t groups = units.group_count();
  replicate.words.assign(groups, 0);
  replicate.mentions.assign(groups * themes, 0);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::uint64_t stream = (static_cast<std::uint64_t>(number) << 32) | group;
    std::uint64_t drawn = 0;
    const auto pick = [&](std::size_t first, std::size_t last) {
      return first + below(draw(seed, stream, drawn++), last - first);
    };
    const auto add = [&](std::size_t part) {
      replicate.words[group] += static_cast<double>(units.words[part]);
      for (std::size_t k = units.first_cell[part]; k < units.first_cell[part + 1]; ++k) {
        replicate.mentions[group * themes + units.cells[k].theme] += units.cells[k].mentions;
      }
    };
    const std::size_t documents = units.documents_of(group);
    for (std::size_t i = 0; i < documents; ++i) {
      const std::size_t document =
          pick(units.first_of_group[group], units.first_of_group[group + 1]);
      const std::size_t first = units.first_part[document];
      const std::size_t last = units.first_part[document + 1];
      for (std::size_t part = first; part < last; ++part) {
        add(last - first == 1 ? first : pick(first, last));
      }
    }
  }
}

Replicates draw_replicates(const Units& units,
                           std::size_t themes,
                           std::uint64_t seed,
                           std::uint32_t replicates,
                           TaskRunner& runner) {
  const std::size_t groups = units.group_count();
  Replicates all{std::vector<double>(replicates * groups),
                 std::vector<double>(replicates * groups * themes)};
  runner.run(replicates, [&](std::size_t number, std::size_t) {
    Replicate one;
    resample(units, themes, seed, static_cast<std::uint32_t>(number), one);
    const auto put = [number](const std::vector<double>& values, std::vector<double>& into) {
      std::ranges::copy(values, into.begin() + static_cast<std::ptrdiff_t>(number * values.size()));
    };
    put(one.words, all.words);
    put(one.mentions, all.mentions);
  });
  return all;
}

}  // namespace themescore

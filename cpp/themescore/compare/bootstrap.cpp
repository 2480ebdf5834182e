#include "themescore/compare/bootstrap.hpp"

#include <algorithm>
#include <map>

namespace themescore {

namespace {

constexpr std::uint64_t finalise(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
  return z ^ (z >> 31);
}

constexpr std::uint64_t kGolden = 0x9E37'79B9'7F4A'7C15;

__extension__ using Wide = unsigned __int128;

// Even over 0 .. size-1 up to one part in 2^64 / size (Lemire 2019, without the rejection step).
std::size_t below(std::uint64_t random, std::size_t size) noexcept {
  return static_cast<std::size_t>((static_cast<Wide>(random) * size) >> 64);
}

}  // namespace

std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) noexcept {
  return finalise(finalise(finalise(seed + kGolden) + stream * kGolden) + index * kGolden);
}

Units make_units(const Counts& counts,
                 std::span<const std::uint32_t> group_of,
                 std::uint32_t groups) {
  std::vector<std::vector<std::uint32_t>> members(groups);
  for (std::uint32_t document = 0; document < group_of.size(); ++document) {
    members[group_of[document]].push_back(document);
  }
  std::vector<std::size_t> first_mention(counts.document_count() + 1, 0);
  for (const Mention& mention : counts.mentions) {
    ++first_mention[mention.document + 1];
  }
  for (std::size_t i = 1; i < first_mention.size(); ++i) {
    first_mention[i] += first_mention[i - 1];
  }

  Units units;
  const auto begin_unit = [&](std::int64_t words) {
    units.words.push_back(words);
    units.first_cell.push_back(units.cells.size());
  };
  const auto add_cells = [&](const std::map<std::uint32_t, std::uint32_t>& mentions) {
    for (const auto& [theme, number] : mentions) {
      units.cells.push_back({theme, number});
    }
  };
  const auto mentions_of = [&](std::uint32_t document) {
    return std::span(counts.mentions)
        .subspan(first_mention[document], first_mention[document + 1] - first_mention[document]);
  };

  for (const auto& documents : members) {
    units.first_of_group.push_back(units.words.size());
    if (documents.size() == 1) {
      const std::uint32_t document = documents.front();
      const auto mentions = mentions_of(document);
      auto next = mentions.begin();
      const std::size_t first = counts.first_sentence[document];
      for (std::size_t s = first; s < counts.first_sentence[document + 1]; ++s) {
        begin_unit(counts.words_of_sentence[s]);
        std::map<std::uint32_t, std::uint32_t> cells;
        for (; next != mentions.end() && next->sentence == s - first; ++next) {
          ++cells[next->theme];
        }
        add_cells(cells);
      }
      continue;
    }
    for (const std::uint32_t document : documents) {
      begin_unit(counts.words[document]);
      std::map<std::uint32_t, std::uint32_t> cells;
      for (const Mention& mention : mentions_of(document)) {
        ++cells[mention.theme];
      }
      add_cells(cells);
    }
  }
  units.first_of_group.push_back(units.words.size());
  units.first_cell.push_back(units.cells.size());
  return units;
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
    const std::size_t first = units.first_of_group[group];
    const std::size_t size = units.size_of(group);
    const std::uint64_t stream = (static_cast<std::uint64_t>(number) << 32) | group;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t unit = first + below(draw(seed, stream, i), size);
      replicate.words[group] += static_cast<double>(units.words[unit]);
      for (std::size_t k = units.first_cell[unit]; k < units.first_cell[unit + 1]; ++k) {
        replicate.mentions[group * themes + units.cells[k].theme] += units.cells[k].mentions;
      }
    }
  }
}

}  // namespace themescore

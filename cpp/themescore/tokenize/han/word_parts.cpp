#include "themescore/tokenize/han/word_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "themescore/tokenize/han/name_parts.hpp"

namespace themescore {

namespace {

// A part of fewer characters has no parts of which one has two.
constexpr std::size_t kShortestWithParts = 3;

constexpr std::uint64_t border(std::size_t i) noexcept { return std::uint64_t{1} << i; }

class PartsFinder {
 public:
  explicit PartsFinder(const HanDictionary& dictionary) : dictionary_(dictionary) {}

  // Adds the borders inside of a word at `offset` of the whole one. `starts`, `ends`: whether what
  // a match that begins, or ends, in it leaves over outside of it may be left over.
  void add(std::span<const char32_t> word, std::size_t offset, bool starts, bool ends) {
    const std::vector<NamePart> parts = parts_of(word);
    if (parts.size() < 2) {
      return;
    }
    HanCuts cuts = all_borders(parts);
    if (dictionary_.is_name(word)) {
      cuts = name_cuts(word, dictionary_.frequency(word), parts);
    }
    cuts = {starts ? cuts.starts : 0, ends ? cuts.ends : 0};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const NamePart& part = parts[i];
      const std::uint32_t size = part.last - part.first;
      const bool starts_here = i == 0 ? starts : (cuts.starts & border(part.first)) != 0;
      const bool ends_here = i + 1 == parts.size() ? ends : (cuts.ends & border(part.last)) != 0;
      if (i > 0 && starts_here && (depth_ == 0 || size > 1)) {
        found_.starts |= border(offset + part.first);
      }
      if (i + 1 < parts.size() && ends_here && (depth_ == 0 || size > 1)) {
        found_.ends |= border(offset + part.last);
      }
      if (size >= kShortestWithParts) {
        ++depth_;
        add(word.subspan(part.first, size), offset + part.first, starts_here, ends_here);
        --depth_;
      }
    }
  }

  [[nodiscard]] HanCuts found() const noexcept { return found_; }

 private:
  std::vector<NamePart> parts_of(std::span<const char32_t> word) {
    dictionary_.encode(word, path_);
    std::ranges::replace(path_.codes, dictionary_.end_code(), HanCode{0});
    dictionary_.find_best_inner_path(path_);
    std::vector<NamePart> parts;
    for (std::uint32_t i = 0; i < word.size(); i = path_.ends[i]) {
      const std::uint32_t end = path_.ends[i];
      const auto part = word.subspan(i, end - i);
      // A word that the user taught is one, however rare jieba's arithmetic takes it to be.
      const std::uint64_t frequency = dictionary_.is_taught(part) && dictionary_.is_word(part)
                                          ? std::numeric_limits<std::uint64_t>::max()
                                          : dictionary_.frequency(part);
      parts.push_back({i, end, frequency, dictionary_.is_name(part)});
    }
    return parts;
  }

  static HanCuts all_borders(const std::vector<NamePart>& parts) {
    HanCuts cuts;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      cuts.starts |= border(parts[i].first);
    }
    return {cuts.starts, cuts.starts};
  }

  const HanDictionary& dictionary_;
  HanPath path_;
  HanCuts found_;
  int depth_ = 0;
};

}  // namespace

HanCuts word_cuts(const HanDictionary& dictionary, std::span<const char32_t> word) {
  if (all_inner_borders(word.size()) == 0) {
    return {};
  }
  PartsFinder finder(dictionary);
  finder.add(word, 0, true, true);
  // A match takes two characters or more of a word that it takes apart.
  const std::uint64_t leave_two_before = ~std::uint64_t{0b11};
  const std::uint64_t leave_two_after = border(word.size() - 1) - 1;
  return {finder.found().starts & leave_two_after, finder.found().ends & leave_two_before};
}

}  // namespace themescore

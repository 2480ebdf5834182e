#include "themescore/tokenize/han/double_array.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace themescore {

namespace {

constexpr const char* kTooLarge = "the tree of Han words is too large";

// A node of the tree before it has a place. Nodes are numbered level by level, so the children of
// a node are neighbours.
struct Branch {
  std::uint32_t first_word = 0;  // the words below it
  std::uint32_t last_word = 0;
  std::uint32_t first_child = 0;
  std::uint32_t last_child = 0;
  std::uint32_t parent = 0;
  HanCode code = 0;
  std::uint16_t payload = 0;
};

std::vector<Branch> branches_of(std::span<const CodedWord> words) {
  std::vector<Branch> tree(1);
  tree[0].last_word = static_cast<std::uint32_t>(words.size());
  std::size_t level_end = 1;
  for (std::size_t node = 0, depth = 0; node < tree.size(); ++node) {
    if (node == level_end) {
      level_end = tree.size();
      ++depth;
    }
    std::uint32_t word = tree[node].first_word;
    const std::uint32_t last_word = tree[node].last_word;
    if (word < last_word && words[word].codes.size() == depth) {
      tree[node].payload = words[word++].payload;  // the shortest comes first
    }
    tree[node].first_child = static_cast<std::uint32_t>(tree.size());
    while (word < last_word) {
      const HanCode code = words[word].codes[depth];
      Branch child{.first_word = word, .parent = static_cast<std::uint32_t>(node), .code = code};
      while (word < last_word && words[word].codes[depth] == code) {
        ++word;
      }
      child.last_word = word;
      tree.push_back(child);
    }
    tree[node].last_child = static_cast<std::uint32_t>(tree.size());
  }
  return tree;
}

// The free units beyond those of the root's children, a bit each, so that 64 places are tried at
// once.
class FreeUnits {
 public:
  explicit FreeUnits(HanCode max_code) : head_(max_code + 1) {}

  // The first base of no other node that puts each of `children`, in order of their codes, on a
  // free unit.
  std::uint32_t place(std::span<const Branch> children) {
    const HanCode first = children.front().code;
    for (std::uint32_t at = head_;; at += 64) {
      std::uint64_t fits = ~std::uint64_t{0};
      for (const Branch& child : children) {
        fits &= free_from(at + child.code - first);
        if (fits == 0) {
          break;
        }
      }
      for (; fits != 0; fits &= fits - 1) {
        const std::uint32_t base = at + static_cast<std::uint32_t>(std::countr_zero(fits)) - first;
        if (is_new(base)) {
          for (const Branch& child : children) {
            take(base + child.code);
          }
          return base;
        }
      }
    }
  }

 private:
  // Whether the units from i to i + 63 are free.
  std::uint64_t free_from(std::uint32_t i) {
    const std::size_t word = i / 64;
    const unsigned shift = i % 64;
    if (word + 1 >= free_.size()) {
      if (i > DoubleArray::kMaxUnits) {
        throw std::length_error(kTooLarge);
      }
      free_.resize(word + 1024, ~std::uint64_t{0});
    }
    return shift == 0 ? free_[word] : free_[word] >> shift | free_[word + 1] << (64 - shift);
  }

  bool is_new(std::uint32_t base) {
    if (base >= is_base_.size()) {
      is_base_.resize(free_.size() * 64);
    }
    const bool before = is_base_[base];
    is_base_[base] = true;
    return !before;
  }

  void take(std::uint32_t i) {
    free_[i / 64] &= ~(std::uint64_t{1} << (i % 64));
    while (free_from(head_) == 0) {
      head_ += 64;
    }
  }

  std::vector<std::uint64_t> free_;
  std::vector<bool> is_base_;
  std::uint32_t head_;  // no unit before it is free
};

}  // namespace

bool DoubleArray::is_sound(std::span<const Unit> units, HanCode max_code) noexcept {
  const auto stays_inside = [&](std::size_t base) { return base + max_code + 1 < units.size(); };
  return stays_inside(base_of(root().unit)) && std::ranges::all_of(units, [&](Unit unit) {
           return stays_inside(base_of(unit)) && !has_label(unit, 0) &&
                  !has_label(unit, max_code + 1);
         });
}

std::vector<DoubleArray::Unit> build_double_array(std::vector<CodedWord> words, HanCode max_code) {
  if (max_code > DoubleArray::kMaxCode) {
    throw std::length_error(kTooLarge);
  }
  std::ranges::sort(words, {}, &CodedWord::codes);
  const std::vector<Branch> tree = branches_of(words);

  // Large families first, where there is room; those of one child then fill the holes.
  std::vector<std::uint32_t> parents;
  for (std::uint32_t node = 1; node < tree.size(); ++node) {
    if (tree[node].first_child < tree[node].last_child) {
      parents.push_back(node);
    }
  }
  const auto children_of = [&](std::uint32_t node) {
    return std::span(tree).subspan(tree[node].first_child,
                                   tree[node].last_child - tree[node].first_child);
  };
  std::ranges::stable_sort(parents, std::ranges::greater(),
                           [&](std::uint32_t node) { return children_of(node).size(); });

  FreeUnits free(max_code);
  std::vector<std::uint32_t> bases(tree.size());
  for (const std::uint32_t node : parents) {
    bases[node] = free.place(children_of(node));
  }

  std::uint32_t last = max_code;  // unit that is not free
  for (std::uint32_t node = 1; node < tree.size(); ++node) {
    last = std::max(last, bases[tree[node].parent] + tree[node].code);
  }
  const std::uint32_t nowhere = last + 1;
  if (std::size_t{nowhere} + max_code + 2 > DoubleArray::kMaxUnits) {
    throw std::length_error(kTooLarge);
  }
  std::vector<DoubleArray::Unit> units(nowhere + max_code + 2,
                                       DoubleArray::make_unit(DoubleArray::kFree, nowhere, 0));
  for (std::uint32_t node = 1; node < tree.size(); ++node) {
    const Branch& branch = tree[node];
    const auto children = children_of(node);
    auto unit = DoubleArray::make_unit(branch.code, children.empty() ? nowhere : bases[node],
                                       branch.payload);
    for (const Branch& child : children) {
      unit = DoubleArray::with_child(unit, child.code);
    }
    units[bases[branch.parent] + branch.code] = unit;
  }
  return units;
}

}  // namespace themescore

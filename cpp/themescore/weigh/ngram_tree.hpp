#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/weigh/term_merge.hpp"

namespace themescore {

/// The n-grams of all chunks of all counters as a tree, whose roots are the words: what is below a
/// node are the n-grams that go on from it. Their columns are the places of a walk through it from
/// left to right.
///
/// It is never built. The n-grams of each size are sorted by what they go on from and by their last
/// word, so that the children of a node follow each other, in the order of the nodes, and equal
/// n-grams of several chunks stand side by side.
class NgramTree {
 public:
  /// What it is given has to outlive it; `words` are those of all counters.
  NgramTree(const MergedWords& words, std::span<const TermSource> sources, const NgramShape& shape);

  /// Once. Throws LimitError for more terms than a matrix has columns.
  [[nodiscard]] MergedTerms columns();

 private:
  // An n-gram of a chunk.
  struct Entry {
    std::uint32_t shorter;  // the node that it goes on from
    std::uint32_t word;
    std::uint32_t number;  // among those of all chunks
  };

  // The n-grams of one size.
  struct Level {
    std::vector<Entry> entries;
    std::size_t next = 0;    // entry of the walk
    std::uint32_t node = 0;  // of that entry; equal n-grams are one node
    bool is_counted = false;
  };

  void gather(std::span<const TermSource> sources);
  void number_nodes();
  void walk(std::size_t size, std::uint32_t above, std::string_view prefix);
  [[nodiscard]] std::string_view after_blank(std::size_t word) const noexcept;

  const MergedWords& words_;
  std::vector<bool> is_counted_;       // by word: whether it is a term itself
  std::vector<Level> levels_;          // by size; that of the words is empty
  std::string text_;                   // the words, a blank before each, and padding
  std::vector<std::size_t> starts_;    // of the blanks, and the end of the last word
  std::vector<std::string> prefixes_;  // by size: the n-gram that the walk is in, and padding
  MergedTerms merged_;
};

}  // namespace themescore

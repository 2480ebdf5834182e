#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "themescore/themes/word_index.hpp"

namespace themescore {

/// The readings of all patterns as one tree, so that what a word of text costs does not grow with
/// their number. Several roots: patterns that refer to mentions are matched after those are known.
class PatternTree {
 public:
  /// The number of a node and, once compiled, what there is to do at it, so that most nodes are
  /// never looked at.
  using NodeId = std::uint32_t;

  /// Words by a part of their hash, a bit each: one whose bit is not set is none of them.
  using WordBits = std::uint32_t;
  [[nodiscard]] static constexpr WordBits bit_of(PatternWordId word) noexcept {
    return WordBits{1} << (word * 0x9E37'79B9u >> 27);
  }

  /// What leads on from a node without being a word.
  struct Link {
    enum class Kind : unsigned char { gap, reference };
    Kind kind = Kind::gap;
    PatternGap gap;
    std::uint32_t theme = 0;  ///< of a reference
    NodeId to = 0;
  };

  /// A reading that ends at a node.
  struct Ending {
    std::uint32_t rule;  ///< given to add()
    bool open_start;
    bool open_end;
  };

  /// Its number stays the same until the tree is compiled.
  NodeId add_root() { return add_node(); }
  /// Adds a reading, all references of which know their theme. Endings of one node keep the order
  /// in which they were added.
  void add(NodeId root, const Reading& reading, std::uint32_t rule, PatternWordIndex& words);
  /// Once, after the last was added and before anything is asked for. `roots` get the numbers that
  /// hold from then on.
  void compile(std::span<NodeId> roots);

  /// Where a word leads to from a node.
  [[nodiscard]] std::optional<NodeId> child(NodeId node, PatternWordId word) const {
    // Most look-ups would fail, and the table is larger than the nearest cache.
    return (next_words(node) & bit_of(word)) != 0 ? children_.find(node, word) : std::nullopt;
  }
  /// The words that lead on from a node.
  [[nodiscard]] WordBits next_words(NodeId node) const { return next_words_[index_of(node)]; }
  [[nodiscard]] static bool has_children(NodeId node) noexcept { return (node & kChildren) != 0; }
  /// Whether a reading ends here, or something other than a word leads on.
  [[nodiscard]] static bool is_arrival(NodeId node) noexcept { return (node & kArrival) != 0; }
  [[nodiscard]] std::span<const Link> links(NodeId node) const;
  [[nodiscard]] std::span<const Ending> endings(NodeId node) const {
    const std::size_t first = first_ending_[index_of(node)];
    return std::span(endings_).subspan(first, first_ending_[index_of(node) + 1] - first);
  }

 private:
  static constexpr NodeId kChildren = 1;
  static constexpr NodeId kArrival = 2;
  static constexpr unsigned kFlagBits = 2;
  [[nodiscard]] static std::size_t index_of(NodeId node) noexcept { return node >> kFlagBits; }
  [[nodiscard]] NodeId with_flags(NodeId node) const;

  // As the tree is made.
  struct Node {
    std::vector<Ending> endings;
    bool has_children = false;
    bool has_links = false;
  };

  // Edges of all nodes in one table with open addressing: one look-up a word, most of which fail.
  class EdgeTable {
   public:
    [[nodiscard]] std::optional<NodeId> find(NodeId node, PatternWordId word) const;
    /// The edge's end, or `to` after adding it.
    NodeId add(NodeId node, PatternWordId word, NodeId to);
    template <class Function>
    void for_each(Function&& function) {
      for (Edge& edge : slots_) {
        if (edge.node != kNone) {
          function(edge.node, edge.word, edge.to);
        }
      }
    }

   private:
    struct Edge {
      NodeId node = kNone;  // without what there is to do at it
      PatternWordId word = 0;
      NodeId to = 0;
    };
    static constexpr NodeId kNone = 0xFFFF'FFFF;
    [[nodiscard]] std::size_t slot_of(NodeId node, PatternWordId word) const;
    void grow();
    std::vector<Edge> slots_ = std::vector<Edge>(16);
    std::size_t size_ = 0;
  };

  NodeId add_node();
  NodeId follow(NodeId node,
                const PatternWord& word,
                PatternWordIndex& words,
                PatternWordIndex::Place place);
  NodeId follow(NodeId node, const Link& link);

  std::vector<Node> nodes_;  // none once compiled
  std::vector<Ending> endings_;
  std::vector<std::size_t> first_ending_;  // by node; and the end
  std::vector<WordBits> next_words_;       // by node
  EdgeTable children_;
  std::unordered_map<NodeId, std::vector<Link>> links_;
};

}  // namespace themescore

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
  using NodeId = std::uint32_t;

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

  NodeId add_root() { return add_node(); }
  /// Adds a reading, all references of which know their theme. Endings of one node keep the order
  /// in which they were added.
  void add(NodeId root, const Reading& reading, std::uint32_t rule, PatternWordIndex& words);

  /// Where a word leads to from a node.
  [[nodiscard]] std::optional<NodeId> child(NodeId node, PatternWordId word) const {
    return children_.find(node, word);
  }
  [[nodiscard]] bool has_children(NodeId node) const { return nodes_[node].has_children; }
  [[nodiscard]] bool has_links(NodeId node) const { return nodes_[node].has_links; }
  [[nodiscard]] std::span<const Link> links(NodeId node) const;
  [[nodiscard]] std::span<const Ending> endings(NodeId node) const { return nodes_[node].endings; }

 private:
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

   private:
    struct Edge {
      NodeId node = kNone;
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

  std::vector<Node> nodes_;
  EdgeTable children_;
  std::unordered_map<NodeId, std::vector<Link>> links_;
};

}  // namespace themescore

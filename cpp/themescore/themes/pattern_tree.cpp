#include "themescore/themes/pattern_tree.hpp"

#include <algorithm>

namespace themescore {

namespace {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
// C++20 has it by itself; Clang 14, which builds the fuzz targets, has not.
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace

void PatternTree::add(NodeId root,
                      const Reading& reading,
                      std::uint32_t rule,
                      PatternWordIndex& words) {
  using Place = PatternWordIndex::Place;
  NodeId node = root;
  Place place = Place::first;
  std::vector<const PatternWord*> piece;
  const auto end_piece = [&] {
    words.add_piece(piece);
    piece.clear();
    place = Place::anew;
  };
  for (const PatternStep& step : reading.steps) {
    std::visit(Overloaded{
                   [&](const PatternWord& word) {
                     node = follow(node, word, words, place);
                     place = Place::side_by_side;
                     piece.push_back(&word);
                   },
                   [&](const PatternGap& gap) {
                     node = follow(node, Link{Link::Kind::gap, gap, 0, 0});
                     end_piece();
                   },
                   [&](const PatternReference& reference) {
                     node = follow(node, Link{Link::Kind::reference, {}, reference.index, 0});
                     end_piece();
                   },
               },
               step);
  }
  end_piece();
  nodes_[index_of(node)].endings.push_back({rule, reading.open_start, reading.open_end});
}

PatternTree::NodeId PatternTree::with_flags(NodeId node) const {
  const Node& made = nodes_[index_of(node)];
  return node | (made.has_children ? kChildren : 0) |
         (made.has_links || !made.endings.empty() ? kArrival : 0);
}

void PatternTree::compile(std::span<NodeId> roots) {
  next_words_.resize(nodes_.size());
  children_.for_each([this](NodeId from, PatternWordId word, NodeId& to) {
    next_words_[from] |= bit_of(word);
    to = with_flags(to);
  });
  for (auto& [node, links] : links_) {
    for (Link& link : links) {
      link.to = with_flags(link.to);
    }
  }
  for (NodeId& root : roots) {
    root = with_flags(root);
  }
  for (const Node& node : nodes_) {
    first_ending_.push_back(endings_.size());
    endings_.insert(endings_.end(), node.endings.begin(), node.endings.end());
  }
  first_ending_.push_back(endings_.size());
  nodes_ = {};
}

std::span<const PatternTree::Link> PatternTree::links(NodeId node) const {
  const auto found = links_.find(static_cast<NodeId>(index_of(node)));
  return found == links_.end() ? std::span<const Link>() : found->second;
}

PatternTree::NodeId PatternTree::add_node() {
  nodes_.emplace_back();
  return static_cast<NodeId>((nodes_.size() - 1) << kFlagBits);
}

PatternTree::NodeId PatternTree::follow(NodeId node,
                                        const PatternWord& word,
                                        PatternWordIndex& words,
                                        PatternWordIndex::Place place) {
  const auto next = static_cast<NodeId>(nodes_.size() << kFlagBits);
  const NodeId child = children_.add(node, words.add(word, place), next);
  if (child == next) {
    add_node();
  }
  nodes_[index_of(node)].has_children = true;
  return child;
}

PatternTree::NodeId PatternTree::follow(NodeId node, const Link& link) {
  std::vector<Link>& links = links_[static_cast<NodeId>(index_of(node))];
  const auto found = std::ranges::find_if(links, [&](const Link& other) {
    return other.kind == link.kind && other.gap == link.gap && other.theme == link.theme;
  });
  if (found != links.end()) {
    return found->to;
  }
  links.push_back(link);
  links.back().to = add_node();
  nodes_[index_of(node)].has_links = true;
  return links.back().to;
}

std::size_t PatternTree::EdgeTable::slot_of(NodeId node, PatternWordId word) const {
  // Fibonacci hashing: the high bits of the product depend on all bits of the key.
  const std::uint64_t key = (static_cast<std::uint64_t>(node) << 32) | word;
  const std::uint64_t mask = slots_.size() - 1;
  std::uint64_t slot = ((key ^ (key >> 29)) * 0x9E37'79B9'7F4A'7C15u) >> 20 & mask;
  while (slots_[slot].node != kNone && (slots_[slot].node != node || slots_[slot].word != word)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<PatternTree::NodeId> PatternTree::EdgeTable::find(NodeId node,
                                                                PatternWordId word) const {
  const Edge& edge = slots_[slot_of(static_cast<NodeId>(index_of(node)), word)];
  return edge.node == kNone ? std::nullopt : std::optional(edge.to);
}

PatternTree::NodeId PatternTree::EdgeTable::add(NodeId node, PatternWordId word, NodeId to) {
  const auto number = static_cast<NodeId>(index_of(node));
  const std::size_t slot = slot_of(number, word);
  if (slots_[slot].node != kNone) {
    return slots_[slot].to;
  }
  slots_[slot] = {number, word, to};
  if (++size_ * 2 > slots_.size()) {
    grow();
  }
  return to;
}

void PatternTree::EdgeTable::grow() {
  const std::vector<Edge> old = std::exchange(slots_, std::vector<Edge>(slots_.size() * 2));
  for (const Edge& edge : old) {
    if (edge.node != kNone) {
      slots_[slot_of(edge.node, edge.word)] = edge;
    }
  }
}

}  // namespace themescore

#include "themescore/themes/pattern_walk.hpp"

#include <algorithm>

namespace themescore {

namespace {

constexpr std::uint8_t bit_of(bool open_start) noexcept { return open_start ? 2 : 1; }
constexpr std::uint8_t kFitsAnyway = 3;

}  // namespace

void PatternWalk::clear() {
  matches_.clear();
  noted_.clear();
}

std::uint32_t PatternWalk::offset_of(const MatchStart& start) const {
  const std::uint32_t offset = run_[start.token].span.start;
  return start.character == 0 ? offset
                              : offset + type(start.token).characters[start.character].start;
}

void PatternWalk::match_mentions(NodeId root) {
  for (const Link& link : tree_.links(root)) {
    for (const HeldMention& mention : mentions_[link.theme]) {
      forget_visited();
      take_mention(link.to, mention, kFitsAnyway);
    }
  }
}

void PatternWalk::begin(NodeId node, const Piece& piece) {
  const auto [token, character] = piece.start;
  if (!type(token).characters.empty()) {
    walk_han(node, token, character, piece);
  }
  if (character == 0) {
    walk_word(node, token, piece);
  }
}

// As deep as the longest pattern: every step goes one word further in the tree of patterns.
void PatternWalk::walk(NodeId node, std::uint32_t token, const Piece& piece) {
  if (!PatternTree::has_children(node) || !is_side_by_side(token)) {
    return;
  }
  if (!type(token).characters.empty()) {
    walk_han(node, token, 0, piece);
  }
  // A pair that shares a character with the last one is no word of its own to stand for a `*`.
  if (!shares_with_next(token - 1)) {
    walk_word(node, token, piece);
  }
}

// Whether a token follows the one before it.
bool PatternWalk::is_side_by_side(std::uint32_t token) const {
  return token < run_.size() && run_[token - 1].ordinal + 1 == run_[token].ordinal;
}

void PatternWalk::walk_word(NodeId node, std::uint32_t token, const Piece& piece) {
  const WordMatches& word = type(token);
  for (const PatternWordId satisfied : word.words) {
    if (const auto next = tree_.child(node, satisfied)) {
      arrive(*next, {token, MatchEnd::kWhole, run_[token].span.end}, piece);
      if (!shares_with_next(token)) {
        walk(*next, token + 1, piece);
      }
    }
  }
  if (word.without_ending == nullptr) {
    return;
  }
  for (const PatternWordId satisfied : word.without_ending->words) {
    if (const auto next = tree_.child(node, satisfied)) {
      arrive(*next,
             {token, MatchEnd::kNoEnding, run_[token].span.start + word.without_ending->ending},
             piece);
    }
  }
}

void PatternWalk::walk_han(NodeId node,
                           std::uint32_t token,
                           std::uint32_t from,
                           const Piece& piece) {
  const auto& characters = type(token).characters;
  const std::uint32_t own = own_characters(token);
  for (std::uint32_t i = from; i < own; ++i) {
    const auto next = tree_.child(node, characters[i].id);
    if (!next) {
      return;
    }
    node = *next;
    const bool whole = i + 1 == characters.size();
    arrive(node,
           {token, whole ? MatchEnd::kWhole : i + 1, run_[token].span.start + characters[i].end},
           piece);
  }
  walk(node, token + 1, piece);
}

void PatternWalk::arrive(NodeId node, const MatchEnd& end, const Piece& piece) {
  if (!PatternTree::is_arrival(node)) {
    return;
  }
  const auto fits_with = [&](bool open_end) -> std::uint8_t {
    if (pieces_.empty()) {
      return static_cast<std::uint8_t>((fits(piece.start, end, false, open_end) ? 1 : 0) |
                                       (fits(piece.start, end, true, open_end) ? 2 : 0));
    }
    return fits(piece.start, end, piece.open_start, open_end) ? piece.first_fits : std::uint8_t{0};
  };
  const std::uint8_t closed = fits_with(false);
  const std::uint8_t open = fits_with(true);
  if ((closed | open) == 0) {
    return;
  }
  pieces_.push_back({piece.start, end});
  for (const PatternTree::Ending& ending : tree_.endings(node)) {
    if ((ending.open_end ? open : closed) & bit_of(ending.open_start)) {
      note(ending.rule, end);
    }
  }
  follow_links(node, end, open, closed);
  pieces_.pop_back();
}

void PatternWalk::follow_links(NodeId node,
                               const MatchEnd& end,
                               std::uint8_t fits_with_open,
                               std::uint8_t fits) {
  for (const Link& link : tree_.links(node)) {
    if (link.kind == Link::Kind::gap) {
      if (const std::uint8_t first = link.gap.open_end ? fits_with_open : fits) {
        jump(link, end, first);
      }
    } else if (fits != 0) {
      if (const auto start = next_to(end)) {
        take_mention_at(link, *start, fits);
      }
    }
  }
}

void PatternWalk::jump(const Link& gap, const MatchEnd& end, std::uint8_t first_fits) {
  const bool inside = end.cut != MatchEnd::kWhole && end.cut != MatchEnd::kNoEnding;
  // Of pairs only the last has a character more, with which no match begins if words are to bound
  // it.
  const auto try_inner = [&](std::uint32_t token, std::uint32_t from) {
    const WordMatches& word = type(token);
    if (word.characters.size() <= from || (!has_words_ && boundary_ != Boundary::any)) {
      return;
    }
    for (std::uint32_t i = from; i < own_characters(token); ++i) {
      if (gap.gap.open_start || boundary_ == Boundary::any || has_border(cuts(token).starts, i)) {
        begin_after_gap(gap, {token, i}, first_fits);
      }
    }
  };
  if (inside && has_words_) {
    try_inner(end.token, end.cut);
  }
  for (std::uint32_t token = end.token + 1; is_in_reach(gap, end, token); ++token) {
    begin_after_gap(gap, {token, 0}, first_fits);
    try_inner(token, 1);
  }
  take_mentions_after_gap(gap, end, first_fits);
}

// Whether a token after the end of a piece is in its sentence and not too far.
bool PatternWalk::is_in_reach(const Link& gap, const MatchEnd& from, std::uint32_t token) const {
  if (token >= run_.size() || run_[token].sentence != run_[from.token].sentence) {
    return false;
  }
  const std::uint32_t next = run_[from.token].position + (type(from.token).is_word ? 1 : 0);
  return run_[token].position <= next + gap.gap.words;
}

void PatternWalk::begin_after_gap(const Link& gap, MatchStart start, std::uint8_t first_fits) {
  if (!PatternTree::has_children(gap.to)) {
    return;
  }
  if (pieces_.size() > 1 && !visited_.insert({gap.to, start, first_fits}).second) {
    return;
  }
  begin(gap.to, {start, gap.gap.open_start, first_fits});
}

void PatternWalk::take_mentions_after_gap(const Link& gap,
                                          const MatchEnd& end,
                                          std::uint8_t first_fits) {
  const bool inside = end.cut != MatchEnd::kWhole && end.cut != MatchEnd::kNoEnding;
  const MatchStart from =
      inside && has_words_ ? MatchStart{end.token, end.cut} : MatchStart{end.token + 1, 0};
  for (const Link& link : tree_.links(gap.to)) {
    if (link.kind != Link::Kind::reference) {
      continue;
    }
    const auto& mentions = mentions_[link.theme];
    auto mention = std::ranges::lower_bound(mentions, from, {}, &HeldMention::start);
    for (; mention != mentions.end() && is_in_reach(gap, end, mention->start.token); ++mention) {
      if (pieces_.size() == 1 || visited_.insert({link.to, mention->start, first_fits}).second) {
        take_mention(link.to, *mention, first_fits);
      }
    }
  }
}

void PatternWalk::take_mention_at(const Link& reference,
                                  MatchStart start,
                                  std::uint8_t first_fits) {
  const auto& mentions = mentions_[reference.theme];
  const auto found = std::ranges::lower_bound(mentions, start, {}, &HeldMention::start);
  if (found != mentions.end() && found->start == start) {
    take_mention(reference.to, *found, first_fits);
  }
}

void PatternWalk::take_mention(NodeId node, const HeldMention& mention, std::uint8_t first_fits) {
  pieces_.push_back({mention.start, mention.end, &mention});
  for (const PatternTree::Ending& ending : tree_.endings(node)) {
    if (first_fits & bit_of(ending.open_start)) {
      note(ending.rule, mention.end);
    }
  }
  follow_links(node, mention.end, first_fits, first_fits);
  if (PatternTree::has_children(node)) {
    if (const auto start = next_to(mention.end)) {
      begin(node, {*start, false, first_fits});
    }
  }
  pieces_.pop_back();
}

// Where what stands side by side with a piece begins, if something may.
std::optional<MatchStart> PatternWalk::next_to(const MatchEnd& end) const {
  const bool shares = shares_with_next(end.token);
  // Nothing stands side by side with a pair that shares a character with it.
  if (end.cut == MatchEnd::kNoEnding || (end.cut == MatchEnd::kWhole && shares)) {
    return std::nullopt;
  }
  if (end.cut == MatchEnd::kWhole || shares) {
    return is_side_by_side(end.token + 1) ? std::optional(MatchStart{end.token + 1, 0})
                                          : std::nullopt;
  }
  return MatchStart{end.token, end.cut};
}

void PatternWalk::note(std::uint32_t rule, const MatchEnd& end) {
  const auto first = static_cast<std::uint32_t>(noted_.size());
  noted_.insert(noted_.end(), pieces_.begin(), pieces_.end());
  const MatchStart& start = pieces_.front().start;
  matches_.push_back(
      {rule, offset_of(start), start, end, first, static_cast<std::uint32_t>(noted_.size())});
}

bool PatternWalk::fits(const MatchStart& start,
                       const MatchEnd& end,
                       bool open_start,
                       bool open_end) const {
  return may_start(start, end, open_start) && may_end(start, end, open_end);
}

bool PatternWalk::may_start(const MatchStart& start, const MatchEnd& end, bool open) const {
  const std::uint32_t from = start.character;
  if (from == 0 || boundary_ == Boundary::any) {
    return true;
  }
  if (takes_one_character(start, end)) {
    return open && has_words_;
  }
  if (boundary_ == Boundary::word && !open) {
    return false;
  }
  const WordMatches& word = type(start.token);
  const bool goes_on = end.token != start.token || end.cut == MatchEnd::kWhole;
  const auto to = goes_on ? static_cast<std::uint32_t>(word.characters.size()) : end.cut;
  return has_border(cuts(start.token).starts, from) && to - from >= kShortestPart;
}

bool PatternWalk::may_end(const MatchStart& start, const MatchEnd& end, bool open) const {
  if (end.cut == MatchEnd::kWhole || end.cut == MatchEnd::kNoEnding || boundary_ == Boundary::any) {
    return true;
  }
  if (takes_one_character(start, end)) {
    return open && has_words_;
  }
  if (boundary_ == Boundary::word && !open) {
    return false;
  }
  // The first character of a pair is the second of the pair before.
  if (end.token > start.token && shares_with_next(end.token - 1)) {
    return true;
  }
  const std::uint32_t from = end.token == start.token ? start.character : 0;
  return has_border(cuts(end.token).ends, end.cut) && end.cut - from >= kShortestPart;
}

// Of a longer word.
bool PatternWalk::takes_one_character(const MatchStart& start, const MatchEnd& end) const {
  const std::size_t size = type(start.token).characters.size();
  const std::size_t to = end.cut == MatchEnd::kWhole ? size : end.cut;
  return end.token == start.token && to - start.character == 1;
}

}  // namespace themescore

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/themes/pattern_walk.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

/// Writes the forms of mentions, each distinct one once. For one thread.
///
/// The form of a mention is that of its words, or of the parts that it takes of them, joined by a
/// space, or by nothing where Han meets Han side by side.
class MentionForms {
 public:
  /// `walk` has to outlive this.
  explicit MentionForms(const PatternWalk& walk) : walk_(walk) {}

  /// Once for each symbol that the walk will meet, from 1 on.
  void add_symbol() { of_word_.push_back(kNotAsked); }

  /// What is known of a mention that a match of the walk is, its forms among it.
  HeldMention of(const Match& match);

  /// What HeldMention::form counts, and HeldMention::whole of a mention that is not whole.
  [[nodiscard]] const Vocabulary& strings() const noexcept { return strings_; }

 private:
  static constexpr std::uint32_t kNotAsked = 0xFFFF'FFFF;

  std::uint32_t form_of(const Match& match, bool whole_words);
  std::uint32_t joined_form(std::span<const MatchPiece> pieces,
                            bool whole_words,
                            Vocabulary& strings);
  void append_form(const MatchPiece& piece, bool whole_words, bool without_first);
  [[nodiscard]] std::string_view part_of(std::uint32_t at,
                                         std::uint32_t from,
                                         std::uint32_t cut) const;
  void look_at_borders(std::span<const MatchPiece> pieces, HeldMention& held) const;

  const PatternWalk& walk_;
  std::vector<std::uint32_t> of_word_ = {kNotAsked};  // by symbol: as a mention of its own
  Vocabulary strings_;
  Vocabulary of_pairs_;  // what HeldMention::whole counts of one that is whole, for references
  std::string joined_;
};

}  // namespace themescore

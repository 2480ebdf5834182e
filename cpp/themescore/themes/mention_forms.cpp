#include "themescore/themes/mention_forms.hpp"

#include "themescore/text/han.hpp"

namespace themescore {

HeldMention MentionForms::of(const Match& match) {
  HeldMention held{match.start, match.end, form_of(match, false), 0, true, true};
  look_at_borders(walk_.pieces(match), held);
  // One that is whole names no words, but a mention that refers to it may. Of pairs of characters,
  // those that it touches are more than the characters that it has.
  held.whole = !held.is_whole      ? form_of(match, true)
               : walk_.has_words() ? held.form
                                   : joined_form(walk_.pieces(match), true, of_pairs_);
  return held;
}

// Notes whether every word of the match is taken from end to end, by one piece or by several.
void MentionForms::look_at_borders(std::span<const MatchPiece> pieces, HeldMention& held) const {
  const auto meet = [](const MatchPiece& first, const MatchPiece& second) {
    return first.end.token == second.start.token && first.end.cut == second.start.character;
  };
  const auto note = [&](bool is_border, bool is_outermost) {
    held.is_whole = held.is_whole && is_border;
    held.is_joined = held.is_joined && (is_border || is_outermost);
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const MatchPiece& piece = pieces[i];
    const bool is_first = i == 0;
    const bool is_last = i + 1 == pieces.size();
    note(piece.mention == nullptr || piece.mention->is_joined, false);
    if (!walk_.has_words()) {
      note(piece.end.cut != MatchEnd::kNoEnding, is_last);
      continue;
    }
    note(piece.start.character == 0 || (!is_first && meet(pieces[i - 1], piece)), is_first);
    note(piece.end.cut == MatchEnd::kWhole ||
             (!is_last && piece.end.cut != MatchEnd::kNoEnding && meet(piece, pieces[i + 1])),
         is_last);
  }
}

std::uint32_t MentionForms::form_of(const Match& match, bool whole_words) {
  const auto pieces = walk_.pieces(match);
  const MatchPiece& first = pieces.front();
  const bool is_one_word = pieces.size() == 1 && first.mention == nullptr &&
                           first.start.token == first.end.token && first.start.character == 0 &&
                           first.end.cut == MatchEnd::kWhole;
  if (!is_one_word) {
    return joined_form(pieces, whole_words, strings_);
  }
  std::uint32_t& form = of_word_[walk_.occurrence(first.start.token).symbol];
  if (form == kNotAsked) {
    form = joined_form(pieces, whole_words, strings_);
  }
  return form;
}

std::uint32_t MentionForms::joined_form(std::span<const MatchPiece> pieces,
                                        bool whole_words,
                                        Vocabulary& strings) {
  joined_.clear();
  const MatchPiece* before = nullptr;
  for (const MatchPiece& piece : pieces) {
    // Two pieces of one word are one whole word: it is there already, what follows it may not be.
    const bool goes_on = whole_words && before != nullptr && piece.start.token == before->end.token;
    if (!goes_on || piece.end.token != piece.start.token) {
      joined_ += joined_.empty() ? "" : " ";
      append_form(piece, whole_words, goes_on);
    }
    before = &piece;
  }
  return strings.add(joined_).id;
}

void MentionForms::append_form(const MatchPiece& piece, bool whole_words, bool without_first) {
  if (piece.mention != nullptr) {
    const HeldMention& mention = *piece.mention;
    const bool is_of_pairs = mention.is_whole && !walk_.has_words();
    std::string_view form = !whole_words  ? strings_[mention.form]
                            : is_of_pairs ? of_pairs_[mention.whole]
                                          : strings_[mention.whole];
    if (without_first) {
      form.remove_prefix(walk_.occurrence(piece.start.token).form.size());
      form.remove_prefix(form.starts_with(' ') ? 1 : 0);
    }
    joined_ += form;
    return;
  }
  if (without_first) {
    append_form({{piece.start.token + 1, 0}, piece.end}, whole_words, false);
    return;
  }
  const std::uint32_t from = whole_words ? 0 : piece.start.character;
  const std::uint32_t cut = whole_words ? MatchEnd::kWhole : piece.end.cut;
  const std::uint32_t last = piece.end.token;
  for (std::uint32_t i = piece.start.token; i <= last; ++i) {
    const std::uint32_t end = i == last ? cut : MatchEnd::kWhole;
    if (i == piece.start.token) {
      joined_ += part_of(i, from, end);
      continue;
    }
    if (walk_.shares_with_next(i - 1)) {
      joined_ += part_of(i, 1, end);
      continue;
    }
    if (!(starts_with_han(walk_.occurrence(i - 1).form) &&
          starts_with_han(walk_.occurrence(i).form))) {
      joined_ += ' ';
    }
    joined_ += part_of(i, 0, end);
  }
}

// The form of some characters of a word of Han, or of another word with or without its ending.
std::string_view MentionForms::part_of(std::uint32_t at,
                                       std::uint32_t from,
                                       std::uint32_t cut) const {
  const std::string_view form = walk_.occurrence(at).form;
  if (cut == MatchEnd::kNoEnding) {
    return walk_.type(at).without_ending->term;
  }
  if (from == 0 && cut == MatchEnd::kWhole) {
    return form;
  }
  std::size_t first = form.size();
  std::size_t last = form.size();
  std::uint32_t character = 0;
  for_each_han(form, [&](std::string_view piece, std::size_t) {
    const auto offset = static_cast<std::size_t>(piece.data() - form.data());
    first = character == from ? offset : first;
    last = character == cut ? offset : last;
    ++character;
  });
  return form.substr(first, last - first);
}

}  // namespace themescore

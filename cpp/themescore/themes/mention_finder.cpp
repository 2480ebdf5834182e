#include "themescore/themes/mention_finder.hpp"

#include <algorithm>

#include "themescore/text/han.hpp"

namespace themescore {

namespace {

// A longer run is matched in pieces, so that a text made of pattern words alone needs no memory.
// Patterns have at most 1,000 characters and therefore fewer words than this.
constexpr std::size_t kLongestPhrase = 1024;
constexpr std::size_t kLongestRun = 16 * kLongestPhrase;
// Of a word that is taken apart a match takes so many characters: one alone means another thing.
constexpr std::uint32_t kShortestPart = 2;

}  // namespace

MentionFinder::MentionFinder(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary)
    : themes_(themes),
      matcher_(themes, tokenizer, boundary),
      boundary_(boundary),
      has_words_(!tokenizer.han_overlaps()),
      types_(1),
      taken_(themes.theme_count(), 0) {
  for (std::uint32_t pattern = 0; pattern < themes.pattern_count(); ++pattern) {
    lineage_.push_back(themes.lineage(pattern));
  }
}

MentionFinder::Symbol MentionFinder::symbol_of(const WordForms& word) {
  WordMatches matches;
  if (!matcher_.find(word, matches)) {
    return 0;
  }
  types_.push_back(std::move(matches));
  return static_cast<Symbol>(types_.size() - 1);
}

void MentionFinder::begin_document(std::uint32_t document) {
  document_ = document;
  run_.clear();
  // Newer stamps compare greater, so what the last document took is free again without clearing.
  ++stamp_;
}

void MentionFinder::add(const Occurrence& occurrence) {
  if (!run_.empty() && run_.back().ordinal + 1 != occurrence.ordinal) {
    flush();
  } else if (run_.size() == kLongestRun) {
    const std::size_t done = kLongestRun - kLongestPhrase;
    match_starts(done);
    run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(done));
  }
  run_.push_back(occurrence);
}

void MentionFinder::end_document() { flush(); }

void MentionFinder::flush() {
  match_starts(run_.size());
  run_.clear();
}

void MentionFinder::match_starts(std::size_t end) {
  for (std::size_t token = 0; token < end; ++token) {
    const WordMatches& first = type(token);
    if (first.characters.empty()) {
      match_from({token, 0});
      continue;
    }
    const std::size_t own = first.characters.size() - (shares_with_next(token) ? 1 : 0);
    for (const std::uint32_t character : first.starts) {
      if (character < own) {
        match_from({token, character});
      }
    }
  }
}

void MentionFinder::match_from(Start start) {
  hits_.clear();
  start_ = start;
  if (type(start.token).characters.empty()) {
    walk_word(ThemeSet::kRoot, start.token);
  } else {
    walk_han(ThemeSet::kRoot, start.token, start.character);
  }
  if (!hits_.empty()) {
    record();
  }
}

// As deep as the longest pattern: every step goes one word further in the tree of patterns.
void MentionFinder::walk(ThemeSet::NodeId node, std::size_t at) {
  if (at == run_.size() || themes_.is_leaf(node)) {
    return;
  }
  if (!type(at).characters.empty()) {
    walk_han(node, at, 0);
  }
  // A pair that shares a character with the last one is no word of its own to stand for a `*`.
  if (!shares_with_next(at - 1)) {
    walk_word(node, at);
  }
}

void MentionFinder::walk_word(ThemeSet::NodeId node, std::size_t at) {
  const WordMatches& word = type(at);
  for (const auto satisfied : word.words) {
    if (const auto next = themes_.child(node, satisfied)) {
      add_hits(*next, {at, kWhole, run_[at].span.end, 0});
      if (!shares_with_next(at)) {
        walk(*next, at + 1);
      }
    }
  }
  for (const auto satisfied : word.words_without_ending) {
    if (const auto next = themes_.child(node, satisfied)) {
      add_hits(*next, {at, kNoEnding, run_[at].span.start + word.ending, 0});
    }
  }
}

void MentionFinder::walk_han(ThemeSet::NodeId node, std::size_t at, std::uint32_t from) {
  const auto& characters = type(at).characters;
  const std::size_t own = characters.size() - (shares_with_next(at) ? 1 : 0);
  for (std::uint32_t i = from; i < own; ++i) {
    const auto next = themes_.child(node, characters[i].id);
    if (!next) {
      return;
    }
    node = *next;
    const bool whole = i + 1 == characters.size();
    add_hits(node, {at, whole ? kWhole : i + 1, run_[at].span.start + characters[i].end, 0});
  }
  walk(node, at + 1);
}

void MentionFinder::add_hits(ThemeSet::NodeId node, const Hit& hit) {
  for (const std::uint32_t pattern : themes_.patterns_at(node)) {
    const Hit found{hit.last, hit.cut, hit.end, pattern};
    if (may_start(found) && may_end(found)) {
      hits_.push_back(found);
    }
  }
}

bool MentionFinder::may_start(const Hit& hit) const {
  const std::uint32_t from = start_.character;
  if (from == 0 || boundary_ == Boundary::any) {
    return true;
  }
  const bool open = themes_.open_start(hit.pattern);
  if (takes_one_character(hit)) {
    return open && has_words_;
  }
  if (boundary_ == Boundary::word && !open) {
    return false;
  }
  const WordMatches& word = type(start_.token);
  const bool goes_on = hit.last != start_.token || hit.cut == kWhole;
  const auto to = goes_on ? static_cast<std::uint32_t>(word.characters.size()) : hit.cut;
  return has_border(word.cuts.starts, from) && to - from >= kShortestPart;
}

bool MentionFinder::may_end(const Hit& hit) const {
  if (hit.cut == kWhole || hit.cut == kNoEnding || boundary_ == Boundary::any) {
    return true;
  }
  const bool open = themes_.open_end(hit.pattern);
  if (takes_one_character(hit)) {
    return open && has_words_;
  }
  if (boundary_ == Boundary::word && !open) {
    return false;
  }
  // The first character of a pair is the second of the pair before.
  if (hit.last > start_.token && shares_with_next(hit.last - 1)) {
    return true;
  }
  const std::uint32_t from = hit.last == start_.token ? start_.character : 0;
  return has_border(type(hit.last).cuts.ends, hit.cut) && hit.cut - from >= kShortestPart;
}

// Of a longer word.
bool MentionFinder::takes_one_character(const Hit& hit) const {
  const std::size_t size = type(start_.token).characters.size();
  const std::size_t to = hit.cut == kWhole ? size : hit.cut;
  return hit.last == start_.token && to - start_.character == 1;
}

// Neighbouring pairs of characters overlap.
bool MentionFinder::shares_with_next(std::size_t at) const {
  return at + 1 < run_.size() && run_[at + 1].span.start < run_[at].span.end;
}

void MentionFinder::record() {
  std::ranges::sort(hits_, [](const Hit& a, const Hit& b) {
    return a.end != b.end ? a.end > b.end : a.pattern < b.pattern;
  });
  const std::size_t first_new = mentions_.size();
  const Occurrence& first = run_[start_.token];
  const WordMatches& type = types_[first.symbol];
  const std::uint32_t start =
      first.span.start + (start_.character == 0 ? 0 : type.characters[start_.character].start);
  const std::uint64_t document_stamp = stamp_ << 32;
  for (const Hit& hit : hits_) {
    for (const std::uint32_t theme : lineage_[hit.pattern]) {
      if (taken_[theme] > (document_stamp | start)) {
        continue;
      }
      taken_[theme] = document_stamp | hit.end;
      const bool whole =
          has_words_ ? start_.character == 0 && hit.cut == kWhole : hit.cut != kNoEnding;
      mentions_.push_back({document_, theme, hit.pattern, form_of(start_, hit.last, hit.cut),
                           whole ? kWholeWords : form_of({start_.token, 0}, hit.last, kWhole),
                           start, hit.end, first.sentence, first.position});
    }
  }
  std::sort(mentions_.begin() + static_cast<std::ptrdiff_t>(first_new), mentions_.end(),
            [](const Mention& a, const Mention& b) { return a.theme < b.theme; });
}

std::uint32_t MentionFinder::form_of(const Start& start, std::size_t last, std::uint32_t cut) {
  if (start.token == last) {
    return forms_.add(part_of(last, start.character, cut)).id;
  }
  joined_.assign(part_of(start.token, start.character, kWhole));
  for (std::size_t i = start.token + 1; i <= last; ++i) {
    const Occurrence& before = run_[i - 1];
    const Occurrence& here = run_[i];
    if (shares_with_next(i - 1)) {
      joined_ += part_of(i, 1, i == last ? cut : kWhole);
      continue;
    }
    if (!(starts_with_han(before.form) && starts_with_han(here.form))) {
      joined_ += ' ';
    }
    joined_ += part_of(i, 0, i == last ? cut : kWhole);
  }
  return forms_.add(joined_).id;
}

// The form of some characters of a word of Han, or of another word with or without its ending.
std::string_view MentionFinder::part_of(std::size_t at,
                                        std::uint32_t from,
                                        std::uint32_t cut) const {
  const std::string_view form = run_[at].form;
  if (cut == kNoEnding) {
    return type(at).term_without_ending;
  }
  if (from == 0 && cut == kWhole) {
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

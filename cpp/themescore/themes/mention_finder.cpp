#include "themescore/themes/mention_finder.hpp"

#include <algorithm>
#include <tuple>

namespace themescore {

namespace {

// A longer run is matched in pieces, so that a text made of pattern words alone needs no memory.
// Patterns have at most 1,000 characters and therefore fewer words than this.
constexpr std::size_t kLongestPhrase = 1024;
constexpr std::size_t kLongestRun = 16;  // times the longest phrase, with its gaps

}  // namespace

MentionFinder::MentionFinder(const ThemeSet& themes, const Tokenizer& tokenizer, Boundary boundary)
    : themes_(themes),
      matcher_(themes, tokenizer, boundary),
      walk_(themes, boundary, tokenizer),
      forms_(walk_),
      look_ahead_(kLongestPhrase + themes.widest_gaps()),
      types_(1),
      steps_(1),
      alone_(1),
      candidates_(themes.roots().size()),
      taken_(themes.theme_count()),
      taken_in_group_(themes.theme_count() + 1),
      covered_(themes.theme_count()),
      held_(themes.theme_count()),
      met_in_(themes.condition_count()) {}

MentionFinder::Symbol MentionFinder::symbol_of(const WordForms& word) {
  const auto found = matcher_.find(word);
  if (!found) {
    return 0;
  }
  steps_.push_back(steps_of(*found));
  types_.push_back(*found);
  forms_.add_symbol();
  alone_.push_back({kNotAsked, kNotAsked});
  return static_cast<Symbol>(types_.size() - 1);
}

// Most words that patterns have are not their first, and of most patterns a word alone is no match.
MentionFinder::Steps MentionFinder::steps_of(const WordMatches& word) const {
  Steps steps;
  if (!word.characters.empty() && word.characters.front().id != WordMatches::kNoCharacter) {
    steps.is |= PatternTree::bit_of(word.characters.front().id);
  }
  if (themes_.needs_document()) {
    steps.next = Steps::kAnything;
    return steps;
  }
  const PatternTree& tree = themes_.tree();
  const auto look_at = [&](std::span<const PatternWordId> ids) {
    for (const PatternWordId id : ids) {
      steps.is |= PatternTree::bit_of(id);
      if (const auto node = tree.child(themes_.roots().front(), id)) {
        arrive(*node, steps);
        steps.next |= tree.next_words(*node);
      }
    }
  };
  look_at(word.words);
  if (word.without_ending != nullptr) {
    look_at(word.without_ending->words);
  }
  for (const WordMatches::Start& start : word.starts) {
    if (!walk_.has_words()) {  // what lies behind a pair may begin inside of it
      steps.next = Steps::kAnything;
    } else if (start.behind != WordMatches::kLookInside) {
      steps.next |= tree.next_words(start.behind);
    } else {
      step_inside(word, start.character, steps);
    }
  }
  return steps;
}

void MentionFinder::arrive(PatternTree::NodeId node, Steps& steps) const {
  if (PatternTree::is_arrival(node)) {
    steps.alone = true;
    steps.next |= themes_.tree().links(node).empty() ? 0 : Steps::kAnything;  // behind a gap
  }
}

// Through the characters of a word, from one of them to its end.
void MentionFinder::step_inside(const WordMatches& word, std::uint32_t first, Steps& steps) const {
  PatternTree::NodeId node = themes_.roots().front();
  for (const WordMatches::Character& character : word.characters.subspan(first)) {
    const auto next = themes_.tree().child(node, character.id);
    if (!next) {
      return;
    }
    node = *next;
    arrive(node, steps);
  }
  steps.next |= themes_.tree().next_words(node);
}

bool MentionFinder::goes_on(std::size_t token) const {
  const Steps& here = steps(run_[token].symbol);
  return here.next == Steps::kAnything ||
         (token + 1 < run_.size() && run_[token + 1].ordinal == run_[token].ordinal + 1 &&
          here.leads_to(steps(run_[token + 1].symbol)));
}

void MentionFinder::begin_document(std::uint32_t document) {
  document_ = document;
  run_.clear();
  reach_ = 0;
  // What the last document took has another stamp, and is free again without clearing.
  ++stamp_;
}

void MentionFinder::add(const Occurrence& occurrence) {
  if (!run_.empty() && ends_run(occurrence.symbol, occurrence.ordinal, occurrence.sentence)) {
    close();
  } else if (run_.size() == kLongestRun * look_ahead_ && !themes_.needs_document()) {
    const std::size_t done = run_.size() - look_ahead_;
    match_run(done);
    run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(done));
  }
  if (!run_.empty() || steps(occurrence.symbol).begins()) {
    run_.push_back(occurrence);
  }
}

void MentionFinder::end_document() {
  if (themes_.needs_document()) {
    match_document();
  } else {
    match_run(run_.size());
  }
  run_.clear();
}

void MentionFinder::close() {
  match_run(run_.size());
  run_.clear();
}

// Where there is one stage, the matches from one place are all that competes for it.
void MentionFinder::match_run(std::size_t end) {
  walk_.set_text(run_, types_);
  const auto resolve_place = [this] {
    if (walk_.matches().empty()) {
      return;
    }
    for (const Match& match : walk_.matches()) {
      reach_ = std::max(reach_, match.end.offset);
    }
    const std::size_t first_mention = mentions_.size();
    add_candidates(0);
    resolve(0);
    candidates_.front().clear();
    exclusions_.clear();
    walk_.clear();
    std::sort(mentions_.begin() + static_cast<std::ptrdiff_t>(first_mention), mentions_.end(),
              [](const Mention& a, const Mention& b) { return a.theme < b.theme; });
  };
  for (std::uint32_t token = 0; token < end; ++token) {
    const Occurrence& occurrence = run_[token];
    const bool may_go_on = goes_on(token);
    if (!may_go_on && !steps(occurrence.symbol).alone) {
      continue;
    }
    const bool alone = !may_go_on && may_be_alone(occurrence.span.start);
    if (alone && take_alone(occurrence.symbol, occurrence.span.start, occurrence.sentence,
                            occurrence.position)) {
      continue;
    }
    const std::size_t first_mention = mentions_.size();
    walk_.match_at(themes_.roots().front(), token, resolve_place);
    if (alone) {
      keep_alone(occurrence, first_mention);
    }
  }
}

// What a word is on its own is worked out once. Neighbouring pairs share a character.
bool MentionFinder::take_alone(Symbol symbol,
                               std::uint32_t start,
                               std::uint32_t sentence,
                               std::uint32_t position) {
  const Span known = alone_[symbol];
  if (known.start == kNotAsked || !may_be_alone(start)) {
    return false;
  }
  for (std::uint32_t i = known.start; i < known.end; ++i) {
    Mention& mention = mentions_.emplace_back(alone_mentions_[i]);
    mention.document = document_;
    mention.start += start;
    mention.end += start;
    mention.sentence = sentence;
    mention.position = position;
  }
  return true;
}

void MentionFinder::keep_alone(const Occurrence& occurrence, std::size_t first_mention) {
  const auto first = static_cast<std::uint32_t>(alone_mentions_.size());
  for (std::size_t i = first_mention; i < mentions_.size(); ++i) {
    Mention& mention = alone_mentions_.emplace_back(mentions_[i]);
    mention.start -= occurrence.span.start;
    mention.end -= occurrence.span.start;
  }
  alone_[occurrence.symbol] = {first, static_cast<std::uint32_t>(alone_mentions_.size())};
}

void MentionFinder::match_document() {
  const std::size_t first_mention = mentions_.size();
  const auto clear_all = [](auto& lists) {
    for (auto& list : lists) {
      list.clear();
    }
  };
  clear_all(held_);
  clear_all(met_in_);
  clear_all(candidates_);
  exclusions_.clear();
  walk_.set_text(run_, types_);
  walk_.set_mentions(held_);
  for (std::uint32_t stage = 0; stage < themes_.roots().size(); ++stage) {
    const std::size_t first_match = walk_.matches().size();
    const auto root = themes_.roots()[stage];
    for (std::uint32_t token = 0; token < run_.size(); ++token) {
      walk_.match_at(root, token, [] {});
    }
    walk_.match_mentions(root);
    add_candidates(first_match);
    resolve(stage);
  }
  walk_.clear();
  std::sort(mentions_.begin() + static_cast<std::ptrdiff_t>(first_mention), mentions_.end(),
            [](const Mention& a, const Mention& b) {
              return std::tie(a.start, a.theme) < std::tie(b.start, b.theme);
            });
}

void MentionFinder::add_candidates(std::size_t first_match) {
  const auto matches = std::span(walk_.matches()).subspan(first_match);
  if (themes_.condition_count() > 0) {
    for (const Match& match : matches) {
      const Rule& rule = themes_.rule(match.rule);
      if (rule.kind == Rule::Kind::condition) {
        met_in_[rule.condition].push_back(place_of(match, rule.conditions.front().scope));
      }
    }
    for (auto& places : met_in_) {
      std::ranges::sort(places);
    }
  }
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    const Rule& rule = themes_.rule(match.rule);
    if (rule.kind == Rule::Kind::condition || !meets_conditions(match)) {
      continue;
    }
    auto& list =
        rule.kind == Rule::Kind::counted ? candidates_[themes_.stage_of(rule.theme)] : exclusions_;
    list.push_back({rule.theme, static_cast<std::uint32_t>(first_match + i), match.offset,
                    match.end.offset, rule.pattern, rule.kind});
  }
}

bool MentionFinder::meets_conditions(const Match& match) const {
  const Rule& rule = themes_.rule(match.rule);
  return std::ranges::all_of(rule.conditions, [&](const ThemeSet::RuleCondition& condition) {
    return std::ranges::binary_search(met_in_[condition.number], place_of(match, condition.scope));
  });
}

// Where a match begins, as a condition looks at it.
std::uint32_t MentionFinder::place_of(const Match& match, Scope scope) const {
  const Occurrence& first = run_[match.start.token];
  return scope == Scope::sentence    ? first.sentence
         : scope == Scope::paragraph ? first.paragraph
                                     : 0;
}

void MentionFinder::resolve(std::uint32_t stage) {
  auto& candidates = candidates_[stage];
  candidates.insert(candidates.end(), exclusions_.begin(), exclusions_.end());
  if (candidates.size() > 1) {
    std::ranges::sort(candidates, [this](const Candidate& a, const Candidate& b) {
      const auto key = [](const Candidate& c) {
        return std::tuple(c.start, c.kind != Rule::Kind::excluded_inside, ~c.end, c.kind,
                          c.pattern);
      };
      return key(a) != key(b) ? key(a) < key(b) : takes_more(a.match, b.match);
    });
  }
  for (const Candidate& candidate : candidates) {
    if (candidate.kind == Rule::Kind::counted) {
      offer(candidate, stage);
    } else {
      exclude(candidate, stage);
    }
  }
}

// Of two ways in which a pattern matches from one place to another: whether the pieces of the first
// begin earlier, or are longer.
bool MentionFinder::takes_more(std::uint32_t first, std::uint32_t second) const {
  const auto key = [](const MatchPiece& piece) {
    return std::tuple(piece.start.token, piece.start.character, ~piece.end.offset);
  };
  return std::ranges::lexicographical_compare(walk_.pieces(walk_.matches()[first]),
                                              walk_.pieces(walk_.matches()[second]), {}, key, key);
}

void MentionFinder::exclude(const Candidate& candidate, std::uint32_t stage) {
  const bool inside = candidate.kind == Rule::Kind::excluded_inside;
  for (const std::uint32_t theme : themes_.excluded_from(candidate.theme)) {
    if (themes_.stage_of(theme) != stage) {
      continue;
    }
    Taken& taken = inside ? covered_[theme] : taken_[theme];
    if (is_free(taken, inside ? candidate.end : candidate.start)) {
      taken = {stamp_, candidate.end, theme};
    }
  }
}

// A mention of a theme is offered to the theme above it, and so on, until one has no room for it.
void MentionFinder::offer(const Candidate& candidate, std::uint32_t stage) {
  const bool is_first =
      candidate.theme == themes_.rule(walk_.matches()[candidate.match].rule).theme;
  if (is_first && is_refused(candidate)) {
    return;
  }
  auto theme = static_cast<std::int32_t>(candidate.theme);
  while (theme >= 0) {
    const auto here = static_cast<std::uint32_t>(theme);
    if (themes_.stage_of(here) != stage) {
      Candidate later = candidate;
      later.theme = here;
      candidates_[themes_.stage_of(here)].push_back(later);
      return;
    }
    if (!is_free(taken_[here], candidate.start)) {
      return;
    }
    taken_[here] = {stamp_, candidate.end, here};
    if (is_first && here == candidate.theme) {
      for (const ThemeSet::Branch& branch : themes_.branches_of(here)) {
        Taken& taken = taken_in_group_[branch.group];
        if (is_free(taken, candidate.end)) {
          taken = {stamp_, candidate.end, branch.theme};
        }
      }
    }
    record(candidate, here);
    theme = themes_.themes()[here].parent;
  }
}

// Whether the candidate lies where its theme may not be, or another branch of a group of competing
// themes has the words.
bool MentionFinder::is_refused(const Candidate& candidate) const {
  const Taken& covered = covered_[candidate.theme];
  if (covered.stamp == stamp_ && covered.end >= candidate.end) {
    return true;
  }
  return std::ranges::any_of(
      themes_.branches_of(candidate.theme), [&](const ThemeSet::Branch& branch) {
        const Taken& taken = taken_in_group_[branch.group];
        return taken.theme != branch.theme && !is_free(taken, candidate.start);
      });
}

void MentionFinder::record(const Candidate& candidate, std::uint32_t theme) {
  const Match& match = walk_.matches()[candidate.match];
  HeldMention& held = forms_of_recorded_;
  if (theme == candidate.theme) {
    held = forms_.of(match);
  }
  if (themes_.is_referred_to(theme)) {
    held_[theme].push_back(held);
  }
  const Occurrence& first = run_[match.start.token];
  mentions_.push_back({document_, theme, candidate.pattern, held.form,
                       held.is_whole ? kWholeWords : held.whole, candidate.start, candidate.end,
                       first.sentence, first.position});
}

}  // namespace themescore

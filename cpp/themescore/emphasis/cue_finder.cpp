#include "themescore/emphasis/cue_finder.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "themescore/emphasis/marks.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/clause_splitter.hpp"

namespace themescore {

namespace {

// Between a negator and the cue that it negates.
constexpr std::uint32_t kMostWordsBetween = 2;

// What may be a cue.
struct Candidate {
  const Mention* found;
  CueRule rule;
  const Mention* negator;  // ends close enough before it to negate it, if in its clause; or null
};

// Those where it matters where a clause ends, each once: to find that out costs more than the rest.
std::vector<Span> sentences_of(std::span<const Candidate> candidates,
                               std::span<const Span> sentences) {
  std::vector<Span> chosen;
  for (const Candidate& candidate : candidates) {
    const Span sentence = sentences[candidate.found->sentence];
    if ((chosen.empty() || chosen.back() != sentence) &&
        (candidate.negator != nullptr || candidate.rule.scope == CueScope::clause)) {
      chosen.push_back(sentence);
    }
  }
  return chosen;
}

// The last of `spans`, which are in order, that starts at or before `at`.
Span span_at(std::span<const Span> spans, std::uint32_t at) {
  const auto next = std::ranges::upper_bound(spans, at, {}, &Span::start);
  return next == spans.begin() ? Span{at, at} : *(next - 1);
}

// Whether a sentence ends with its cue. After a colon what it speaks of is still to come.
bool is_last(const Text& text, std::uint32_t cue_end, std::uint32_t sentence_end) {
  for (std::uint32_t i = cue_end; i < sentence_end; ++i) {
    const char32_t c = text[i];
    const Category category = unicode::properties(c).category;
    if (category == Category::Letter || category == Category::Number || c == ':' || c == U'：') {
      return false;
    }
  }
  return true;
}

std::uint32_t paragraph_end(const Tokenizer::Layout& layout, std::uint32_t sentence) {
  const auto& numbers = layout.paragraph_of_sentence;
  const auto next = std::ranges::upper_bound(numbers, numbers[sentence]);
  return layout.sentences[static_cast<std::size_t>(next - numbers.begin()) - 1].end;
}

// Each cue of the scope "paragraph" governs up to the next one.
void bound_by_next(std::vector<Cue>& cues) {
  const Cue* next = nullptr;
  // No std::views: Clang 14, which builds the fuzz targets, has none with this library.
  for (std::size_t i = cues.size(); i-- > 0;) {
    Cue& cue = cues[i];
    if (cue.scope != CueScope::paragraph || cue.last) {
      continue;
    }
    if (next != nullptr) {
      const bool apart = next->span.start >= cue.span.end;
      cue.governs.end = std::min(cue.governs.end, apart ? next->span.start : next->governs.end);
    }
    next = &cue;
  }
}

}  // namespace

CueFinder::CueFinder(const CueLexicon& lexicon, const Tokenizer& tokenizer)
    : lexicon_(lexicon), finder_(lexicon.kinds(), tokenizer, Boundary::part) {}

void CueFinder::begin_document(std::uint32_t document) {
  words_.clear();
  finder_.begin_document(document);
}

bool CueFinder::take_alone(MentionFinder::Symbol symbol,
                           std::uint32_t start,
                           std::uint32_t sentence,
                           std::uint32_t position) {
  const bool is_known = finder_.take_alone(symbol, start, sentence, position);
  if (is_known) {
    words_.push_back({start, position});
  }
  return is_known;
}

void CueFinder::add(const MentionFinder::Occurrence& occurrence) {
  words_.push_back({occurrence.span.start, occurrence.position});
  finder_.add(occurrence);
}

// Words of the document before `end`, where a word in a cue ends.
std::uint32_t CueFinder::words_before(std::uint32_t end) const {
  const auto next = std::ranges::lower_bound(words_, end, {}, &Word::start);
  return next == words_.begin() ? 0 : (next - 1)->position + 1;
}

std::vector<Cue> CueFinder::end_document(const Text& text, const Tokenizer::Layout& layout) {
  finder_.end_document();
  const std::vector<Mention>& found = finder_.mentions();
  std::vector<const Mention*> negators;
  for (const Mention& mention : found) {
    if (lexicon_.is_negation(mention.theme) && lexicon_.rule(mention.pattern).level > 0) {
      negators.push_back(&mention);
    }
  }
  std::vector<Candidate> candidates;
  std::size_t passed = 0;
  for (const Mention& mention : found) {
    while (passed < negators.size() && negators[passed]->end <= mention.start) {
      ++passed;
    }
    const CueRule rule = lexicon_.rule(mention.pattern);
    if (lexicon_.is_negation(mention.theme) || rule.level == 0) {
      continue;
    }
    const Mention* const negator = passed == 0 ? nullptr : negators[passed - 1];
    const bool is_close = negator != nullptr && negator->sentence == mention.sentence &&
                          mention.position <= words_before(negator->end) + kMostWordsBetween;
    candidates.push_back({&mention, rule, is_close ? negator : nullptr});
  }
  const auto clauses = split_clauses(text, sentences_of(candidates, layout.sentences));

  std::vector<Cue> cues;
  for (const auto& [of, rule, negator] : candidates) {
    const Mention& mention = *of;
    if (negator != nullptr && negator->start >= span_at(clauses, mention.start).start) {
      continue;
    }
    const Span sentence = layout.sentences[mention.sentence];
    Cue cue{{mention.start, mention.end},
            static_cast<std::uint8_t>(mention.theme),
            rule.level,
            rule.scope,
            rule.scope != CueScope::clause && is_last(text, mention.end, sentence.end),
            {mention.end, sentence.end}};
    if (cue.last) {
      cue.governs = sentence;
    } else if (rule.scope == CueScope::clause) {
      cue.governs = span_at(clauses, mention.start);
    } else if (rule.scope == CueScope::paragraph) {
      cue.governs.end = paragraph_end(layout, mention.sentence);
    }
    cues.push_back(cue);
  }
  finder_.forget_mentions();
  bound_by_next(cues);
  return cues;
}

CueIndex::CueIndex(std::vector<Cue> cues) : cues_(std::move(cues)) {
  std::array<Group, kWays * kHighestLevel> groups;
  for (std::uint32_t i = 0; i < cues_.size(); ++i) {
    const Cue& cue = cues_[i];
    const std::size_t way = cue.last ? kWays - 1 : static_cast<std::size_t>(cue.scope);
    Group& group = groups[kWays * (kHighestLevel - cue.level) + way];
    group.level = cue.level;
    group.starts.all.push_back({cue.span.start, i});
    group.ends.all.push_back({cue.span.end, i});
  }
  for (Group& group : groups) {
    if (group.level > 0) {
      std::ranges::stable_sort(group.ends.all, {}, &Border::at);
      groups_.push_back(std::move(group));
    }
  }
}

const Cue* CueIndex::governing(Span span) {
  for (auto first = groups_.begin(); first != groups_.end();) {
    const auto last = std::find_if(first, groups_.end(),
                                   [&](const Group& group) { return group.level != first->level; });
    const Cue* nearest = nullptr;
    for (auto group = first; group != last; ++group) {
      const Cue* cue = before(*group, span);
      if (cue != nullptr && (nearest == nullptr || cue->span.end > nearest->span.end)) {
        nearest = cue;
      }
    }
    if (nearest != nullptr) {
      return nearest;
    }
    for (auto group = first; group != last; ++group) {
      const Cue* cue = after(*group, span);
      if (cue != nullptr && (nearest == nullptr || cue->span.start < nearest->span.start)) {
        nearest = cue;
      }
    }
    if (nearest != nullptr) {
      return nearest;
    }
    first = last;
  }
  return nullptr;
}

const Cue* CueIndex::before(Group& group, Span span) const {
  auto& [all, passed] = group.ends;
  group.ends.pass(span.start + 1);
  return passed == 0 ? nullptr : if_governing(all[passed - 1].cue, span);
}

const Cue* CueIndex::after(Group& group, Span span) const {
  auto& [all, passed] = group.starts;
  group.starts.pass(span.end);
  return passed == all.size() ? nullptr : if_governing(all[passed].cue, span);
}

const Cue* CueIndex::if_governing(std::uint32_t cue, Span span) const {
  const Span governs = cues_[cue].governs;
  return span.start >= governs.start && span.start < governs.end ? &cues_[cue] : nullptr;
}

}  // namespace themescore

#include "themescore/weigh/document_counter.hpp"

#include <algorithm>
#include <utility>

#include "themescore/emphasis/quotations.hpp"
#include "themescore/weigh/document_walk.hpp"

namespace themescore {

namespace {

// The paragraphs of the mentions, in order, each once.
std::vector<Span> paragraphs_of(std::span<const Mention> mentions,
                                const Tokenizer::Layout& layout) {
  const auto& numbers = layout.paragraph_of_sentence;
  std::vector<Span> paragraphs;
  for (const Mention& mention : mentions) {
    if (paragraphs.empty() || mention.start >= paragraphs.back().end) {
      const auto [first, last] =
          std::equal_range(numbers.begin(), numbers.end(), numbers[mention.sentence]);
      paragraphs.push_back(
          {layout.sentences[static_cast<std::size_t>(first - numbers.begin())].start,
           layout.sentences[static_cast<std::size_t>(last - numbers.begin()) - 1].end});
    }
  }
  return paragraphs;
}

}  // namespace

DocumentCounter::DocumentCounter(const ThemeSet& themes,
                                 const Tokenizer& tokenizer,
                                 const CountOptions& options,
                                 const std::atomic<bool>& stop)
    : tokenizer_(tokenizer),
      stop_(stop),
      finder_(themes, tokenizer, options.boundary),
      cues_(options.cues != nullptr ? std::make_unique<CueFinder>(*options.cues, tokenizer)
                                    : nullptr),
      needs_punctuation_(
          themes.words().needs_punctuation() ||
          (options.cues != nullptr && options.cues->kinds().words().needs_punctuation())),
      sentences_(options.sentences),
      terms_(options.ngrams, options.terms),
      types_(tokenizer, finder_, cues_.get(), terms_) {}

Tokenizer::Layout DocumentCounter::one_sentence(const Text& text) const {
  Tokenizer::Layout layout;
  layout.sentences.push_back({0, static_cast<std::uint32_t>(text.size())});
  layout.wrapped = tokenizer_.wrapped_lines(text);
  layout.paragraph_of_sentence.push_back(0);
  return layout;
}

DocumentParts DocumentCounter::add(std::uint32_t document, const Text& text) {
  check_text(text, document);
  DocumentParts parts;
  parts.first_mention = finder_.mentions().size();
  parts.first_mentioned_sentence = counted_.mentioned_sentences.size();
  parts.row = counted_.terms.documents();
  parts.first_sentence = counted_.words_of_sentence.size();

  finder_.begin_document(document);
  if (cues_) {
    cues_->begin_document(document);
  }
  const auto layout = sentences_ ? tokenizer_.layout(text) : one_sentence(text);
  const WalkListeners to{tokenizer_,  types_,
                         terms_,      finder_,
                         cues_.get(), needs_punctuation_,
                         stop_,       counted_.words_of_sentence};
  parts.words = text.visit([&](auto units) { return DocumentWalk(to, units, layout).run(); });
  parts.characters = static_cast<std::int64_t>(text.size());
  finder_.end_document();
  terms_.end_document(counted_.terms, stop_);
  parts.chunk = terms_.chunk();
  const auto mentions = std::span(finder_.mentions()).subspan(parts.first_mention);
  note_sentences(layout, mentions);
  mark_mentions(text, layout, mentions);

  parts.last_mention = finder_.mentions().size();
  parts.last_mentioned_sentence = counted_.mentioned_sentences.size();
  parts.last_sentence = counted_.words_of_sentence.size();
  return parts;
}

CountedDocuments DocumentCounter::take(CountedTerms::Form next) {
  counted_.mentions = finder_.take_mentions();
  // There may be many batches: none holds more than it needs.
  counted_.mentions.shrink_to_fit();
  counted_.marks.shrink_to_fit();
  counted_.mentioned_sentences.shrink_to_fit();
  counted_.words_of_sentence.shrink_to_fit();
  CountedDocuments counted = std::exchange(counted_, {});
  counted_.terms = CountedTerms(next);
  return counted;
}

void DocumentCounter::note_sentences(const Tokenizer::Layout& layout,
                                     std::span<const Mention> mentions) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::uint32_t sentence = mentions[i].sentence;
    if (i == 0 || mentions[i - 1].sentence != sentence) {
      const Span span = layout.sentences[sentence];
      counted_.mentioned_sentences.push_back(
          {mentions[i].document, sentence, span.start, span.end});
    }
  }
}

void DocumentCounter::mark_mentions(const Text& text,
                                    const Tokenizer::Layout& layout,
                                    std::span<const Mention> mentions) {
  // Asked for even where nothing is to be marked, so that the cues of this document are forgotten.
  document_cues_ = CueIndex(cues_ ? cues_->end_document(text, layout) : std::vector<Cue>());
  if (mentions.empty()) {
    return;
  }
  const auto places = find_places(text, layout.sentences, layout.paragraph_of_sentence);
  const auto quotations = find_quotations(text, paragraphs_of(mentions, layout));
  for (const Mention& mention : mentions) {
    MentionMarks& marks = counted_.marks.emplace_back();
    if (const Cue* cue = document_cues_.governing({mention.start, mention.end})) {
      marks.cue = cue->kind;
      marks.cue_level = cue->level;
    }
    marks.place = places[mention.sentence];
    const auto after = std::ranges::upper_bound(quotations, mention.start, {}, &Span::start);
    marks.quoted = after != quotations.begin() && mention.end <= (after - 1)->end;
  }
}

}  // namespace themescore

#include "themescore/weigh/document_counter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "themescore/emphasis/quotations.hpp"
#include "themescore/errors.hpp"

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

// One document on its way through the tokenizer.
template <class Unit>
class DocumentCounter::Pass {
 public:
  Pass(DocumentCounter& counter, std::span<const Unit> text, const Tokenizer::Layout& layout)
      : counter_(counter),
        text_(text),
        layout_(layout),
        ascii_(sizeof(Unit) == 1 && std::ranges::all_of(text, [](Unit u) { return u < 0x80; })) {
    look_up(0);
  }

  std::int64_t run() {
    counter_.tokenizer_.scan(
        text_, layout_.wrapped, [this](const Token& token) { take(token); },
        [this](PlainWords<Unit>& words, std::size_t i) { return take_plain(words, i); });
    take_waiting_wide();
    close_sentences(layout_.sentences.size());
    return position_;
  }

 private:
  static constexpr std::uint32_t kLongestLook = 1u << 20;
  static constexpr std::size_t kWaitingWide = sizeof(Unit) == 2 ? 32 : 0;

  // A word of plain ASCII that has yet to be looked up.
  struct Waiting {
    ShortWord word;
    std::uint64_t hash = 0;
    Span span;
    bool apart = false;
  };

  // A token of Chinese, the same.
  struct WaitingWide {
    ShortWord word;
    std::uint64_t hash = 0;
    Token token;
  };

  std::size_t take_plain(PlainWords<Unit>& words, std::size_t i) {
    take_waiting_wide();
    if (counter_.needs_punctuation_) {
      return words.run(
          i,
          [this](Span word) {
            wait(word, false);
            take_waiting();
          },
          [this](std::size_t mark) {
            const auto start = static_cast<std::uint32_t>(mark);
            take({{start, start + 1}, TokenKind::punctuation});  // or a symbol
          });
    }
    bool apart_at_end = false;
    const std::size_t end = words.run_over_marks(
        i, [this](Span word, bool apart) { wait(word, apart); }, [&] { apart_at_end = true; });
    take_waiting();
    ordinal_ += apart_at_end ? 1 : 0;
    return end;
  }

  void wait(Span span, bool apart) {
    if (span.end - span.start > ShortWord::kLongest) {
      take_waiting();
      ordinal_ += apart ? 1 : 0;
      take({span, TokenKind::word});  // or a number, which counts as well
      return;
    }
    // Number by number: a whole made of them would be read back before they are in memory.
    Waiting& waiting = waiting_[waiting_count_++];
    waiting.word = short_word(text_, span);
    waiting.hash = counter_.short_types_.hash(waiting.word);
    waiting.span = span;
    waiting.apart = apart;
    counter_.short_types_.prefetch(waiting.hash);
    if (waiting_count_ == waiting_.size()) {
      take_waiting();
    }
  }

  void take_waiting() {
    std::span<const Waiting> waiting = std::span(waiting_).first(waiting_count_);
    waiting_count_ = 0;
    while (!waiting.empty()) {
      if (waiting.front().span.start >= next_look_) {
        look_up(waiting.front().span.start);
      }
      waiting = waiting.subspan(take_until_look(waiting));
    }
  }

  // Takes those before next_look_ and returns how many they are. Nearly all are nothing but
  // counted.
  std::size_t take_until_look(std::span<const Waiting> waiting) {
    std::uint32_t ordinal = ordinal_;
    std::size_t taken = 0;  // and how many of them are in position_ already
    std::size_t noted = 0;
    for (; taken < waiting.size() && waiting[taken].span.start < next_look_; ++taken) {
      const Waiting& one = waiting[taken];
      const ShortType type = counter_.short_types_.of(one.word, one.hash, [&] {
        return counter_.short_type(counter_.add_type(key(one.span), true));
      });
      ordinal += one.apart ? 1 : 0;
      if (type.form != kLookedAt) {
        counter_.take_term(type.form, sentence_);
        ++ordinal;
        continue;
      }
      ordinal_ = ordinal;
      position_ += static_cast<std::int64_t>(taken - noted);
      take_type(counter_.types_[type.type], {one.span, TokenKind::word});
      noted = taken + 1;
      ordinal = ordinal_;
    }
    ordinal_ = ordinal;
    position_ += static_cast<std::int64_t>(taken - noted);
    return taken;
  }

  void take(const Token& token) {
    // Nearly every token of Chinese is short in its own units, and not ASCII.
    if constexpr (sizeof(Unit) == 2) {
      if (token.span.end - token.span.start <= kShortUnits<Unit> &&
          text_[token.span.start] >= 0x80) {
        wait_wide(token);
        return;
      }
      take_waiting_wide();
    }
    take_now(token);
  }

  void wait_wide(const Token& token) {
    WaitingWide& waiting = waiting_wide_[waiting_wide_count_++];
    waiting.word = short_word_of_units(text_, token.span);
    waiting.hash = counter_.wide_types_.hash(waiting.word);
    waiting.token = token;
    counter_.wide_types_.prefetch(waiting.hash);
    if (waiting_wide_count_ == waiting_wide_.size()) {
      take_waiting_wide();
    }
  }

  void take_waiting_wide() {
    const auto waiting = std::span(waiting_wide_).first(waiting_wide_count_);
    std::array<std::uint32_t, kWaitingWide> types;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const WaitingWide& one = waiting[i];
      types[i] = counter_.wide_types_.of(one.word, one.hash, [&] {
        return counter_.add_type(key(one.token.span), one.token.is_word());
      });
      __builtin_prefetch(counter_.types_.data() + types[i]);
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].token.span.start >= next_look_) {
        look_up(waiting[i].token.span.start);
      }
      take_as(types[i], waiting[i].token);
    }
    waiting_wide_count_ = 0;
  }

  void take_now(const Token& token) {
    if (token.span.start >= next_look_) {
      look_up(token.span.start);
    }
    const bool is_word = token.is_word();
    if (!is_word && !counter_.needs_punctuation_ && !may_matter(token)) {
      ++ordinal_;
      return;
    }
    take_as(counter_.type_of(key(token.span), is_word), token);
  }

  void take_as(std::uint32_t number, const Token& token) {
    const Type& type = counter_.types_[number];
    if (type.transparent && !stands_alone(token.span)) {
      return;
    }
    take_type(type, token);
  }

  void take_type(const Type& type, const Token& token) {
    const bool is_word = token.is_word();
    ++ordinal_;
    if (is_word && !type.stop_word) {
      counter_.take_term(type.form, sentence_);
    }
    if (type.symbol != 0 && counter_.finder_.takes(type.symbol, ordinal_, sentence_)) {
      counter_.finder_.add(occurrence(type.symbol, type, token));
    }
    if (type.cue_symbol != 0 && counter_.cues_->takes(type.cue_symbol, ordinal_, sentence_)) {
      counter_.cues_->add(occurrence(type.cue_symbol, type, token));
    }
    position_ += is_word ? 1 : 0;
  }

  MentionFinder::Occurrence occurrence(MentionFinder::Symbol symbol,
                                       const Type& type,
                                       const Token& token) const {
    return {symbol,
            token.span,
            ordinal_,
            sentence_,
            layout_.paragraph_of_sentence[sentence_],
            static_cast<std::uint32_t>(position_),
            counter_.forms_[type.form]};
  }

  // Transparent marks matter to phrases, and a symbol such as U+338F has the form of a word ("kg").
  // Other ASCII needs no look-up.
  bool may_matter(const Token& token) const noexcept {
    const auto c = static_cast<char32_t>(text_[token.span.start]);
    return c == '-' || c == '\'' || c >= 0x80;
  }

  // A dash: white space or an end of the text on both sides, or the same mark again ("--").
  bool stands_alone(Span span) const noexcept {
    const bool at_start = span.start == 0;
    const bool at_end = span.end == text_.size();
    const auto is_space = [&](std::size_t i) {
      return unicode::is_space(static_cast<char32_t>(text_[i]));
    };
    const auto mark = text_[span.start];
    return (!at_start && text_[span.start - 1] == mark) || (!at_end && text_[span.end] == mark) ||
           ((at_start || is_space(span.start - 1)) && (at_end || is_space(span.end)));
  }

  void look_up(std::uint32_t start) {
    if (counter_.stop_.load(std::memory_order_relaxed)) {
      throw Cancelled();
    }
    std::uint32_t next = sentence_;
    while (next + 1 < layout_.sentences.size() && start >= layout_.sentences[next + 1].start) {
      ++next;
    }
    if (next != sentence_) {
      close_sentences(next);
      sentence_ = next;
      ++ordinal_;  // no phrase runs from one sentence into the next
    }
    next_look_ = start + std::min(kLongestLook, ~std::uint32_t{0} - start);
    if (next + 1 < layout_.sentences.size()) {
      next_look_ = std::min(next_look_, layout_.sentences[next + 1].start);
    }
  }

  // Notes the words of the sentences before `end`.
  void close_sentences(std::size_t end) {
    while (closed_ < end) {
      counter_.counted_.words_of_sentence.push_back(
          static_cast<std::uint32_t>(position_ - position_of_sentence_));
      position_of_sentence_ = position_;
      ++closed_;
    }
  }

  std::string_view key(Span span) {
    if constexpr (sizeof(Unit) == 1) {
      if (ascii_) {
        return {reinterpret_cast<const char*>(text_.data()) + span.start, span.end - span.start};
      }
    }
    std::string& buffer = counter_.buffer_;
    buffer.clear();
    for (std::uint32_t i = span.start; i < span.end; ++i) {
      const auto unit = text_[i];
      if (unit < 0x80) {
        buffer.push_back(static_cast<char>(unit));
      } else {
        append_utf8(buffer, static_cast<char32_t>(unit));
      }
    }
    return buffer;
  }

  DocumentCounter& counter_;
  std::span<const Unit> text_;
  const Tokenizer::Layout& layout_;
  bool ascii_;
  std::int64_t position_ = 0;
  std::uint32_t ordinal_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t next_look_ = 0;  // where to look for the next sentence, and for a wish to stop
  std::size_t closed_ = 0;
  std::int64_t position_of_sentence_ = 0;
  std::array<Waiting, 32> waiting_;
  std::size_t waiting_count_ = 0;
  std::array<WaitingWide, kWaitingWide> waiting_wide_;
  std::size_t waiting_wide_count_ = 0;
};

DocumentCounter::DocumentCounter(const ThemeSet& themes,
                                 const Tokenizer& tokenizer,
                                 const CountOptions& options,
                                 const std::atomic<bool>& stop)
    : tokenizer_(tokenizer),
      stop_(stop),
      finder_(themes, tokenizer, options.boundary),
      needs_punctuation_(themes.words().needs_punctuation()),
      sentences_(options.sentences) {
  if (options.ngrams != nullptr) {
    ngrams_.emplace(*options.ngrams);
  }
  if (options.cues != nullptr) {
    cues_.emplace(*options.cues, tokenizer);
    needs_punctuation_ = needs_punctuation_ || options.cues->kinds().words().needs_punctuation();
  }
}

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
  parts.words = text.visit([&](auto units) { return Pass(*this, units, layout).run(); });
  finder_.end_document();
  collect_terms();
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

DocumentCounter::ShortType DocumentCounter::short_type(std::uint32_t number) const {
  const Type& type = types_[number];
  const bool looked_at = type.symbol != 0 || type.cue_symbol != 0 || type.stop_word;
  return {number, looked_at ? kLookedAt : type.form};
}

std::uint32_t DocumentCounter::type_of(std::string_view surface, bool is_word) {
  const auto [id, is_new] = surfaces_.add(surface);
  if (is_new) {
    type_of_surface_.push_back(add_type(surface, is_word));
  }
  return type_of_surface_[id];
}

std::uint32_t DocumentCounter::add_type(std::string_view surface, bool is_word) {
  const std::string form = tokenizer_.form_of(surface);
  const std::string term = tokenizer_.term_of(form);
  const WordForms word{surface, form, term, is_word};
  types_.push_back({add_form(term), finder_.symbol_of(word), cues_ ? cues_->symbol_of(word) : 0,
                    !is_word && is_transparent(form), tokenizer_.is_stop_word(form)});
  return static_cast<std::uint32_t>(types_.size() - 1);
}

std::uint32_t DocumentCounter::add_form(std::string_view form) {
  const auto id = forms_.add(form).id;
  if (id >= kLonger) {  // the numbers from there on are those of n-grams
    throw LimitError("more than 2,147,483,648 distinct words");
  }
  tally_.reserve(forms_.size());
  counted_forms_.resize(forms_.size());
  return id;
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

void DocumentCounter::collect_terms() {
  if (ngrams_) {
    ngrams_->end_document(stop_, [this](std::uint32_t form) { tally_.count(form); });
  }
  counted_.terms.start_row();
  row_.clear();
  tally_.take([this](std::uint32_t form, std::uint32_t count) {
    counted_forms_[form] = true;
    counted_.terms.packed() ? row_.push_back({form, count}) : counted_.terms.add(form, count);
  });
  if (counted_.terms.packed()) {
    sort_(row_, forms_.size());
    for (const CellSort::Cell& cell : row_) {
      counted_.terms.add(cell.column, cell.count);
    }
  }
  if (ngrams_) {
    // In order they would take less room, but they are many, and will be put into another order.
    ngrams_->take_counts(
        [this](TermCode ngram, std::uint32_t count) { counted_.terms.add(ngram, count); });
  }
}

}  // namespace themescore

#include "themescore/weigh/kept_counts.hpp"

#include <cstddef>
#include <limits>
#include <memory>
#include <tuple>
#include <utility>

#include "themescore/emphasis/marks.hpp"
#include "themescore/errors.hpp"

namespace themescore {

namespace {

void require_kept(bool holds, const char* what) {
  if (!holds) {
    throw OptionError(what);
  }
}

// The sizes of documents, which all else is held against.
class KeptDocuments {
 public:
  explicit KeptDocuments(const KeptCounts& kept) : kept_(kept) {
    const std::size_t documents = kept.words.size();
    require_kept(documents <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()),
                 "words: more documents than there can be");
    require_kept(kept.characters.size() == documents && kept.sentences.size() == documents,
                 "words, characters and sentences are not of as many documents");
    std::size_t first = 0;
    for (std::size_t i = 0; i < documents; ++i) {
      require_kept(kept.characters[i] >= 0 && kept.characters[i] <= kMost,
                   "characters: no number of characters");
      require_kept(kept.sentences[i] >= 0 && static_cast<std::uint64_t>(kept.sentences[i]) <=
                                                 kept.words_of_sentence.size() - first,
                   "sentences: not as many as there are numbers of their words");
      std::int64_t words = 0;
      for (const std::int64_t more :
           kept.words_of_sentence.subspan(first, static_cast<std::size_t>(kept.sentences[i]))) {
        require_kept(more >= 0 && more <= kMost, "words_of_sentence: no number of words");
        words += more;
      }
      require_kept(words == kept.words[i], "words: not those of the document's sentences together");
      first += static_cast<std::size_t>(kept.sentences[i]);
    }
    require_kept(first == kept.words_of_sentence.size(),
                 "words_of_sentence: not as many as there are sentences");
  }

  // Whether there is a place in the texts, of a sentence that is there too.
  [[nodiscard]] bool holds(std::uint32_t document,
                           std::uint32_t sentence,
                           std::uint32_t start,
                           std::uint32_t end) const {
    return document < kept_.words.size() && sentence < kept_.sentences[document] && start < end &&
           end <= kept_.characters[document];
  }

 private:
  static constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  const KeptCounts& kept_;
};

void check_order(std::span<const std::string> forms, const char* what) {
  for (std::size_t i = 1; i < forms.size(); ++i) {
    require_kept(forms[i - 1] < forms[i], what);
  }
}

void check_mentions(const ThemeSet& themes,
                    const KeptCounts& kept,
                    const KeptDocuments& documents) {
  const Mention* before = nullptr;
  for (const Mention& mention : kept.mentions) {
    require_kept(mention.theme < themes.theme_count() && mention.pattern < themes.pattern_count(),
                 "mentions: one of a theme or pattern that is not there");
    require_kept(mention.form < kept.forms.size() &&
                     (mention.inside == kWholeWords || mention.inside < kept.forms.size()),
                 "mentions: one of a form that is not there");
    require_kept(documents.holds(mention.document, mention.sentence, mention.start, mention.end) &&
                     mention.position <= kept.words[mention.document],
                 "mentions: one at a place that is not there");
    require_kept(mention.cue_level <= kHighestLevel &&
                     static_cast<std::size_t>(mention.place) < kPlaceNames.size() &&
                     // Whoever hands in bytes may have written another than a bool has.
                     *reinterpret_cast<const unsigned char*>(&mention.quoted) <= 1,
                 "mentions: one with marks that there are not");
    const auto order = [](const Mention& one) {
      return std::tuple(one.document, one.start, one.theme);
    };
    require_kept(before == nullptr ||
                     (order(*before) <= order(mention) && (before->document != mention.document ||
                                                           before->sentence <= mention.sentence)),
                 "mentions: not in order");
    before = &mention;
  }
}

void check_sentences(const KeptCounts& kept, const KeptDocuments& documents) {
  const MentionedSentence* before = nullptr;
  for (const MentionedSentence& found : kept.mentioned_sentences) {
    require_kept(documents.holds(found.document, found.sentence, found.start, found.end),
                 "mentioned_sentences: one at a place that is not there");
    require_kept(before == nullptr || std::tuple(before->document, before->sentence) <
                                          std::tuple(found.document, found.sentence),
                 "mentioned_sentences: not in order, each once");
    before = &found;
  }
}

template <class Value>
std::vector<Value> copy_of(std::span<const Value> values) {
  return {values.begin(), values.end()};
}

}  // namespace

Counts counts_of(const ThemeSet& themes, const KeptCounts& kept) {
  const KeptDocuments documents(kept);
  check_order(kept.forms, "forms: not in order, each once");
  check_order(kept.terms, "terms: not in order, each once");
  check_mentions(themes, kept, documents);
  check_sentences(kept, documents);
  Counts counts;
  counts.themes = themes.themes();
  counts.pattern_count = themes.pattern_count();
  counts.mentions = copy_of(kept.mentions);
  counts.mentioned_sentences = copy_of(kept.mentioned_sentences);
  counts.forms = copy_of(kept.forms);
  auto terms = std::make_shared<TermStrings>();
  for (const std::string& term : kept.terms) {
    terms->push_back(term);
  }
  counts.terms = std::move(terms);
  counts.words = copy_of(kept.words);
  counts.characters = copy_of(kept.characters);
  counts.sentences = copy_of(kept.sentences);
  counts.words_of_sentence.reserve(kept.words_of_sentence.size());
  for (const std::int64_t words : kept.words_of_sentence) {
    counts.words_of_sentence.push_back(static_cast<std::uint32_t>(words));
  }
  counts.cells = PackedCells(kept.terms.size());
  counts.first_sentence.push_back(0);
  for (const std::int64_t sentences : kept.sentences) {
    counts.cells.start_row();
    counts.first_sentence.push_back(counts.first_sentence.back() +
                                    static_cast<std::size_t>(sentences));
  }
  return counts;
}

}  // namespace themescore

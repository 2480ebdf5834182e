#include "themescore/compare/leave_out.hpp"

#include <cstddef>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

// All that a comparison needs but the mentions and what goes by document.
Counts themes_of(const Counts& counts) {
  Counts some;
  some.themes = counts.themes;
  some.pattern_count = counts.pattern_count;
  some.forms = counts.forms;
  return some;
}

}  // namespace

Counts without_document(const Counts& counts, std::uint32_t document) {
  if (document >= counts.document_count()) {
    throw OptionError("document: there is none of this number");
  }
  Counts some = themes_of(counts);
  some.first_sentence.push_back(0);
  for (std::size_t i = 0; i < counts.document_count(); ++i) {
    if (i == document) {
      continue;
    }
    some.words.push_back(counts.words[i]);
    some.sentences.push_back(counts.sentences[i]);
    for (std::size_t s = counts.first_sentence[i]; s < counts.first_sentence[i + 1]; ++s) {
      some.words_of_sentence.push_back(counts.words_of_sentence[s]);
    }
    some.first_sentence.push_back(some.words_of_sentence.size());
  }
  for (Mention mention : counts.mentions) {
    if (mention.document != document) {
      mention.document -= mention.document > document ? 1 : 0;
      some.mentions.push_back(mention);
    }
  }
  return some;
}

Counts without_pattern(const Counts& counts, std::uint32_t pattern) {
  Counts some = themes_of(counts);
  some.words = counts.words;
  some.sentences = counts.sentences;
  some.words_of_sentence = counts.words_of_sentence;
  some.first_sentence = counts.first_sentence;
  for (const Mention& mention : counts.mentions) {
    if (mention.pattern != pattern) {
      some.mentions.push_back(mention);
    }
  }
  return some;
}

}  // namespace themescore

#include "themescore/tokenize/text_ngrams.hpp"

namespace themescore {

std::vector<std::string> text_ngrams(const Tokenizer& tokenizer,
                                     const Text& text,
                                     const NgramShape& shape,
                                     std::string_view concatenator) {
  const auto sentences = tokenizer.sentences(text);
  std::vector<std::string> terms;
  std::vector<std::uint32_t> sentence_of;
  std::uint32_t sentence = 0;
  for (const Token& token : tokenizer.tokens(text)) {
    while (sentence + 1 < sentences.size() && token.span.start >= sentences[sentence + 1].start) {
      ++sentence;
    }
    const std::string form = tokenizer.form_of(to_utf8(text, token.span));
    if (token.is_word() && !tokenizer.is_stop_word(form)) {
      terms.push_back(tokenizer.term_of(form));
      sentence_of.push_back(sentence);
    }
  }
  std::vector<std::string> ngrams;
  std::vector<std::string_view> words;
  for_each_ngram(sentence_of, shape, [&](std::span<const std::uint32_t> indices) {
    words.clear();
    for (const std::uint32_t i : indices) {
      words.push_back(terms[i]);
    }
    ngrams.push_back(join_ngram(words, concatenator));
  });
  return ngrams;
}

}  // namespace themescore

#include "themescore/tokenize/tokenizer.hpp"

#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"

namespace themescore {

std::vector<Token> Tokenizer::tokens(const Text& text) const {
  std::vector<Token> tokens;
  const auto wrapped = standard_ ? std::vector<std::uint32_t>() : find_wrapped_lines(text);
  text.visit([&](auto units) {
    scan(units, wrapped, [&](const Token& token) { tokens.push_back(token); });
  });
  return tokens;
}

Tokenizer::Layout Tokenizer::layout(const Text& text) const {
  if (standard_) {
    return {split_sentences(text, SentenceRules::standard), {}};
  }
  auto wrapped = find_wrapped_lines(text);
  auto sentences = split_sentences(text, SentenceRules::reports, wrapped);
  return {std::move(sentences), std::move(wrapped)};
}

std::vector<Span> Tokenizer::sentences(const Text& text) const { return layout(text).sentences; }

std::vector<std::uint32_t> standard_word_boundaries(const Text& text) {
  std::vector<std::uint32_t> boundaries;
  text.visit([&](auto units) {
    for (std::size_t i = 0; i < units.size();) {
      boundaries.push_back(static_cast<std::uint32_t>(i));
      Bits seen = 0;
      i = next_word_boundary<word_break::Tailoring::none>(units, i, seen);
    }
    boundaries.push_back(static_cast<std::uint32_t>(units.size()));
  });
  return boundaries;
}

}  // namespace themescore

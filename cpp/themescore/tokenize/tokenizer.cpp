#include "themescore/tokenize/tokenizer.hpp"

#include "themescore/tokenize/sentence_splitter.hpp"

namespace themescore {

std::vector<Token> Tokenizer::tokens(const Text& text) const {
  std::vector<Token> tokens;
  text.visit(
      [&](auto units) { scan(units, [&](const Token& token) { tokens.push_back(token); }); });
  return tokens;
}

std::vector<Span> Tokenizer::sentences(const Text& text) const {
  return split_sentences(text, standard_ ? SentenceRules::standard : SentenceRules::reports);
}

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

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fuzz_input.hpp"
#include "themescore/tokenize/explain.hpp"
#include "themescore/tokenize/tokenizer.hpp"

using themescore::Span;
using themescore::Token;
using themescore::Tokenizer;
namespace unicode = themescore::unicode;

namespace {

// Tokens come in order, cover all that is not white space and nothing else (but U+202F between
// digits), overlap in bigrams only, and do not depend on the width of the text.
void check_tokens(const Tokenizer& tokenizer,
                  const themescore::Text& text,
                  const themescore::Text& same) {
  const std::vector<Token> tokens = tokenizer.tokens(text);
  fuzz::require(tokens == tokenizer.tokens(same));
  std::vector<bool> covered(text.size(), false);
  Span last;
  for (const Token& token : tokens) {
    const Span span = token.span;
    // A word holds an at sign or a slash only as an address, and so a full stop or
    // a colon as well; a number holds a per cent sign only after something else.
    bool address_mark = false;
    bool joint = false;
    for (auto i = span.start; i < span.end; ++i) {
      address_mark = address_mark || text[i] == U'@' || text[i] == U'/';
      joint = joint || text[i] == U'.' || text[i] == U':';
    }
    fuzz::require(token.kind != themescore::TokenKind::word || !address_mark || joint);
    fuzz::require(token.kind != themescore::TokenKind::number || text[span.start] != U'%');
    const bool han = span.start < text.size() && unicode::properties(text[span.start]).han;
    fuzz::require(span.start < span.end && span.end <= text.size());
    fuzz::require(span.start >= last.end || (tokenizer.han_overlaps() && han &&
                                             span.start > last.start && span.end > last.end));
    for (auto i = span.start; i < span.end; ++i) {
      covered[i] = true;
      fuzz::require(!unicode::is_space(text[i]) || (han && unicode::is_line_break(text[i])) ||
                    (text[i] == U'\u202F' && i > span.start && i + 1 < span.end));
      // Han stands with Han alone, apart from the marks attached to it.
      const auto& p = unicode::properties(text[i]);
      fuzz::require(han || !p.han);
      fuzz::require(!han || p.han || unicode::is_line_break(text[i]) ||
                    p.category == themescore::Category::Mark ||
                    p.category == themescore::Category::Other ||
                    p.word == themescore::WordBreak::Extend);
    }
    last = span;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    fuzz::require(covered[i] || unicode::is_space(text[i]));
  }
}

Tokenizer with_lexicon() {
  themescore::TokenizerSettings settings;
  settings.han = "jieba";
  settings.dictionary = std::make_shared<const themescore::HanDictionary>(
      themescore::HanLexicon::open(THEMESCORE_HAN_LEXICON),
      std::vector<themescore::TaughtWord>{{U"二〇二三年", std::nullopt, ""}, {U"的", 0, ""}});
  return Tokenizer(settings);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Tokenizer pairs;
  static const Tokenizer words = with_lexicon();
  static const Tokenizer standard({.standard = true});
  const fuzz::Input input(data, size);
  const themescore::Text text = input.text();
  const std::u32string wide = input.widened();
  const themescore::Text same{themescore::Text::Wide(wide)};

  check_tokens(pairs, text, same);
  check_tokens(words, text, same);
  fuzz::require(standard.tokens(text) == standard.tokens(same));
  for (const auto& token : explain(words, text)) {
    std::string joined;
    for (const std::string& part : token.parts) {
      joined += part;
    }
    fuzz::require(token.parts.empty() || joined == token.form);
    fuzz::require(words.form_of(token.form) == token.form);
  }

  const auto boundaries = themescore::standard_word_boundaries(text);
  fuzz::require(boundaries == themescore::standard_word_boundaries(same));
  fuzz::require(boundaries.front() == 0 && boundaries.back() == text.size());
  for (std::size_t i = 1; i < boundaries.size(); ++i) {
    fuzz::require(boundaries[i - 1] < boundaries[i]);
  }
  return 0;
}

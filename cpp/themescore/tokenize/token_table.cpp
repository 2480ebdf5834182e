#include "themescore/tokenize/token_table.hpp"

#include <span>
#include <string_view>

#include "themescore/tokenize/vocabulary.hpp"

namespace themescore {

namespace {

// In a text of fewer tokens few come back, and a vocabulary costs more than it saves.
constexpr std::size_t kWorthLookingUp = 256;

// A surface as it lies in the text: within one text no other surface has these bytes.
template <class Unit>
std::string_view bytes_of(std::span<const Unit> text, Span span) noexcept {
  return {reinterpret_cast<const char*>(text.data() + span.start),
          (span.end - span.start) * sizeof(Unit)};
}

TokenTable make_table(const Tokenizer& tokenizer, const Text& text, bool words_alone) {
  TokenTable table;
  table.tokens = tokenizer.tokens(text);
  if (words_alone) {
    std::erase_if(table.tokens, [](const Token& token) { return !token.is_word(); });
  }
  table.type_of.reserve(table.tokens.size());
  if (table.tokens.size() < kWorthLookingUp) {
    for (const Token& token : table.tokens) {
      table.type_of.push_back(static_cast<std::uint32_t>(table.surfaces.size()));
      table.surfaces.push_back(token.span);
    }
    return table;
  }
  Vocabulary surfaces;
  text.visit([&](auto units) {
    for (const Token& token : table.tokens) {
      const auto [type, is_new] = surfaces.add(bytes_of(units, token.span));
      if (is_new) {
        table.surfaces.push_back(token.span);
      }
      table.type_of.push_back(type);
    }
  });
  return table;
}

}  // namespace

TokenTable token_table(const Tokenizer& tokenizer, const Text& text) {
  TokenTable table = make_table(tokenizer, text, false);
  table.terms.reserve(table.surfaces.size());
  for (const Span surface : table.surfaces) {
    table.terms.push_back(tokenizer.term_of(tokenizer.form_of(to_utf8(text, surface))));
  }
  return table;
}

TokenTable word_table(const Tokenizer& tokenizer, const Text& text) {
  return make_table(tokenizer, text, true);
}

}  // namespace themescore

#include "themescore/tokenize/token_table.hpp"

#include <span>

#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/surface_types.hpp"

namespace themescore {

namespace {

// In a shorter text few words come back, and to look for them costs more than it saves.
constexpr std::size_t kWorthLookingUp = 512;

// Each surface for itself.
class Unshared {
 public:
  std::uint32_t add(Span span) {
    surfaces_.push_back(span);
    return static_cast<std::uint32_t>(surfaces_.size() - 1);
  }
  [[nodiscard]] const std::vector<Span>& surfaces() const noexcept { return surfaces_; }

 private:
  std::vector<Span> surfaces_;
};

// Calls function(units, types) with what numbers the surfaces of this text.
template <class Function>
void with_types(const Text& text, Function&& function) {
  text.visit([&]<class Unit>(std::span<const Unit> units) {
    if (units.size() < kWorthLookingUp) {
      Unshared types;
      function(units, types);
    } else {
      SurfaceTypes<Unit> types(units);
      function(units, types);
    }
  });
}

}  // namespace

TokenTable token_table(const Tokenizer& tokenizer, const Text& text) {
  TokenTable table;
  table.tokens = tokenizer.tokens(text);
  table.types.type_of.reserve(table.tokens.size());
  with_types(text, [&](auto, auto& types) {
    for (const Token& token : table.tokens) {
      table.types.type_of.push_back(types.add(token.span));
    }
    table.types.surfaces = types.surfaces();
  });
  table.terms.reserve(table.types.surfaces.size());
  for (const Span surface : table.types.surfaces) {
    table.terms.push_back(tokenizer.term_of(tokenizer.form_of(to_utf8(text, surface))));
  }
  return table;
}

std::vector<Span> word_spans(const Tokenizer& tokenizer, const Text& text) {
  std::vector<Span> words;
  const auto wrapped = tokenizer.wrapped_lines(text);
  text.visit([&](auto units) {
    words.reserve(units.size() / 2);
    tokenizer.scan(units, wrapped, [&](const Token& token) {
      if (token.is_word()) {
        words.push_back(token.span);
      }
    });
  });
  return words;
}

}  // namespace themescore

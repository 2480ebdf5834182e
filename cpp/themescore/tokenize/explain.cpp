#include "themescore/tokenize/explain.hpp"

#include "themescore/text/han.hpp"
#include "themescore/tokenize/endings.hpp"

namespace themescore {

namespace {

static_assert(static_cast<int>(TokenOrigin::lexicon) == static_cast<int>(HanOrigin::lexicon) &&
              static_cast<int>(TokenOrigin::pair) == static_cast<int>(HanOrigin::pair));

std::vector<std::string> parts_of_han(const Tokenizer& tokenizer, std::string_view form) {
  const HanCuts cuts = tokenizer.han_cuts(form);
  std::vector<std::string> parts;
  std::uint32_t i = 0;
  for_each_han(form, [&](std::string_view character, std::size_t) {
    if (i == 0 || has_border(cuts.starts | cuts.ends, i)) {
      parts.emplace_back();
    }
    parts.back() += character;
    ++i;
  });
  return parts.size() > 1 ? parts : std::vector<std::string>();
}

}  // namespace

std::vector<ExplainedToken> explain(const Tokenizer& tokenizer, const Text& text) {
  std::vector<ExplainedToken> explained;
  for (const Token& token : tokenizer.tokens(text)) {
    const std::string form = tokenizer.form_of(to_utf8(text, token.span));
    ExplainedToken& next = explained.emplace_back();
    next.token = token;
    next.form = tokenizer.term_of(form);
    if (!tokenizer.settings().standard && starts_with_han(form)) {
      next.origin = static_cast<TokenOrigin>(tokenizer.han_origin(form));
      if (!tokenizer.han_overlaps()) {
        next.parts = parts_of_han(tokenizer, form);
      }
    } else if (const std::string_view ending = ending_of(form);
               !ending.empty() && token.is_word()) {
      next.parts = {form.substr(0, form.size() - ending.size()), std::string(ending)};
    }
  }
  return explained;
}

}  // namespace themescore

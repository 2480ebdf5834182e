#include "themescore/weigh/word_types.hpp"

#include <string>

#include "themescore/errors.hpp"

namespace themescore {

WordTypes::Id WordTypes::of(std::string_view surface, bool is_word) {
  const auto [id, is_new] = surfaces_.add(surface);
  if (is_new) {
    type_of_surface_.push_back(add(surface, is_word));
  }
  return type_of_surface_[id];
}

WordTypes::Id WordTypes::add(std::string_view surface, bool is_word) {
  const std::string form = tokenizer_.form_of(surface);
  const std::string term = tokenizer_.term_of(form);
  forms_.prefetch(term);
  const WordForms word{surface, form, term, is_word};
  WordType& type = types_.emplace_back();
  const auto look_up = [&](auto& finder, WordType::InPatterns& found) {
    const MentionFinder::Symbol symbol = finder.symbol_of(word);
    const MentionFinder::Steps& steps = finder.steps(symbol);
    found = {symbol, steps.is, steps.next};
    return steps.alone;
  };
  type.alone_in_themes = look_up(finder_, type.themes);
  if (cues_ != nullptr) {
    type.alone_in_cues = look_up(*cues_, type.cues);
  }
  type.form = add_form(term);
  type.transparent = !is_word && is_transparent(form);
  type.stop_word = tokenizer_.is_stop_word(form);
  return static_cast<Id>(types_.size() - 1);
}

WordTypes::Short WordTypes::short_type(Id number, bool is_word) const {
  const WordType& type = types_[number];
  const bool in_pattern = type.is_in_pattern();
  if (type.begins() || type.stop_word || type.transparent || (in_pattern && !is_word)) {
    return {number, Short::kLookedAt};
  }
  if (!is_word) {
    return {kNothing, Short::kNoWord};
  }
  if (!in_pattern) {
    return {kNothing, type.form};
  }
  const std::uint32_t code = type.form | Short::kMayGoOn;
  return {number, code < Short::kNoWord ? code : Short::kLookedAt};
}

std::uint32_t WordTypes::add_form(std::string_view form) {
  const auto id = forms_.add(form).id;
  if (id >= kLonger) {  // the numbers from there on are those of n-grams
    throw LimitError("more than 2,147,483,648 distinct words");
  }
  terms_.reserve(forms_.size());
  return id;
}

}  // namespace themescore

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
  const WordForms word{surface, form, term, is_word};
  types_.push_back({add_form(term), finder_.symbol_of(word),
                    cues_ != nullptr ? cues_->symbol_of(word) : 0, !is_word && is_transparent(form),
                    tokenizer_.is_stop_word(form)});
  return static_cast<Id>(types_.size() - 1);
}

WordTypes::Short WordTypes::short_type(Id number) const {
  const WordType& type = types_[number];
  const bool looked_at = type.symbol != 0 || type.cue_symbol != 0 || type.stop_word;
  return {number, looked_at ? Short::kLookedAt : type.form};
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

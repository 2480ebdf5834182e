#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// Function words, our own lists, version 1: determiners, pronouns, prepositions, conjunctions,
/// auxiliaries and particles, collected by word class. For leaving words out of a document-term
/// matrix or out of n-grams; never out of phrases, nor out of the words that a rate divides by.
///
/// No negation is in them (`not`, `no`, `nor`, `without`, `don't`, 不, 没有, 无): whoever reads for
/// what is said needs those. A form knows no capitals: `us` is left out, being the United States in
/// most reports, and `mine`, from which coal comes; `may`, `will`, `it` and `who` are in, whatever
/// was meant. Chinese is simplified, and for words: a segmenter that cuts bigrams makes few of
/// them.
///
/// Version of the lists, to be raised whenever a word is added or taken out.
inline constexpr int kStopWordsVersion = 1;

/// Names of the languages that have a list, sorted.
[[nodiscard]] std::vector<std::string> stop_word_languages();

/// The list of a language, as forms (see form_of), sorted. Throws OptionError naming the languages
/// that there are.
[[nodiscard]] std::span<const std::string_view> stop_words(std::string_view language);

/// Whether `form` is in the list of a language. Throws as stop_words() does.
[[nodiscard]] bool is_stop_word(std::string_view language, std::string_view form);

}  // namespace themescore

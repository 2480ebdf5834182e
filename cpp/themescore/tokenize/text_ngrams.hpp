#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/ngrams.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// The n-grams of the words of a text (numbers are words), of their terms, stop words left out;
/// `concatenator` joins the words.
[[nodiscard]] std::vector<std::string> text_ngrams(const Tokenizer& tokenizer,
                                                   const Text& text,
                                                   const NgramShape& shape,
                                                   std::string_view concatenator);

}  // namespace themescore

#pragma once

#include <string>
#include <vector>

#include "themescore/themes/pattern.hpp"
#include "themescore/themes/pattern_lexer.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// A reading in the making, of a part of a pattern.
struct PartialReading {
  Reading reading;
  bool has_word = false;  ///< something in it has a letter or digit
  std::size_t first_any =
      0;  ///< column of the `*` for any word that it begins with; 0 if it does not
  std::size_t last_any = 0;  ///< column of the one that it ends with
};

/// Reads the plain or exact words between two operators of a pattern as the tokenizer cuts a text,
/// and appends what of them is Chinese to `han_runs`. Without steps if there is nothing but
/// transparent marks. Throws PatternError.
[[nodiscard]] PartialReading read_pattern_words(const PatternToken& token,
                                                const Tokenizer& tokenizer,
                                                std::vector<std::string>& han_runs);

/// `first` and, side by side with it, `second`.
[[nodiscard]] PartialReading side_by_side(const PartialReading& first,
                                          const PartialReading& second);

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "themescore/themes/mention.hpp"
#include "themescore/themes/theme_set.hpp"
#include "themescore/weigh/packed_cells.hpp"
#include "themescore/weigh/term_strings.hpp"

namespace themescore {

/// A sentence that mentions a theme.
struct MentionedSentence {
  std::uint32_t document;
  std::uint32_t sentence;  ///< of the document, from 0
  std::uint32_t start;     ///< code point of the document
  std::uint32_t end;       ///< one past the last
};

/// What one pass over the documents leaves: the mentions and the documents' sizes.
struct Counts {
  std::vector<ThemeNode> themes;
  std::size_t pattern_count = 0;
  std::vector<Mention> mentions;                       ///< by document, then start, then theme
  std::vector<MentionedSentence> mentioned_sentences;  ///< in order, each once
  std::vector<std::string>
      forms;  ///< of the mentions, and what they are inside; in code point order
  /// Forms of all words or n-grams, in code point order. Shared, because they may be wanted when
  /// the rest is not; never null.
  std::shared_ptr<const TermStrings> terms = std::make_shared<const TermStrings>();
  PackedCells cells;                             ///< documents x terms; columns rise within a row
  std::vector<std::int64_t> words;               ///< by document; the n_d of every formula
  std::vector<std::int64_t> characters;          ///< code points of the text, by document
  std::vector<std::int64_t> sentences;           ///< by document
  std::vector<std::uint32_t> words_of_sentence;  ///< all sentences of all documents, in order
  std::vector<std::size_t> first_sentence;       ///< by document, into the above; and the end

  [[nodiscard]] std::size_t document_count() const noexcept { return words.size(); }
  [[nodiscard]] std::size_t theme_count() const noexcept { return themes.size(); }
};

}  // namespace themescore

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "themescore/parallel/task_runner.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore {

/// A match, and how far what is shown around it may go.
struct MatchPlace {
  std::uint32_t document;  ///< an index into the texts
  std::uint32_t start;     ///< code point of the document
  std::uint32_t end;       ///< one past the last
  std::uint32_t low;       ///< words that begin before are not looked at
  std::uint32_t high;      ///< nor those that end after
};

/// What stands around a match. A word that it takes only a part of is one of the match's words; the
/// rest of it belongs to the context.
struct WordContext {
  std::uint32_t first_word;  ///< of the match, of those of the document
  std::uint32_t last_word;   ///< one past the last
  std::uint32_t start;       ///< code point where the context begins
  std::uint32_t end;         ///< one past the last
};

enum class ContextSide : std::uint8_t { left, right };

/// The contexts of up to `window` words before and after each match, on `threads` threads.
///
/// `matches` are in order of their documents. Throws InputError for a text that is too long or
/// holds a surrogate, and what TaskRunner does.
[[nodiscard]] std::vector<WordContext> word_contexts(std::span<const Text> documents,
                                                     const Tokenizer& tokenizer,
                                                     std::span<const MatchPlace> matches,
                                                     std::uint32_t window,
                                                     unsigned threads,
                                                     const Progress& progress);

/// The matches in the order of the words on one side of them, the nearest first, by their forms in
/// code point order; no word sorts before any, and what is alike keeps its order.
[[nodiscard]] std::vector<std::uint64_t> order_by_context(std::span<const Text> documents,
                                                          const Tokenizer& tokenizer,
                                                          std::span<const MatchPlace> matches,
                                                          std::uint32_t window,
                                                          ContextSide side,
                                                          unsigned threads,
                                                          const Progress& progress);

}  // namespace themescore

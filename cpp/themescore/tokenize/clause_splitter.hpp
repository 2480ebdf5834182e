#pragma once

#include <span>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

/// The clauses of each sentence, in order. They do not overlap, each lies in one sentence, holds a
/// letter, number or symbol unless the sentence has none, and has no white space at either end.
/// Together they cover what of the sentences is not white space. A mark that ends a clause belongs
/// to it; docs/sentences.md says where one ends.
[[nodiscard]] std::vector<Span> split_clauses(const Text& text, std::span<const Span> sentences);

}  // namespace themescore

#pragma once

#include <span>
#include <vector>

#include "themescore/text/text.hpp"

namespace themescore {

/// What stands between quotation marks, without the marks: in order, not overlapping, the outer of
/// two that are nested. “”, ‘’, 「」, 『』 and straight double ones; 《》 hold a title and quote
/// nothing.
///
/// A quotation may hold many sentences but lies in one of `paragraphs`, which are given in order: a
/// mark without its partner there opens nothing, unless the paragraph right after begins with the
/// same mark, as long quotations do in English. Then it holds to the end of its paragraph.
[[nodiscard]] std::vector<Span> find_quotations(const Text& text, std::span<const Span> paragraphs);

}  // namespace themescore

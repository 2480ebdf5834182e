#pragma once

#include <array>
#include <string_view>

namespace themescore {

using namespace std::string_view_literals;

// Lines of words, by word class; a word of several classes stands in the first of them. What is
// left out on purpose says stop_words.hpp.
inline constexpr std::array kChineseStopWords = {
    // particles of structure, aspect and mood
    "的 地 得 之 所 了 着 过 吗 呢 等"sv,
    // personal and reflexive pronouns
    "我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 其"sv,
    // demonstratives, determiners and question words
    "这 那 此 这个 那个 这些 那些 这样 各 每 某 其他 其中 有些 一些 谁 什么 哪些 如何"sv,
    // prepositions
    "在 从 自 向 对 对于 关于 于 以 由 把 将 被 给 为 为了 按 按照 当 到 比"sv,
    // conjunctions
    "和 与 及 以及 或 或者 并 并且 而 而且 但 但是 然而 因为 因此 所以 由于 如果 虽然 尽管"sv,
    "即使 且 则"sv,
    // the copula and auxiliaries
    "是 能 能够 可 可以 会 要 应 应该 应当 必须"sv,
    // adverbs of scope, degree and time
    "也 都 就 还 又 再 才 只 很 更 最 已 已经 正在"sv,
    // a measure word, and words of place that follow a noun
    "个 上 中 下 里 内"sv,
};

}  // namespace themescore

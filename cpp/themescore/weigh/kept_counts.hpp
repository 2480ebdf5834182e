#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "themescore/themes/theme_set.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// The parts of Counts that can be kept without the texts: all but how often each document has each
/// term. They look at memory of others.
struct KeptCounts {
  std::span<const Mention> mentions;
  std::span<const MentionedSentence> mentioned_sentences;
  std::span<const std::string> forms;
  std::span<const std::string> terms;
  std::span<const std::int64_t> words;
  std::span<const std::int64_t> characters;
  std::span<const std::int64_t> sentences;
  std::span<const std::int64_t> words_of_sentence;
};

/// Counts of kept parts, in which no document has any term; all else is as it was. Nothing is taken
/// on trust: throws OptionError for parts that no pass over documents leaves.
[[nodiscard]] Counts counts_of(const ThemeSet& themes, const KeptCounts& kept);

}  // namespace themescore

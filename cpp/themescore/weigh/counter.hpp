#pragma once

#include <span>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/parallel/task_runner.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/weigh/count_options.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore {

/// Tokenises the documents, finds the mentions and counts, on `threads` threads (at least 1).
/// The words of an n-gram are joined by a blank; stop words and what is no word are left out
/// before.
///
/// The result does not depend on the number of threads. Throws OptionError for Boundary::word if
/// Chinese is not cut into words, InputError for the first text that
/// is too long or holds a surrogate, Cancelled if `progress` says so. `progress` is
/// told the documents done and may be empty.
[[nodiscard]] Counts count(std::span<const Text> documents,
                           const ThemeSet& themes,
                           const Tokenizer& tokenizer,
                           unsigned threads,
                           const Progress& progress,
                           const CountOptions& options = {});

/// The cues of a text, in order of start, then kind. Throws InputError as count does.
[[nodiscard]] std::vector<Cue> find_cues(const Text& text,
                                         const CueLexicon& cues,
                                         const Tokenizer& tokenizer);

}  // namespace themescore

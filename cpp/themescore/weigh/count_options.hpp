#pragma once

#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/themes/boundary.hpp"
#include "themescore/tokenize/ngrams.hpp"

namespace themescore {

/// What to look for, and how.
struct CountOptions {
  Boundary boundary = Boundary::part;
  const CueLexicon* cues = nullptr;    ///< without, no mention has one
  const NgramShape* ngrams = nullptr;  ///< without, terms are single words
  /// Whether sentences are found. Without them a document is one, which is all that single words
  /// need; themes, cues and n-grams of one sentence each need them.
  bool sentences = true;
  /// Whether terms are counted. Without them a document has none; its words are counted all the
  /// same.
  bool terms = true;
};

}  // namespace themescore

#pragma once

namespace themescore {

/// A term or theme in a group of documents against all others: how often, and of how many words.
struct Contrast {
  double count = 0;  ///< of a theme its mentions
  double words = 0;
  double other_count = 0;
  double other_words = 0;
};

}  // namespace themescore

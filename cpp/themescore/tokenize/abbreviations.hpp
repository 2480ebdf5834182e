#pragma once

#include <string_view>

namespace themescore {

/// What a full stop after this word says of the sentence.
enum class Abbreviation : unsigned char {
  none,
  never_ends,           ///< Mr., Gov., e.g.
  ends_unless_number,   ///< No. 5, Nov. 3
  ends_before_starter,  ///< Inc., U.S., Ph.D., J.: only if the next word is one that begins
                        ///< sentences
  time_of_day,          ///< a.m., p.m.: before a capital, but not before a time zone or a day
};

/// `word` is ASCII and has no final stop; letters and inner stops only.
[[nodiscard]] Abbreviation abbreviation(std::string_view word);

/// Whether a time of day goes on with this word: "9 a.m. Beijing time", "9 a.m. Monday".
[[nodiscard]] bool goes_on_after_time(std::string_view word);

/// Whether English sentences often begin with this word ("The", "However").
[[nodiscard]] bool is_sentence_starter(std::string_view word);

}  // namespace themescore

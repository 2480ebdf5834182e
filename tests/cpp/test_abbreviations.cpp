#include <doctest/doctest.h>

#include <string>

#include "themescore/tokenize/abbreviations.hpp"

using themescore::abbreviation;
using themescore::Abbreviation;

TEST_CASE("an abbreviation is known by what its full stop says") {
  CHECK(abbreviation("Mr") == Abbreviation::never_ends);
  CHECK(abbreviation("e.g") == Abbreviation::never_ends);
  CHECK(abbreviation("Nov") == Abbreviation::ends_unless_number);
  CHECK(abbreviation("No") == Abbreviation::ends_unless_number);
  CHECK(abbreviation("Inc") == Abbreviation::ends_before_starter);
  CHECK(abbreviation("U.S") == Abbreviation::ends_before_starter);
  CHECK(abbreviation("J") == Abbreviation::ends_before_starter);
  CHECK(abbreviation("deV") == Abbreviation::ends_before_starter);
  CHECK(abbreviation("Ph.D") == Abbreviation::ends_before_starter);
  CHECK(abbreviation("a.m") == Abbreviation::time_of_day);
  CHECK(abbreviation("MR") == Abbreviation::never_ends);
}

TEST_CASE("other words are no abbreviations") {
  for (const std::string word :
       {"", "x", "reform", "mister", "Mrx", ".", "..", "...", "....", "May"}) {
    CAPTURE(word);
    CHECK(abbreviation(word) == Abbreviation::none);
  }
}

TEST_CASE("zones and days go on after a time of day") {
  CHECK(themescore::goes_on_after_time("Beijing"));
  CHECK(themescore::goes_on_after_time("Monday"));
  CHECK(themescore::goes_on_after_time("EST"));
  CHECK_FALSE(themescore::goes_on_after_time("Present"));
  CHECK_FALSE(themescore::goes_on_after_time(""));
}

TEST_CASE("words that begin sentences are told from those that do not") {
  CHECK(themescore::is_sentence_starter("The"));
  CHECK(themescore::is_sentence_starter("However"));
  CHECK_FALSE(themescore::is_sentence_starter("the"));
  CHECK_FALSE(themescore::is_sentence_starter("Government"));
  CHECK_FALSE(themescore::is_sentence_starter(""));
}

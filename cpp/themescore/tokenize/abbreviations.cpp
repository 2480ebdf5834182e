#include "themescore/tokenize/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNeverEnds = {
    "Amb"sv, "Brig"sv,   "Capt"sv, "Col"sv, "Dr"sv, "Gen"sv, "Gov"sv,  "Hon"sv,  "Lt"sv,
    "Maj"sv, "Messrs"sv, "Mr"sv,   "Mrs"sv, "Ms"sv, "Mt"sv,  "Pres"sv, "Prof"sv, "Rep"sv,
    "Rev"sv, "Sen"sv,    "Sgt"sv,  "St"sv,  "cf"sv, "e.g"sv, "i.e"sv,  "viz"sv,  "vs"sv,
};
constexpr std::array kEndsUnlessNumber = {
    "App"sv, "Apr"sv,  "Art"sv, "Aug"sv,    "Ch"sv, "Dec"sv, "Eq"sv,  "Feb"sv,  "Fig"sv,  "Figs"sv,
    "Jan"sv, "Jul"sv,  "Jun"sv, "Mar"sv,    "No"sv, "Nos"sv, "Nov"sv, "Oct"sv,  "Para"sv, "Sec"sv,
    "Sep"sv, "Sept"sv, "Vol"sv, "approx"sv, "no"sv, "nos"sv, "p"sv,   "para"sv, "pp"sv,   "vol"sv,
};
constexpr std::array kEndsBeforeStarter = {
    "Assn"sv, "Ave"sv, "Blvd"sv, "Bros"sv, "Co"sv,   "Corp"sv, "Dept"sv, "Inc"sv,
    "Jr"sv,   "Ltd"sv, "Rd"sv,   "Sr"sv,   "Univ"sv, "al"sv,   "est"sv,  "etc"sv,
};
constexpr std::array kStarters = {
    "A"sv,     "After"sv,     "All"sv,       "Although"sv, "An"sv,   "And"sv,   "As"sv,
    "At"sv,    "Because"sv,   "Before"sv,    "Both"sv,     "But"sv,  "By"sv,    "During"sv,
    "Each"sv,  "Every"sv,     "For"sv,       "From"sv,     "He"sv,   "Her"sv,   "Here"sv,
    "His"sv,   "How"sv,       "However"sv,   "I"sv,        "If"sv,   "In"sv,    "It"sv,
    "Its"sv,   "Many"sv,      "Meanwhile"sv, "Moreover"sv, "Most"sv, "My"sv,    "Nevertheless"sv,
    "Nor"sv,   "Not"sv,       "Now"sv,       "On"sv,       "Or"sv,   "Our"sv,   "She"sv,
    "Since"sv, "So"sv,        "Some"sv,      "That"sv,     "The"sv,  "Their"sv, "Then"sv,
    "There"sv, "Therefore"sv, "These"sv,     "They"sv,     "This"sv, "Those"sv, "Though"sv,
    "Thus"sv,  "To"sv,        "Today"sv,     "Under"sv,    "We"sv,   "What"sv,  "When"sv,
    "Where"sv, "While"sv,     "Who"sv,       "Why"sv,      "With"sv, "You"sv,
};

static_assert(std::ranges::is_sorted(kNeverEnds));
static_assert(std::ranges::is_sorted(kEndsUnlessNumber));
static_assert(std::ranges::is_sorted(kEndsBeforeStarter));
static_assert(std::ranges::is_sorted(kStarters));

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  if (std::ranges::binary_search(kNeverEnds, word)) {
    return Abbreviation::never_ends;
  }
  if (std::ranges::binary_search(kEndsUnlessNumber, word)) {
    return Abbreviation::ends_unless_number;
  }
  const bool initial = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
  const bool dotted = word.size() >= 3 && word[0] != '.' && word[1] == '.' && word[2] != '.';
  if (initial || dotted || std::ranges::binary_search(kEndsBeforeStarter, word)) {
    return Abbreviation::ends_before_starter;
  }
  return Abbreviation::none;
}

bool is_sentence_starter(std::string_view word) {
  return std::ranges::binary_search(kStarters, word);
}

}  // namespace themescore

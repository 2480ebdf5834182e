#include "themescore/tokenize/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNeverEnds = {
    "Amb"sv,  "Brig"sv, "Capt"sv,   "Col"sv, "DR"sv,   "Dr"sv,     "GEN"sv,  "GOV"sv,
    "Gen"sv,  "Gov"sv,  "HON"sv,    "Hon"sv, "Lt"sv,   "MESSRS"sv, "MR"sv,   "MRS"sv,
    "MS"sv,   "Maj"sv,  "Messrs"sv, "Mr"sv,  "Mrs"sv,  "Ms"sv,     "Mses"sv, "Mt"sv,
    "PROF"sv, "Pres"sv, "Prof"sv,   "REP"sv, "REV"sv,  "Rep"sv,    "Rev"sv,  "SEN"sv,
    "ST"sv,   "Sen"sv,  "Sgt"sv,    "St"sv,  "Supt"sv, "ca"sv,     "cf"sv,   "e.g"sv,
    "excl"sv, "i.e"sv,  "incl"sv,   "v"sv,   "viz"sv,  "vs"sv,
};
constexpr std::array kEndsUnlessNumber = {
    "App"sv,  "Apr"sv,    "Art"sv,   "Arts"sv, "Aug"sv,  "Ch"sv,   "Dec"sv,  "Eq"sv,   "Feb"sv,
    "Fig"sv,  "Figs"sv,   "Jan"sv,   "Jul"sv,  "Jun"sv,  "Mar"sv,  "No"sv,   "Nos"sv,  "Nov"sv,
    "Oct"sv,  "Para"sv,   "Paras"sv, "Sec"sv,  "Secs"sv, "Sep"sv,  "Sept"sv, "Tel"sv,  "Vol"sv,
    "Vols"sv, "approx"sv, "ch"sv,    "ext"sv,  "fig"sv,  "figs"sv, "no"sv,   "nos"sv,  "p"sv,
    "para"sv, "paras"sv,  "pp"sv,    "sec"sv,  "secs"sv, "tel"sv,  "vol"sv,  "vols"sv,
};
constexpr std::array kEndsBeforeStarter = {
    "Assn"sv, "Ave"sv,  "Blvd"sv, "Bros"sv, "Co"sv, "Corp"sv,   "Cos"sv,
    "Dept"sv, "Ed.D"sv, "Esq"sv,  "Inc"sv,  "Jr"sv, "Litt.D"sv, "Ltd"sv,
    "Ph.D"sv, "Rd"sv,   "Sr"sv,   "Univ"sv, "al"sv, "est"sv,    "etc"sv,
};
// What goes on after a time of day: its zone or place, its day, its month.
constexpr std::array kAfterTime = {
    "April"sv,     "August"sv,   "Beijing"sv,   "CDT"sv,   "CET"sv,     "CST"sv,     "CT"sv,
    "Central"sv,   "December"sv, "EDT"sv,       "EST"sv,   "ET"sv,      "Eastern"sv, "February"sv,
    "Friday"sv,    "GMT"sv,      "Greenwich"sv, "Hong"sv,  "January"sv, "July"sv,    "June"sv,
    "London"sv,    "MST"sv,      "March"sv,     "May"sv,   "Monday"sv,  "Moscow"sv,  "Mountain"sv,
    "November"sv,  "October"sv,  "PDT"sv,       "PST"sv,   "PT"sv,      "Pacific"sv, "Saturday"sv,
    "September"sv, "Sunday"sv,   "Thursday"sv,  "Tokyo"sv, "Tuesday"sv, "UTC"sv,     "Washington"sv,
    "Wednesday"sv,
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
static_assert(std::ranges::is_sorted(kAfterTime));
static_assert(std::ranges::is_sorted(kStarters));

// By the first byte of a word of the tables: bit n for one of n bytes. Most words before a full
// stop are in none of them.
constexpr auto kSizes = [] {
  std::array<std::uint32_t, 256> sizes{};
  const auto note = [&](const auto& words) {
    for (const std::string_view word : words) {
      sizes[static_cast<unsigned char>(word[0])] |= std::uint32_t{1} << word.size();
    }
  };
  note(kNeverEnds);
  note(kEndsUnlessNumber);
  note(kEndsBeforeStarter);
  return sizes;
}();

bool may_be_listed(std::string_view word) noexcept {
  return !word.empty() && word.size() < 32 &&
         (kSizes[static_cast<unsigned char>(word[0])] >> word.size() & 1) != 0;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  const bool listed = may_be_listed(word);
  if (listed && std::ranges::binary_search(kNeverEnds, word)) {
    return Abbreviation::never_ends;
  }
  if (listed && std::ranges::binary_search(kEndsUnlessNumber, word)) {
    return Abbreviation::ends_unless_number;
  }
  if (word == "a.m"sv || word == "p.m"sv) {
    return Abbreviation::time_of_day;
  }
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  // "J." or, as in "deV. Frierson" and "PhD.", a capital after a small letter
  const bool initial =
      !word.empty() && is_upper(word.back()) &&
      (word.size() == 1 || (word[word.size() - 2] >= 'a' && word[word.size() - 2] <= 'z'));
  const bool dotted = word.size() >= 3 && word[0] != '.' && word[1] == '.' && word[2] != '.';
  if (initial || dotted || (listed && std::ranges::binary_search(kEndsBeforeStarter, word))) {
    return Abbreviation::ends_before_starter;
  }
  return Abbreviation::none;
}

bool goes_on_after_time(std::string_view word) {
  return std::ranges::binary_search(kAfterTime, word);
}

bool is_sentence_starter(std::string_view word) {
  return std::ranges::binary_search(kStarters, word);
}

}  // namespace themescore

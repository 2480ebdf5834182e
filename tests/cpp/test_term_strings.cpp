#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"
#include "themescore/weigh/term_strings.hpp"

using themescore::TermStrings;

TEST_CASE("strings come back as they were put in, empty ones too") {
  const testing::Strings given{
      "", "改革", "a b", "", std::string("a\0b", 3), std::string(5000, 'x')};
  TermStrings strings;
  CHECK(strings.size() == 0);
  for (const std::string& string : given) {
    strings.push_back(string);
  }
  CHECK(strings.size() == given.size());
  CHECK(testing::strings(strings) == given);
}

TEST_CASE("a string is put together of parts") {
  TermStrings strings;
  strings.append("state");
  strings.append(" ");
  strings.append("owned");
  strings.end_string();
  strings.end_string();
  strings.push_back("x");
  CHECK(testing::strings(strings) == testing::Strings{"state owned", "", "x"});
}

TEST_CASE("sorted strings are searched as any range") {
  TermStrings strings;
  for (const std::string_view string : {"a", "b", "b c", "d"}) {
    strings.push_back(string);
  }
  const auto all = strings.all();
  CHECK(std::ranges::lower_bound(all, std::string_view("b c")) - all.begin() == 2);
  CHECK(std::ranges::find(all, std::string_view("e")) == all.end());
}

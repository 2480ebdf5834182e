// Built instead of regex_set.cpp where there is no RE2: no expression can be used, so none is
// added.
#include "themescore/themes/regex_set.hpp"

namespace themescore {

struct RegexSet::Compiled {};

std::optional<std::string> reason_against_regex(const std::string&) {
  return "regular expressions need RE2, without which themescore was built; install it (apt-get "
         "install libre2-dev) and build themescore again, or write \\/ for the character itself";
}

RegexSet::RegexSet() = default;

std::uint32_t RegexSet::add(const std::string&) { return 0; }
void RegexSet::compile() {}
bool RegexSet::empty() const noexcept { return true; }
std::vector<std::uint32_t> RegexSet::matching(std::string_view) const { return {}; }

}  // namespace themescore

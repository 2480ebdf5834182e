#include "themescore/themes/regex_set.hpp"

#include <algorithm>
#include <re2/re2.h>
#include <re2/set.h>

namespace themescore {

namespace {

re2::RE2::Options options() {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_case_sensitive(false);
  options.set_never_capture(true);
  return options;
}

}  // namespace

struct RegexSet::Compiled {
  // Each on its own as well: a set that runs out of memory cannot say what matches.
  std::vector<std::unique_ptr<re2::RE2>> expressions;
  std::unique_ptr<re2::RE2::Set> set;
};

std::optional<std::string> reason_against_regex(const std::string& expression) {
  const re2::RE2 compiled(expression, options());
  if (compiled.ok()) {
    return std::nullopt;
  }
  return "not a regular expression that RE2 knows: " + compiled.error();
}

RegexSet::RegexSet() : compiled_(std::make_shared<Compiled>()) {}

std::uint32_t RegexSet::add(const std::string& expression) {
  compiled_->expressions.push_back(std::make_unique<re2::RE2>(expression, options()));
  return static_cast<std::uint32_t>(compiled_->expressions.size() - 1);
}

void RegexSet::compile() {
  auto set = std::make_unique<re2::RE2::Set>(options(), re2::RE2::ANCHOR_BOTH);
  for (const auto& expression : compiled_->expressions) {
    if (set->Add(expression->pattern(), nullptr) < 0) {
      return;
    }
  }
  if (!empty() && set->Compile()) {
    compiled_->set = std::move(set);
  }
}

bool RegexSet::empty() const noexcept { return compiled_->expressions.empty(); }

std::vector<std::uint32_t> RegexSet::matching(std::string_view form) const {
  const re2::StringPiece text(form.data(), form.size());
  std::vector<std::uint32_t> numbers;
  if (compiled_->set) {
    std::vector<int> found;
    re2::RE2::Set::ErrorInfo error{};
    if (compiled_->set->Match(text, &found, &error)) {
      numbers.assign(found.begin(), found.end());
      std::ranges::sort(numbers);
      return numbers;
    }
    if (error.kind == re2::RE2::Set::kNoError) {
      return numbers;
    }
  }
  for (std::uint32_t i = 0; i < compiled_->expressions.size(); ++i) {
    if (re2::RE2::FullMatch(text, *compiled_->expressions[i])) {
      numbers.push_back(i);
    }
  }
  return numbers;
}

}  // namespace themescore

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// Why a text is no regular expression that can be used; nothing if it is one. In a build without
/// RE2 none can: it says what to install.
[[nodiscard]] std::optional<std::string> reason_against_regex(const std::string& expression);

/// Regular expressions held against whole forms, in time linear in the form. Forms are folded, so
/// the case of letters in an expression does not count. Immutable once compiled, then
/// safe to copy and to share among threads.
class RegexSet {
 public:
  RegexSet();

  /// Returns the number of the expression, from 0. It has to be one that can be used.
  std::uint32_t add(const std::string& expression);
  /// Once, after the last was added and before the first is asked for.
  void compile();

  [[nodiscard]] bool empty() const noexcept;
  /// Calls for the numbers of all that match, in ascending order.
  [[nodiscard]] std::vector<std::uint32_t> matching(std::string_view form) const;

 private:
  struct Compiled;
  std::shared_ptr<Compiled> compiled_;  // not changed any more when there are copies
};

}  // namespace themescore

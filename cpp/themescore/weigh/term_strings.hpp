#pragma once

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// Strings one after another in one piece of memory: n-grams are so many that a std::string for
/// each takes longer to make, and three times the room.
class TermStrings {
 public:
  void reserve(std::size_t strings, std::size_t bytes) {
    ends_.reserve(strings);
    bytes_.reserve(bytes);
  }

  /// Adds to the string at hand.
  void append(std::string_view part) { bytes_ += part; }
  /// The string at hand is complete.
  void end_string() { ends_.push_back(bytes_.size()); }

  void push_back(std::string_view string) {
    append(string);
    end_string();
  }

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// Valid until the next string is added.
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept {
    const std::uint64_t start = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(start, ends_[i] - start);
  }
  /// All of them, as a range of std::string_view.
  [[nodiscard]] auto all() const noexcept {
    return std::views::iota(std::size_t{0}, size()) |
           std::views::transform([this](std::size_t i) { return (*this)[i]; });
  }

 private:
  std::string bytes_;
  std::vector<std::uint64_t> ends_;  // of each, in bytes_
};

}  // namespace themescore

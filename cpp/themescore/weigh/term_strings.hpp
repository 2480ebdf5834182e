#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ranges>
#include <string_view>
#include <vector>

namespace themescore {

/// Strings one after another in one piece of memory: n-grams are so many that a std::string for
/// each takes longer to make, and three times the room.
class TermStrings {
 public:
  /// So many bytes after a part can be read where append_padded() is to be used.
  static constexpr std::size_t kPadding = 16;

  void reserve(std::size_t strings, std::size_t bytes) {
    ends_.reserve(strings);
    bytes_.resize(std::max(bytes_.size(), bytes + kPadding));
  }

  /// Adds to the string at hand.
  void append(std::string_view part) {
    make_room(part.size());
    std::ranges::copy(part, bytes_.begin() + static_cast<std::ptrdiff_t>(size_in_bytes_));
    size_in_bytes_ += part.size();
  }
  /// The same, faster: most parts are short, and no branch depends on how short.
  void append_padded(std::string_view part) {
    make_room(part.size());
    char* const to = bytes_.data() + size_in_bytes_;
    std::size_t copied = 0;
    do {
      std::memcpy(to + copied, part.data() + copied, kPadding);
      copied += kPadding;
    } while (copied < part.size());
    size_in_bytes_ += part.size();
  }
  /// The string at hand is complete.
  void end_string() { ends_.push_back(size_in_bytes_); }

  void push_back(std::string_view string) {
    append(string);
    end_string();
  }

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// Valid until the next string is added.
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept {
    const std::uint64_t start = i == 0 ? 0 : ends_[i - 1];
    return {bytes_.data() + start, ends_[i] - start};
  }
  /// All of them, as a range of std::string_view.
  [[nodiscard]] auto all() const noexcept {
    return std::views::iota(std::size_t{0}, size()) |
           std::views::transform([this](std::size_t i) { return (*this)[i]; });
  }

 private:
  void make_room(std::size_t bytes) {
    if (size_in_bytes_ + bytes + kPadding > bytes_.size()) {
      bytes_.resize(2 * (size_in_bytes_ + bytes + kPadding));
    }
  }

  std::vector<char> bytes_;  // the first size_in_bytes_, and room
  std::size_t size_in_bytes_ = 0;
  std::vector<std::uint64_t> ends_;  // of each, in bytes_
};

}  // namespace themescore

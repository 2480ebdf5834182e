#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace themescore {

/// A file mapped into memory, read only: processes that map the same file share its memory.
class MappedFile {
 public:
  MappedFile() = default;
  /// Throws std::system_error if the file cannot be opened or mapped.
  explicit MappedFile(const std::string& path);
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace themescore

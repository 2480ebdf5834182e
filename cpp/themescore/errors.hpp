#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace themescore {

/// A text that cannot be worked on. Says which of the texts handed in, and where in it.
class InputError : public std::runtime_error {
 public:
  InputError(std::size_t document, std::size_t offset, const std::string& reason)
      : std::runtime_error(reason), document_(document), offset_(offset) {}

  /// Position of the text among those handed in, from 0.
  [[nodiscard]] std::size_t document() const noexcept { return document_; }
  /// Code point in the text, from 0.
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }

 private:
  std::size_t document_;
  std::size_t offset_;
};

/// A pattern that cannot be understood.
class PatternError : public std::runtime_error {
 public:
  PatternError(std::size_t column, const std::string& reason)
      : std::runtime_error(reason), column_(column) {}

  /// Code point in the pattern, from 1.
  [[nodiscard]] std::size_t column() const noexcept { return column_; }

 private:
  std::size_t column_;
};

/// A file that should be a lexicon of Han and cannot be used.
class LexiconError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A word that cannot be taught. Says which line of the user's dictionary, or which of the words
/// handed in.
class TaughtWordError : public std::runtime_error {
 public:
  TaughtWordError(std::size_t number, const std::string& reason)
      : std::runtime_error(reason), number_(number) {}

  /// Line or word, from 1.
  [[nodiscard]] std::size_t number() const noexcept { return number_; }

 private:
  std::size_t number_;
};

/// The caller asked for something that does not exist, such as an unknown measure.
class OptionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// More of something than there are numbers for.
class LimitError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The caller's progress function asked to stop.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace themescore

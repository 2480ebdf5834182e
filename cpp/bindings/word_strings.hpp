#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "themescore/text/text.hpp"
#include "themescore/tokenize/vocabulary.hpp"

namespace themescore::bindings {

namespace py = pybind11;

/// The Python strings of words, each made once and given out again as long as it is remembered:
/// making one takes longer than finding the word. A word has one place where it is remembered, and
/// takes it from the word that was there. So memory has a bound (some 20 MB if words are short) and
/// no choice of words makes the time more than that of making each string.
///
/// All of it, the destructor too, needs the GIL.
class WordStrings {
 public:
  /// The words of `text` at `words`, as a list.
  [[nodiscard]] py::list list(const py::str& text, std::span<const Span> words);

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::size_t size = 0;  // 0: nothing is remembered here
    py::object word;
  };
  // Strings of one width of units; there are none before the first list().
  template <class Unit>
  struct Table {
    std::vector<Slot> slots;
  };

  template <class Unit>
  [[nodiscard]] std::uint64_t key_of(std::span<const Unit> text, Span word) const noexcept;

  std::uint64_t seed_ = random_seed();
  std::tuple<Table<std::uint8_t>, Table<char16_t>, Table<char32_t>> tables_;
};

}  // namespace themescore::bindings

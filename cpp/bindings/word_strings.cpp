#include "word_strings.hpp"

#include <algorithm>
#include <array>

#include "bindings.hpp"
#include "themescore/tokenize/surface_key.hpp"

namespace themescore::bindings {

namespace {

constexpr std::size_t kSlots = std::size_t{1} << 16;
constexpr std::size_t kAtOnce = 64;

template <class Unit>
bool holds(const py::object& word, std::span<const Unit> units) noexcept {
  const auto kind = PyUnicode_KIND(word.ptr());
  const void* const data = PyUnicode_DATA(word.ptr());
  py::ssize_t i = 0;
  return std::ranges::all_of(units,
                             [&](Unit unit) { return PyUnicode_READ(kind, data, i++) == unit; });
}

}  // namespace

template <class Unit>
std::uint64_t WordStrings::key_of(std::span<const Unit> text, Span word) const noexcept {
  return word.end - word.start <= kShortSurface<Unit>
             ? surface_key(text, word)
             : hash_string(surface_bytes(text, word), seed_);
}

// In steps, so that the processor waits for many slots at once, and then for many strings.
py::list WordStrings::list(const py::str& text, std::span<const Span> words) {
  py::list list(words.size());
  view_of(text).visit([&]<class Unit>(std::span<const Unit> units) {
    std::vector<Slot>& slots = std::get<Table<Unit>>(tables_).slots;
    if (slots.empty()) {
      slots.resize(kSlots);
    }
    std::array<std::uint64_t, kAtOnce> keys;
    std::array<Slot*, kAtOnce> places;
    for (std::size_t first = 0; first < words.size(); first += kAtOnce) {
      const auto some = words.subspan(first, std::min(kAtOnce, words.size() - first));
      for (std::size_t i = 0; i < some.size(); ++i) {
        keys[i] = key_of(units, some[i]);
        places[i] = &slots[hash_number(keys[i], seed_) & (kSlots - 1)];
        __builtin_prefetch(places[i]);
      }
      for (std::size_t i = 0; i < some.size(); ++i) {
        __builtin_prefetch(places[i]->word.ptr(), 1);
      }
      for (std::size_t i = 0; i < some.size(); ++i) {
        Slot& slot = *places[i];
        const auto word = units.subspan(some[i].start, some[i].end - some[i].start);
        if (slot.key != keys[i] || slot.size != word.size() ||
            (word.size() > kShortSurface<Unit> && !holds(slot.word, word))) {
          slot.word = substring(text, some[i]);
          slot.key = keys[i];
          slot.size = word.size();
        }
        // The list is new: nothing is there that list[i] would have to release.
        PyList_SET_ITEM(list.ptr(), static_cast<py::ssize_t>(first + i), slot.word.inc_ref().ptr());
      }
    }
  });
  return list;
}

}  // namespace themescore::bindings

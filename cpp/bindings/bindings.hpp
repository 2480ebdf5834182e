#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "themescore/text/text.hpp"

namespace py = pybind11;

namespace themescore::bindings {

/// The code points of a Python string, where they lie; `text` has to outlive the result.
[[nodiscard]] Text view_of(const py::str& text);

/// A numpy array that owns `values`.
template <class Value>
[[nodiscard]] py::array_t<Value> to_array(std::vector<Value> values) {
  auto* const owner = new std::vector<Value>(std::move(values));  // the capsule deletes it
  const py::capsule capsule(owner, [](void* p) { delete static_cast<std::vector<Value>*>(p); });
  return py::array_t<Value>(static_cast<py::ssize_t>(owner->size()), owner->data(), capsule);
}

/// A numpy array that looks at memory which `owner` keeps alive.
template <class Value>
[[nodiscard]] py::array_t<Value> view_array(const Value* data, std::size_t size, py::handle owner) {
  return py::array_t<Value>(static_cast<py::ssize_t>(size), data, owner);
}

void register_errors(py::module_& module);
void register_text(py::module_& module);
void register_tokenize(py::module_& module);
void register_themes(py::module_& module);
void register_weigh(py::module_& module);
void register_compare(py::module_& module);

}  // namespace themescore::bindings

#include <algorithm>

#include "bindings.hpp"
#include "themescore/text/form.hpp"
#include "themescore/text/text.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore::bindings {

namespace {

// Whether the characters take 16 bits and the first, which there is, needs more than 8 of them.
bool starts_wide(PyObject* text, Span span) noexcept {
  return span.start < span.end && PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND &&
         PyUnicode_2BYTE_DATA(text)[span.start] > 0xFF;
}

}  // namespace

Text view_of(const py::str& text) {
  PyObject* const object = text.ptr();
  const auto size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object));
  switch (PyUnicode_KIND(object)) {
    case PyUnicode_1BYTE_KIND:
      return Text(Text::Narrow(PyUnicode_1BYTE_DATA(object), size));
    case PyUnicode_2BYTE_KIND:
      return Text(
          Text::Medium(reinterpret_cast<const char16_t*>(PyUnicode_2BYTE_DATA(object)), size));
    default:
      return Text(
          Text::Wide(reinterpret_cast<const char32_t*>(PyUnicode_4BYTE_DATA(object)), size));
  }
}

py::str substring(const py::str& text, Span span) {
  PyObject* part = nullptr;
  if (starts_wide(text.ptr(), span)) {
    // Python need not look for the widest character of the part.
    const py::ssize_t size = static_cast<py::ssize_t>(span.end) - span.start;
    part = PyUnicode_New(size, 0xFFFF);
    if (part != nullptr) {
      std::copy_n(PyUnicode_2BYTE_DATA(text.ptr()) + span.start, size, PyUnicode_2BYTE_DATA(part));
    }
  } else {
    part = PyUnicode_Substring(text.ptr(), span.start, span.end);
  }
  if (part == nullptr) {
    throw py::error_already_set();
  }
  return py::reinterpret_steal<py::str>(part);
}

void register_text(py::module_& module) {
  module.attr("UNICODE_VERSION") = std::string(unicode::kUnicodeVersion);
  module.def(
      "find_surrogate",
      [](const py::str& text) -> py::ssize_t {
        const auto offset = find_surrogate(view_of(text));
        return offset ? static_cast<py::ssize_t>(*offset) : -1;
      },
      py::arg("text"), py::pos_only(),
      "Offset of the first surrogate of `text`, -1 if there is none.");
  module.def(
      "form_of", [](const std::string& surface) { return form_of(surface); }, py::arg("surface"),
      py::pos_only(), "The form of a word: NFKC, case folded, ignorable code points left out.");
}

}  // namespace themescore::bindings

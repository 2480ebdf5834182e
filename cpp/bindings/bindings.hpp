#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "themescore/parallel/task_runner.hpp"
#include "themescore/text/text.hpp"
#include "themescore/tokenize/han/dictionary.hpp"
#include "themescore/tokenize/han/lexicon.hpp"

namespace py = pybind11;

namespace themescore::bindings {

/// The code points of a Python string, where they lie; `text` has to outlive the result.
[[nodiscard]] Text view_of(const py::str& text);

/// The characters of `span` as a Python string.
[[nodiscard]] py::str substring(const py::str& text, Span span);

/// The lexicon as Python holds it: a class of pybind11 cannot hold a pointer to const itself.
struct Lexicon {
  std::shared_ptr<const HanLexicon> shared;
  std::shared_ptr<const HanDictionary> untaught;  ///< with nothing but the lexicon
};

/// Tells numpy what structures of the core look like, the first time. Not when the module is
/// loaded: loading numpy takes longer than all else, and who tokenizes does without.
void describe_structures();

/// A numpy array that owns `values`.
template <class Value>
[[nodiscard]] py::array_t<Value> to_array(std::vector<Value> values) {
  if constexpr (std::is_class_v<Value>) {
    describe_structures();
  }
  auto* const owner = new std::vector<Value>(std::move(values));  // the capsule deletes it
  const py::capsule capsule(owner, [](void* p) { delete static_cast<std::vector<Value>*>(p); });
  return py::array_t<Value>(static_cast<py::ssize_t>(owner->size()), owner->data(), capsule);
}

/// A numpy array that looks at memory which `owner` keeps alive.
template <class Value>
[[nodiscard]] py::array_t<Value> view_array(const Value* data, std::size_t size, py::handle owner) {
  if constexpr (std::is_class_v<Value>) {
    describe_structures();
  }
  return py::array_t<Value>(static_cast<py::ssize_t>(size), data, owner);
}

/// Lets Python see its signals while C++ runs on its main thread, and calls `on_progress` if there
/// is one. Keeps what Python raised until the core has stopped. To be made and destroyed with the
/// GIL held.
class PythonProgress {
 public:
  explicit PythonProgress(py::object on_progress);
  PythonProgress(const PythonProgress&) = delete;
  PythonProgress& operator=(const PythonProgress&) = delete;

  [[nodiscard]] const Progress& progress() const noexcept { return progress_; }
  /// Throws what Python raised, if anything.
  void rethrow() const;

 private:
  py::object on_progress_;
  Progress progress_;
  std::exception_ptr error_;
};

/// Calls function(progress) without the GIL. What Python raised meanwhile, such as
/// KeyboardInterrupt, goes before any error of the core.
template <class Function>
auto interruptible(py::object on_progress, const Function& function) {
  const PythonProgress python(std::move(on_progress));
  try {
    const py::gil_scoped_release release;
    return function(python.progress());
  } catch (...) {
    python.rethrow();
    throw;
  }
}

void register_errors(py::module_& module);
void register_text(py::module_& module);
void register_lexicon(py::module_& module);
void register_tokenize(py::module_& module);
void register_themes(py::module_& module);
void register_emphasis(py::module_& module);
void register_weigh(py::module_& module);
void register_concordance(py::module_& module);
void register_compare(py::module_& module);
void register_trends(py::module_& module);

}  // namespace themescore::bindings

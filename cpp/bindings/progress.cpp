#include "bindings.hpp"

namespace themescore::bindings {

PythonProgress::PythonProgress(py::object on_progress)
    : on_progress_(std::move(on_progress)), progress_([this](std::size_t done) {
        const py::gil_scoped_acquire acquire;
        try {
          if (PyErr_CheckSignals() != 0) {
            throw py::error_already_set();
          }
          if (!on_progress_.is_none()) {
            on_progress_(done);
          }
          return true;
        } catch (const py::error_already_set&) {
          error_ = std::current_exception();
          return false;
        }
      }) {}

void PythonProgress::rethrow() const {
  if (error_) {
    std::rethrow_exception(error_);
  }
}

}  // namespace themescore::bindings

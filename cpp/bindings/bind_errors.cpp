#include "bindings.hpp"
#include "themescore/errors.hpp"
#include "themescore/themes/theme_set.hpp"

namespace themescore::bindings {

namespace {

// The module keeps the exception types alive; it is never unloaded.
struct Types {
  py::handle input;
  py::handle pattern;
  py::handle option;
  py::handle lexicon;
  py::handle taught_word;
  py::handle limit;
};

py::handle make_type(py::module_& module, const char* name, py::handle base) {
  const std::string full = "themescore._core." + std::string(name);
  const auto type =
      py::reinterpret_steal<py::object>(PyErr_NewException(full.c_str(), base.ptr(), nullptr));
  module.attr(name) = type;
  return type;
}

void raise(py::handle type,
           const char* message,
           std::initializer_list<std::pair<const char*, std::size_t>> fields) {
  const py::object error = py::reinterpret_borrow<py::object>(type)(message);
  error.attr("message") = message;
  for (const auto& [name, value] : fields) {
    error.attr(name) = value;
  }
  PyErr_SetObject(type.ptr(), error.ptr());
}

}  // namespace

void register_errors(py::module_& module) {
  static Types types;  // a translator is a plain function and can carry nothing else
  types.input = make_type(module, "InputError", PyExc_ValueError);
  types.pattern = make_type(module, "PatternError", PyExc_ValueError);
  types.option = make_type(module, "OptionError", PyExc_ValueError);
  types.lexicon = make_type(module, "LexiconError", PyExc_ValueError);
  types.taught_word = make_type(module, "TaughtWordError", PyExc_ValueError);
  types.limit = make_type(module, "LimitError", PyExc_ValueError);

  py::register_exception_translator([](std::exception_ptr pointer) {
    try {
      std::rethrow_exception(pointer);
    } catch (const ThemePatternError& error) {
      raise(types.pattern, error.what(), {{"column", error.column()}, {"index", error.index()}});
    } catch (const PatternError& error) {
      raise(types.pattern, error.what(), {{"column", error.column()}, {"index", 0}});
    } catch (const InputError& error) {
      raise(types.input, error.what(),
            {{"document", error.document()}, {"offset", error.offset()}});
    } catch (const LexiconError& error) {
      raise(types.lexicon, error.what(), {});
    } catch (const TaughtWordError& error) {
      raise(types.taught_word, error.what(), {{"number", error.number()}});
    } catch (const OptionError& error) {
      raise(types.option, error.what(), {});
    } catch (const LimitError& error) {
      raise(types.limit, error.what(), {});
    }
  });
}

}  // namespace themescore::bindings

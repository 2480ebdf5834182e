#include <pybind11/stl.h>

#include "bindings.hpp"
#include "themescore/themes/theme_set.hpp"

namespace themescore::bindings {

namespace {

// (parent or -1, name, exclusive)
using Theme = std::tuple<std::int32_t, std::string, bool>;

ThemeSet make_theme_set(const std::vector<Theme>& themes,
                        const std::vector<std::pair<std::uint32_t, std::string>>& patterns,
                        const Tokenizer& tokenizer,
                        bool exclusive,
                        bool any_word) {
  std::vector<ThemeNode> nodes;
  for (const auto& [parent, name, competes] : themes) {
    nodes.push_back({parent, name, competes});
  }
  std::vector<ThemePattern> theme_patterns;
  for (const auto& [theme, text] : patterns) {
    theme_patterns.push_back({theme, text});
  }
  const py::gil_scoped_release release;
  return ThemeSet(std::move(nodes), theme_patterns, tokenizer, exclusive, any_word);
}

}  // namespace

void register_themes(py::module_& module) {
  py::class_<ThemeSet>(module, "ThemeSet", "Themes compiled for matching.")
      .def(py::init(&make_theme_set), py::arg("themes"), py::arg("patterns"), py::arg("tokenizer"),
           py::kw_only(), py::arg("exclusive") = false, py::arg("any_word") = false)
      .def_property_readonly("han_runs", &ThemeSet::han_runs,
                             "What is Chinese in the patterns, each run once, in order.");
  module.def(
      "check_themes",
      [](const std::vector<Theme>& themes,
         const std::vector<std::pair<std::uint32_t, std::string>>& patterns, bool exclusive,
         bool any_word) {
        static_cast<void>(make_theme_set(themes, patterns, Tokenizer(), exclusive, any_word));
      },
      py::arg("themes"), py::arg("patterns"), py::kw_only(), py::arg("exclusive") = false,
      py::arg("any_word") = false,
      "Raises PatternError if the themes that patterns refer to are not there, or need each "
      "other.");
  module.def(
      "check_pattern",
      [](const std::string& pattern, bool any_word) {
        static_cast<void>(parse_pattern(pattern, Tokenizer(), any_word));
      },
      py::arg("pattern"), py::pos_only(), py::kw_only(), py::arg("any_word") = false,
      "Raises PatternError if `pattern` cannot be read.");
}

}  // namespace themescore::bindings

#include <pybind11/stl.h>

#include "bindings.hpp"
#include "themescore/themes/theme_set.hpp"

namespace themescore::bindings {

namespace {

ThemeSet make_theme_set(const std::vector<std::int32_t>& parents,
                        const std::vector<std::pair<std::uint32_t, std::string>>& patterns,
                        const Tokenizer& tokenizer) {
  std::vector<ThemeNode> themes;
  for (const std::int32_t parent : parents) {
    themes.push_back({parent});
  }
  std::vector<ThemePattern> theme_patterns;
  for (const auto& [theme, text] : patterns) {
    theme_patterns.push_back({theme, text});
  }
  const py::gil_scoped_release release;
  return ThemeSet(std::move(themes), theme_patterns, tokenizer);
}

}  // namespace

void register_themes(py::module_& module) {
  py::class_<ThemeSet>(module, "ThemeSet", "Themes compiled for matching.")
      .def(py::init(&make_theme_set), py::arg("parents"), py::arg("patterns"), py::arg("tokenizer"))
      .def_property_readonly("han_runs", &ThemeSet::han_runs,
                             "What is Chinese in the patterns, each run once, in order.");
  module.def(
      "check_pattern",
      [](const std::string& pattern) { static_cast<void>(parse_pattern(pattern, Tokenizer())); },
      py::arg("pattern"), py::pos_only(), "Raises PatternError if `pattern` cannot be read.");
}

}  // namespace themescore::bindings

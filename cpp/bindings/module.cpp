#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace themescore::bindings;
  module.doc() = "themescore's C++ core; use the package themescore, not this module.";
  // The package's metadata have it too; to read those takes a fifth of the time of an import.
  module.attr("__version__") = THEMESCORE_VERSION;
  register_errors(module);
  register_text(module);
  register_lexicon(module);
  register_tokenize(module);
  register_themes(module);
  register_emphasis(module);
  register_weigh(module);
  register_concordance(module);
  register_compare(module);
  register_trends(module);
}

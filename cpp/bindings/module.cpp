#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace themescore::bindings;
  module.doc() = "themescore's C++ core; use the package themescore, not this module.";
  register_errors(module);
  register_text(module);
  register_lexicon(module);
  register_tokenize(module);
  register_themes(module);
  register_emphasis(module);
  register_weigh(module);
  register_compare(module);
}

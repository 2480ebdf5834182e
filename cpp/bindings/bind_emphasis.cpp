#include <pybind11/stl.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "themescore/emphasis/cue_lexicon.hpp"
#include "themescore/emphasis/marks.hpp"
#include "themescore/weigh/counter.hpp"
#include "themescore/weigh/emphasis_weights.hpp"

namespace themescore::bindings {

namespace {

CueLexicon make_cue_lexicon(const ThemeSet& kinds,
                            const std::vector<std::pair<std::uint8_t, std::string>>& rules,
                            std::optional<std::uint32_t> negation) {
  std::vector<CueRule> cue_rules;
  for (const auto& [level, scope] : rules) {
    cue_rules.push_back({level, cue_scope_of(scope)});
  }
  return CueLexicon(kinds, std::move(cue_rules), negation);
}

// Start, end, kind, level, scope, and start and end of what is governed.
using FoundCue = std::tuple<std::uint32_t,
                            std::uint32_t,
                            unsigned,
                            unsigned,
                            std::string,
                            std::uint32_t,
                            std::uint32_t>;

std::vector<FoundCue> cues_of(const py::str& text,
                              const CueLexicon& lexicon,
                              const Tokenizer& tokenizer) {
  std::vector<FoundCue> found;
  for (const Cue& cue : find_cues(view_of(text), lexicon, tokenizer)) {
    found.emplace_back(cue.span.start, cue.span.end, cue.kind, cue.level,
                       std::string(kCueScopeNames[static_cast<std::size_t>(cue.scope)]),
                       cue.governs.start, cue.governs.end);
  }
  return found;
}

}  // namespace

void register_emphasis(py::module_& module) {
  py::class_<CueLexicon>(module, "CueLexicon", "Kinds of cues, compiled for matching.")
      .def(py::init(&make_cue_lexicon), py::arg("kinds"), py::arg("rules"), py::arg("negation"),
           "`rules`: level and scope of each pattern; `negation`: the theme of the negators.");
  py::class_<EmphasisWeights>(module, "EmphasisWeights", "What a mention counts in emphasis.")
      .def(py::init<>())
      .def_readwrite("pattern", &EmphasisWeights::pattern)
      .def_readwrite("cue_level", &EmphasisWeights::cue_level)
      .def_readwrite("place", &EmphasisWeights::place);

  module.def("find_cues", &cues_of, py::arg("text"), py::arg("cues"), py::arg("tokenizer"),
             "Start, end, kind, level, scope of each cue, and start and end of what it governs.");

  py::list scopes;
  for (const auto name : kCueScopeNames) {
    scopes.append(std::string(name));
  }
  py::list places;
  for (const auto name : kPlaceNames) {
    places.append(std::string(name));
  }
  module.attr("CUE_SCOPES") = py::tuple(scopes);
  module.attr("PLACES") = py::tuple(places);
  module.attr("NO_CUE") = kNoCue;
  module.attr("HIGHEST_CUE_LEVEL") = kHighestLevel;
}

}  // namespace themescore::bindings

#include <pybind11/stl.h>

#include <limits>
#include <optional>
#include <vector>

#include "bindings.hpp"
#include "themescore/weigh/concordance.hpp"

namespace themescore::bindings {

namespace {

using Numbers = py::array_t<std::uint32_t, py::array::c_style | py::array::forcecast>;

std::vector<Text> views_of(const py::list& texts) {
  std::vector<Text> views;
  for (const py::handle text : texts) {
    if (!py::isinstance<py::str>(text)) {
      throw py::type_error("texts have to be str");
    }
    views.push_back(view_of(py::reinterpret_borrow<py::str>(text)));
  }
  return views;
}

// Rows of document, start, end, low, high.
std::vector<MatchPlace> matches_of(const Numbers& rows, std::size_t documents) {
  if (rows.ndim() != 2 || rows.shape(1) != 5) {
    throw py::value_error("matches have to be rows of five numbers");
  }
  const auto at = rows.unchecked<2>();
  std::vector<MatchPlace> matches;
  for (py::ssize_t i = 0; i < at.shape(0); ++i) {
    const std::uint32_t before = matches.empty() ? 0 : matches.back().document;
    matches.push_back({at(i, 0), at(i, 1), at(i, 2), at(i, 3), at(i, 4)});
    if (matches.back().document < before || matches.back().document >= documents) {
      throw py::value_error("matches have to be in order of their documents");
    }
  }
  return matches;
}

// None: as many words as there are.
std::uint32_t words_in(const std::optional<std::uint32_t>& window) {
  return window.value_or(std::numeric_limits<std::uint32_t>::max());
}

}  // namespace

void register_concordance(py::module_& module) {
  module.def(
      "word_contexts",
      [](const py::list& texts, const Tokenizer& tokenizer, const Numbers& matches,
         const std::optional<std::uint32_t>& window, unsigned threads) {
        const auto views = views_of(texts);
        const auto places = matches_of(matches, views.size());
        return to_array(interruptible(py::none(), [&](const Progress& progress) {
          return word_contexts(views, tokenizer, places, words_in(window), threads, progress);
        }));
      },
      py::arg("texts"), py::arg("tokenizer"), py::arg("matches"), py::kw_only(), py::arg("window"),
      py::arg("threads"), "The words of each match, and where what stands around it begins.");
  module.def(
      "order_by_context",
      [](const py::list& texts, const Tokenizer& tokenizer, const Numbers& matches,
         const std::optional<std::uint32_t>& window, bool left, unsigned threads) {
        const auto views = views_of(texts);
        const auto places = matches_of(matches, views.size());
        return to_array(interruptible(py::none(), [&](const Progress& progress) {
          return order_by_context(views, tokenizer, places, words_in(window),
                                  left ? ContextSide::left : ContextSide::right, threads, progress);
        }));
      },
      py::arg("texts"), py::arg("tokenizer"), py::arg("matches"), py::kw_only(), py::arg("window"),
      py::arg("left"), py::arg("threads"), "The order of the matches by the words beside them.");
}

}  // namespace themescore::bindings

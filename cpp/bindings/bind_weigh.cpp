#include <pybind11/eigen.h>
#include <pybind11/stl.h>

#include <memory>

#include "bindings.hpp"
#include "themescore/weigh/counter.hpp"
#include "themescore/weigh/measures.hpp"
#include "themescore/weigh/tfidf.hpp"

namespace themescore::bindings {

namespace {

// Arrays of a CSR matrix (data, indices, indptr) that `owner` keeps alive.
template <class Matrix>
py::tuple csr_arrays(const Matrix& matrix, py::handle owner) {
  const auto size = static_cast<std::size_t>(matrix.nonZeros());
  return py::make_tuple(
      view_array(matrix.valuePtr(), size, owner), view_array(matrix.innerIndexPtr(), size, owner),
      view_array(matrix.outerIndexPtr(), static_cast<std::size_t>(matrix.rows()) + 1, owner));
}

Counts count_texts(const py::list& texts,
                   const ThemeSet& themes,
                   const Tokenizer& tokenizer,
                   const std::string& boundary,
                   const CueLexicon* cues,
                   unsigned threads,
                   const py::object& on_progress) {
  std::vector<Text> views;
  for (const py::handle text : texts) {
    if (!py::isinstance<py::str>(text)) {
      throw py::type_error("texts have to be str");
    }
    views.push_back(view_of(py::reinterpret_borrow<py::str>(text)));
  }

  return interruptible(on_progress, [&](const Progress& progress) {
    return count(views, themes, tokenizer, threads, progress, boundary_of(boundary), cues);
  });
}

}  // namespace

void register_weigh(py::module_& module) {
  PYBIND11_NUMPY_DTYPE(Mention, document, theme, pattern, form, inside, start, end, sentence,
                       position, cue, cue_level, place, quoted);

  py::class_<Counts>(module, "Counts", "What one pass over the documents leaves.")
      .def_property_readonly("mentions",
                             [](const py::object& self) {
                               const auto& mentions = self.cast<const Counts&>().mentions;
                               return view_array(mentions.data(), mentions.size(), self);
                             })
      .def_readonly("forms", &Counts::forms)
      .def_readonly("terms", &Counts::terms)
      .def_property_readonly("words",
                             [](const py::object& self) {
                               const auto& words = self.cast<const Counts&>().words;
                               return view_array(words.data(), words.size(), self);
                             })
      .def(
          "term_counts",
          [](const py::object& self) {
            return csr_arrays(self.cast<const Counts&>().term_counts, self);
          },
          "data, indices, indptr of the document-term matrix of counts, without a copy.")
      .def(
          "term_tfidf",
          [](const Counts& self) {
            auto weights = std::make_unique<TermWeights>();
            {
              const py::gil_scoped_release release;
              *weights = tfidf(self.term_counts);
            }
            const TermWeights& matrix = *weights;
            const py::capsule owner(weights.release(),
                                    [](void* p) { delete static_cast<TermWeights*>(p); });
            return csr_arrays(matrix, owner);
          },
          "data, indices, indptr of the document-term matrix of tf-idf weights.")
      .def(
          "measure",
          [](const Counts& self, const std::string& name, const EmphasisWeights& weights) {
            return measure(self, name, weights);
          },
          py::arg("name"), py::arg("weights"), py::call_guard<py::gil_scoped_release>(),
          "Documents x themes by one of MEASURES.")
      .def(
          "mention_idf", [](const Counts& self) { return to_array(mention_idf(self)); },
          "Inverse document frequency of each of `forms`.")
      .def(
          "lengths", [](const Counts& self) { return to_array(tfidf_lengths(self.term_counts)); },
          "Euclidean length of each document's tf-idf vector.");

  py::list boundaries;
  for (const auto name : kBoundaryNames) {
    boundaries.append(std::string(name));
  }
  module.attr("BOUNDARIES") = py::tuple(boundaries);
  module.attr("WHOLE_WORDS") = kWholeWords;
  module.attr("MEASURES") = py::tuple(py::cast(measure_names()));
  module.def("count", &count_texts, py::arg("texts"), py::arg("themes"), py::arg("tokenizer"),
             py::kw_only(), py::arg("boundary"), py::arg("cues") = py::none(), py::arg("threads"),
             py::arg("on_progress") = py::none(), "Counts of the texts.");
}

}  // namespace themescore::bindings

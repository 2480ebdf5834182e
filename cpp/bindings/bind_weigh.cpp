#include <pybind11/eigen.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>

#include "bindings.hpp"
#include "themescore/weigh/counter.hpp"
#include "themescore/weigh/kept_counts.hpp"
#include "themescore/weigh/measures.hpp"
#include "themescore/weigh/schemes.hpp"
#include "themescore/weigh/term_matrix.hpp"
#include "themescore/weigh/term_selection.hpp"
#include "themescore/weigh/weigher.hpp"

namespace themescore::bindings {

namespace {

// Arrays of the CSR matrix that `make()` gives (data, indices, indptr), without a copy.
template <class Make>
py::tuple owned_arrays(const Make& make) {
  std::unique_ptr<TermCounts> made;
  {
    const py::gil_scoped_release release;
    made.reset(new TermCounts(make()));  // in its place: Eigen 3.4 copies where others move
  }
  const TermCounts& matrix = *made;
  const py::capsule owner(made.release(), [](void* p) { delete static_cast<TermCounts*>(p); });
  const auto size = static_cast<std::size_t>(matrix.nonZeros());
  return py::make_tuple(
      view_array(matrix.valuePtr(), size, owner), view_array(matrix.innerIndexPtr(), size, owner),
      view_array(matrix.outerIndexPtr(), static_cast<std::size_t>(matrix.rows()) + 1, owner));
}

// A CorpusCounter with what it looks at and nobody else holds.
class PythonCounter {
 public:
  PythonCounter(const ThemeSet& themes,
                const Tokenizer& tokenizer,
                const std::string& boundary,
                const CueLexicon* cues,
                const std::optional<std::vector<std::uint32_t>>& ngrams,
                bool across_sentences,
                bool sentences,
                bool terms,
                unsigned threads) {
    if (ngrams) {
      ngrams_ =
          std::make_unique<NgramShape>(*ngrams, std::vector<std::uint32_t>{0}, across_sentences);
    }
    counter_.emplace(themes, tokenizer, threads,
                     CountOptions{.boundary = boundary_of(boundary),
                                  .cues = cues,
                                  .ngrams = ngrams_.get(),
                                  .sentences = sentences,
                                  .terms = terms});
  }

  void add(const py::list& texts, const py::object& on_progress) {
    std::vector<Text> views;
    for (const py::handle text : texts) {
      if (!py::isinstance<py::str>(text)) {
        throw py::type_error("texts have to be str");
      }
      views.push_back(view_of(py::reinterpret_borrow<py::str>(text)));
    }
    interruptible(on_progress, [&](const Progress& progress) { counter_->add(views, progress); });
  }

  [[nodiscard]] std::vector<MentionedSentence> mentioned_sentences() const {
    return counter_->mentioned_sentences();
  }

  Counts finish() {
    const py::gil_scoped_release release;
    return counter_->finish();
  }

 private:
  std::unique_ptr<NgramShape> ngrams_;
  std::optional<CorpusCounter> counter_;
};

py::list list_of(const TermStrings& strings) {
  py::list list(strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) {
    list[i] = py::str(strings[i]);
  }
  return list;
}

// Terms of which Python has made no strings yet.
class PythonTerms {
 public:
  explicit PythonTerms(std::shared_ptr<const TermStrings> strings) : strings_(std::move(strings)) {}

  [[nodiscard]] std::size_t size() const noexcept { return strings_->size(); }
  [[nodiscard]] py::list all() const { return list_of(*strings_); }
  [[nodiscard]] py::list take(const std::vector<std::size_t>& columns) const {
    py::list list(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] >= size()) {
        throw py::index_error("no such column");
      }
      list[i] = py::str((*strings_)[columns[i]]);
    }
    return list;
  }

 private:
  std::shared_ptr<const TermStrings> strings_;
};

// The cells of a CSR matrix, which the arrays keep alive.
using Int64Array = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

template <class Value, int flags>
std::span<const Value> span_of(const py::array_t<Value, flags>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

template <class Value>
py::array_t<Value, py::array::c_style> structures_of(const py::array& array) {
  describe_structures();
  auto structures = py::array_t<Value, py::array::c_style>::ensure(array);
  if (!structures) {
    throw py::type_error("no array of the structures of Counts");
  }
  return structures;
}

TermCells cells_of(const Int64Array& starts,
                   const Int64Array& columns,
                   const Int64Array& counts,
                   std::size_t terms) {
  return {span_of(starts), span_of(columns), span_of(counts), terms};
}

void register_weightings(py::module_& module) {
  py::class_<Weighting>(module, "Weighting", "Names of schemes and the numbers that they take.")
      .def(py::init<>())
      .def_readwrite("tf", &Weighting::tf)
      .def_readwrite("idf", &Weighting::idf)
      .def_readwrite("norm", &Weighting::norm)
      .def_readwrite("base", &Weighting::base)
      .def_readwrite("k", &Weighting::k)
      .def_readwrite("smoothing", &Weighting::smoothing)
      .def_readwrite("ratio_plus", &Weighting::ratio_plus)
      .def_readwrite("df_plus", &Weighting::df_plus)
      .def_readwrite("idf_plus", &Weighting::idf_plus)
      .def_readwrite("slope", &Weighting::slope)
      .def_readwrite("pivot", &Weighting::pivot)
      .def_readwrite("alpha", &Weighting::alpha)
      .def_readwrite("k1", &Weighting::k1)
      .def_readwrite("b", &Weighting::b)
      .def_readwrite("delta", &Weighting::delta);

  py::class_<Collection>(module, "Collection", "What weights look at beside the document.")
      .def(py::init<>())
      .def_readwrite("documents", &Collection::documents)
      .def_readwrite("mean_words", &Collection::mean_words)
      .def_readwrite("mean_types", &Collection::mean_types)
      .def_readwrite("largest_frequency", &Collection::largest_frequency)
      .def_readwrite("term_frequencies", &Collection::term_frequencies)
      .def_readwrite("form_frequencies", &Collection::form_frequencies);

  module.def(
      "has_unseen",
      [](const Weighting& weighting, const Collection& collection) {
        return Weigher(weighting, collection).has_unseen();
      },
      py::arg("weighting"), py::arg("collection"),
      "Whether a term that no document of the collection has gets a weight.");
  module.def("norm_needs_characters", &norm_needs_characters, py::arg("norm"),
             "Whether the norm looks at how many characters a document has.");
  module.def(
      "mention_idf",
      [](const Weighting& weighting, const Collection& collection) {
        return to_array(mention_idf(weighting, collection));
      },
      py::arg("weighting"), py::arg("collection"),
      "Inverse document frequency of each form of the collection.");
  module.def(
      "collection_of",
      [](const Int64Array& starts, const Int64Array& columns, const Int64Array& counts,
         std::size_t terms) {
        const TermCells cells = cells_of(starts, columns, counts, terms);
        const py::gil_scoped_release release;
        return collection_of(cells);
      },
      py::arg("starts"), py::arg("columns"), py::arg("counts"), py::arg("terms"),
      "What the documents of a CSR matrix are as a Collection.");
  module.def(
      "weigh",
      [](const Int64Array& starts, const Int64Array& columns, const Int64Array& counts,
         const Weighting& weighting, const Collection& collection,
         const std::optional<Int64Array>& characters) {
        const TermCells cells =
            cells_of(starts, columns, counts, collection.term_frequencies.size());
        const auto of_documents =
            characters ? span_of(*characters) : std::span<const std::int64_t>();
        std::vector<double> weights;
        {
          const py::gil_scoped_release release;
          weights = weigh(cells, weighting, collection, of_documents);
        }
        return to_array(std::move(weights));
      },
      py::arg("starts"), py::arg("columns"), py::arg("counts"), py::arg("weighting"),
      py::arg("collection"), py::arg("characters") = py::none(),
      "Weight of each cell of a CSR matrix of counts; `characters` for norm_needs_characters().");
}

}  // namespace

void register_weigh(py::module_& module) {
  register_weightings(module);

  py::class_<PythonTerms>(module, "TermStrings", "Terms of which no str has been made yet.")
      .def("__len__", &PythonTerms::size)
      .def("tolist", &PythonTerms::all, "All of them.")
      .def("take", &PythonTerms::take, py::arg("columns"), "Those of some columns.");

  py::class_<Counts>(module, "Counts", "What one pass over the documents leaves.")
      .def(py::init([](const ThemeSet& themes, const py::array& mentions,
                       const py::array& mentioned_sentences, const std::vector<std::string>& forms,
                       const std::vector<std::string>& terms, const Int64Array& words,
                       const Int64Array& characters, const Int64Array& sentences,
                       const Int64Array& words_of_sentence) {
             const auto mention = structures_of<Mention>(mentions);
             const auto sentence = structures_of<MentionedSentence>(mentioned_sentences);
             return counts_of(themes, {.mentions = span_of(mention),
                                       .mentioned_sentences = span_of(sentence),
                                       .forms = forms,
                                       .terms = terms,
                                       .words = span_of(words),
                                       .characters = span_of(characters),
                                       .sentences = span_of(sentences),
                                       .words_of_sentence = span_of(words_of_sentence)});
           }),
           py::arg("themes"), py::kw_only(), py::arg("mentions"), py::arg("mentioned_sentences"),
           py::arg("forms"), py::arg("terms"), py::arg("words"), py::arg("characters"),
           py::arg("sentences"), py::arg("words_of_sentence"))
      .def_property_readonly("mentions",
                             [](const py::object& self) {
                               const auto& mentions = self.cast<const Counts&>().mentions;
                               return view_array(mentions.data(), mentions.size(), self);
                             })
      .def_property_readonly("mentioned_sentences",
                             [](const py::object& self) {
                               const auto& found = self.cast<const Counts&>().mentioned_sentences;
                               return view_array(found.data(), found.size(), self);
                             })
      .def_readonly("forms", &Counts::forms)
      .def_property_readonly("terms", [](const Counts& self) { return list_of(*self.terms); })
      .def_property_readonly("term_strings",
                             [](const Counts& self) { return PythonTerms(self.terms); })
      .def_property_readonly("words",
                             [](const py::object& self) {
                               const auto& words = self.cast<const Counts&>().words;
                               return view_array(words.data(), words.size(), self);
                             })
      .def_property_readonly("characters",
                             [](const py::object& self) {
                               const auto& characters = self.cast<const Counts&>().characters;
                               return view_array(characters.data(), characters.size(), self);
                             })
      .def_property_readonly("sentences",
                             [](const py::object& self) {
                               const auto& sentences = self.cast<const Counts&>().sentences;
                               return view_array(sentences.data(), sentences.size(), self);
                             })
      .def_property_readonly("words_of_sentence",
                             [](const py::object& self) {
                               const auto& words = self.cast<const Counts&>().words_of_sentence;
                               return view_array(words.data(), words.size(), self);
                             })
      .def(
          "term_counts",
          [](const Counts& self) { return owned_arrays([&] { return term_matrix(self.cells); }); },
          "data, indices, indptr of the document-term matrix of counts.")
      .def(
          "choose_terms",
          [](const Counts& self, std::int64_t min_documents, std::int64_t max_documents,
             std::int64_t top) {
            return to_array(choose_terms(self.cells, {min_documents, max_documents, top}));
          },
          py::arg("min_documents"), py::arg("max_documents"), py::arg("top"),
          "The columns of the document-term matrix to keep, in order.")
      .def(
          "take_terms",
          [](const Counts& self, const std::vector<std::int64_t>& columns) {
            return owned_arrays([&] { return take_terms(self.cells, columns); });
          },
          py::arg("columns"),
          "data, indices, indptr of the matrix of these columns; -1 is one without counts.")
      .def(
          "collection", [](const Counts& self) { return collection_of(self); },
          py::call_guard<py::gil_scoped_release>(), "What the documents are as a Collection.")
      .def(
          "term_collection",
          [](const Counts& self, const std::vector<std::int64_t>& columns) {
            return collection_of(self.cells, columns);
          },
          py::arg("columns"), py::call_guard<py::gil_scoped_release>(),
          "What the documents are if these are all their terms; without frequencies of forms.")
      .def(
          "measure",
          [](const Counts& self, const std::string& name, const EmphasisWeights& weights,
             const Weighting& weighting, const Collection& collection) {
            return measure(self, name, {weights, weighting, collection});
          },
          py::arg("name"), py::arg("weights"), py::arg("weighting"), py::arg("collection"),
          py::call_guard<py::gil_scoped_release>(), "Documents x themes by one of MEASURES.")
      .def(
          "lengths",
          [](const Counts& self, const Weighting& weighting, const Collection& collection) {
            return to_array(lengths(self.cells, weighting, collection, self.characters));
          },
          py::arg("weighting"), py::arg("collection"),
          "What each document's weights are divided by.")
      .def(
          "mention_tf",
          [](const Counts& self, const Weighting& weighting, const Collection& collection) {
            return to_array(mention_tf(self, weighting, collection));
          },
          py::arg("weighting"), py::arg("collection"),
          "What each mention adds to the term frequency of its form.");

  py::list boundaries;
  for (const auto name : kBoundaryNames) {
    boundaries.append(std::string(name));
  }
  module.attr("BOUNDARIES") = py::tuple(boundaries);
  module.attr("WHOLE_WORDS") = kWholeWords;
  module.attr("TERM_FREQUENCIES") = py::tuple(py::cast(term_frequency_names()));
  module.attr("DOCUMENT_FREQUENCIES") = py::tuple(py::cast(document_frequency_names()));
  module.attr("NORMS") = py::tuple(py::cast(norm_names()));
  module.attr("MEASURES") = py::tuple(py::cast(measure_names()));
  py::class_<PythonCounter>(module, "CorpusCounter", "Counts documents, batch after batch.")
      .def(py::init<const ThemeSet&, const Tokenizer&, const std::string&, const CueLexicon*,
                    const std::optional<std::vector<std::uint32_t>>&, bool, bool, bool, unsigned>(),
           py::arg("themes"), py::arg("tokenizer"), py::kw_only(), py::arg("boundary"),
           py::arg("cues") = py::none(), py::arg("ngrams") = py::none(),
           py::arg("across_sentences") = false, py::arg("sentences") = true,
           py::arg("terms") = true, py::arg("threads"), py::keep_alive<1, 2>(),
           py::keep_alive<1, 3>(), py::keep_alive<1, 5>())
      .def("add", &PythonCounter::add, py::arg("texts"), py::arg("on_progress") = py::none(),
           "Counts more documents, whose texts are let go.")
      .def(
          "mentioned_sentences",
          [](const PythonCounter& self) { return to_array(self.mentioned_sentences()); },
          "The sentences with mentions of the documents that were added last.")
      .def("finish", &PythonCounter::finish, "Counts of all documents; once.");
  module.def(
      "count",
      [](const py::list& texts, const ThemeSet& themes, const Tokenizer& tokenizer,
         const std::string& boundary, const CueLexicon* cues, unsigned threads) {
        PythonCounter counter(themes, tokenizer, boundary, cues, std::nullopt, false, true, true,
                              threads);
        counter.add(texts, py::none());
        return counter.finish();
      },
      py::arg("texts"), py::arg("themes"), py::arg("tokenizer"), py::kw_only(), py::arg("boundary"),
      py::arg("cues") = py::none(), py::arg("threads"), "Counts of the texts, as one batch.");
}

}  // namespace themescore::bindings

#include <pybind11/stl.h>

#include "bindings.hpp"
#include "themescore/text/form.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore::bindings {

namespace {

py::tuple token_arrays(const Tokenizer& tokenizer, const py::str& string) {
  const Text text = view_of(string);
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> ends;
  std::vector<std::uint8_t> kinds;
  std::vector<std::string> forms;
  {
    const py::gil_scoped_release release;
    check_text(text);
    for (const Token& token : tokenizer.tokens(text)) {
      starts.push_back(token.span.start);
      ends.push_back(token.span.end);
      kinds.push_back(static_cast<std::uint8_t>(token.kind));
      forms.push_back(form_of(to_utf8(text, token.span)));
    }
  }
  return py::make_tuple(to_array(std::move(starts)), to_array(std::move(ends)),
                        to_array(std::move(kinds)), std::move(forms));
}

py::list sentence_spans(const Tokenizer& tokenizer, const py::str& string) {
  const Text text = view_of(string);
  std::vector<Span> spans;
  {
    const py::gil_scoped_release release;
    check_text(text);
    spans = tokenizer.sentences(text);
  }
  py::list list;
  for (const Span& span : spans) {
    list.append(py::make_tuple(span.start, span.end));
  }
  return list;
}

}  // namespace

void register_tokenize(py::module_& module) {
  py::list kinds;
  for (const auto name : kTokenKindNames) {
    kinds.append(std::string(name));
  }
  module.attr("TOKEN_KINDS") = py::tuple(kinds);
  module.attr("HAN_SEGMENTERS") = py::tuple(py::cast(han_segmenter_names()));

  py::class_<Tokenizer>(module, "Tokenizer", "Finds words and sentences.")
      .def(py::init([](const std::string& han, bool standard) { return Tokenizer(han, standard); }),
           py::kw_only(), py::arg("han") = "bigram", py::arg("standard") = false)
      .def_property_readonly("han", &Tokenizer::han)
      .def_property_readonly("standard", &Tokenizer::standard)
      .def("tokens", &token_arrays, py::arg("text"), py::pos_only(),
           "Starts, ends, kinds (indices into TOKEN_KINDS) and forms of the tokens.")
      .def("sentences", &sentence_spans, py::arg("text"), py::pos_only(),
           "(start, end) of each sentence.");
  module.def(
      "word_boundaries",
      [](const py::str& text) {
        const auto boundaries = standard_word_boundaries(view_of(text));
        return std::vector<std::int64_t>(boundaries.begin(), boundaries.end());
      },
      py::arg("text"), py::pos_only(), "All word boundaries of UAX #29, white space included.");
}

}  // namespace themescore::bindings

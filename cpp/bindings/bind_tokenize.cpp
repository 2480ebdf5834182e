#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <tuple>

#include "bindings.hpp"
#include "themescore/text/stemmer.hpp"
#include "themescore/tokenize/clause_splitter.hpp"
#include "themescore/tokenize/explain.hpp"
#include "themescore/tokenize/han/registry.hpp"
#include "themescore/tokenize/stop_words.hpp"
#include "themescore/tokenize/text_ngrams.hpp"
#include "themescore/tokenize/token_table.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "word_strings.hpp"

namespace themescore::bindings {

namespace {

// (word, frequency or None, tag)
using Entry = std::tuple<std::string, std::optional<std::uint64_t>, std::string>;

// A class of pybind11 cannot hold a pointer to const itself.
struct Pattern {
  std::shared_ptr<const WordPattern> shared;
};

Tokenizer make_tokenizer(const std::string& han,
                         bool hmm,
                         bool simplify,
                         const std::optional<std::string>& stem,
                         std::vector<std::string> stop_words,
                         const Lexicon* lexicon,
                         const std::vector<Entry>& taught,
                         bool standard,
                         const Pattern* word_pattern) {
  TokenizerSettings settings;
  settings.han = han;
  settings.unknown_words = hmm;
  settings.simplify = simplify;
  settings.stem = stem.value_or("");
  settings.stop_words = std::move(stop_words);
  settings.standard = standard;
  settings.word_pattern = word_pattern ? word_pattern->shared : nullptr;
  const py::gil_scoped_release release;
  if (lexicon && taught.empty()) {
    settings.dictionary = lexicon->untaught;
  } else if (lexicon) {
    std::vector<TaughtWord> words;
    for (const auto& [word, frequency, tag] : taught) {
      words.push_back({dictionary_form(word, simplify), frequency, tag});
    }
    settings.dictionary = std::make_shared<const HanDictionary>(lexicon->shared, std::move(words));
  }
  return Tokenizer(std::move(settings));
}

// The strings of the types, each for all the tokens of that type: a word that comes back is no
// string more.
py::list repeated(const std::vector<py::str>& of_type, const std::vector<std::uint32_t>& type_of) {
  py::list list(type_of.size());
  for (std::size_t i = 0; i < type_of.size(); ++i) {
    // The list is new: nothing is there that list[i] would have to release.
    PyList_SET_ITEM(list.ptr(), static_cast<py::ssize_t>(i), of_type[type_of[i]].inc_ref().ptr());
  }
  return list;
}

py::tuple token_arrays(const Tokenizer& tokenizer, const py::str& string) {
  const Text text = view_of(string);
  TokenTable table;
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> ends;
  std::vector<std::uint8_t> kinds;
  {
    const py::gil_scoped_release release;
    check_text(text);
    table = token_table(tokenizer, text);
    for (const Token& token : table.tokens) {
      starts.push_back(token.span.start);
      ends.push_back(token.span.end);
      kinds.push_back(static_cast<std::uint8_t>(token.kind));
    }
  }
  const std::vector<py::str> terms(table.terms.begin(), table.terms.end());
  return py::make_tuple(to_array(std::move(starts)), to_array(std::move(ends)),
                        to_array(std::move(kinds)), repeated(terms, table.types.type_of));
}

py::list word_strings(const Tokenizer& tokenizer, const py::str& string, WordStrings& strings) {
  const Text text = view_of(string);
  std::vector<Span> words;
  {
    const py::gil_scoped_release release;
    check_text(text);
    words = word_spans(tokenizer, text);
  }
  return strings.list(string, words);
}

// What finds spans in a text, as a method that returns (start, end) pairs.
template <class Find>
auto span_method(Find find) {
  return [find](const Tokenizer& tokenizer, const py::str& string) {
    const Text text = view_of(string);
    std::vector<Span> spans;
    {
      const py::gil_scoped_release release;
      check_text(text);
      spans = find(tokenizer, text);
    }
    py::list list;
    for (const Span& span : spans) {
      list.append(py::make_tuple(span.start, span.end));
    }
    return list;
  };
}

py::list explained_tokens(const Tokenizer& tokenizer, const py::str& string) {
  const Text text = view_of(string);
  std::vector<ExplainedToken> tokens;
  {
    const py::gil_scoped_release release;
    check_text(text);
    tokens = explain(tokenizer, text);
  }
  py::list list;
  for (const ExplainedToken& next : tokens) {
    list.append(py::make_tuple(next.token.span.start, next.token.span.end, next.form,
                               static_cast<int>(next.token.kind), static_cast<int>(next.origin),
                               next.parts));
  }
  return list;
}

std::vector<std::string> ngrams_of(const Tokenizer& tokenizer,
                                   const py::str& string,
                                   std::vector<std::uint32_t> sizes,
                                   std::vector<std::uint32_t> skips,
                                   bool across_sentences,
                                   const std::string& separator) {
  const Text text = view_of(string);
  const py::gil_scoped_release release;
  check_text(text);
  const NgramShape shape(std::move(sizes), std::move(skips), across_sentences);
  return text_ngrams(tokenizer, text, shape, separator);
}

py::list taught_words(const Tokenizer& tokenizer) {
  py::list words;
  if (const auto& dictionary = tokenizer.settings().dictionary) {
    for (const TaughtWord& taught : dictionary->taught()) {
      words.append(py::make_tuple(to_utf8(std::u32string_view(taught.word)),
                                  taught.frequency.value_or(0), taught.tag));
    }
  }
  return words;
}

// Borders as numbers of characters, as the tests compare them.
py::tuple inner_borders(const Tokenizer& tokenizer, const std::string& form) {
  const HanCuts cuts = tokenizer.han_cuts(form);
  const auto places = [](std::uint64_t borders) {
    std::vector<std::size_t> found;
    for (std::size_t i = 1; i < 64; ++i) {
      if (has_border(borders, i)) {
        found.push_back(i);
      }
    }
    return found;
  };
  return py::make_tuple(places(cuts.starts), places(cuts.ends));
}

template <class Names>
py::tuple names_of(const Names& names) {
  py::list list;
  for (const auto& name : names) {
    list.append(std::string(name));
  }
  return py::tuple(list);
}

}  // namespace

void register_tokenize(py::module_& module) {
  module.attr("TOKEN_KINDS") = names_of(kTokenKindNames);
  module.attr("TOKEN_ORIGINS") = names_of(kTokenOriginNames);
  module.attr("HAN_SEGMENTERS") = names_of(han_segmenter_names());
  module.attr("STEM_LANGUAGES") = names_of(stemmer_languages());
  module.attr("STOP_WORD_LANGUAGES") = names_of(stop_word_languages());
  module.def(
      "stop_words", [](const std::string& language) { return names_of(stop_words(language)); },
      py::arg("language"), py::pos_only(), "The function words of a language.");

  py::class_<Pattern>(module, "WordPattern", "Runs of characters that are words.")
      .def(py::init([](const std::vector<WordPattern::Range>& characters, std::uint32_t shortest,
                       bool lower) {
             return Pattern{std::make_shared<const WordPattern>(characters, shortest, lower)};
           }),
           py::arg("characters"), py::kw_only(), py::arg("shortest"), py::arg("lower"));
  py::class_<WordStrings>(module, "WordStrings", "Strings made before, for Tokenizer.words().")
      .def(py::init<>());
  py::class_<Tokenizer>(module, "Tokenizer", "Finds words and sentences.")
      .def(py::init(&make_tokenizer), py::kw_only(), py::arg("han") = "bigram",
           py::arg("hmm") = true, py::arg("simplify") = true, py::arg("stem") = py::none(),
           py::arg("stop_words") = py::tuple(), py::arg("lexicon") = py::none(),
           py::arg("taught") = py::tuple(), py::arg("standard") = false,
           py::arg("word_pattern") = py::none())
      .def_property_readonly("taught", &taught_words)
      .def("has_word", &Tokenizer::has_word, py::arg("word"), py::pos_only(),
           "Whether the lexicon has the word, or it was taught.")
      .def(
          "term_of",
          [](const Tokenizer& self, const std::string& form) { return self.term_of(form); },
          py::arg("form"), py::pos_only(), "What a form is counted as.")
      .def("han_cuts", &inner_borders, py::arg("form"), py::pos_only(),
           "Inner borders of a word of Han at which a match may start, and end.")
      .def(
          "paragraphs",
          [](const Tokenizer& self, const py::str& string) {
            const Text text = view_of(string);
            const py::gil_scoped_release release;
            check_text(text);
            return self.layout(text).paragraph_of_sentence;
          },
          py::arg("text"), py::pos_only(), "The number of each sentence's paragraph.")
      .def("tokens", &token_arrays, py::arg("text"), py::pos_only(),
           "Starts, ends, kinds (indices into TOKEN_KINDS) and forms of the tokens.")
      .def("words", &word_strings, py::arg("text"), py::arg("strings"), py::pos_only(),
           "Words and numbers.")
      .def("sentences", span_method([](const Tokenizer& tokenizer, const Text& text) {
             return tokenizer.sentences(text);
           }),
           py::arg("text"), py::pos_only(), "(start, end) of each sentence.")
      .def("clauses", span_method([](const Tokenizer& tokenizer, const Text& text) {
             return split_clauses(text, tokenizer.sentences(text));
           }),
           py::arg("text"), py::pos_only(), "(start, end) of each clause.")
      .def("explain", &explained_tokens, py::arg("text"), py::pos_only(),
           "start, end, form, kind, origin (index into TOKEN_ORIGINS), parts of each token.")
      .def("ngrams", &ngrams_of, py::arg("text"), py::pos_only(), py::kw_only(), py::arg("sizes"),
           py::arg("skips"), py::arg("across_sentences"), py::arg("separator"),
           "The n-grams of a text.");
  module.def(
      "word_boundaries",
      [](const py::str& text) {
        const auto boundaries = standard_word_boundaries(view_of(text));
        return std::vector<std::int64_t>(boundaries.begin(), boundaries.end());
      },
      py::arg("text"), py::pos_only(), "All word boundaries of UAX #29, white space included.");
}

}  // namespace themescore::bindings

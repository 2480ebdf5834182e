#include <pybind11/stl.h>

#include "bindings.hpp"
#include "themescore/text/han.hpp"
#include "themescore/tokenize/han/user_dictionary.hpp"
#include "themescore/tokenize/tokenizer.hpp"

namespace themescore::bindings {

void register_lexicon(py::module_& module) {
  py::class_<Lexicon>(module, "HanLexicon", "Words of Chinese.")
      .def(py::init([](const std::string& path) {
             auto lexicon = HanLexicon::open(path);
             auto untaught = std::make_shared<const HanDictionary>(lexicon);
             return Lexicon{std::move(lexicon), std::move(untaught)};
           }),
           py::arg("path"), py::pos_only(), py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("source_version", [](const Lexicon& self) {
        return std::string(self.shared->source_version());
      });
  module.attr("LONGEST_TAUGHT_WORD") = kLongestTaughtWord;
  module.def(
      "is_han", [](const std::string& word) { return is_han(dictionary_form(word, false)); },
      py::arg("word"), py::pos_only(), "Whether all characters of the word are Han.");
  module.def(
      "parse_user_dictionary",
      [](const py::bytes& bytes) {
        py::list entries;
        for (const UserDictionaryLine& line : parse_user_dictionary(std::string_view(bytes))) {
          entries.append(py::make_tuple(line.line, to_utf8(line.word.word), line.word.frequency,
                                        line.word.tag));
        }
        return entries;
      },
      py::arg("bytes"), py::pos_only(), "(line, word, frequency or None, tag) of each line.");
}

}  // namespace themescore::bindings

#include <pybind11/gil_safe_call_once.h>

#include "bindings.hpp"
#include "themescore/weigh/concordance.hpp"
#include "themescore/weigh/counts.hpp"

namespace themescore::bindings {

void describe_structures() {
  static py::gil_safe_call_once_and_store<bool> described;
  described.call_once_and_store_result([] {
    PYBIND11_NUMPY_DTYPE(Mention, document, theme, pattern, form, inside, start, end, sentence,
                         position, cue, cue_level, place, quoted);
    PYBIND11_NUMPY_DTYPE(MentionedSentence, document, sentence, start, end);
    PYBIND11_NUMPY_DTYPE(WordContext, first_word, last_word, start, end);
    return true;
  });
}

}  // namespace themescore::bindings

// Several files compiled as one: pybind11's headers take longer to compile than what we write with
// them. Not CMake's own unity build, whose files ccache does not know again in another build
// folder.
#include "../bind_compare.cpp"
#include "../bind_concordance.cpp"
#include "../bind_emphasis.cpp"
#include "../bind_errors.cpp"
#include "../bind_lexicon.cpp"
#include "../bind_text.cpp"
#include "../bind_themes.cpp"
#include "../bind_trends.cpp"

// Built instead of stemmer.cpp where there is no libstemmer: there is no StemmerLanguage to be had,
// and so no Stemmer.
#include "themescore/errors.hpp"
#include "themescore/text/stemmer.hpp"

namespace themescore {

namespace {

[[noreturn]] std::string_view known_name(std::string_view name) {
  throw OptionError("stem: '" + std::string(name) +
                    "' needs libstemmer, without which themescore was built; install it (apt-get "
                    "install libstemmer-dev) and build themescore again");
}

}  // namespace

std::vector<std::string> stemmer_languages() { return {}; }

StemmerLanguage::StemmerLanguage(std::string_view name) : name_(known_name(name)) {}

void Stemmer::Delete::operator()(sb_stemmer*) const noexcept {}

Stemmer::Stemmer(StemmerLanguage language) : language_(language) {}

std::string Stemmer::stem(std::string_view form) { return std::string(form); }

}  // namespace themescore

#include "themescore/text/stemmer.hpp"

#include <algorithm>
#include <libstemmer.h>
#include <new>
#include <span>

#include "themescore/errors.hpp"

namespace themescore {

namespace {

// Constants of libstemmer's, in its own order.
std::span<const char* const> names() noexcept {
  const char* const* const first = sb_stemmer_list();
  const char* const* last = first;
  while (*last != nullptr) {
    ++last;
  }
  return {first, last};
}

std::string_view known_name(std::string_view name) {
  for (const std::string_view known : names()) {
    if (known == name) {
      return known;
    }
  }
  std::string reason = "stem: '" + std::string(name) + "' is not a language to stem; use";
  for (const std::string& known : stemmer_languages()) {
    reason += " '" + known + "'";
  }
  throw OptionError(reason);
}

}  // namespace

std::vector<std::string> stemmer_languages() {
  const auto all = names();
  std::vector<std::string> sorted(all.begin(), all.end());
  std::ranges::sort(sorted);
  return sorted;
}

StemmerLanguage::StemmerLanguage(std::string_view name) : name_(known_name(name)) {}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }

Stemmer::Stemmer(StemmerLanguage language)
    : language_(language), stemmer_(sb_stemmer_new(language.name().data(), "UTF_8")) {
  if (!stemmer_) {  // the name is known, so it can only be this
    throw std::bad_alloc();
  }
}

std::string Stemmer::stem(std::string_view form) {
  if (form.empty() || form.size() > kLongestForm) {
    return std::string(form);
  }
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(form.data()),
                      static_cast<int>(form.size()));
  if (stem == nullptr) {
    throw std::bad_alloc();
  }
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()));
  return length == 0 ? std::string(form) : std::string(reinterpret_cast<const char*>(stem), length);
}

}  // namespace themescore

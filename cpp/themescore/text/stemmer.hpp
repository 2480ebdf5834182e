#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;  // libstemmer's, which is no part of this interface

namespace themescore {

/// Names of the languages that can be stemmed, sorted ("english", not "en"). Each is a Snowball
/// algorithm: "english" is Porter2, "porter" the algorithm of 1980. None in a build without
/// libstemmer.
[[nodiscard]] std::vector<std::string> stemmer_languages();

/// A language that this build can stem. A value: cheap to copy, safe to share among threads, so
/// what is shared keeps the language and each thread makes its own Stemmer of it.
class StemmerLanguage {
 public:
  /// Throws OptionError unless `name` is one of stemmer_languages(): it names those that there are,
  /// or says what to install.
  explicit StemmerLanguage(std::string_view name);

  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  friend bool operator==(const StemmerLanguage&, const StemmerLanguage&) = default;

 private:
  std::string_view name_;  // a constant of libstemmer's, which ends with NUL
};

/// Reduces the forms of a word to one stem: `reforms`, `reformed`, `reforming` to `reform`.
///
/// A stem need be no word (`policies` becomes `polici`) and no stem of itself. The answer depends
/// on the form alone, but the stemmer works in memory of its own: one a thread.
class Stemmer {
 public:
  /// A longer form is returned as it is: no language has such words, and some algorithms take the
  /// square of the length.
  static constexpr std::size_t kLongestForm = 1000;  // bytes

  explicit Stemmer(StemmerLanguage language);

  [[nodiscard]] StemmerLanguage language() const noexcept { return language_; }

  /// `form` is what form_of() made: the algorithms expect small letters and composed accents. A
  /// few of its foldings lose what an algorithm looks at: `ß` is `ss`, a Turkish `ı` written as the
  /// capital `I` is `i`, the Armenian ligature of ech and yiwn is two letters. A number, and a form
  /// in another script, is its own stem; so is one of which an algorithm would leave nothing.
  [[nodiscard]] std::string stem(std::string_view form);

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept;
  };

  StemmerLanguage language_;
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

}  // namespace themescore

// Words in C++ alone, ours and ICU's, text by text in the same rounds; see words.py, which compiles
// this.
//
//     words_in_cpp ROUNDS TEXTS [LEXICON]
//
// TEXTS is a file of UTF-8 texts, each ended by a NUL. Without LEXICON the texts are cut by
// UAX #29, by ICU as well; with it ours alone, because ICU cuts Chinese by a dictionary of its own.
// Prints a line a job: its name, the number of words, the seconds of each round.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <unicode/ubrk.h>
#include <unicode/unistr.h>
#include <vector>

#include "themescore/tokenize/tokenizer.hpp"

namespace {

using themescore::Text;
using themescore::Token;
using themescore::Tokenizer;

// What a job finds; it is printed, so that no compiler can leave the work out.
struct Found {
  std::size_t words = 0;
  std::size_t offsets = 0;

  void add(std::size_t start, std::size_t end) {
    ++words;
    offsets += start ^ end;
  }
};

// A text as ICU wants it, and as a Python string has it: of the narrowest code points.
class Input {
 public:
  explicit Input(const std::string& utf8)
      : utf16_(icu::UnicodeString::fromUTF8(utf8)), owned_(themescore::OwnedText::from_utf8(utf8)) {
    const Text wide = owned_.view();
    char32_t highest = 0;
    for (std::size_t i = 0; i < wide.size(); ++i) {
      highest = std::max(highest, wide[i]);
    }
    is_wide_ = highest > 0xFFFF;
    for (std::size_t i = 0; i < wide.size() && !is_wide_; ++i) {
      if (highest > 0xFF) {
        medium_ += static_cast<char16_t>(wide[i]);
      } else {
        narrow_.push_back(static_cast<std::uint8_t>(wide[i]));
      }
    }
  }

  [[nodiscard]] const icu::UnicodeString& utf16() const { return utf16_; }
  [[nodiscard]] Text text() const {
    return is_wide_          ? owned_.view()
           : medium_.empty() ? Text(Text::Narrow(narrow_))
                             : Text(Text::Medium(medium_));
  }

 private:
  icu::UnicodeString utf16_;
  themescore::OwnedText owned_;
  bool is_wide_ = false;
  std::u16string medium_;
  std::vector<std::uint8_t> narrow_;
};

using Inputs = std::vector<Input>;

struct Job {
  std::string name;
  std::function<Found(const Inputs&)> run;
  std::vector<double> seconds = {};
  Found found = {};
};

Inputs read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  Inputs inputs;
  for (std::string text; std::getline(file, text, '\0');) {
    inputs.emplace_back(text);
  }
  return inputs;
}

// All that Tokenizer::tokens does: looks for wrapped lines as well, and keeps the tokens.
Found tokens(const Tokenizer& tokenizer, const Inputs& inputs) {
  Found found;
  for (const Input& input : inputs) {
    for (const Token& token : tokenizer.tokens(input.text())) {
      if (token.is_word()) {
        found.add(token.span.start, token.span.end);
      }
    }
  }
  return found;
}

// Keeps nothing, as the loop over ICU's boundaries.
Found scan(const Tokenizer& tokenizer, const Inputs& inputs) {
  Found found;
  for (const Input& input : inputs) {
    input.text().visit([&](auto units) {
      tokenizer.scan(units, {}, [&](const Token& token) {
        if (token.is_word()) {
          found.add(token.span.start, token.span.end);
        }
      });
    });
  }
  return found;
}

using BreakIterator = std::unique_ptr<UBreakIterator, decltype(&ubrk_close)>;

Found icu_words(UBreakIterator& iterator, const Inputs& inputs) {
  Found found;
  for (const Input& input : inputs) {
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(&iterator, input.utf16().getBuffer(), input.utf16().length(), &error);
    std::int32_t start = ubrk_first(&iterator);
    for (std::int32_t end = ubrk_next(&iterator); end != UBRK_DONE; end = ubrk_next(&iterator)) {
      if (ubrk_getRuleStatus(&iterator) >= UBRK_WORD_NONE_LIMIT) {
        found.add(static_cast<std::size_t>(start), static_cast<std::size_t>(end));
      }
      start = end;
    }
  }
  return found;
}

std::vector<Job> jobs_with(const char* lexicon_path) {
  using namespace themescore;
  const auto dictionary = std::make_shared<const HanDictionary>(HanLexicon::open(lexicon_path));
  const auto make = [&](bool unknown_words) {
    return Tokenizer({.han = "jieba", .dictionary = dictionary, .unknown_words = unknown_words});
  };
  return {{"tokens", std::bind_front(tokens, make(true))},
          {"tokens-no-hmm", std::bind_front(tokens, make(false))},
          {"scan", std::bind_front(scan, make(true))}};
}

std::vector<Job> jobs_beside(UBreakIterator& iterator) {
  const Tokenizer reports;
  const Tokenizer standard({.standard = true});
  return {{"tokens", std::bind_front(tokens, reports)},
          {"scan", std::bind_front(scan, reports)},
          {"scan-standard", std::bind_front(scan, standard)},
          {"icu", [&iterator](const Inputs& inputs) { return icu_words(iterator, inputs); }}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: words_in_cpp ROUNDS TEXTS [LEXICON]\n", stderr);
    return 2;
  }
  UErrorCode error = U_ZERO_ERROR;
  const BreakIterator iterator(ubrk_open(UBRK_WORD, "en", nullptr, 0, &error), &ubrk_close);
  if (U_FAILURE(error)) {
    std::fputs(u_errorName(error), stderr);
    return 1;
  }
  const Inputs inputs = read(arguments[2]);
  std::vector<Job> jobs = count > 3 ? jobs_with(arguments[3]) : jobs_beside(*iterator);
  // The first round does not count.
  for (int round = 0; round <= std::atoi(arguments[1]); ++round) {
    for (Job& job : jobs) {
      const auto start = std::chrono::steady_clock::now();
      job.found = job.run(inputs);
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      if (round > 0) {
        job.seconds.push_back(taken.count());
      }
    }
  }
  for (const Job& job : jobs) {
    std::printf("%s %zu", job.name.c_str(), job.found.words);
    for (const double seconds : job.seconds) {
      std::printf(" %.6f", seconds);
    }
    std::putchar('\n');
    std::fprintf(stderr, "%s: offsets %zu\n", job.name.c_str(), job.found.offsets);
  }
}

// Makes the binary lexicon of what han_lexicon_words.py wrote:
//
//     compile_han_lexicon WORDS LEXICON
//
// Runs on the machine that builds, as part of the build.

#include <charconv>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "themescore/tokenize/han/lexicon_writer.hpp"
#include "themescore/tokenize/han/name_parts.hpp"

namespace {

using themescore::HanLexiconSource;

// The generator wrote it, so it is well formed.
std::u32string decode(std::string_view utf8) {
  std::u32string characters;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    }
    characters += c;
    i += length;
  }
  return characters;
}

// As Python's float.hex() writes it: -0x1.8p+1.
double read_double(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  text.remove_prefix(text.starts_with("0x") ? 2 : 0);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::hex);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::runtime_error("not a number: " + std::string(text));
  }
  return negative ? -value : value;
}

std::size_t state_of(char letter) {
  const auto index = std::string_view("BEMS").find(letter);
  if (index == std::string_view::npos) {
    throw std::runtime_error(std::string("not a state: ") + letter);
  }
  return index;
}

HanLexiconSource read_source(std::istream& lines) {
  HanLexiconSource source;
  for (auto& row : source.states.transition) {
    row.fill(themescore::kNeverEmitted);
  }
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string kind;
    std::string first;
    std::string second;
    std::string third;
    fields >> kind >> first >> second >> third;
    if (kind == "version") {
      source.version = first;
    } else if (kind == "total") {
      source.total = std::stoull(first);
    } else if (kind == "word") {
      source.words.push_back({decode(first), std::stoull(second), themescore::is_name_tag(third)});
    } else if (kind == "start") {
      source.states.start[state_of(first.at(0))] = read_double(second);
    } else if (kind == "transition") {
      source.states.transition[state_of(first.at(0))][state_of(first.at(1))] = read_double(second);
    } else if (kind == "emission") {
      const auto [at, is_new] = source.emissions.try_emplace(decode(second).at(0));
      if (is_new) {
        at->second.fill(themescore::kNeverEmitted);
      }
      at->second[state_of(first.at(0))] = read_double(third);
    } else {
      throw std::runtime_error("a line of an unknown kind: " + line);
    }
  }
  return source;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    if (count != 3) {
      throw std::runtime_error("usage: compile_han_lexicon WORDS LEXICON");
    }
    std::ifstream words(arguments[1]);
    if (!words) {
      throw std::runtime_error(std::string("cannot read ") + arguments[1]);
    }
    const auto bytes = themescore::write_han_lexicon(read_source(words));
    std::ofstream lexicon(arguments[2], std::ios::binary);
    lexicon.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
    lexicon.close();
    if (!lexicon) {
      throw std::runtime_error(std::string("cannot write ") + arguments[2]);
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_han_lexicon: " << error.what() << '\n';
    return 1;
  }
}

#include "themescore/tokenize/tokenizer.hpp"

#include "themescore/text/form.hpp"
#include "themescore/text/han.hpp"
#include "themescore/tokenize/han/registry.hpp"
#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/paragraphs.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"

namespace themescore {

// HanRuns takes it for granted.
static_assert([] {
  char32_t c = 0x4E00;
  while (c <= 0x9FFF && unicode::properties(c).han) {
    ++c;
  }
  return c == 0xA000;
}());

std::u32string dictionary_form(std::string_view word, bool simplify) {
  const std::string form =
      simplify ? simplified_form(themescore::form_of(word)) : std::string(word);
  std::u32string characters;
  for_each_code_point(form, [&](char32_t c, std::size_t) { characters += c; });
  return characters;
}

Tokenizer::Tokenizer(TokenizerSettings settings)
    : settings_(std::move(settings)),
      segmenter_(make_han_segmenter(
          settings_.han,
          {.dictionary = settings_.dictionary, .unknown_words = settings_.unknown_words})) {
  if (!settings_.stem.empty()) {
    stem_ = StemmerLanguage(settings_.stem);
  }
  if (!settings_.word_pattern) {
    for (std::string& word : settings_.stop_words) {
      word = form_of(word);
    }
  }
  std::ranges::sort(settings_.stop_words);
}

std::string Tokenizer::form_of(std::string_view surface) const {
  if (settings_.word_pattern) {
    return settings_.word_pattern->form_of(surface);
  }
  std::string form = themescore::form_of(surface);
  return settings_.simplify && !settings_.standard ? simplified_form(std::move(form)) : form;
}

std::string Tokenizer::term_of(std::string_view form) const {
  return stem_ ? Stemmer(*stem_).stem(form) : std::string(form);
}

bool Tokenizer::has_word(std::string_view word) const {
  return settings_.dictionary &&
         settings_.dictionary->is_word(dictionary_form(word, settings_.simplify));
}

bool Tokenizer::is_stop_word(std::string_view form) const {
  return std::ranges::binary_search(settings_.stop_words, form);
}

HanCuts Tokenizer::han_cuts(std::string_view form) const {
  return segmenter_->cuts(han_characters(form));
}

HanOrigin Tokenizer::han_origin(std::string_view form) const {
  return segmenter_->origin(han_characters(form));
}

std::vector<std::uint32_t> Tokenizer::wrapped_lines(const Text& text) const {
  return settings_.standard || settings_.word_pattern ? std::vector<std::uint32_t>()
                                                      : find_wrapped_lines(text);
}

std::vector<Token> Tokenizer::tokens(const Text& text) const {
  std::vector<Token> tokens;
  const auto wrapped = wrapped_lines(text);
  text.visit([&](auto units) {
    scan(units, wrapped, [&](const Token& token) { tokens.push_back(token); });
  });
  return tokens;
}

Tokenizer::Layout Tokenizer::layout(const Text& text) const {
  if (settings_.word_pattern) {
    return {{{0, static_cast<std::uint32_t>(text.size())}}, {}, {0}};
  }
  const auto rules = settings_.standard ? SentenceRules::standard : SentenceRules::reports;
  auto wrapped = wrapped_lines(text);
  auto sentences = split_sentences(text, rules, wrapped);
  auto paragraphs = number_paragraphs(text, sentences, wrapped);
  return {std::move(sentences), std::move(wrapped), std::move(paragraphs)};
}

std::vector<Span> Tokenizer::sentences(const Text& text) const { return layout(text).sentences; }

std::vector<std::uint32_t> standard_word_boundaries(const Text& text) {
  std::vector<std::uint32_t> boundaries;
  text.visit([&](auto units) {
    for (std::size_t i = 0; i < units.size();) {
      boundaries.push_back(static_cast<std::uint32_t>(i));
      Bits seen = 0;
      i = next_word_boundary<word_break::Tailoring::none>(units, i, seen);
    }
    boundaries.push_back(static_cast<std::uint32_t>(units.size()));
  });
  return boundaries;
}

}  // namespace themescore

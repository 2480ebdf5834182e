#include "fuzz_input.hpp"
#include "themescore/text/unicode.hpp"
#include "themescore/tokenize/clause_splitter.hpp"
#include "themescore/tokenize/line_breaks.hpp"
#include "themescore/tokenize/sentence_splitter.hpp"

using themescore::SentenceRules;
using themescore::Span;
using themescore::split_sentences;

// By the standard the sentences cover the text. By the rules for reports they cover all that is not
// white space, without white space at either end, and their clauses do so within each of them. None
// depends on the width of the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Input input(data, size);
  const themescore::Text text = input.text();
  const std::u32string wide = input.widened();
  const themescore::Text same{themescore::Text::Wide(wide)};

  const auto standard = split_sentences(text, SentenceRules::standard);
  fuzz::require(standard == split_sentences(same, SentenceRules::standard));
  std::uint32_t end = 0;
  for (const auto span : standard) {
    fuzz::require(span.start == end && span.end > span.start);
    end = span.end;
  }
  fuzz::require(end == text.size());

  const auto sentences = split_sentences(text, SentenceRules::reports);
  fuzz::require(sentences == split_sentences(same, SentenceRules::reports));
  end = 0;
  const auto is_space = [&](std::uint32_t i) { return themescore::unicode::is_space(text[i]); };
  for (const auto span : sentences) {
    fuzz::require(span.start >= end && span.end > span.start && span.end <= text.size());
    fuzz::require(!is_space(span.start) && !is_space(span.end - 1));
    for (; end < span.start; ++end) {
      fuzz::require(is_space(end));
    }
    end = span.end;
  }
  for (; end < text.size(); ++end) {
    fuzz::require(is_space(end));
  }

  const auto clauses = themescore::split_clauses(text, sentences);
  fuzz::require(clauses == themescore::split_clauses(same, sentences));
  auto clause = clauses.begin();
  for (const Span sentence : sentences) {
    fuzz::require(clause != clauses.end() && clause->start == sentence.start);
    end = sentence.start;
    for (; clause != clauses.end() && clause->end <= sentence.end; ++clause) {
      fuzz::require(clause->start >= end && clause->end > clause->start);
      fuzz::require(!is_space(clause->start) && !is_space(clause->end - 1));
      for (; end < clause->start; ++end) {
        fuzz::require(is_space(end));
      }
      end = clause->end;
    }
    fuzz::require(end == sentence.end);
  }
  fuzz::require(clause == clauses.end());

  std::uint32_t last = 0;
  for (const std::uint32_t offset : themescore::find_wrapped_lines(text)) {
    fuzz::require(offset > last && offset < text.size());
    fuzz::require(themescore::is_line_break(text[offset]));
    last = offset;
  }
  return 0;
}

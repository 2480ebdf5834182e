#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/tokenize/paragraphs.hpp"

using themescore::Tokenizer;

namespace {

using Places = std::vector<std::uint32_t>;

Places paragraphs(std::string_view utf8, const Tokenizer& tokenizer = Tokenizer()) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  return tokenizer.layout(owned.view()).paragraph_of_sentence;
}

}  // namespace

TEST_CASE("a line break ends a paragraph, and so do a blank line and many") {
  CHECK(paragraphs("One. Two.\nThree.") == Places{0, 0, 1});
  CHECK(paragraphs("One. Two.\n\nThree.\n \n\n\nFour. Five.") == Places{0, 0, 1, 2, 2});
  CHECK(paragraphs("改革。开放。\n发展。") == Places{0, 0, 1});
  CHECK(paragraphs("\n\n  One.\n") == Places{0});
}

TEST_CASE("every kind of line break ends a paragraph, CR LF once") {
  CHECK(paragraphs("One.\r\nTwo.\rThree.\u2028Four.\u2029Five.\u0085Six.") ==
        Places{0, 1, 2, 3, 4, 5});
  CHECK(paragraphs("One.\r\n\r\nTwo.") == Places{0, 1});
}

TEST_CASE("a line without a stop is a paragraph of its own") {
  CHECK(paragraphs("A headline\nOne. Two.\n一、工作回顾\n改革。") == Places{0, 1, 1, 2, 3});
}

TEST_CASE("a line break that only wraps ends no paragraph") {
  // Wrapped at 40 columns; the last line of the first paragraph is not full.
  const std::string wrapped =
      "Trade grew in the first quarter. Exports\n"
      "rose, and imports fell. The board thinks\n"
      "that it will go on. Prices are expected.\n"
      "Wages rose.\n"
      "The second paragraph of this text begins\n"
      "here and has one more sentence. It ends.";
  CHECK(paragraphs(wrapped) == Places{0, 0, 0, 0, 0, 1, 1});
  std::string carriage = wrapped;
  for (std::size_t at = 0; (at = carriage.find('\n', at)) != std::string::npos; at += 2) {
    carriage.insert(at, "\r");
  }
  CHECK(paragraphs(carriage) == Places{0, 0, 0, 0, 0, 1, 1});
}

TEST_CASE("blanks around a sentence end no paragraph") {
  CHECK(paragraphs("改革。\u3000\u3000开放。 \t Two.") == Places{0, 0, 0});
}

TEST_CASE("a text without sentences has no paragraphs") {
  CHECK(paragraphs("").empty());
  CHECK(paragraphs(" \n\n ").empty());
}

TEST_CASE("standard sentences have paragraphs too, though they take their line breaks along") {
  const Tokenizer standard({.standard = true});
  CHECK(paragraphs("One. Two.\nThree.", standard) == Places{0, 0, 1});
  CHECK(paragraphs("One.\r\n\r\nTwo.", standard) == Places{0, 1, 2});  // the blank line too
  CHECK(paragraphs("long line that goes\non in lower case", standard) == Places{0, 1});
}

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.hpp"
#include "themescore/emphasis/places.hpp"

using testing::Strings;

namespace {

// The place of each sentence.
Strings places(std::string_view utf8) {
  const auto owned = themescore::OwnedText::from_utf8(utf8);
  const auto layout = themescore::Tokenizer().layout(owned.view());
  Strings names;
  for (const auto place :
       themescore::find_places(owned.view(), layout.sentences, layout.paragraph_of_sentence)) {
    names.emplace_back(themescore::kPlaceNames[static_cast<std::size_t>(place)]);
  }
  return names;
}

}  // namespace

TEST_CASE("a headline is a short line without a stop, the lead the first paragraph after it") {
  CHECK(places("Reform goes on\n\nOne. Two.\nThree. Four.\nFive.") ==
        Strings{"headline", "lead", "lead", "body", "body", "closing"});
  CHECK(places("改革再出发\n会议召开。\n会议强调，要改革。会议指出，要开放。\n会议结束。") ==
        Strings{"headline", "lead", "body", "body", "closing"});
}

TEST_CASE("a text may have no headline") {
  CHECK(places("One. Two.\nThree.\nFour.") == Strings{"lead", "lead", "body", "closing"});
}

TEST_CASE("a headline that is there again is a repeated headline, whatever its marks and case") {
  CHECK(places("Reform goes on\nReform goes on\nOne.\nTwo.") ==
        Strings{"headline", "repeated headline", "lead", "body"});
  CHECK(places("# Reform goes on\nREFORM, goes on\nOne.\nTwo.") ==
        Strings{"headline", "repeated headline", "lead", "body"});
  // with a credit behind it
  CHECK(places("Provincial reform goes on。By Meng Jie\nProvincial reform goes on\nOne.\nTwo.") ==
        Strings{"headline", "headline", "repeated headline", "lead", "body"});
  CHECK(places("Reform\nReform goes on and on\nOne.\nTwo.") ==
        Strings{"headline", "headline", "lead", "body"});
  CHECK(places("以改革促发展\n——全省推进会召开\n以改革促发展\n一。\n二。") ==
        Strings{"headline", "headline", "repeated headline", "lead", "body"});
}

TEST_CASE("a caption that the paragraph after it tells again is a repeated headline") {
  const std::string caption =
      "On September 26, the meeting on the reform of enterprises was held in the capital of the "
      "province, and the secretary of the committee, who is the director of the congress as well, "
      "presided over it and delivered a speech. Gansu Daily reporter Meng";
  const std::string story =
      "Gansu Daily news. The meeting on the reform of enterprises was held in the capital of the "
      "province on September 26 this afternoon, and the secretary of the committee, who is the "
      "director of the congress as well, presided over it and delivered a speech.";
  CHECK(places(caption + "\n" + story + "\nThree.") ==
        Strings{"repeated headline", "repeated headline", "lead", "lead", "body"});
  const std::string other =
      "Nothing of what the first lines say is told here: boats left port, bread was baked, and "
      "nobody knew why. Gulls cried.";
  CHECK(places(caption + "\n" + other + "\nThree.") ==
        Strings{"lead", "lead", "body", "body", "closing"});
}

TEST_CASE("a salutation is neither a headline nor the lead, a signature is not the closing") {
  CHECK(places("各位代表：\n现在报告工作。\n一年过去了。\n谢谢大家。\n李强") ==
        Strings{"body", "lead", "body", "closing", "body"});
  CHECK(places("Tideway\nDear all,\nOne.\nTwo.\nThree.\nRosalind\nChief Executive") ==
        Strings{"headline", "body", "lead", "body", "closing", "body", "body"});
}

TEST_CASE("few paragraphs have no closing one, a single one has no lead") {
  CHECK(places("One.\nTwo.") == Strings{"lead", "body"});
  CHECK(places("Headline\nOne. Two.") == Strings{"headline", "body", "body"});
  CHECK(places("One. Two. Three.") == Strings{"body", "body", "body"});
  CHECK(places("").empty());
}

TEST_CASE("lines alone are a list, without headlines; headings inside a text are body") {
  CHECK(places("apples\npears\nplums") == Strings{"body", "body", "body"});
  CHECK(places("One.\nA heading\nTwo.\nThree.") == Strings{"lead", "body", "body", "closing"});
}

TEST_CASE("at most five lines are headlines") {
  CHECK(places("a\nb\nc\nd\ne\nf\nOne.\nTwo.") == Strings{"headline", "headline", "headline",
                                                          "headline", "headline", "body", "lead",
                                                          "body"});
}

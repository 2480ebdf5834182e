#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support.hpp"

using testing::sentences;
using testing::Strings;

TEST_CASE("rule full-width stop: it ends a sentence with no space after it") {
  CHECK(sentences("会议强调改革。会议指出开放！为什么？因为") ==
        Strings{"会议强调改革。", "会议指出开放！", "为什么？", "因为"});
  CHECK(sentences("The meeting stressed reform。The governor spoke．") ==
        Strings{"The meeting stressed reform。", "The governor spoke．"});
  CHECK(sentences("改革；开放，发展、稳定：好。") == Strings{"改革；开放，发展、稳定：好。"});
}

TEST_CASE("ordinary sentences end at a full stop, a question or exclamation mark and a blank") {
  CHECK(sentences("It grew. It fell! Why? Nobody knows.") ==
        Strings{"It grew.", "It fell!", "Why?", "Nobody knows."});
  CHECK(sentences("It grew by 3.5 percent. It fell.") ==
        Strings{"It grew by 3.5 percent.", "It fell."});
  CHECK(sentences("It fell.... Prices rose.") == Strings{"It fell....", "Prices rose."});
  CHECK(sentences("wait... what? Yes... Now!") == Strings{"wait... what?", "Yes...", "Now!"});
}

TEST_CASE("rule abbreviations: a title never ends a sentence") {
  CHECK(sentences("Mr. Smith met Gov. Li and Prof. Wang. They spoke.") ==
        Strings{"Mr. Smith met Gov. Li and Prof. Wang.", "They spoke."});
  CHECK(sentences("It fell, cf. The Economist of May.") ==
        Strings{"It fell, cf. The Economist of May."});
  CHECK(sentences("Firms, e.g. Acme, i.e. Big ones, vs. Small ones.").size() == 1);
}

TEST_CASE("rule abbreviations: months and numbers hold on to the digit that follows") {
  CHECK(sentences("On Nov. 3 the board met. It ended.") ==
        Strings{"On Nov. 3 the board met.", "It ended."});
  CHECK(sentences("See No. 5 and Fig. 2 and pp. 3 to 4.").size() == 1);
  CHECK(sentences("It began in Nov. The board met.") ==
        Strings{"It began in Nov.", "The board met."});
  CHECK(sentences("She said no. The board agreed.") ==
        Strings{"She said no.", "The board agreed."});
}

TEST_CASE("rule abbreviations: U.S. and Inc. end a sentence only before a word that begins one") {
  CHECK(sentences("The U.S. economy grew. Prices fell.") ==
        Strings{"The U.S. economy grew.", "Prices fell."});
  CHECK(sentences("The U.S. Government said so.") == Strings{"The U.S. Government said so."});
  CHECK(sentences("It was made in the U.S. The economy grew.") ==
        Strings{"It was made in the U.S.", "The economy grew."});
  CHECK(sentences("Acme Inc. Chairman Li spoke. Acme Inc. However, it fell.") ==
        Strings{"Acme Inc. Chairman Li spoke.", "Acme Inc.", "However, it fell."});
  CHECK(sentences("At 9 a.m. Beijing time it began. At 5 p.m. It ended.") ==
        Strings{"At 9 a.m. Beijing time it began.", "At 5 p.m.", "It ended."});
}

TEST_CASE("rule initials: a capital with a full stop stays with the name") {
  CHECK(sentences("J. Smith and George W. Bush met John F. Kennedy. All agreed.") ==
        Strings{"J. Smith and George W. Bush met John F. Kennedy.", "All agreed."});
  CHECK(sentences("Dr. J. R. R. Tolkien wrote.") == Strings{"Dr. J. R. R. Tolkien wrote."});
}

TEST_CASE("a word that only ends like an abbreviation is none") {
  CHECK(sentences("It is Latino. Five came.") == Strings{"It is Latino.", "Five came."});
  CHECK(sentences("He played piano. 5 Chinese came.") ==
        Strings{"He played piano.", "5 Chinese came."});
  CHECK(sentences("Der Kanal. Morgen.") == Strings{"Der Kanal.", "Morgen."});
  CHECK(sentences("Un mot idéal. Paris.") == Strings{"Un mot idéal.", "Paris."});
  CHECK(sentences("Un mot ide\u0301al. Paris.") == Strings{"Un mot ide\u0301al.", "Paris."});
}

TEST_CASE("rule enumerators: a number or letter at the beginning goes with what it numbers") {
  CHECK(sentences("1. Reform the firms. 2. Build roads.") ==
        Strings{"1. Reform the firms.", "2. Build roads."});
  CHECK(sentences("A. Reform the firms.\nIV. Build roads.") ==
        Strings{"A. Reform the firms.", "IV. Build roads."});
  CHECK(sentences("It grew in 2021. Then it fell.") ==
        Strings{"It grew in 2021.", "Then it fell."});
  CHECK(sentences("2021. The year of change.") == Strings{"2021.", "The year of change."});
}

TEST_CASE("rule closing: closing quotes and brackets stay with their sentence") {
  CHECK(sentences("“Reform.” Then he left.") == Strings{"“Reform.”", "Then he left."});
  CHECK(sentences("“改革。”他说。（完。）再见") == Strings{"“改革。”他说。", "（完。）", "再见"});
  CHECK(sentences("(It grew.) It fell.") == Strings{"(It grew.)", "It fell."});
  CHECK(sentences("他说：「改革。」完") == Strings{"他说：「改革。」", "完"});
}

TEST_CASE("rule opening: opening quotes and brackets go to the sentence that follows") {
  CHECK(sentences("It grew. “Reform now.”") == Strings{"It grew.", "“Reform now.”"});
  CHECK(sentences("改革。“开放。”") == Strings{"改革。", "“开放。”"});
  CHECK(sentences("改革。（开放。）") == Strings{"改革。", "（开放。）"});
  CHECK(sentences("改革。《规划》发布。") == Strings{"改革。", "《规划》发布。"});
  CHECK(sentences("It grew. (It fell.)") == Strings{"It grew.", "(It fell.)"});
}

TEST_CASE("rule straight quotes: they open and close by turns") {
  CHECK(sentences("He said \"Reform.\" She left. \"Why?\" Nobody knew.") ==
        Strings{"He said \"Reform.\"", "She left.", "\"Why?\"", "Nobody knew."});
  CHECK(sentences("改革。\"开放。\"发展。") == Strings{"改革。", "\"开放。\"", "发展。"});
  // A blank on one side tells, whatever stood before.
  CHECK(sentences("A 5\" pipe. \"Why?\" Nobody knew.") ==
        Strings{"A 5\" pipe.", "\"Why?\"", "Nobody knew."});
  // A paragraph starts from none, so one that was left open does no harm.
  CHECK(sentences("A 5\" pipe.\n\n改革。\"开放。\"发展。") ==
        Strings{"A 5\" pipe.", "改革。", "\"开放。\"", "发展。"});
}

TEST_CASE("sentences come without the white space around them, and none is empty") {
  CHECK(sentences("  It grew.  \n\n\t It fell. ") == Strings{"It grew.", "It fell."});
  CHECK(sentences("").empty());
  CHECK(sentences(" \n\t\u3000\r\n").empty());
  CHECK(sentences("。") == Strings{"。"});
}

TEST_CASE("many initials after much white space take no quadratic time") {
  std::string text(400'000, ' ');
  for (int i = 0; i < 100'000; ++i) {
    text += "J. ";
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(sentences(text).size() == 1);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

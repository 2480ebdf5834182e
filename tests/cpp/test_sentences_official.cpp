#include <doctest/doctest.h>

#include <string>

#include "support.hpp"

using testing::sentences;
using testing::Strings;

TEST_CASE("the beginning of the seed: a headline repeated, full-width stops, no blanks") {
  CHECK(
      sentences("Meeting on reform\nMeeting on reform\nBy a reporter\n"
                "The meeting stressed the 国有Enterprise reform发展。It is necessary to build。") ==
      Strings{"Meeting on reform", "Meeting on reform", "By a reporter",
              "The meeting stressed the 国有Enterprise reform发展。",
              "It is necessary to build。"});
}

TEST_CASE("rule missing blank: a full stop between a word and a capitalised one ends a sentence") {
  CHECK(sentences("We need reform.The meeting ended.") ==
        Strings{"We need reform.", "The meeting ended."});
  CHECK(sentences("We need reform.A meeting ended.") ==
        Strings{"We need reform.", "A meeting ended."});
  CHECK(sentences("It grew in 2023.The meeting ended.") ==
        Strings{"It grew in 2023.", "The meeting ended."});
}

TEST_CASE("a full stop inside a name, number or address ends nothing") {
  for (const std::string text :
       {"The U.S.A is large", "We use Node.js here", "See example.com and Example.com now",
        "It is 3.5 percent", "Write to john.Smith@example.com now", "See www.themes.Org now",
        "See https://example.org/page.Html now", "Mrs.Yellen and Gov.Smith met", "The x.Y value",
        "The file report_final.Docx is here"}) {
    CAPTURE(text);
    CHECK(sentences(text) == Strings{text});
  }
}

TEST_CASE("rule number: a full stop, a blank and a number") {
  CHECK(sentences("It grew in 2023. 26 provinces grew too.") ==
        Strings{"It grew in 2023.", "26 provinces grew too."});
  CHECK(sentences("Our alliance is strong. 1983 was a good year.") ==
        Strings{"Our alliance is strong.", "1983 was a good year."});
  CHECK(sentences("I propose a $2. 1 billion program.").size() == 1);
  CHECK(sentences("See sec. 5 of the act and Art. 3 of it, Nos. 4 and 5.").size() == 1);
}

TEST_CASE("rule footnote: its mark belongs to the sentence before") {
  CHECK(sentences("It was agreed to hold.1 The Committee met.") ==
        Strings{"It was agreed to hold.1", "The Committee met."});
  CHECK(sentences("It said \"hold.\"12 The Committee met.") ==
        Strings{"It said \"hold.\"12", "The Committee met."});
  CHECK(sentences("改革。[3]开放。") == Strings{"改革。[3]", "开放。"});
  CHECK(sentences("See No.5 The Mall and vol.2 The End").size() == 1);
  CHECK(sentences("It grew by 3.5 Percent").size() == 1);
  CHECK(sentences("改革。[附件]开放。") == Strings{"改革。", "[附件]开放。"});
}

TEST_CASE(
    "rule abbreviations: a.m. and p.m. end a sentence before a capital, but not before a zone") {
  CHECK(sentences("It began at 9:00 a.m. Present: Mr. Li.") ==
        Strings{"It began at 9:00 a.m.", "Present: Mr. Li."});
  CHECK(sentences("It ended at 1:15 p.m. Donald Kohn wrote.") ==
        Strings{"It ended at 1:15 p.m.", "Donald Kohn wrote."});
  CHECK(sentences("It began at 9:00 a.m.1 Present: Mr. Li.") ==
        Strings{"It began at 9:00 a.m.1", "Present: Mr. Li."});
  CHECK(sentences("At 9 a.m. Eastern time, 3 p.m. Monday and 5 p.m. on Tuesday.").size() == 1);
}

TEST_CASE("rule abbreviations: degrees, firms in brackets, titles in capitals, cases") {
  CHECK(sentences("The Ph.D. Candidate spoke.").size() == 1);
  CHECK(sentences("She has a Ph.D. The board met.") ==
        Strings{"She has a Ph.D.", "The board met."});
  CHECK(sentences("Li (Acme Inc.) Chairman spoke.").size() == 1);
  CHECK(sentences("He works there (Acme Inc.) The board met.") ==
        Strings{"He works there (Acme Inc.)", "The board met."});
  CHECK(sentences("(It is in the U.S.) Prices fell.") ==
        Strings{"(It is in the U.S.)", "Prices fell."});
  CHECK(sentences("MR. SMITH: Yes. DR. LI: No.") == Strings{"MR. SMITH: Yes.", "DR. LI: No."});
  CHECK(sentences("Mses. Krieger and Mester decided Roe v. Wade.").size() == 1);
  CHECK(sentences("The EU (incl. Germany) agreed.").size() == 1);
  CHECK(sentences("Robert deV. Frierson, Secretary").size() == 1);
}

TEST_CASE("rule enumerators: numbers of headings, and letters after a colon or semicolon") {
  for (const std::string text :
       {"3.2. Reform of firms", "1.改革国企", "１．改革国企", "（一）改革国企", "一、改革国企",
        "(1) Reform", "①改革国企", "第一条 为了改革", "第一，改革；第二，开放",
        "一是改革；二是开放", "iv. Reform of firms"}) {
    CAPTURE(text);
    CHECK(sentences(text) == Strings{text});
  }
  CHECK(sentences("The System shall: A. To buy; B. The other; and ii. At last.").size() == 1);
  CHECK(sentences("It is approved. ii. The board met. 10. All banks agree.") ==
        Strings{"It is approved.", "ii. The board met.", "10. All banks agree."});
  CHECK(sentences("要改革。二是开放。（三）发展。") ==
        Strings{"要改革。", "二是开放。", "（三）发展。"});
  CHECK(sentences("取得成就。——经济增长。——民生改善。") ==
        Strings{"取得成就。", "——经济增长。", "——民生改善。"});
}

TEST_CASE("an item in brackets begins a sentence after a full stop") {
  CHECK(sentences("To buy bills of dealers. (c) To sell them. (ii) The rest.") ==
        Strings{"To buy bills of dealers.", "(c) To sell them.", "(ii) The rest."});
  CHECK(sentences("It grew by 3 p.c. (see above) and more.").size() == 1);
}

TEST_CASE("a question or exclamation mark before a small letter ends nothing") {
  CHECK(sentences("See example.org/page.aspx?id=5 now. Yahoo! said so.") ==
        Strings{"See example.org/page.aspx?id=5 now.", "Yahoo! said so."});
  CHECK(sentences("为什么？e时代。") == Strings{"为什么？", "e时代。"});
}

TEST_CASE("rule leader: the dots of a table of contents end nothing") {
  CHECK(sentences("Chapter one ........ 5\nChapter two ........ 19") ==
        Strings{"Chapter one ........ 5", "Chapter two ........ 19"});
  CHECK(sentences("第一章 总则 ……… 5\n第二章 改革……………19") ==
        Strings{"第一章 总则 ……… 5", "第二章 改革……………19"});
  CHECK(sentences("Receipts ...... $98 ...... $107").size() == 1);
}

TEST_CASE("a speaker's label stays with what is said") {
  CHECK(sentences("记者：为什么？\n总理：因为改革。") ==
        Strings{"记者：为什么？", "总理：因为改革。"});
  CHECK(sentences("Q: Why? A: Because.\nQ: Really?") ==
        Strings{"Q: Why?", "A: Because.", "Q: Really?"});
}

TEST_CASE("full-width spaces in names and headings are no borders") {
  CHECK(sentences("王　毅、李　强出席。　　会议结束。") ==
        Strings{"王　毅、李　强出席。", "会议结束。"});
  CHECK(sentences("第一章　总　则\n　　\n　　为了改革。") ==
        Strings{"第一章　总　则", "为了改革。"});
}

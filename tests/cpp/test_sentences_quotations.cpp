#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support.hpp"

using testing::sentences;
using testing::Strings;

TEST_CASE("rule speaker: a Chinese quotation goes on with the clause that says who speaks") {
  CHECK(sentences("“改革要深入。”他说。会议结束。") ==
        Strings{"“改革要深入。”他说。", "会议结束。"});
  CHECK(sentences("“我们要改革！”李克强强调，改革是动力。完。") ==
        Strings{"“我们要改革！”李克强强调，改革是动力。", "完。"});
  CHECK(sentences("会议开始。“为什么？”王　毅问。") ==
        Strings{"会议开始。", "“为什么？”王　毅问。"});
  CHECK(sentences("「為什麼？」記者問。") == Strings{"「為什麼？」記者問。"});
  CHECK(sentences("“很好。”他告诉记者，还会更好。") == Strings{"“很好。”他告诉记者，还会更好。"});
  // Two sentences in one quotation: the second is the one that goes on.
  CHECK(sentences("“改革。开放。”他说。") == Strings{"“改革。", "开放。”他说。"});
}

TEST_CASE("a Chinese quotation ends its sentence if its speaker was named before it") {
  CHECK(sentences("他说：“改革。”会议强调，要开放。") ==
        Strings{"他说：“改革。”", "会议强调，要开放。"});
  CHECK(sentences("他指出，“改革。”李强表示，要开放。") ==
        Strings{"他指出，“改革。”", "李强表示，要开放。"});
}

TEST_CASE("what follows a quotation and is no speaker's clause is a sentence of its own") {
  CHECK(sentences("“改革。”他说：“开放。”") == Strings{"“改革。”", "他说：“开放。”"});
  CHECK(sentences("“改革。”他知道，路还长。") == Strings{"“改革。”", "他知道，路还长。"});
  CHECK(sentences("“改革。”会议通过了报告。") == Strings{"“改革。”", "会议通过了报告。"});
  CHECK(sentences("“怎么办？”“为什么？”") == Strings{"“怎么办？”", "“为什么？”"});
  CHECK(sentences("“改革。”说。") == Strings{"“改革。”", "说。"});
}

TEST_CASE("rule quotation: a question that is quoted inside a sentence does not end it") {
  CHECK(sentences("要回答“谁来养活中国？”的问题。完。") ==
        Strings{"要回答“谁来养活中国？”的问题。", "完。"});
  CHECK(sentences("You can't yell \"Fire!\" in a theatre. No.") ==
        Strings{"You can't yell \"Fire!\" in a theatre.", "No."});
  CHECK(sentences("“Really?” he said. She left.") == Strings{"“Really?” he said.", "She left."});
  CHECK(sentences("It grew (by how much?) last year. It fell.") ==
        Strings{"It grew (by how much?) last year.", "It fell."});
}

TEST_CASE("rule speaker: in English a name and a verb of speech go with a question") {
  CHECK(sentences("“Really?” Mr. Smith asked. He left.") ==
        Strings{"“Really?” Mr. Smith asked.", "He left."});
  CHECK(sentences("\"Build it!\" President Li Qiang said.") ==
        Strings{"\"Build it!\" President Li Qiang said."});
  CHECK(sentences("“Really?” The board said no.") == Strings{"“Really?”", "The board said no."});
  CHECK(sentences("“Really?” Smith left.") == Strings{"“Really?”", "Smith left."});
  CHECK(sentences("“It grew.” Smith said more.") == Strings{"“It grew.”", "Smith said more."});
}

TEST_CASE("rule title: a question or exclamation mark in 《》 ends nothing") {
  CHECK(sentences("他读了《觉醒吧！》一文。完。") == Strings{"他读了《觉醒吧！》一文。", "完。"});
  CHECK(sentences("合唱《向前！向前！》开始。") == Strings{"合唱《向前！向前！》开始。"});
  CHECK(sentences("改革！《规划》发布。") == Strings{"改革！", "《规划》发布。"});
  CHECK(sentences("改革。没有书名》的开头。") == Strings{"改革。", "没有书名》的开头。"});
  CHECK(sentences("改革！没有书名》的开头。").size() == 1);
}

TEST_CASE("rule ellipsis: it ends a sentence before a blank and a capital") {
  CHECK(sentences("He waited… Nobody came.") == Strings{"He waited…", "Nobody came."});
  CHECK(sentences("He waited…… Nobody came.") == Strings{"He waited……", "Nobody came."});
  CHECK(sentences("“He waited…” Nobody came.") == Strings{"“He waited…”", "Nobody came."});
  CHECK(sentences("He waited... Nobody came.") == Strings{"He waited...", "Nobody came."});
  CHECK(sentences("Hope is found… in many places.").size() == 1);
  CHECK(sentences("farmers…grocery clerks…Asia and so on.").size() == 1);
  CHECK(sentences("改革、开放……都要坚持。").size() == 1);
  CHECK(sentences("“改革……”他说。").size() == 1);
  CHECK(sentences("改革……\n开放。") == Strings{"改革……", "开放。"});
  CHECK(sentences("改革……。开放。") == Strings{"改革……。", "开放。"});
}

TEST_CASE("many quotations that never open take no quadratic time") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) {
    text += "！”他说，";
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(sentences(text).size() == 100'001);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

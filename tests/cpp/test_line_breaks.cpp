#include <doctest/doctest.h>

#include <string>

#include "support.hpp"
#include "themescore/tokenize/line_breaks.hpp"

using testing::sentences;
using testing::Strings;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Hard-wrapped at 60 columns.
const std::string kWrapped =
    "The provincial leading group met on Tuesday and stressed\n"
    "that the reform of State-owned firms has to go on. It is\n"
    "necessary to strengthen Party building, to open further to\n"
    "Asia, and to protect the environment of the river.\n";

const std::string kWrappedFirst =
    "The provincial leading group met on Tuesday and stressed\n"
    "that the reform of State-owned firms has to go on.";
const std::string kWrappedSecond =
    "It is\nnecessary to strengthen Party building, to open further to\n"
    "Asia, and to protect the environment of the river.";

// As LibreOffice sets it in Liberation Serif of 12 points: lines of one width in millimetres, of 99
// to 108 columns.
const std::string kProportional =
    "Inflation is too high. Consumer prices in July were 7.3 percent above their level of a year "
    "before, after a\n"
    "peak of 8.1 percent in March. The price of energy has fallen back, but what households pay "
    "for food, rents\n"
    "and repairs has not. Measured inflation excluding food and energy was 6.4 percent, the "
    "highest since the\n"
    "present index was introduced in 1988. Of the 94 items in the basket, 71 rose by more than 4 "
    "percent.\n"
    "Two years ago the Board expected these price pressures to pass with the shortage of parts and "
    "ships. They\n"
    "did not. Dearer imports were passed on quickly, and, with demand strong, firms found that "
    "they could\n"
    "restore their margins as well. The Board has published its own review of these errors "
    "(Occasional Paper\n"
    "No. 61) and has changed the way in which it weighs the reports of its regional offices "
    "against its models.\n"
    "The economy is slowing, as it must if inflation is to come down. Output grew by 0.2 percent "
    "in the second\n"
    "quarter. New credit to households has come almost to a halt, and bank lending to firms is "
    "growing by 1.5\n"
    "percent, vs. 9.8 percent a year ago. Factories report shorter order books, though the makers "
    "of cables, e.g.\n"
    "those supplying the offshore wind farms, are still hiring. Unemployment has edged up from 3.6 "
    "to 3.9\n"
    "percent. Wages are rising at 6 percent a year, a pace that cannot be squared with stable "
    "prices unless\n"
    "productivity improves.\n"
    "Banks are well capitalized. The examination carried out in May by the supervisory arm of the "
    "Authority\n"
    "found that all but one of the 12 largest could withstand a fall of 30 percent in house "
    "prices. The one\n"
    "concerned, Estuary Mutual, has since raised capital of 410 million. Risks from abroad remain: "
    "a stronger\n"
    "U.S. dollar would add to import prices, and the funding of smaller lenders needs watching.\n";

}  // namespace

TEST_CASE("rule wrapped: a line break in hard-wrapped text is a blank") {
  CHECK(sentences(kWrapped) == Strings{kWrappedFirst, kWrappedSecond});
}

TEST_CASE("rule wrapped: Chinese wrapped at a fixed number of characters is joined") {
  const std::string line1 =
      "会议强调，要深入学习贯彻关于国有企业改革发展和党的建设的重要论述，切实";
  const std::string line2 =
      "增强责任感使命感，坚定不移推动国有资本和国有企业做强做优做大，为经济社";
  const std::string line3 = "会发展作出贡献。会议指出，要加强监管。";
  CHECK(sentences(line1 + "\n" + line2 + "\n" + line3) ==
        Strings{line1 + "\n" + line2 + "\n会发展作出贡献。", "会议指出，要加强监管。"});
}

TEST_CASE("rule wrapped: a character goes to the next line with the mark that cannot begin it") {
  // Four lines of 38 characters, but for the third, where 业 went on with its comma.
  const std::string line1 =
      "会议强调，要深入学习贯彻关于国有企业改革发展和党的建设的重要论述，坚持集";
  const std::string line2 =
      "中力量发展重工业，也就是冶金工业和燃料工业以及动力工业和各类机械制造工业";
  const std::string line3 = "在这些项目中，有现代化的钢铁联合企业，有许多煤矿企业，也有有色冶金企";
  const std::string line4 =
      "业、各类重型机器制造厂、汽车制造厂、拖拉机制造厂以及飞机制造厂都要继续办";
  const std::string text = line1 + "\n" + line2 + "\n" + line3 + "\n" + line4 + "\n好。";
  CHECK(sentences(text) == Strings{text});
}

TEST_CASE("rule wrapped: beside Chinese, quotation marks are as wide as it is") {
  const std::string text =
      "会议强调，要深入学习贯彻关于国有企业改革发展和党的建设的重要论述，坚持集\n中力量发展重工业，"
      "也就是冶金工业和燃料工业以及动力工业和各类机械制造工业\n彻底改变企业吃国家“大锅饭”、职工吃企"
      "业“大锅饭”和干多干少一个样的状况\n做到同步进行。";
  CHECK(sentences(text) == Strings{text});
}

TEST_CASE("rule wrapped: in a proportional font lines of one width differ in their columns") {
  // Written in a line each, as its author has it.
  std::string paragraphs = kProportional;
  for (const std::string end :
       {"percent.\nTwo", "models.\nThe", "improves.\nBanks", "watching.\n"}) {
    paragraphs = replaced(paragraphs, end, replaced(end, "\n", "\n\n"));
  }
  const std::string unwrapped =
      replaced(replaced(replaced(paragraphs, "\n\n", "\r"), "\n", " "), "\r", "\n\n");
  Strings joined;
  for (const std::string& sentence : sentences(kProportional)) {
    joined.push_back(replaced(sentence, "\n", " "));
  }
  CHECK(joined == sentences(unwrapped));
  CHECK(joined.size() == 19);
}

TEST_CASE("a table or list is not taken for text in a proportional font") {
  std::string table;
  Strings rows;
  for (const std::string row :
       {"Value of department-store sales: 93% of 1928", "Volume of manufacturing production: 80%",
        "Volume of mineral production: 90% of 1928", "Volume of factory employment: 84% of 1928",
        "Total of bank deposits: 105% of 1928", "Wholesale prices of all commodities: 83% of 1928",
        "Cost of living in the larger towns: 94%", "Number of families on relief: 4.2 million",
        "Output of electric power: 112% of 1928", "Loadings of revenue freight: 71% of 1928",
        "Orders of machine tools received: 101%", "Permits for new dwellings: 48% of 1928"}) {
    rows.push_back(row);
    table += row + "\n";
  }
  CHECK(sentences(table) == rows);
}

TEST_CASE("an empty line ends a sentence in wrapped text") {
  CHECK(sentences(kWrapped + "\n" + kWrapped) ==
        Strings{kWrappedFirst, kWrappedSecond, kWrappedFirst, kWrappedSecond});
  CHECK(sentences("The reform of the State-owned firms goes on and\n \t\nthe river is clean") ==
        Strings{"The reform of the State-owned firms goes on and", "the river is clean"});
}

TEST_CASE("a heading ends where its line ends") {
  CHECK(sentences("Reform of the firms\n" + kWrapped) ==
        Strings{"Reform of the firms", kWrappedFirst, kWrappedSecond});
  CHECK(sentences("# Reform\n" + kWrapped + "## Growth\n" + kWrapped) ==
        Strings{"# Reform", kWrappedFirst, kWrappedSecond, "## Growth", kWrappedFirst,
                kWrappedSecond});
  CHECK(sentences("第一章 改革\n会议强调改革。") == Strings{"第一章 改革", "会议强调改革。"});
}

TEST_CASE("each item of a list is a sentence of its own") {
  for (const std::string mark : {"- ", "* ", "• ", "1. ", "2) ", "(a) ", "(12) ", "（3）", "（二）",
                                 "一、", "十二、", "1、", "３．"}) {
    CAPTURE(mark);
    const std::string one = mark + "strengthen the Party building of all the provincial firms";
    const std::string two = mark + "open the province further to the countries of all of Asia";
    CHECK(sentences(one + "\n" + two) == Strings{one, two});
    CHECK(sentences(kWrapped + one) == Strings{kWrappedFirst, kWrappedSecond, one});
  }
}

TEST_CASE("what only looks like an item goes on with the line before") {
  const std::string line =
      "The provincial leading group met and stressed that the output\n"
      "of the firms of the province in all of its cities and counties";
  for (const std::string next : {"2021 was the year of change for firms of the province here",
                                 "3.5 percent was the growth of the firms of the province now",
                                 "-0.5 percent was the growth of the firms of the province so",
                                 "#1 of the provinces was ours in the year before and is now"}) {
    CHECK(sentences(line + "\n" + next) == Strings{line + "\n" + next});
  }
}

TEST_CASE("a line that goes on in lower case goes on, if it is long enough for prose") {
  CHECK(sentences("The reform of the State-owned firms has\nto go on.") ==
        Strings{"The reform of the State-owned firms has\nto go on."});
  CHECK(sentences("apples\npears\nplums") == Strings{"apples", "pears", "plums"});
  CHECK(sentences("The firms of the province are these:\nacme and others") ==
        Strings{"The firms of the province are these:", "acme and others"});
}

TEST_CASE("a headline of two lines is not wrapped text: its widest line alone is full") {
  const std::string first = "——全省国有企业党的建设暨改革深化推进会在铁屏举行";
  const std::string second = "以高质量党建引领国有企业改革创新";
  CHECK(sentences(second + "\n" + first + "\n" + second) == Strings{second, first, second});
}

TEST_CASE("punctuation that cannot begin a line belongs to the line before") {
  CHECK(sentences("会议强调改革\n，开放\n。完") == Strings{"会议强调改革\n，开放\n。", "完"});
  CHECK(sentences("“改革\n”") == Strings{"“改革\n”"});
}

TEST_CASE("rule open line: what cannot end a sentence does not") {
  CHECK(sentences("根据《\n著作权法\n》第五条。") == Strings{"根据《\n著作权法\n》第五条。"});
  CHECK(sentences("关于教育，\n要深化改革。") == Strings{"关于教育，\n要深化改革。"});
  CHECK(sentences("作品是共和国的\n法律\n、\n法规\n。") ==
        Strings{"作品是共和国的\n法律\n、\n法规\n。"});
  CHECK(sentences("一、会议目的\n深化改革") == Strings{"一、会议目的", "深化改革"});
  CHECK(sentences("现在\n未来") == Strings{"现在", "未来"});
}

TEST_CASE("rule open line: an enumerator alone on its line goes with the next") {
  for (const std::string mark :
       {"二是", "第一，", "第六、", "三、", "（四）", "一条是", "2)", "1."}) {
    CAPTURE(mark);
    CHECK(sentences("完。\n" + mark + "\n改革。") == Strings{"完。", mark + "\n改革。"});
    CHECK(sentences(mark + "\n\n改革。") == Strings{mark, "改革。"});
  }
  CHECK(sentences("但是\n改革") == Strings{"但是", "改革"});
  CHECK(sentences("2024\n改革") == Strings{"2024", "改革"});
}

TEST_CASE("rule page mark: a line of one zero-width space cuts no sentence") {
  CHECK(sentences("加强质量\n\u200B\n监督。") == Strings{"加强质量\n\u200B\n监督。"});
  CHECK(sentences("加强监督。\n\u200B\n改革。").size() == 3);
}

TEST_CASE("a chapter or a speaker begins a sentence where any other word would go on") {
  const std::string line =
      "The provincial leading group met and stressed that the output\n"
      "of the firms of the province in all of its cities and counties";
  for (const std::string mark : {"第一章 ", "第十二条　", "Q: ", "MR. SMITH: ", "①", "㈡"}) {
    CAPTURE(mark);
    CHECK(sentences(line + "\n" + mark + "is there more") == Strings{line, mark + "is there more"});
  }
  for (const std::string other : {"第一次", "Question: ", "This: "}) {
    CAPTURE(other);
    CHECK(sentences(line + "\n" + other + "is there more").size() == 1);
  }
}

TEST_CASE("lines of a text that is not wrapped are paragraphs") {
  const std::string shorter(70, 'x');
  const std::string longer =
      "The provincial leading group met on Tuesday and stressed that the reform of State-owned "
      "firms has to go on for a long time to come";  // wider than anybody wraps
  CHECK(sentences(longer + "\nThe " + longer + "\nThe end") ==
        Strings{longer, "The " + longer, "The end"});
  CHECK(sentences("Anna Smith\nBerlin\nMinister of Finance") ==
        Strings{"Anna Smith", "Berlin", "Minister of Finance"});
}

TEST_CASE("every kind of line break gives the same sentences") {
  const std::string text = "Reform of the firms\n\n" + kWrapped + "\n- open up\n- build roads\n" +
                           "改革\n。开放。\n\n" + kWrapped + "\n";
  const Strings wanted = sentences(text);
  REQUIRE(wanted.size() == 9);
  for (const std::string mark : {"\r", "\r\n", "\u2028", "\f", "\v", "\u0085"}) {
    Strings found = sentences(replaced(text, "\n", mark));
    for (std::string& sentence : found) {
      sentence = replaced(sentence, mark, "\n");
    }
    CAPTURE(mark);
    CHECK(found == wanted);
  }
}

TEST_CASE("a paragraph separator ends a sentence whatever stands beside it") {
  CHECK(sentences(replaced(kWrapped, "\n", "\u2029")).size() == 5);
}

TEST_CASE("a wrapped line is named by its line break, and CR LF by its CR") {
  const auto wrapped = [](const std::string& text) {
    const auto owned = themescore::OwnedText::from_utf8(text);
    return themescore::find_wrapped_lines(owned.view());
  };
  CHECK(wrapped(kWrapped) == std::vector<std::uint32_t>{56, 113, 172});
  CHECK(wrapped(replaced(kWrapped, "\n", "\r\n")) == std::vector<std::uint32_t>{56, 114, 174});
  CHECK(wrapped("").empty());
  CHECK(wrapped("\n\n\n").empty());
  CHECK(wrapped("\r\n").empty());
}

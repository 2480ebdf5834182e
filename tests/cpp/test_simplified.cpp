#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

#include "support.hpp"
#include "themescore/text/form.hpp"
#include "themescore/text/simplified.hpp"
#include "themescore/text/unicode.hpp"

using themescore::simplified_form;
using themescore::simplify;

namespace {

struct CompatibilityBlock {
  char32_t first;
  std::u32string_view unified;
};

// The entries of the table, to be looked up one by one.
#include "themescore/text/simplified_table.inc"

std::u32string simplified(std::u32string_view text) {
  std::u32string characters(text);
  simplify(characters);
  return characters;
}

// So that a failed comparison shows characters.
std::string shown(std::u32string_view text) { return testing::utf8(simplified(text)); }

}  // namespace

TEST_CASE("test cases of OpenCC's, for t2s, tw2s and hk2s, come out as expected there") {
  CHECK(simplified_form("虛偽歎息") == "虚伪叹息");
  CHECK(simplified_form("潮濕灶台") == "潮湿灶台");
  CHECK(simplified_form("讚歎沙河涌洶湧的波浪") == "赞叹沙河涌汹涌的波浪");
  CHECK(simplified_form("步步高陞") == "步步高升");
  CHECK(simplified_form("什么 怎么 这么 那么 多么 要么 好么 甚么 這么 老么") ==
        "什么 怎么 这么 那么 多么 要么 好么 甚么 这么 老幺");
  CHECK(simplified_form("著裝著作汙染虛偽發洩稜柱群眾裡面") == "着装著作污染虚伪发泄棱柱群众里面");
  CHECK(simplified_form("楊聯陞") == "杨联陞");
  CHECK(simplified_form("剛構式橋樑 鼻樑 頂樑柱 結樑子 懸樑刺股 偷樑換柱 跳樑小丑 跳樑小醜 "
                        "棟樑之材 餘音繞樑 梁父吟 梁惠王 穀梁傳 張棟樑 蔣國樑 楊士樑") ==
        "刚构式桥梁 鼻梁 顶梁柱 结梁子 悬梁刺股 偷梁换柱 跳梁小丑 跳梁小丑 栋梁之材 余音绕梁 "
        "梁父吟 梁惠王 谷梁传 张栋梁 蒋国梁 杨士梁");
  CHECK(simplified_form("剛構式橋梁 鼻梁 頂梁柱 結梁子 懸梁刺股 偷梁換柱 跳梁小丑 跳梁小醜 "
                        "棟梁之材 餘音繞梁 梁父吟 梁惠王 穀梁傳 張棟樑 蔣國樑 楊士樑") ==
        "刚构式桥梁 鼻梁 顶梁柱 结梁子 悬梁刺股 偷梁换柱 跳梁小丑 跳梁小丑 栋梁之材 余音绕梁 "
        "梁父吟 梁惠王 谷梁传 张栋梁 蒋国梁 杨士梁");
  CHECK(simplified_form("么麼小丑 么麼小醜 小丑丫鬟 小醜丫鬟") ==
        "幺麽小丑 幺麽小丑 小丑丫鬟 小丑丫鬟");
  CHECK(simplified_form("賽後復盤 覆盤難照") == "赛后复盘 覆盘难照");
  CHECK(simplified_form("這週複習 週線圖 這周圍 那周邊 若干周邊設備") ==
        "这周复习 周线图 这周围 那周边 若干周边设备");
  CHECK(simplified_form(
            "郭台銘 郭台成 龍應台 今周刊 愛麗舍 愛麗舍宮 沈厚 郭臺銘 郭臺成 龍應臺 愛麗捨宮") ==
        "郭台铭 郭台成 龙应台 今周刊 爱丽舍 爱丽舍宫 沉厚 郭台铭 郭台成 龙应台 爱丽舍宫");
  CHECK(simplified_form("想像 想像力 富於想像 想像水一樣") == "想像 想像力 富于想像 想像水一样");
  CHECK(simplified_form("乾安縣 乾安鎮 乾縣 乾州 乾元縣 乾佑縣") ==
        "乾安县 乾安镇 乾县 乾州 乾元县 乾佑县");
  CHECK(simplified_form("殢 殢云尤雨 𣨼 𣨼云尤雨") == "𣨼 𣨼云尤雨 𣨼 𣨼云尤雨");
  CHECK(simplified_form("核心 原子核 无核化 稽覈") == "核心 原子核 无核化 稽核");
  CHECK(simplified_form("抬头 擡头 抬頭 擡頭") == "抬头 抬头 抬头 抬头");
  CHECK(simplified_form(
            "哄擡物價 哄抬物價 擡出去 抬出去 擡回來 抬回來 擡槓 抬槓 擡高身價 抬高身價") ==
        "哄抬物价 哄抬物价 抬出去 抬出去 抬回来 抬回来 抬杠 抬杠 抬高身价 抬高身价");
  CHECK(simplified_form("昇華 畢昇 吳育昇 張昇 徐胤昇 李昇 李昇勳 溫昇豪 烏昇 王彥昇 申昇勳 盧象昇 "
                        "蔣昇 金昇玟 閻鶴昇 陳昇 陳志昇 韓昇延 龔昇") ==
        "升华 毕昇 吴育昇 张昇 徐胤昇 李昇 李昇勋 温昇豪 乌昇 王彦昇 申昇勋 卢象昇 蒋昇 金昇玟 "
        "阎鹤昇 陈昇 陈志昇 韩昇延 龚昇");
  CHECK(simplified_form("祕密 允祕 胤祕 吳祕 李祕 袁祕 辛祕 祕丕笈 祕彭祖 祕瓊") ==
        "秘密 允祕 胤祕 吴祕 李祕 袁祕 辛祕 祕丕笈 祕彭祖 祕琼");
  CHECK(simplified_form("劄記 目劄 二十二史劄記 廿二史箚記 潛丘劄記；札记 目劄 二十二史札记 "
                        "廿二史箚记 潜丘札记") ==
        "札记 目劄 二十二史札记 廿二史札记 潜丘札记；札记 目劄 二十二史札记 廿二史札记 潜丘札记");
  CHECK(simplified_form("七逕 上逕 九逕山 南逕 水逕 沙逕 河逕 烏逕 社逕 赤石逕 逕口 逕聯 逕頭") ==
        "七迳 上迳 九迳山 南迳 水迳 沙迳 河迳 乌迳 社迳 赤石迳 迳口 迳联 迳头");
  CHECK(simplified_form("甦 楊甦棣 復甦 甦醒 甦生 心肺復甦術 杨苏棣 复苏 苏醒") ==
        "甦 杨甦棣 复苏 苏醒 苏生 心肺复苏术 杨苏棣 复苏 苏醒");
  CHECK(simplified_form("乾斷食") == "干断食");
}

TEST_CASE("one traditional character is another simplified one in another phrase") {
  CHECK(simplified_form("乾隆") == "乾隆");
  CHECK(simplified_form("乾坤") == "乾坤");
  CHECK(simplified_form("餅乾") == "饼干");
  CHECK(simplified_form("乾燥") == "干燥");
  CHECK(simplified_form("幹部") == "干部");
  CHECK(simplified_form("干涉") == "干涉");
  CHECK(simplified_form("瞭解") == "了解");
  CHECK(simplified_form("明瞭") == "明了");
  CHECK(simplified_form("瞭望") == "瞭望");
  CHECK(simplified_form("象徵") == "象征");
  CHECK(simplified_form("徵求意見") == "征求意见");
  CHECK(simplified_form("宮商角徵羽") == "宫商角徵羽");
  CHECK(simplified_form("魏徵") == "魏徵");
  CHECK(simplified_form("鐘錶") == "钟表");
  CHECK(simplified_form("鍾愛") == "钟爱");
  CHECK(simplified_form("錢鍾書") == "钱锺书");
  CHECK(simplified_form("藉口") == "借口");
  CHECK(simplified_form("憑藉") == "凭借");
  CHECK(simplified_form("慰藉") == "慰藉");
  CHECK(simplified_form("狼藉") == "狼藉");
  CHECK(simplified_form("答覆") == "答复");
  CHECK(simplified_form("覆蓋") == "覆盖");
}

TEST_CASE("two traditional characters are one simplified") {
  CHECK(simplified_form("以後") == "以后");
  CHECK(simplified_form("皇后") == "皇后");
  CHECK(simplified_form("發展") == "发展");
  CHECK(simplified_form("頭髮") == "头发");
  CHECK(simplified_form("歷史") == "历史");
  CHECK(simplified_form("日曆") == "日历");
  CHECK(simplified_form("餘額") == "余额");
}

TEST_CASE("what Taiwan and Hong Kong write is one form") {
  for (const char* inside : {"裡", "裏", "里"}) {
    CHECK(simplified_form(inside) == "里");
  }
  for (const char* platform : {"平臺", "平台"}) {
    CHECK(simplified_form(platform) == "平台");
  }
  for (const char* public_ : {"群眾", "羣衆", "群衆", "群众"}) {
    CHECK(simplified_form(public_) == "群众");
  }
  for (const char* act : {"行爲", "行為", "行为"}) {
    CHECK(simplified_form(act) == "行为");
  }
  for (const char* health : {"衛生", "衞生", "卫生"}) {
    CHECK(simplified_form(health) == "卫生");
  }
  for (const char* line : {"路線", "路綫", "路线"}) {
    CHECK(simplified_form(line) == "路线");
  }
}

TEST_CASE("the particle 着 is found in what Taiwan writes, and a work stays 著") {
  CHECK(simplified_form("隨著") == "随着");
  CHECK(simplified_form("隨着") == "随着");
  CHECK(simplified_form("意味著") == "意味着");
  CHECK(simplified_form("執著") == "执着");
  CHECK(simplified_form("正在討論著") == "正在讨论着");
  CHECK(simplified_form("顯著") == "显著");
  CHECK(simplified_form("著名") == "著名");
  CHECK(simplified_form("著作") == "著作");
  CHECK(simplified_form("專著") == "专著");
  CHECK(simplified_form("見微知著") == "见微知著");
}

TEST_CASE("simplified text stays as it is") {
  for (const std::string text : {
           "打坏", "坏子", "乾隆",     "乾县", "扭转乾坤", "瞭望",     "什么", "那么",     "著名",
           "显著", "卓著", "见微知著", "原著", "专著",     "名著",     "土著", "著书立说", "著称",
           "编著", "慰藉", "狼藉",     "魏徵", "文徵明",   "变徵之声", "后天", "皇后",     "台湾",
           "舞台", "里程", "公里",     "干部", "发展",     "复杂",     "覆盖", "余额",     "年余",
           "钟表", "征求", "只有",     "才能", "沈阳",     "于是",     "面条", "斗争",     "松树",
           "范围", "丑恶", "谷物",     "几乎", "系统",     "制度",     "云南",
       }) {
    CHECK(simplified_form(text) == text);
  }
}

TEST_CASE("radicals and compatibility ideographs are the ideographs that they stand for") {
  CHECK(shown(U"\u2F2F\u4F5C") == "工作");                                  // Kangxi radical
  CHECK(shown(U"\u4EBA\u2EA0\u2EDB\u9669\u2ED3\u671F") == "人民风险长期");  // of the other block
  CHECK(shown(U"\uF9DB\uF961") == "率率");                                  // two readings in Korea
  CHECK(shown(U"\uF900") == "岂");                                          // and simplified
  CHECK(shown(U"\uFA0E\uFA29") == "﨎﨩");  // in that block, but ideographs of their own
  CHECK(shown(U"\U0002F800") == "丽");      // beyond the basic plane
  CHECK(shown(U"\uF951\U0002F8A6") == "陋慈");
  CHECK(simplified_form("\u2F2F\u4F5C") == "工作");
  // The normalisation library is the outside source here.
  std::size_t checked = 0;
  for (const auto& [first, last] :
       {std::pair{0x2F00u, 0x2FD5u}, std::pair{0xF900u, 0xFAD9u}, std::pair{0x2F800u, 0x2FA1Du}}) {
    for (char32_t c = first; c <= last; ++c) {
      const std::u32string_view one(&c, 1);
      const std::string form = themescore::form_of(testing::utf8(one));
      CHECK_MESSAGE(shown(one) == simplified_form(form), static_cast<unsigned>(c));
      checked += form != testing::utf8(one) ? 1u : 0u;
    }
  }
  CHECK(checked == 214 + 1002);  // all radicals; as many ideographs as OpenCC's file lists
}

TEST_CASE("characters beyond the basic plane are mapped from and to") {
  CHECK(simplified_form("㑮") == "𫝈");
  CHECK(simplified_form("𠁞") == "𠀾");
}

TEST_CASE("the longest phrase from the left, anywhere in the text, and nothing beyond its end") {
  CHECK(shown(U"乾") == "干");
  CHECK(shown(U"喜歡乾隆的餅乾") == "喜欢乾隆的饼干");
  CHECK(shown(U"乾隆乾坤大挪移乾淨") == "乾隆乾坤大挪移干净");
  CHECK(shown(U"餅乾，隆重") == "饼干，隆重");
  CHECK(shown(U"乾乾淨淨") == "干干净净");
  CHECK(shown(U"") == "");
}

TEST_CASE("a character becomes one that stays, and only Han changes, to Han") {
  std::size_t changed = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::u32string once = simplified({&c, 1});
    if (once[0] == c) {
      continue;
    }
    ++changed;
    CHECK_MESSAGE(simplified(once) == once, static_cast<unsigned>(c));
    CHECK(themescore::unicode::properties(c).han);
    CHECK(themescore::unicode::properties(once[0]).han);
  }
  CHECK(changed > 4000);
}

TEST_CASE("each entry of the table is found, and what a phrase gives stays") {
  CHECK(kTableVersion == themescore::kSimplifiedDataVersion);
  for (std::size_t i = 0; i < kCharacters.size(); i += 2) {
    CHECK(simplified(kCharacters.substr(i, 1)) == kCharacters.substr(i + 1, 1));
  }
  for (const std::u32string_view entry : kPhrases) {
    const auto phrase = entry.substr(0, entry.size() / 2);
    const auto given = entry.substr(entry.size() / 2);
    CHECK(shown(phrase) == testing::utf8(given));
    CHECK(shown(given) == testing::utf8(given));
  }
}

TEST_CASE("what is not Chinese stays, whatever it is mixed with") {
  for (const std::string text :
       {"", "reform", "naïve", "реформа", "개혁", "カタカナ", "“—”…", "🙂"}) {
    CHECK(simplified_form(text) == text);
  }
  CHECK(simplified_form("T恤與GDP增長5%") == "T恤与GDP增长5%");
}

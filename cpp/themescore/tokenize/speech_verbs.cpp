#include "themescore/tokenize/speech_verbs.hpp"

#include <algorithm>
#include <array>

namespace themescore {

namespace {

using namespace std::string_view_literals;

constexpr std::array kEnglishVerbs = {
    "added"sv, "answered"sv,  "asked"sv,    "asks"sv,     "continued"sv, "cried"sv,    "declared"sv,
    "noted"sv, "exclaimed"sv, "insisted"sv, "recalled"sv, "remarked"sv,  "replied"sv,  "said"sv,
    "says"sv,  "shouted"sv,   "stated"sv,   "stressed"sv, "told"sv,      "wondered"sv, "wrote"sv,
};
constexpr std::array kChineseVerbs = {
    U"说"sv,   U"說"sv,   U"道"sv,   U"问"sv,   U"問"sv,   U"答"sv,   U"称"sv,   U"稱"sv,
    U"表示"sv, U"指出"sv, U"强调"sv, U"強調"sv, U"认为"sv, U"認為"sv, U"回忆"sv, U"回憶"sv,
    U"介绍"sv, U"介紹"sv, U"解释"sv, U"解釋"sv, U"坦言"sv, U"透露"sv, U"补充"sv, U"補充"sv,
    U"呼吁"sv, U"呼籲"sv, U"感叹"sv, U"感嘆"sv, U"重申"sv, U"宣布"sv, U"告诉"sv, U"告訴"sv,
};
// Words that end like a speech verb of one character.
constexpr std::array kNotSpeech = {
    U"知道"sv, U"报道"sv, U"報道"sv, U"街道"sv, U"渠道"sv, U"通道"sv, U"轨道"sv,
    U"名称"sv, U"名稱"sv, U"简称"sv, U"簡稱"sv, U"职称"sv, U"職稱"sv, U"小说"sv,
    U"小說"sv, U"学说"sv, U"學說"sv, U"访问"sv, U"訪問"sv, U"顾问"sv, U"顧問"sv,
    U"慰问"sv, U"慰問"sv, U"学问"sv, U"學問"sv, U"疑问"sv, U"疑問"sv,
};

}  // namespace

bool is_speech_verb(std::string_view word) {
  return std::ranges::find(kEnglishVerbs, word) != kEnglishVerbs.end();
}

bool ends_with_speech_verb(std::u32string_view run) {
  // The listener may follow the verb: 他告诉记者.
  for (const auto listener : {U"记者"sv, U"記者"sv}) {
    if (run.ends_with(listener)) {
      run.remove_suffix(listener.size());
      break;
    }
  }
  const auto ends_so = [run](std::u32string_view word) { return run.ends_with(word); };
  return std::ranges::any_of(kChineseVerbs, ends_so) && std::ranges::none_of(kNotSpeech, ends_so);
}

}  // namespace themescore

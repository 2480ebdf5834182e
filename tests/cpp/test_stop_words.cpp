#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/text/form.hpp"
#include "themescore/tokenize/stop_words.hpp"

using testing::Strings;
using themescore::is_stop_word;
using themescore::stop_word_languages;
using themescore::stop_words;

TEST_CASE("words of each class of function words are stop words") {
  for (const std::string word :
       {"the", "every", "themselves", "whose", "something", "of", "throughout", "and", "whereas",
        "been", "should", "they're", "very", "a", "yourselves"}) {
    CAPTURE(word);
    CHECK(is_stop_word("english", word));
    CHECK_FALSE(is_stop_word("chinese", word));
  }
  for (const std::string word : {"的", "了", "和", "是", "在", "我们", "这些", "为了", "因为",
                                 "可以", "已经", "个", "对于", "什么"}) {
    CAPTURE(word);
    CHECK(is_stop_word("chinese", word));
    CHECK_FALSE(is_stop_word("english", word));
  }
}

TEST_CASE("words with a meaning of their own are none") {
  for (const std::string word : {"", "reform", "government", "growth", "us", "mine", "china",
                                 "first", "new", "year", "th", "thee", "thes", "'s", "2024"}) {
    CAPTURE(word);
    CHECK_FALSE(is_stop_word("english", word));
  }
  for (const std::string word :
       {"", "改革", "发展", "中国", "国有", "企业", "年", "一", "国", "的的"}) {
    CAPTURE(word);
    CHECK_FALSE(is_stop_word("chinese", word));
  }
}

TEST_CASE("no negation is a stop word") {
  const Strings english = {"cannot", "lest", "neither", "never",   "no",     "nobody", "none",
                           "nor",    "not",  "nothing", "nowhere", "unless", "without"};
  for (const std::string_view word : stop_words("english")) {
    CAPTURE(word);
    CHECK(std::ranges::find(english, word) == english.end());
    CHECK_FALSE(word.ends_with("n't"));
  }
  const Strings characters = {"不", "没", "無", "无", "非", "未", "别", "勿", "莫", "否", "毋"};
  for (const std::string_view word : stop_words("chinese")) {
    for (const std::string& character : characters) {
      CAPTURE(word);
      CHECK(word.find(character) == std::string_view::npos);
    }
  }
}

TEST_CASE("a list holds forms, in order, each once, and one word each") {
  for (const std::string& language : stop_word_languages()) {
    const auto words = stop_words(language);
    CAPTURE(language);
    CHECK(std::ranges::is_sorted(words));
    CHECK(std::ranges::adjacent_find(words) == words.end());
    for (const std::string_view word : words) {
      CAPTURE(word);
      CHECK(!word.empty());
      CHECK(themescore::form_of(word) == word);
      CHECK(testing::words(word, themescore::Tokenizer()).size() == 1);
      CHECK(is_stop_word(language, word));
    }
  }
}

TEST_CASE("languages are known by name, and an unknown one is told which there are") {
  CHECK(stop_word_languages() == Strings{"chinese", "english"});
  for (const std::string unknown : {"", "en", "English", "klingon"}) {
    try {
      (void)is_stop_word(unknown, "the");
      FAIL("found a list for '" << unknown << "'");
    } catch (const themescore::OptionError& error) {
      const std::string message = error.what();
      CHECK(message.find("'" + unknown + "'") != std::string::npos);
      CHECK(message.find("'chinese' 'english'") != std::string::npos);
    }
  }
}

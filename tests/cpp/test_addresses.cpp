#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support.hpp"

using testing::Strings;
using testing::words;
using themescore::Text;
using themescore::Token;
using themescore::Tokenizer;
using themescore::TokenKind;

namespace {

// Of a text of one byte a character.
std::vector<Token> tokens_of(const std::string& ascii) {
  const auto* const units = reinterpret_cast<const std::uint8_t*>(ascii.data());
  return Tokenizer().tokens(Text(Text::Narrow(units, ascii.size())));
}

double seconds_for(const std::string& ascii) {
  const auto start = std::chrono::steady_clock::now();
  (void)tokens_of(ascii);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string repeated(std::string_view piece, std::size_t size) {
  std::string text;
  while (text.size() < size) {
    text += piece;
  }
  return text;
}

}  // namespace

TEST_CASE("an e-mail address is one word") {
  CHECK(words("Write to li.wei+x@example.com.cn, please.") ==
        Strings{"Write", "to", "li.wei+x@example.com.cn", ",", "please", "."});
  CHECK(words("zhang-san_7.b2@mail.gov.cn.") == Strings{"zhang-san_7.b2@mail.gov.cn", "."});
  CHECK(words("邮箱：li@example.com。请联系li@example.com办公室") ==
        Strings{"邮箱", "：", "li@example.com", "。", "请联", "联系", "li@example.com", "办公",
                "公室"});
  CHECK(words("<o'brien@x-y.org>") == Strings{"<", "o'brien@x-y.org", ">"});
  CHECK(words("mailto:li@example.com") == Strings{"mailto", ":", "li@example.com"});
  CHECK(words("_li@example.com_") == Strings{"_", "li@example.com", "_"});
  CHECK(words("jose\u0301@exa\u0301mple.es") == Strings{"jose\u0301@exa\u0301mple.es"});
  CHECK(tokens_of("li@example.com") == std::vector<Token>{{{0, 14}, TokenKind::word}});
  CHECK(tokens_of("7@163.com") == std::vector<Token>{{{0, 9}, TokenKind::word}});
}

TEST_CASE("what only looks like an e-mail address is cut as ever") {
  CHECK(words("@handle a@b a@b. a@ @") ==
        Strings{"@", "handle", "a", "@", "b", "a", "@", "b", ".", "a", "@", "@"});
  CHECK(words("3@2.50 each") == Strings{"3", "@", "2.50", "each"});
  CHECK(words("a@b.c") == Strings{"a", "@", "b.c"});
  CHECK(words("a@-b.com") == Strings{"a", "@", "-", "b.com"});
  CHECK(words("a.@b.com") == Strings{"a", ".", "@", "b.com"});
  CHECK(words("reform--li@x.com") == Strings{"reform", "-", "-", "li@x.com"});
  CHECK(words("李@x.com") == Strings{"李", "@", "x.com"});
  CHECK(words("li＠x.com") == Strings{"li", "＠", "x.com"});
  CHECK(words("a@b@c.com") == Strings{"a", "@", "b@c.com"});
}

TEST_CASE("an e-mail address ends with the last label that can end one") {
  CHECK(words("li@x.com.5") == Strings{"li@x.com", ".", "5"});
  CHECK(words("li@x.com-") == Strings{"li@x.com", "-"});
  CHECK(words("li@x.com..") == Strings{"li@x.com", ".", "."});
  CHECK(words("li@x.com's") == Strings{"li@x.com", "'", "s"});
  CHECK(words("a@x.com,b@x.com;c@x.com") == Strings{"a@x.com", ",", "b@x.com", ";", "c@x.com"});
}

TEST_CASE("a URL is one word") {
  CHECK(words("See http://www.gov.cn/zhengce/2023-09/26/content_1.htm?a=1&b=%E4#top for it") ==
        Strings{"See", "http://www.gov.cn/zhengce/2023-09/26/content_1.htm?a=1&b=%E4#top", "for",
                "it"});
  CHECK(words("HTTPS://Example.Com:8080/~a ftp://me@host/x;y") ==
        Strings{"HTTPS://Example.Com:8080/~a", "ftp://me@host/x;y"});
  CHECK(words("www.example.com/a?b=c#d WWW.3com.com") ==
        Strings{"www.example.com/a?b=c#d", "WWW.3com.com"});
  CHECK(words("https://ru.wikipedia.org/wiki/Реформа!") ==
        Strings{"https://ru.wikipedia.org/wiki/Реформа", "!"});
  CHECK(words("https://en.wikipedia.org/wiki/People's_Daily") ==
        Strings{"https://en.wikipedia.org/wiki/People's_Daily"});
  CHECK(words("http://[2001:db8::1]/x") == Strings{"http://[2001:db8::1]/x"});
  CHECK(tokens_of("http://1.2.3.4") == std::vector<Token>{{{0, 14}, TokenKind::word}});
}

TEST_CASE("a URL ends where the text round it goes on") {
  CHECK(words("http://a.cn/b.") == Strings{"http://a.cn/b", "."});
  CHECK(words("http://a.cn/b?!...") == Strings{"http://a.cn/b", "?", "!", ".", ".", "."});
  CHECK(words("(http://a.cn/b_(c)).") == Strings{"(", "http://a.cn/b_(c)", ")", "."});
  CHECK(words("[x](http://a.cn/b), ") == Strings{"[", "x", "]", "(", "http://a.cn/b", ")", ","});
  CHECK(words("“http://a.cn”") == Strings{"“", "http://a.cn", "”"});
  CHECK(words("\"http://a.cn\"") == Strings{"\"", "http://a.cn", "\""});
  CHECK(words("'http://a.cn'") == Strings{"'", "http://a.cn", "'"});
  CHECK(words("<http://a.cn/>") == Strings{"<", "http://a.cn/", ">"});
  CHECK(words("http://a.cn/b，见http://a.cn/国有。") ==
        Strings{"http://a.cn/b", "，", "见", "http://a.cn/", "国有", "。"});
  CHECK(words("www.gov.cn（国有）www.gov.cn(国有)") ==
        Strings{"www.gov.cn", "（", "国有", "）", "www.gov.cn", "(", "国有", ")"});
  CHECK(words("_http://a.cn/b_ **www.a.cn**") ==
        Strings{"_", "http://a.cn/b", "_", "*", "*", "www.a.cn", "*", "*"});
  CHECK(words("http://a.cn\nhttp://b.cn\u3000x") == Strings{"http://a.cn", "http://b.cn", "x"});
  CHECK(words("www.a.cn’s") == Strings{"www.a.cn", "’", "s"});
}

TEST_CASE("what only looks like a URL is cut as ever") {
  CHECK(words("http:// x") == Strings{"http", ":", "/", "/", "x"});
  CHECK(words("http://.") == Strings{"http", ":", "/", "/", "."});
  CHECK(words("file://a") == Strings{"file", ":", "/", "/", "a"});
  CHECK(words("http:a") == Strings{"http", ":", "a"});
  CHECK(words("www.reform and www") == Strings{"www.reform", "and", "www"});
  CHECK(words("example.com/path") == Strings{"example.com", "/", "path"});
  CHECK(words("wwww.a.cn/b") == Strings{"wwww.a.cn", "/", "b"});
}

TEST_CASE("with the standard alone addresses are cut by the standard") {
  const Tokenizer standard({.standard = true});
  CHECK(words("li@example.com http://a.cn", standard) ==
        Strings{"li", "@", "example.com", "http", ":", "/", "/", "a.cn"});
}

TEST_CASE("a line that may be an address at every word takes time in proportion to its length") {
  for (const std::string_view piece :
       {"a-", "a.1", "a@", "a@b.", "a+1-", "a@b-", "http://(", "www.a-", "www.", "http://.",
        "a@b.cc.1-", "ab.C", "a.1@b.1.", "o'b-"}) {
    // A megabyte takes some hundredths of a second; looked at anew from each word, minutes.
    CHECK_MESSAGE(seconds_for(repeated(piece, 1 << 20)) < 5, piece);
  }
}

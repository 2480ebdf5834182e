#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support.hpp"
#include "themescore/errors.hpp"
#include "themescore/weigh/term_matrix.hpp"

using testing::Strings;
using themescore::Counts;
using themescore::Mention;
using themescore::Text;
using themescore::Tokenizer;

namespace {

using Row = std::vector<std::int64_t>;

// The whole matrix, zeros included.
std::vector<Row> dense(const themescore::TermCounts& matrix) {
  std::vector<Row> rows;
  for (std::int64_t row = 0; row < matrix.rows(); ++row) {
    rows.emplace_back(static_cast<std::size_t>(matrix.cols()), 0);
    for (themescore::TermCounts::InnerIterator cell(matrix, row); cell; ++cell) {
      rows.back()[static_cast<std::size_t>(cell.col())] += cell.value();
    }
  }
  return rows;
}

std::vector<std::int64_t> array(const std::int64_t* from, std::int64_t size) {
  return {from, from + size};
}

bool same(const Mention& a, const Mention& b) {
  return a.document == b.document && a.theme == b.theme && a.pattern == b.pattern &&
         a.form == b.form && a.start == b.start && a.end == b.end && a.sentence == b.sentence &&
         a.position == b.position;
}

auto tied(const themescore::MentionedSentence& s) {
  return std::tie(s.document, s.sentence, s.start, s.end);
}

void check_same(const Counts& a, const Counts& b) {
  REQUIRE(a.mentions.size() == b.mentions.size());
  CHECK(std::equal(a.mentions.begin(), a.mentions.end(), b.mentions.begin(), same));
  CHECK(a.forms == b.forms);
  CHECK(std::ranges::equal(a.terms->all(), b.terms->all()));
  const auto left = themescore::term_matrix(a.cells);
  const auto right = themescore::term_matrix(b.cells);
  REQUIRE(left.rows() == right.rows());
  REQUIRE(left.nonZeros() == right.nonZeros());
  const auto cells = left.nonZeros();
  const auto rows = left.rows() + 1;
  CHECK(array(left.valuePtr(), cells) == array(right.valuePtr(), cells));
  CHECK(array(left.innerIndexPtr(), cells) == array(right.innerIndexPtr(), cells));
  CHECK(array(left.outerIndexPtr(), rows) == array(right.outerIndexPtr(), rows));
  CHECK(a.words == b.words);
  CHECK(a.sentences == b.sentences);
  CHECK(a.words_of_sentence == b.words_of_sentence);
  CHECK(a.first_sentence == b.first_sentence);
  CHECK(std::ranges::equal(a.mentioned_sentences, b.mentioned_sentences,
                           [](const auto& x, const auto& y) { return tied(x) == tied(y); }));
}

std::vector<std::string> random_documents(std::uint64_t seed, std::size_t size) {
  testing::Random random(seed);
  const Strings atoms = {"reform",      "Reform", "growth", "国有企业", "改革",
                         "state-owned", "firms",  "U.S.",   "。",       ". ",
                         "\n\n",        "3.5",    "é",      "and",      "Ｒｅｆｏｒｍ",
                         "發展",        "the",    "(",      ")"};
  std::vector<std::string> documents;
  for (std::size_t i = 0; i < size; ++i) {
    std::string text;
    for (std::size_t k = random.below(60) * random.below(4); k > 0; --k) {
      text += random.pick(atoms) + (random.once_in(4) ? "" : " ");
    }
    documents.push_back(text + "w" + std::to_string(random.below(50)));
  }
  return documents;
}

const std::vector<Strings> kThemes = {
    {"reform*", "改革", "state owned"}, {"国有企业", "*o*"}, {"企业", "growth and *w*", "u.s."}};

}  // namespace

TEST_CASE("words, sentences and terms of small documents, counted by hand") {
  const testing::Texts texts({"Reform! Reform and growth.\n\n国有企业", "", " \n\t ", "growth, 3"});
  const Counts counts = testing::count(texts, testing::flat_themes({{"reform"}}));
  CHECK(counts.words == Row{7, 0, 0, 2});
  CHECK(counts.sentences == Row{3, 0, 0, 1});
  CHECK(counts.words_of_sentence == std::vector<std::uint32_t>{1, 3, 3, 2});
  CHECK(counts.first_sentence == std::vector<std::size_t>{0, 3, 3, 3, 4});
  CHECK(testing::strings(*counts.terms) ==
        Strings{"3", "and", "growth", "reform", "企业", "国有", "有企"});
  CHECK(dense(themescore::term_matrix(counts.cells)) == std::vector<Row>{{0, 1, 1, 2, 1, 1, 1},
                                                                         {0, 0, 0, 0, 0, 0, 0},
                                                                         {0, 0, 0, 0, 0, 0, 0},
                                                                         {1, 0, 1, 0, 0, 0, 0}});
  CHECK(counts.forms == Strings{"reform"});
  CHECK(counts.document_count() == 4);
  CHECK(counts.theme_count() == 1);
}

TEST_CASE("terms stand in code point order, which is not that of UTF-16") {
  const testing::Texts texts({"\U00020000 \uFF76 z é Z"});
  const Counts counts = testing::count(texts, testing::flat_themes({{"x"}}));
  CHECK(testing::strings(*counts.terms) == Strings{"z", "é", "\u30AB", "\U00020000"});
}

TEST_CASE("terms that begin alike stand in code point order") {
  std::string text;
  testing::Random random(20);
  std::set<std::string> expected;
  for (int i = 0; i < 3000; ++i) {
    std::string word(random.below(12), 'a');  // words are told apart by their first eight bytes
    for (std::size_t k = random.below(6) + 1; k > 0; --k) {
      word += static_cast<char>('a' + random.below(3));
    }
    expected.insert(word);
    text += word + " ";
  }
  const Counts counts = testing::count(testing::Texts({text}), testing::flat_themes({}));
  CHECK(testing::strings(*counts.terms) == Strings(expected.begin(), expected.end()));
}

TEST_CASE("nothing at all can be counted") {
  const Counts counts = testing::count(testing::Texts(), testing::flat_themes({{"reform"}}), 8);
  CHECK(counts.document_count() == 0);
  CHECK(themescore::term_matrix(counts.cells).rows() == 0);
  CHECK(themescore::term_matrix(counts.cells).nonZeros() == 0);
  CHECK(counts.first_sentence == std::vector<std::size_t>{0});
  const testing::Texts texts({"reform and growth"});
  const Counts without = testing::count(texts, testing::flat_themes({}));
  CHECK(without.mentions.empty());
  CHECK(without.theme_count() == 0);
  CHECK(without.words == Row{3});
}

TEST_CASE("one, two and eight threads give equal counts") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const testing::Texts texts(random_documents(seed, 250));
    const auto themes = testing::flat_themes(kThemes);
    const Counts one = testing::count(texts, themes, 1);
    REQUIRE(one.mentions.size() > 1'000);
    check_same(one, testing::count(texts, themes, 2));
    check_same(one, testing::count(texts, themes, 8));
    check_same(one, testing::count(texts, themes, 1'000));
  }
}

TEST_CASE("a document's counts do not depend on the documents beside it") {
  const auto documents = random_documents(4, 120);
  const auto themes = testing::flat_themes(kThemes);
  const Counts all = testing::count(testing::Texts(documents), themes);
  const auto all_rows = dense(themescore::term_matrix(all.cells));
  std::size_t mention = 0;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    const Counts alone = testing::count(testing::Texts({documents[i]}), themes);
    CHECK(alone.words[0] == all.words[i]);
    CHECK(alone.sentences[0] == all.sentences[i]);
    for (const Mention& m : alone.mentions) {
      REQUIRE(mention < all.mentions.size());
      const Mention& other = all.mentions[mention++];
      CHECK(other.document == i);
      CHECK(alone.forms[m.form] == all.forms[other.form]);
      CHECK(std::tie(m.theme, m.pattern, m.start, m.end, m.sentence, m.position) ==
            std::tie(other.theme, other.pattern, other.start, other.end, other.sentence,
                     other.position));
    }
    const auto row = dense(themescore::term_matrix(alone.cells)).front();
    for (std::size_t term = 0; term < row.size(); ++term) {
      const auto terms = all.terms->all();
      const auto found = std::ranges::lower_bound(terms, (*alone.terms)[term]);
      CHECK(all_rows[i][static_cast<std::size_t>(found - terms.begin())] == row[term]);
    }
    CHECK(std::accumulate(row.begin(), row.end(), std::int64_t{0}) == all.words[i]);
  }
  CHECK(mention == all.mentions.size());
}

TEST_CASE("the words of a document are those of its sentences, and mentions lie in them in order") {
  const testing::Texts texts(random_documents(5, 300));
  const Counts counts = testing::count(texts, testing::flat_themes(kThemes), 2);
  REQUIRE(counts.first_sentence.size() == texts.views().size() + 1);
  CHECK(counts.first_sentence.front() == 0);
  CHECK(counts.first_sentence.back() == counts.words_of_sentence.size());
  for (std::size_t i = 0; i < texts.views().size(); ++i) {
    const std::size_t first = counts.first_sentence[i];
    const std::size_t last = counts.first_sentence[i + 1];
    REQUIRE(first <= last);
    std::int64_t words = 0;
    for (std::size_t s = first; s < last; ++s) {
      words += counts.words_of_sentence[s];
    }
    CHECK(words == counts.words[i]);
    CHECK(static_cast<std::int64_t>(last - first) == counts.sentences[i]);
    CHECK(Tokenizer().sentences(texts.views()[i]).size() == last - first);
  }
  for (std::size_t i = 0; i < counts.mentions.size(); ++i) {
    const Mention& m = counts.mentions[i];
    const auto sentences = Tokenizer().sentences(texts.views()[m.document]);
    REQUIRE(m.sentence < sentences.size());
    CHECK(m.start >= sentences[m.sentence].start);
    CHECK(m.end <= sentences[m.sentence].end);
    CHECK(m.position < counts.words[m.document]);
    if (i > 0) {
      const Mention& before = counts.mentions[i - 1];
      CHECK(std::tie(before.document, before.start, before.theme) <
            std::tie(m.document, m.start, m.theme));
    }
  }
}

TEST_CASE("counts do not depend on how the documents come in batches") {
  const testing::Texts texts(
      {"Reform of trade.", "Trade grew. Trade fell.", "", "改革开放和改革", "reform"});
  const auto themes = testing::flat_themes({{"reform", "改革"}, {"trade"}});
  const themescore::Tokenizer tokenizer;
  const themescore::NgramShape shape({1, 2});
  const Counts whole =
      themescore::count(texts.views(), themes, tokenizer, 2, {}, {.ngrams = &shape});
  for (const std::size_t size : {1u, 2u, 4u}) {
    themescore::CorpusCounter counter(themes, tokenizer, 2, {.ngrams = &shape});
    for (std::size_t first = 0; first < texts.views().size(); first += size) {
      counter.add(texts.views().subspan(first, std::min(size, texts.views().size() - first)), {});
    }
    const Counts counts = counter.finish();
    check_same(counts, whole);
  }
}

TEST_CASE("a text that cannot be counted is named by its place among all batches") {
  const auto themes = testing::flat_themes({{"reform"}});
  const themescore::Tokenizer tokenizer;
  themescore::CorpusCounter counter(themes, tokenizer, 1);
  const testing::Texts good({"reform", "trade"});
  counter.add(good.views(), {});
  const std::u32string surrogate = {U'a', char32_t{0xD800}};
  const std::vector<themescore::Text> bad = {testing::wide(surrogate)};
  try {
    counter.add(bad, {});
    FAIL("nothing was thrown");
  } catch (const themescore::InputError& error) {
    CHECK(error.document() == 2);
    CHECK(error.offset() == 1);
  }
}

TEST_CASE("the sentences with mentions are those of the mentions, each once") {
  const testing::Texts texts(random_documents(6, 200));
  const Counts counts = testing::count(texts, testing::flat_themes(kThemes), 2);
  auto expected = counts.mentioned_sentences.begin();
  for (std::size_t i = 0; i < counts.mentions.size(); ++i) {
    const Mention& m = counts.mentions[i];
    if (i > 0 && m.document == counts.mentions[i - 1].document &&
        m.sentence == counts.mentions[i - 1].sentence) {
      continue;
    }
    REQUIRE(expected != counts.mentioned_sentences.end());
    const auto span = Tokenizer().sentences(texts.views()[m.document])[m.sentence];
    CHECK(tied(*expected) == std::tuple(m.document, m.sentence, span.start, span.end));
    ++expected;
  }
  CHECK(expected == counts.mentioned_sentences.end());
}

TEST_CASE("a batch says which of its sentences have mentions") {
  const auto themes = testing::flat_themes({{"reform"}});
  const themescore::Tokenizer tokenizer;
  themescore::CorpusCounter counter(themes, tokenizer, 2);
  CHECK(counter.mentioned_sentences().empty());
  counter.add(testing::Texts({"Reform.", "Trade."}).views(), {});
  CHECK(counter.mentioned_sentences().size() == 1);
  counter.add(testing::Texts({"Trade grew. Reform, reform!"}).views(), {});
  const auto sentences = counter.mentioned_sentences();
  REQUIRE(sentences.size() == 1);
  CHECK(tied(sentences.front()) == std::tuple(2u, 1u, 12u, 27u));
}

TEST_CASE("more documents than a mention can number are an error") {
  CHECK_NOTHROW(themescore::check_document_number(themescore::kMostDocuments - 5, 5));
  CHECK_THROWS_WITH_AS(themescore::check_document_number(themescore::kMostDocuments - 5, 6),
                       "more than 2,147,483,647 documents", themescore::LimitError);
}

"""What holds for the tokens, sentences and clauses of any text, made at random or real."""

from __future__ import annotations

import functools
import itertools
import json
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
import themescore as ts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from themescore.tokenizing.tokens import Token

# White_Space of Unicode 15.0 (PropList.txt).
WHITE_SPACE = frozenset("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
LINE_BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# Script=Han: radicals, 々, 〇, Hangzhou numerals, ideographs.
HAN = "\u2e80-\u2fd5々〇〡-〩〸-〻\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A line break in a word: what stands before it is Han or a mark on it.
WRAP = re.compile(rf"(?<=\S)(?:\r\n|[\n\r\x0b\x0c\x85\u2028])(?=[{HAN}])")
# After a stop, and marks on it, a sentence may end inside of a word: see the test that is expected to fail.
GROUPING_SPACE = re.compile(r"(?<=\d)\u202f(?=\d)")


def one_of_these(*spaced: str) -> st.SearchStrategy[str]:
    """One of what stands between spaces; no other white space parts them."""
    return st.sampled_from(" ".join(spaced).split(" "))


english = one_of_these(
    "reform Reform REFORM state-owned the Party's don’t U.S. Ph.D. e.g. No. Mr. a.m. Inc. reform.The",
    "stressed:reform _reform_ state_owned ﬁnance naïve café CO2 Node.js provinces' which",
)
chinese = one_of_these(
    "国有企业改革 國有企業改革 深化改革 數據安全 人民生活 的 了 中华人民共和国 中華人民共和國 二〇二三年",
    "日々 〇 々 頭髮發展 乾隆乾净 新质生产力 王\u3000毅 第一章 一、 （一） 目的 在 强调 他说 李克强",
)
numbers = one_of_these(
    "3.5% 50,000 7‰ ３．５％ 1\u202f234 2023年 -5 $5 10:30 1990s 3rd 5km% 1，120 ٣٪ ½ ① 1. 2) 3.2."
)
addresses = one_of_these(
    "http://a.cn/b?c=d%20e https://x.org/) www.gov.cn li.wei+x@example.com.cn @handle a@b ftp://u:p@h:21/",
    "example.com/path http:// www. x@y.com改革 http://a.cn改革 WWW.GOV.CN/a_(b) http://a.cn/Q?ID=5",
)
marks = st.sampled_from(
    [*",.;:!?'\"()[]{}-–—…_/\\%@#*&<>·•、，。；：！？“”‘’（）《》〈〉「」『』【】％—～￥", "...", "——", "……"]
)
blanks = st.sampled_from([" ", "  ", "\t", "\u3000", "\xa0", "\u202f", "\u2009", "\u200b", "\ufeff"])
breaks = st.sampled_from([*LINE_BREAKS, "\n\n", "\n\u200b\n", "\n- ", "\n1. ", "\n# ", "\nQ: "])
attached = st.sampled_from(
    ["\u0301", "\u0308", "\u20dd", "\ufe0f", "\ufe00", "\U000e0100", "\u200d", "\xad", "\u0e31"]
)
emoji = st.sampled_from(["🎉", "👩\u200d👩\u200d👧", "👍🏽", "🇨🇳", "🇨", "1\ufe0f\u20e3", "❤\ufe0f"])
other_scripts = one_of_these(
    'كِتَابٌ צה״ל צה"ל شركة \u200f \u202b การปฏิรูป เ 국가 データ の राष्ट्रीय Vi\u00ea\u0323t'
)
rare = one_of_these("\U00020000 \U0002a6d6𠀀 國\ufe00 \uf900 ⼀ ㈠ \0 \x1c \x7f \ue000 \U0010ffff")
anything = st.characters(exclude_categories=["Cs"])
written = (english, chinese, numbers, addresses, other_scripts, emoji)
pieces = st.one_of(*written, marks, blanks, breaks, attached, rare, anything)
texts = st.lists(pieces, max_size=25).map("".join)
# Lines that are wide enough to wrap: the pieces of a line in Chinese or in English, many of them.
lines = st.one_of(
    st.lists(st.one_of(chinese, chinese, marks, attached), min_size=8, max_size=30).map("".join),
    st.lists(st.one_of(english, english, numbers), min_size=8, max_size=20).map(" ".join),
)
long_texts = st.builds(
    lambda parts, end: end.join(parts), st.lists(lines, min_size=2, max_size=6), st.sampled_from(LINE_BREAKS)
)
# Chinese cut into lines of one width, in the middle of words too.
wrapped_texts = st.builds(
    lambda words, width, end: end.join(textwrap.wrap("".join(words), width, drop_whitespace=False)),
    st.lists(chinese, min_size=20, max_size=60),
    st.integers(20, 55),
    st.sampled_from(LINE_BREAKS[:-1]),
)
short_lines = st.lists(st.tuples(st.lists(pieces, max_size=4).map("".join), breaks), max_size=8).map(
    lambda parts: "".join(line[:19] + end for line, end in parts)
)
any_text = st.one_of(texts, texts, long_texts, wrapped_texts)
MODES = ["jieba", "bigram"]


class Span(NamedTuple):
    """Part of a text."""

    start: int
    end: int


@functools.cache
def tokenizer(han: str) -> ts.Tokenizer:
    return ts.Tokenizer(han=han)


def is_blank(text: str) -> bool:
    return all(c in WHITE_SPACE for c in text)


def check_tokens(text: str, han: str) -> None:
    """Tokens are in order, hold no white space, and leave nothing else out."""
    found = tokenizer(han).tokens(text)
    at = 0
    last = Span(-1, -1)
    for start, end, form, kind in found:
        assert 0 <= start < end <= len(text)
        if start < at:  # a pair of characters that shares one with the pair before it
            assert han == "bigram"
            assert last.start < start < last.end < end
            shared = text[start : last.end]
            assert len(re.findall(f"[{HAN}]", shared)) == 1, shared
        else:
            assert is_blank(text[at:start])
        written = text[start:end]
        if re.match(f"[{HAN}]", written):
            rest = WRAP.sub("", written)
        else:
            rest = GROUPING_SPACE.sub("", re.sub(r"[^\w\s]", "", written))
        assert not WHITE_SPACE & set(rest), written
        assert form
        assert kind in ts._core.TOKEN_KINDS
        at = end
        last = Span(start, end)
    assert is_blank(text[at:])
    counted = [text[start:end] for start, end, _, kind in found if kind in ("word", "number")]
    assert tokenizer(han).words(text) == counted


def check_spans(text: str, spans: list[tuple[int, int]]) -> None:
    """Spans are in order and apart, have no white space at an end, and leave nothing else out."""
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert is_blank(text[at:start])
        assert text[start] not in WHITE_SPACE
        assert text[end - 1] not in WHITE_SPACE
        at = end
    assert is_blank(text[at:])


def check_clauses_in_sentences(text: str, han: str) -> None:
    sentences = tokenizer(han).sentences(text)
    clauses = iter(tokenizer(han).clauses(text))
    left = next(clauses, None)
    for start, end in sentences:
        inside = []
        while left is not None and left[0] < end:
            assert start <= left[0] < left[1] <= end
            inside.append((left[0] - start, left[1] - start))
            left = next(clauses, None)
        check_spans(text[start:end], inside)
    assert left is None


def check_tokens_in_sentences(text: str, han: str) -> None:
    sentences = iter(tokenizer(han).sentences(text))
    start, end = 0, 0
    for token in tokenizer(han).tokens(text):
        while token.start >= end:
            start, end = next(sentences)
        assert start <= token.start < token.end <= end, text[token.start : token.end]


def check_explanation(text: str, han: str) -> None:
    explained = tokenizer(han).explain(text)
    assert [(e.start, e.end, e.form, e.kind) for e in explained] == list(tokenizer(han).tokens(text))
    assert all(e.token == text[e.start : e.end] for e in explained)
    assert all("".join(e.parts) == e.form for e in explained if e.parts)
    assert all(len(e.parts) != 1 for e in explained)


def check_ngrams(text: str, han: str) -> None:
    forms = [token.form for token in tokenizer(han).tokens(text) if token.kind in ("word", "number")]
    assert tokenizer(han).ngrams(text, 1) == forms
    assert tokenizer(han).ngrams(text, 2, across_sentences=True) == [
        f"{one}_{two}" for one, two in itertools.pairwise(forms)
    ]


def check_forms(text: str, han: str) -> None:
    for token in tokenizer(han).tokens(text):
        assert ts._core.form_of(token.form) == token.form


def check_everything(text: str, han: str) -> None:
    check_tokens(text, han)
    check_spans(text, tokenizer(han).sentences(text))
    check_clauses_in_sentences(text, han)
    check_tokens_in_sentences(text, han)
    check_explanation(text, han)
    check_ngrams(text, han)
    check_forms(text, han)


class Pieces(NamedTuple):
    """What a text is cut into."""

    tokens: list[Token]
    sentences: list[tuple[int, int]]
    clauses: list[tuple[int, int]]


def pieces_of(text: str, han: str, shift: int = 0) -> Pieces:
    cut = tokenizer(han)
    return Pieces(
        [t._replace(start=t.start + shift, end=t.end + shift) for t in cut.tokens(text)],
        [(start + shift, end + shift) for start, end in cut.sentences(text)],
        [(start + shift, end + shift) for start, end in cut.clauses(text)],
    )


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_tokens_are_in_order_and_leave_nothing_out_but_white_space(han: str, text: str) -> None:
    check_tokens(text, han)


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_sentences_are_apart_and_leave_nothing_out_but_white_space(han: str, text: str) -> None:
    check_spans(text, tokenizer(han).sentences(text))


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_clauses_cover_their_sentence_and_lie_in_it(han: str, text: str) -> None:
    check_clauses_in_sentences(text, han)


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@example("http://a.cn/b?c=d%20eكِتَابٌreform.The")  # a stop inside of an address, after another alphabet
@example("See https://ru.wikipedia.org/wiki/Реформа.Трад and that.")
@settings(deadline=None)
def test_every_token_lies_in_one_sentence(han: str, text: str) -> None:
    check_tokens_in_sentences(text, han)


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("ا.ب", 2, 2),
        ("국.국", 2, 2),
        ("क.क", 2, 2),
        ("국.Abc", 2, 2),
        ("foo.אבג", 2, 2),
        ("http://a.cn/Q?A", 1, 1),
        ("http://a.cn/b!Abc", 1, 1),
        ("www.a.cn/Q?A", 1, 1),
        ("Why?Abc", 2, 2),
        ("http://www.gov.cn/doc1.PDF", 1, 1),
        ("http://www.gov.cn/2023.Report/x", 1, 1),
        ("li1.Wei@gov.cn", 1, 1),
        ("http://a.cn/" + 70 * "x" + "reform.The", 1, 1),
        ("http://a.cn/Реформа.Трад", 1, 1),
        ("http://a.cn/ك.The", 1, 1),
        ("http://a.cn。The", 2, 2),
        ("http://a.cn/Q？Abc", 2, 2),
    ],
)
def test_words_and_sentences_end_together(text: str, words: int, sentences: int) -> None:
    assert len(tokenizer("jieba").words(text)) == words
    assert len(tokenizer("jieba").sentences(text)) == sentences


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_explain_tells_of_the_tokens_and_their_parts_are_the_form(han: str, text: str) -> None:
    check_explanation(text, han)


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_ngrams_of_one_and_two_words_are_those_of_the_forms(han: str, text: str) -> None:
    check_ngrams(text, han)


@pytest.mark.parametrize("han", MODES)
@given(any_text)
@settings(deadline=None)
def test_the_form_of_a_form_is_itself(han: str, text: str) -> None:
    check_forms(text, han)


@given(any_text)
@settings(deadline=None)
def test_a_chinese_form_that_is_cut_again_keeps_its_characters(text: str) -> None:
    for token in tokenizer("jieba").tokens(text):
        if token.kind == "word" and re.fullmatch(f"[{HAN}]+", token.form):
            again = tokenizer("jieba").tokens(token.form)
            assert "".join(t.form for t in again) == token.form


@pytest.mark.parametrize("han", MODES)
@given(short_lines, short_lines)
@settings(deadline=None)
def test_two_documents_with_an_empty_line_between_have_the_pieces_of_both(
    han: str, first: str, second: str
) -> None:
    """Of lines too short to wrap: whether a text is wrapped depends on all of its lines."""
    between = "\n\n"
    joined = pieces_of(f"{first}{between}{second}", han)
    one = pieces_of(first, han)
    two = pieces_of(second, han, len(first) + len(between))
    assert joined.tokens == one.tokens + two.tokens
    assert joined.sentences == one.sentences + two.sentences
    assert joined.clauses == one.clauses + two.clauses


@pytest.mark.parametrize("han", MODES)
@pytest.mark.parametrize("wide", ["\u0416", "\U0001f600"])
@given(any_text)
@settings(deadline=None)
def test_the_width_of_the_string_makes_no_difference(han: str, wide: str, text: str) -> None:
    alone = pieces_of(text, han)
    end = len(text) + 2
    widened = pieces_of(f"{text}\n\n{wide}", han)
    assert [t for t in widened.tokens if t.start < end] == alone.tokens
    assert [s for s in widened.sentences if s[0] < end] == alone.sentences
    assert [s for s in widened.clauses if s[0] < end] == alone.clauses
    assert widened.sentences[-1] == (end, end + 1)


@given(any_text)
@settings(deadline=None)
def test_taught_words_change_nothing_outside_of_chinese(text: str) -> None:
    taught = tokenizer("jieba").teach(["有企", "革深化", "的改革", "国有企业改革", "生活的"])
    other = lambda cut: [t for t in cut.tokens(text) if not re.search(f"[{HAN}]", text[t.start : t.end])]  # noqa: E731
    assert other(taught) == other(tokenizer("jieba"))
    assert taught.sentences(text) == tokenizer("jieba").sentences(text)
    assert taught.clauses(text) == tokenizer("jieba").clauses(text)


@pytest.mark.parametrize("han", MODES)
@pytest.mark.parametrize("language", ["eng", "cmn_hans", "cmn_hant"])
def test_all_of_it_holds_for_the_declaration_of_human_rights(
    shared_data: Path, language: str, han: str
) -> None:
    check_everything((shared_data / "udhr" / f"udhr_{language}.xml").read_text(encoding="utf-8"), han)


@pytest.mark.mostly_python
@pytest.mark.parametrize("han", MODES)
@pytest.mark.parametrize(
    ("name", "every"), [("work-reports-zh", 30), ("fomc-statements", 8), ("fomc-minutes", 150), ("sotu", 120)]
)
def test_all_of_it_holds_for_real_reports(shared_data: Path, name: str, every: int, han: str) -> None:
    """Whole, and by the paragraph."""
    documents = (shared_data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::-every]
    assert documents
    for document in documents:
        text = json.loads(document)["text"]
        check_everything(text, han)
        for paragraph in text.split("\n\n"):
            check_everything(paragraph, han)

"""Key words in context are what a walk over the tokens finds, in every order, and show themselves."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from corpora import LIBRARIES, columns
from hypothesis import given
from hypothesis import strategies as st
from themescore.errors import InputError, OptionError, TextError, ThemeFileError
from themescore.showing.terminal import width

COLUMNS = [
    "document", "from", "to", "pre", "keyword", "post", "pattern", "form", "inside", "sentence", "start",
    "end",
]  # fmt: skip

PIECES = [
    "reform", "Reforms", "trade", "state-owned", "China's", "5%", "改革", "公共安全", "安全", "國有", "企业",
    " ", " ", " ", ". ", "\n", "\n\n", "。", ",", "-", "é", "\u0301", "שלום", "مرحبا", "👍", "\u200f", "_",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
PATTERNS = ["reform*", "安全", "改革*", "reform ~2 trade", "état", "é", "שלום", "state owned", "not: trade"]
TOKENIZERS = [ts.Tokenizer(), ts.Tokenizer(han="bigram"), ts.Tokenizer(stem="english")]
ROOMS = [0, 1, 2, 4, "sentence"]


def walked(
    corpus: list[str], patterns: list[str], window: int | str, tokenizer: ts.Tokenizer
) -> list[dict[str, Any]]:
    """The lines as a plain walk over the tokens has them, in the order of the text."""
    scores = ts.score(corpus, {"All": patterns}, tokenizer=tokenizer, cues=False)
    found = []
    for mention in scores.mentions.to_pylist():
        text = corpus[int(mention["document"])]
        start, end = mention["start"], mention["end"]
        words = [token for token in tokenizer.tokens(text) if token.kind in ("word", "number")]
        before = [word for word in words if word.end <= start]
        own = [word for word in words if word.end > start and word.start < end]
        after = [word for word in words if word.start >= end]
        first, last = tokenizer.sentences(text)[mention["sentence"]]
        if isinstance(window, int):
            before = before[len(before) - window :] if window < len(before) else before
            after = after[:window]
            first = min([start, *(word.start for word in [*before, *own])])
            last = max([end, *(word.end for word in [*own, *after])])
        else:
            before = [word for word in before if word.start >= first]
            after = [word for word in after if word.end <= last]
        found.append(
            {
                "document": mention["document"],
                "pre": " ".join(text[first:start].split()),
                "keyword": " ".join(text[start:end].split()),
                "post": " ".join(text[end:last].split()),
                "start": start,
                "end": end,
                "sentence": mention["sentence"],
                "form": mention["form"],
                "inside": mention["inside"],
                "pattern": mention["pattern"],
                "left": [word.form for word in reversed(before)],
                "right": [word.form for word in after],
                "words": len(own),
            }
        )
    return found


def as_walked(line: ts.KwicLine) -> dict[str, Any]:
    return {
        name: getattr(line, name)
        for name in (
            "document",
            "pre",
            "keyword",
            "post",
            "start",
            "end",
            "sentence",
            "form",
            "inside",
            "pattern",
        )
    } | {"words": line.last_word - line.first_word}


def without_sides(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: line[name] for name in line if name not in ("left", "right")} for line in lines]


def assert_as_walked(
    corpus: list[str], patterns: list[str], window: int | str, tokenizer: ts.Tokenizer
) -> int:
    expected = walked(corpus, patterns, window, tokenizer)
    kwic = ts.kwic(corpus, patterns, window=window, tokenizer=tokenizer, threads=2)
    assert list(map(as_walked, kwic)) == without_sides(expected)
    for order in ("left", "right"):
        in_order = sorted(expected, key=lambda line: line[order])
        assert list(map(as_walked, kwic.sorted(order))) == without_sides(in_order)
    by_form = sorted(expected, key=lambda line: line["form"])
    assert list(map(as_walked, kwic.sorted("left").sorted("match"))) == without_sides(by_form)
    assert list(kwic.sorted("right").sorted("document")) == list(kwic)
    frame = kwic.sorted("left").to_frame()
    assert frame["pre"].tolist() == [line.pre for line in kwic.sorted("left")]
    return len(kwic)


@given(
    corpus=st.lists(texts, min_size=1, max_size=4),
    patterns=st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3, unique=True),
    window=st.sampled_from(ROOMS),
    tokenizer=st.sampled_from(TOKENIZERS),
)
def test_lines_are_those_of_a_walk_over_the_tokens(
    corpus: list[str], patterns: list[str], window: int | str, tokenizer: ts.Tokenizer
) -> None:
    assert_as_walked(corpus, patterns, window, tokenizer)


@given(corpus=st.lists(texts, min_size=1, max_size=4), word=st.sampled_from(["reform", "trade", "企业"]))
def test_a_word_is_found_wherever_it_is_a_token(corpus: list[str], word: str) -> None:
    tokenizer = ts.Tokenizer()
    tokens = [
        (str(i), token.start, token.end)
        for i, text in enumerate(corpus)
        for token in tokenizer.tokens(text)
        if token.form == word
    ]
    found = ts.kwic(corpus, word, boundary="word")
    assert [(line.document, line.start, line.end) for line in found] == tokens


@pytest.mark.mostly_python
@pytest.mark.parametrize(
    ("file", "every", "patterns"),
    [
        ("sotu.jsonl", 40, ["reform*", "not: reform school*", "peace ~3 world"]),
        ("work-reports-zh.jsonl", 80, ["改革*", "安全", "民生"]),
    ],
)
@pytest.mark.parametrize("window", [3, "sentence"])
def test_lines_of_real_texts_are_those_of_a_walk(
    shared_data: Path, file: str, every: int, patterns: list[str], window: int | str
) -> None:
    with (shared_data / file).open(encoding="utf-8") as lines:
        corpus = [json.loads(line)["text"] for line in lines][::every]
    assert assert_as_walked(corpus, patterns, window, ts.Tokenizer()) > 50


def test_a_star_is_every_word() -> None:
    found = ts.kwic(["Reform goes on. 改革。"], "*", window=1)
    assert [(line.pre, line.keyword) for line in found] == [
        ("", "Reform"),
        ("Reform", "goes"),
        ("goes", "on"),
        ("on.", "改革"),
    ]


def test_the_frame_has_what_users_of_other_programs_look_for() -> None:
    text = "All of it: state-owned\nenterprises, they say."
    frame = ts.kwic([text], "state owned", window=2).to_frame()
    assert list(frame.columns) == COLUMNS
    row = frame.iloc[0].to_dict()
    assert (row["pre"], row["keyword"], row["post"]) == ("of it:", "state-owned", "enterprises, they")
    assert (row["from"], row["to"]) == (3, 5)
    assert text[row["start"] : row["end"]] == "state-owned"
    assert (row["pattern"], row["form"], row["sentence"]) == ("state owned", "state owned", 0)
    assert pd.isna(row["inside"])


def test_a_part_of_a_word_shows_the_rest_of_it_beside_the_words_of_the_window() -> None:
    line = ts.kwic(["加强公共安全工作。"], "安全", window=1)[0]
    assert (line.pre, line.keyword, line.post) == ("加强公共", "安全", "工作")
    assert line.inside == "公共安全"
    (bare,) = ts.kwic(["加强公共安全工作。"], "安全", window=0)
    assert (bare.pre, bare.post) == ("公共", "")


@pytest.mark.parametrize("make", LIBRARIES)
@pytest.mark.parametrize("pattern", ["改革", "nowhere"])
def test_a_frame_is_of_the_metadata_s_library_with_all_columns(make: Any, pattern: str) -> None:
    corpus = ts.Corpus(["改革开放。", "Reform."], metadata=make({"year": [1, 2]}))
    frame = ts.kwic(corpus, pattern).to_frame()
    assert isinstance(frame, type(corpus.metadata))
    assert list(columns(frame)) == COLUMNS
    assert columns(frame)["keyword"] == ([pattern] if pattern == "改革" else [])


def test_types_of_columns_do_not_hang_on_there_being_rows() -> None:
    for make in (pd.DataFrame, pl.DataFrame):
        corpus = ts.Corpus(["Reform goes on."], metadata=make({"year": [1]}))
        found, none = (ts.kwic(corpus, pattern).to_frame() for pattern in ("reform", "nowhere"))
        assert list(found.dtypes) == list(none.dtypes)


def test_no_match_says_so() -> None:
    kwic = ts.kwic(["Reform goes on.", ""], "trade", sort="left")
    assert len(kwic) == 0
    assert list(kwic) == []
    assert str(kwic) == "no match of 'trade' in 2 documents"
    assert repr(kwic) == "Kwic(no match of 'trade' in 2 documents)"
    assert "no match of" in kwic._repr_html_()
    with pytest.raises(IndexError):
        kwic[0]


def test_slices_and_places_are_those_of_the_whole() -> None:
    kwic = ts.kwic(["a reform b", "c reform d reform e"], "reform", sort="right", window=1)
    lines = list(kwic)
    assert [line.post for line in lines] == ["b", "d", "e"]
    assert (kwic[0], kwic[-1]) == (lines[0], lines[2])
    assert isinstance(kwic[1:], ts.Kwic)
    assert list(kwic[1:]) == lines[1:]
    assert list(kwic[::-1]) == lines[::-1]
    assert list(reversed(kwic)) == lines[::-1]
    assert kwic[1:].to_frame()["post"].tolist() == ["d", "e"]


def test_words_of_other_documents_are_no_context() -> None:
    kwic = ts.kwic(["before", "reform", "after"], "reform", window=3)
    assert (kwic[0].pre, kwic[0].post) == ("", "")


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_any_number_of_threads_gives_the_same(threads: int) -> None:
    corpus = [f"{'abc'[i % 3]} reform {'xyzw'[i % 4]}" for i in range(200)]
    one = ts.kwic(corpus, "reform", sort="left", threads=1)
    assert list(ts.kwic(corpus, "reform", sort="left", threads=threads)) == list(one)


@pytest.mark.parametrize(
    ("pattern", "error", "message"),
    [
        ("", ThemeFileError, "pattern ''"),
        ("  ", ThemeFileError, "pattern '  '"),
        ("(reform", ThemeFileError, "column 1 of pattern '\\(reform'"),
        ("reform /[/", ThemeFileError, "column 8 of pattern"),
        ("**", ThemeFileError, "pattern '\\*\\*'"),
        ("{Trade}", ThemeFileError, "pattern '{Trade}'"),
        (["reform", "a ~"], ThemeFileError, "pattern 'a ~'"),
        ([], InputError, "no pattern"),
        ({"Reform": "reform"}, InputError, "pattern is of type dict: give a str"),
        (3, InputError, "pattern is of type int"),
        ([3], InputError, "pattern: 3 is of type int"),
        ("a\ud800", InputError, "lone surrogate"),
        ("\u0301", ThemeFileError, "pattern"),
    ],
)
def test_a_pattern_that_cannot_be_is_named(pattern: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        ts.kwic(["reform"], pattern)
    assert "kwic" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"window": -1}, {"window": 2.5}, {"window": "word"}, {"window": True}, {"window": 10_001},
        {"window": None}, {"sort": "up"}, {"boundary": "x"}, {"threads": 0},
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_named(options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(OptionError, match=f"^{name}="):
        ts.kwic(["reform"], "reform", **options)
    with pytest.raises(OptionError, match="by='up'"):
        ts.kwic(["reform"], "reform").sorted("up")


def test_texts_that_cannot_be_are_named() -> None:
    with pytest.raises(InputError, match="iterator"):
        ts.kwic(iter(["reform"]), "reform")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="give \\[text\\]"):
        ts.kwic("reform", "reform")
    with pytest.raises(TextError, match="offset 1"):
        ts.kwic(["a\ud800"], "reform")


def test_matches_stand_below_each_other_in_a_terminal() -> None:
    corpus = ts.Corpus(
        ["全面深化改革开放。", "The long way of reform.", "e\u0301te\u0301 reform " + "x" * 300, "reform"],
        ids=["甘肃", "b\x1b[31m", "c", "d" * 50],
    )
    lines = str(ts.kwic(corpus, ["reform", "改革"], window=9)).splitlines()
    assert lines[0] == "4 matches of 'reform', '改革' in 4 of 4 documents"
    places = [width(line[: max(line.find("  reform"), line.find("  改革"))]) for line in lines[2:]]
    assert len(set(places)) == 1
    assert max(map(width, lines)) <= 100
    assert "\x1b" not in "".join(lines)


def test_words_from_right_to_left_stay_in_their_column() -> None:
    line = str(ts.kwic(["שלום reform עולם"], "reform")).splitlines()[-1]
    assert "\u2068שלום\u2069  reform  \u2068עולם\u2069" in line


def test_a_notebook_shows_escaped_cells_and_says_how_many_more() -> None:
    hostile = "<script>alert(1)</script>"
    kwic = ts.kwic(
        ts.Corpus([f"{hostile} reform & {hostile}"] * 41, ids=[f"{hostile}{i}" for i in range(41)]), "reform"
    )
    page = kwic._repr_html_()
    assert "<script" not in page
    assert page.count("<mark><bdi>reform</bdi></mark>") == 40
    assert "1 more" in page
    assert "1 more" in str(kwic)
    assert html.escape(kwic[0].post.split()[0]) in page
    assert not re.search(r"color: ?(#|black|white)", page)


def test_a_context_of_a_megabyte_is_cut_where_it_is_shown() -> None:
    kwic = ts.kwic(["y" * 10**6 + " reform " + "z" * 10**6], "reform")
    assert len(kwic[0].pre) == 10**6
    assert len(str(kwic)) < 1000
    assert len(kwic._repr_html_()) < 5000

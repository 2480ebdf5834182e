"""Pieces of texts lead back to where they stand, and nothing gets lost between them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from corpora import LIBRARIES, columns
from hypothesis import given
from hypothesis import strategies as st
from themescore.corpora.splitting import heading_of
from themescore.errors import InputError, OptionError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

INTO = ["sentences", "paragraphs", "sections", "words"]
HARD = (
    "# 标题\r\n国有Enterprise reform发展。\u2028New (line) \x0c\r\rA\u0301 b 😀𠮷? Yes.\n\n"
    "一、工作回顾\n  Prices rose 3.5%.\tSo “it” is.\n```\n# no heading\n```\n2.1 Prices\nEnd"
)


def size_for(into: str) -> int | None:
    return 3 if into == "words" else None


def check_pieces(corpus: ts.Corpus, pieces: ts.Corpus) -> None:
    """Each leads back into its parent, and between them is white space alone."""
    ends: dict[str, int] = {}
    for piece in pieces:
        row: Any = piece.metadata
        text = corpus[row["parent"]].text
        assert text[row["start"] : row["end"]] == piece.text
        assert piece.text == piece.text.strip() != ""
        assert not text[ends.get(row["parent"], 0) : row["start"]].strip()
        ends[row["parent"]] = row["end"]
    for document in corpus:
        assert not document.text[ends.get(document.id, 0) :].strip()


@pytest.mark.parametrize("into", INTO)
def test_hard_texts_come_apart_without_loss(into: str) -> None:
    corpus = ts.Corpus([HARD, "  ", "one", HARD[::-1]], ids=["a", "b", "c", "d#1"])
    with pytest.warns(ThemescoreWarning, match=f"without {into}, of which nothing is left: 'b'"):
        pieces = corpus.split(into, size=size_for(into))
    check_pieces(corpus, pieces)
    assert len(pieces) > 4


@given(
    text=st.text(st.sampled_from("ab 1。.!\n\r\u2028\t\x0c#一、国改(\"”😀é-'"), max_size=60),
    into=st.sampled_from(INTO),
)
def test_random_texts_come_apart_without_loss(text: str, into: str) -> None:
    corpus = ts.Corpus([text, "x"])
    if not text.strip():
        with pytest.warns(ThemescoreWarning):
            pieces = corpus.split(into, size=size_for(into))
    else:
        pieces = corpus.split(into, size=size_for(into))
    check_pieces(corpus, pieces)


def test_sentences_are_those_of_the_tokenizer() -> None:
    pieces = ts.Corpus([HARD], ids=["gansu"]).split("sentences")
    spans = list(zip(pieces.metadata["start"], pieces.metadata["end"], strict=True))
    assert spans == ts.Tokenizer().sentences(HARD)
    assert pieces.ids == tuple(f"gansu#{number}" for number in range(1, len(spans) + 1))


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_windows_have_so_many_words_and_the_last_what_is_left(size: int) -> None:
    tokenizer = ts.Tokenizer()
    pieces = ts.Corpus([HARD]).split("words", size=size)
    words = [tokenizer.words(piece.text) for piece in pieces]
    assert [word for part in words for word in part] == tokenizer.words(HARD)
    assert {len(part) for part in words[:-1]} <= {size}
    assert 0 < len(words[-1]) <= size


def test_a_text_without_words_is_one_window() -> None:
    assert ts.Corpus([" ?! "]).split("words", size=2).texts == ("?!",)


def test_paragraphs_end_at_blank_lines_and_at_lines_that_are_not_wrapped() -> None:
    wrapped = (
        "The headline of it\n\n"
        "This paragraph was wrapped by hand at some seventy characters, so that its\n"
        "lines go on without a break of the thought that they carry to their end.\n"
        "It ends here.\n\nAnother one."
    )
    texts = ts.Corpus([wrapped, "甲。乙。\n丙。"]).split("paragraphs").texts
    assert [text.split()[0] for text in texts] == ["The", "This", "Another", "甲。乙。", "丙。"]
    assert texts[1].endswith("It ends here.")


def test_sections_run_from_heading_to_heading() -> None:
    text = (
        "Before.\n# One #\nText.\n\n## Two\n```\n# not this\n```\n"
        "第三章 展望\n好。\n一、工作\n（二）改革\n2.1 Prices\n"
    )
    pieces = ts.Corpus([text]).split("sections")
    assert columns(pieces.metadata)["heading"][1:] == [
        "One",
        "Two",
        "第三章 展望",
        "一、工作",
        "（二）改革",
        "2.1 Prices",
    ]
    assert pieces[0].text == "Before."
    assert pd.isna(pieces[0].metadata["heading"])
    assert pieces[2].text == "## Two\n```\n# not this\n```"


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 3",
        "PART IV Money",
        "第十二节",
        "III. Outlook",
        "3. Prices",
        "4.2.1 贸易",
        "三、改革",
        "### a",
    ],
)
def test_headings(line: str) -> None:
    assert heading_of(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Part of it", "2023 was calm", "3 percent", "第三，要改革", "一、坚持改革，推动发展。", "#tag", "#",
        "2. Prices rose and then they fell, as they do.", "第三章里说了很多",
        "3. " + "A" * 100, "（四）利用外资。扩大开放", "", "1.5 percent.",
    ],
)  # fmt: skip
def test_lines_that_are_no_headings(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize("make", LIBRARIES)
def test_pieces_have_the_metadata_of_their_parents_in_its_library(make: Any) -> None:
    corpus = ts.Corpus(["A b. C d.", "E."], ids=["x", "y"], metadata=make({"year": [2021, 2022]}))
    pieces = corpus.split()
    assert type(pieces.metadata) is type(corpus.metadata)
    assert columns(pieces.metadata) == {
        "year": [2021, 2021, 2022],
        "parent": ["x", "x", "y"],
        "start": [0, 5, 0],
        "end": [4, 9, 2],
    }


def test_pieces_of_pieces_lead_to_both() -> None:
    corpus = ts.Corpus([HARD], ids=["a"])
    sections = corpus.split("sections")
    with pytest.raises(InputError, match="two columns 'parent', 'start', 'end': name others in columns="):
        sections.split("sentences")
    sentences = sections.split("sentences", columns=["section", "from", "to"])
    for sentence in sentences:
        row: Any = sentence.metadata
        at = row["start"] + row["from"]
        assert HARD[at : at + len(sentence.text)] == sentence.text
        assert sentence.id.startswith(row["section"] + "#")


def test_a_theme_is_mentioned_in_as_many_pieces_as_sentences() -> None:
    corpus = ts.Corpus(["Reform. Trade. Reform and reform.", "改革。贸易。"], ids=["a", "b"])
    themes = {"Reform": ["reform", "改革"]}
    whole, pieces = ts.score(corpus, themes), ts.score(corpus.split(), themes)
    found = {(row["document"], row["sentence"]) for row in whole.mentions.to_pylist()}
    assert (pieces.table("count")["Reform"] > 0).sum() == len(found) == 3
    assert pieces.table("count")["Reform"].sum() == whole.table("count")["Reform"].sum()


def test_real_reports_come_apart_without_loss(shared_data: Path) -> None:
    lines = (shared_data / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    texts = [json.loads(line)["text"] for line in lines]
    texts.append((shared_data / "readout-seed.txt").read_text(encoding="utf-8"))
    corpus = ts.Corpus(texts)
    for into in INTO:
        check_pieces(corpus, corpus.split(into, size=100 if into == "words" else None))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"into": "lines"}, "into='lines'"),
        ({"into": "words"}, "give size="),
        ({"size": 3}, "size= is for into='words'"),
        ({"into": "words", "size": 0}, "size=0"),
        ({"into": "words", "size": "9"}, "size='9'"),
        ({"columns": ["a", "b"]}, "name three"),
        ({"columns": "abc"}, "name three"),
        ({"columns": [1, 2, 3]}, "name three"),
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        ts.Corpus(["a"]).split(**options)


def test_columns_named_twice_and_a_heading_that_is_there_are_refused() -> None:
    with pytest.raises(InputError, match="two columns 'a'"):
        ts.Corpus(["a"]).split(columns=["a", "a", "b"])
    with pytest.raises(InputError, match=r"two columns 'heading'.*or rename that of the metadata"):
        ts.Corpus(["a"], metadata={"heading": ["x"]}).split("sections")


def test_a_corpus_of_white_space_cannot_be_cut() -> None:
    with pytest.raises(InputError, match="no text has sentences: all 2 are empty"):
        ts.Corpus([" ", "\n"]).split()


def test_polars_keeps_missing_headings_missing() -> None:
    corpus = ts.Corpus(["x\n# One"], metadata=pl.DataFrame({"n": [1]}))
    assert corpus.split("sections").metadata["heading"].to_list() == [None, "One"]

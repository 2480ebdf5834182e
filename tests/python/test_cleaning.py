"""A cleaned corpus: nothing disappears without a row, and everything leads back to the original."""

from __future__ import annotations

import json
import pickle
import re
import warnings
from pathlib import Path

import polars as pl
import pytest
import themescore as ts
from hypothesis import given, settings
from hypothesis import strategies as st
from themescore.cleaning import PageHeaders, PageNumbers, SharedLines
from themescore.cleaning.registry import PRESETS, STEPS
from themescore.errors import DocumentLookupError, InputError, OptionError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

PIECES = st.sampled_from(
    [
        *("Annual report", "5", "Page 5", "- 6 -", "indus-", "try goes on", "soft\xadhyphen", "Home", "News"),
        *(
            "Print",
            "© 2024 X",
            "国有企业改革发展和党的建设的重要论述，全面落实部署精神",
            "\ufeff",
            "a",
            "İstanbul",
        ),
        *("| a | b |", "  - item", "\U0001f600", "-", ""),
        "The committee met in the capital on Tuesday and heard how reform goes on",
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\f", "\n\f", "\n\n", "\r", "\u2028", "\x85", " "])
DOCUMENTS = st.lists(st.tuples(PIECES, LINE_ENDS), max_size=25).map(
    lambda parts: "".join(map("".join, parts))
)


@settings(max_examples=25)
@given(
    st.lists(DOCUMENTS, min_size=1, max_size=3),
    st.lists(st.sampled_from([*STEPS]), max_size=5),
    st.lists(st.sampled_from([*STEPS]), max_size=2),
)
def test_rows_and_text_together_are_the_original(texts: list[str], steps: list[str], more: list[str]) -> None:
    texts *= 3  # so that they share lines
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.clean(ts.clean(ts.Corpus(texts), steps), more)
    table = corpus.cleaning.to_frame()
    for name, text, original in zip(corpus.ids, corpus.texts, texts, strict=True):
        assert corpus.original(name) == original
        rows = table[table["document"] == name]
        covered = [False] * len(original)
        for start, end, removed in zip(rows["start"], rows["end"], rows["text"], strict=True):
            assert original[start:end] == removed
            assert removed
            assert not any(covered[start:end])
            covered[start:end] = [True] * (end - start)
        kept = []
        for at in range(len(text)):
            low, high = corpus.to_original(name, at, at + 1)
            if not covered[low]:
                assert original[low:high] == text[at]
                kept.append(low)
            else:
                assert all(covered[low:high])
        assert kept == [at for at, gone in enumerate(covered) if not gone]


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_the_footers_of_the_work_reports_go_and_nothing_of_their_text(shared_data: Path) -> None:
    with (shared_data / "work-reports-zh.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    corpus = ts.Corpus([row["text"] for row in rows], ids=[row["id"] for row in rows])
    # The notice of the wiki begins so, in every report that has one.
    begins = [
        re.search(r"\s*本作品(?:是中华人民共和国的|来自中华人民共和国全国人民代表大会)", text)
        for text in corpus.texts
    ]
    kept = ts.clean(corpus, list(STEPS))
    for text, original, match in zip(kept.texts, corpus.texts, begins, strict=True):
        assert text == (original if match is None else original[: match.start()])
    assert sum(match is not None for match in begins) == 64
    # That of one is worded in another way than all others, and stays.
    assert [name for name, text in zip(kept.ids, kept.texts, strict=True) if "公有领域" in text] == [
        "resolution-16"
    ]


def test_nothing_is_done_that_is_not_named() -> None:
    corpus = ts.Corpus(["Home\nNews\nPrint\nindus-\ntry"])
    assert corpus.cleaning is None
    for same in (ts.clean(corpus), ts.clean(corpus, [])):
        assert same.texts == corpus.texts
        assert len(same.cleaning.to_frame()) == 0
        assert same.to_original(0, 2, 9) == (2, 9)
    assert corpus.to_original(0, 2, 9) == corpus.from_original(0, 2, 9) == (2, 9)
    assert (corpus.original(0), corpus.original_pieces(0, 2, 9)) == (corpus.texts[0], [(2, 9)])


def test_filters_and_slices_keep_the_way_back() -> None:
    texts = [f"{'The ' * i}indus-\ntry" for i in range(4)]
    corpus = ts.clean(ts.Corpus(texts, ids=list("abcd"), metadata={"year": [1, 2, 1, 2]}), ["hyphenation"])
    for part in (corpus[1:], corpus.filter(year=2), corpus[::-1], corpus.filter(year=2)[1:]):
        copy = pickle.loads(pickle.dumps(part))
        for name in part.ids:
            start = part[name].text.index("industry")
            for each in (part, copy):
                assert each.to_original(name, start, start + 8) == corpus.to_original(name, start, start + 8)
                assert each.original(name) == corpus.original(name) == texts["abcd".index(name)]
        assert set(part.cleaning.to_frame()["document"]) == set(part.ids)


def test_mentions_and_evidence_say_where_they_stand_in_the_original() -> None:
    text = "Growth of indus-\ntry.\nTrade grew. Reform of the state-\nowned.\nA state-owned bank."
    corpus = ts.clean(ts.Corpus(["No theme.", text], ids=["a", "b"]), ["hyphenation"])
    themes = {"Industry": ["industry", "reform"], "Firms": ["state owned"]}
    scores = ts.score(corpus, themes)
    found = scores.mentions.to_pylist()
    assert [text[row["original_start"] : row["original_end"]] for row in found] == [
        "indus-\ntry",
        "Reform",
        "state-\nowned",
        "state-owned",
    ]
    words = [corpus.texts[1][row["start"] : row["end"]] for row in found]
    assert words == ["industry", "Reform", "state-owned", "state-owned"]
    evidence = scores.evidence("Industry")
    assert [text[slice(*sentence.original)] for sentence in evidence] == [
        "Growth of indus-\ntry.",
        "Reform of the state-\nowned.",
    ]
    frame = evidence.to_frame()
    assert list(zip(frame["original_start"], frame["original_end"], strict=True)) == [
        s.original for s in evidence
    ]
    lines = ts.kwic(corpus, ["industry", "reform"], sort="match").sorted("right").to_frame()
    assert [text[a:b] for a, b in zip(lines["original_start"], lines["original_end"], strict=True)] == [
        {"industry": "indus-\ntry"}.get(word, word) for word in lines["keyword"]
    ]
    plain = ts.score([text], themes)
    assert "original_start" not in plain.mentions.column_names
    assert "original_start" not in plain.evidence("Industry").to_frame().columns


def test_a_step_that_removes_more_than_a_third_is_warned_of() -> None:
    with pytest.warns(ThemescoreWarning, match=r"web_boilerplate removed more than a third of 'b' 61%"):
        ts.clean(ts.Corpus(["Long text " * 9, "Reform.\n© 2024 Office"], ids=["a", "b"]), ["web_boilerplate"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ts.clean(ts.Corpus(["x" * 60 + "\n© 2024 Office"]), ["web_boilerplate"])


def test_what_was_removed_is_shown_and_escaped() -> None:
    corpus = ts.clean(
        ts.Corpus(["Reform goes on. " * 9 + "\n© <script>alert(1)</script>\x1b[2J"]), ["web_boilerplate"]
    )
    page = corpus.cleaning._repr_html_()
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "\x1b" not in str(corpus.cleaning)
    assert "cleaned: web_boilerplate" in repr(corpus)
    row = corpus.cleaning.summary().iloc[0]
    assert (row["documents"], row["places"]) == (1, 1)
    assert row["removed"] == len(corpus.original(0)) - len(corpus.texts[0])


def test_frames_are_of_the_library_of_the_metadata() -> None:
    corpus = ts.Corpus(["indus-\ntry"], metadata=pl.DataFrame({"year": [2020]}))
    cleaning = ts.clean(corpus, ["hyphenation"]).cleaning
    assert isinstance(cleaning.to_frame(), pl.DataFrame)
    assert isinstance(cleaning.summary(), pl.DataFrame)


@pytest.mark.parametrize("steps", [["pfd"], "header", [3], [None], ["pdf", "wbe"]])
def test_a_name_that_is_no_step_is_an_error_that_lists_them(steps: object) -> None:
    with pytest.raises(OptionError, match=r"'page_headers'.*'web'"):
        ts.clean(ts.Corpus(["a"]), steps)


def test_other_mistakes_are_errors() -> None:
    corpus = ts.clean(ts.Corpus(["abc"]), ["pdf"])
    with pytest.raises(InputError, match="give a Corpus"):
        ts.clean(["abc"], ["pdf"])
    with pytest.raises(InputError, match="list of names"):
        ts.clean(corpus, 3)
    for make in (
        lambda: PageHeaders(depth=0),
        lambda: PageHeaders(pages=1),
        lambda: SharedLines(at="top"),
        lambda: SharedLines(share=2),
        lambda: SharedLines(lines=0),
        lambda: corpus.to_original(0, 2, 1),
        lambda: corpus.to_original(0, 0, 4),
        lambda: corpus.from_original(0, -1, 2),
    ):
        with pytest.raises(OptionError):
            make()
    with pytest.raises(DocumentLookupError):
        corpus.to_original("z", 0, 1)
    with pytest.raises(DocumentLookupError, match="no document 'z'"):
        corpus.cleaning.to_frame("z")


def test_steps_are_told_apart_by_their_options() -> None:
    corpus = ts.clean(ts.Corpus(["abc"]), ["pdf", PageNumbers(), SharedLines(at="both")])
    assert [step.name for step in corpus.cleaning.steps] == [*PRESETS["pdf"], "page_numbers", "shared_lines"]
    assert corpus.cleaning.steps[-1] == SharedLines(at="both") != SharedLines()

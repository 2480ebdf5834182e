"""Documents that come one by one, and are let go once they are counted."""

from __future__ import annotations

import json
import pickle
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from themescore import _core
from themescore.errors import InputError, TextError
from themescore.scoring import counting, streaming

TEXTS = ["Reform of trade.", "Trade grew. Trade fell.", "", "改革开放和改革", "Reform, reform!"]
THEMES = {"Reform": ["reform", "改革"], "Trade": ["trade"]}
WEIGHTINGS = [
    None,
    ts.Weighting(),
    ts.Weighting.sklearn(),
    ts.Weighting.smart("ltc"),
    ts.Weighting.smart("lnu"),
    ts.Weighting.bm25(),
    ts.Weighting(tf="augmented", idf="probabilistic", norm="l1"),
]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches, and blocks of sentences, that a few documents fill."""
    monkeypatch.setattr(streaming, "_BATCH_DOCUMENTS", 3)
    monkeypatch.setattr(streaming, "_BLOCK_CHARACTERS", 300)


def assert_same(found: ts.Scores, expected: ts.Scores) -> None:
    assert found.ids == expected.ids
    assert found.mentions.equals(expected.mentions)
    assert np.array_equal(found.words, expected.words)
    for measure in ("count", "rate", "share"):
        assert found.table(measure).equals(expected.table(measure))
    for weighting in WEIGHTINGS:
        for measure in ("tfidf", "emphasis"):
            ours = found.table(measure, weighting=weighting)
            assert ours.equals(expected.table(measure, weighting=weighting))
    for theme in expected.themes.names:
        assert list(found.evidence(theme)) == list(expected.evidence(theme))


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("threads", [1, 2, 8])
def test_an_iterator_has_the_scores_of_the_corpus(examples: Path, threads: int) -> None:
    corpus = ts.read(examples / "reports")
    themes = ts.Themes.load(examples / "themes.yaml")
    assert_same(ts.score(iter(corpus), themes, threads=threads), ts.score(corpus, themes))


@pytest.mark.usefixtures("small_batches")
def test_an_iterator_has_the_scores_of_the_corpus_on_real_texts(shared_data: Path, examples: Path) -> None:
    def texts(file: str) -> Iterator[str]:
        with (shared_data / file).open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in islice(lines, 12))

    both = list(chain(texts("sotu.jsonl"), texts("work-reports-zh.jsonl")))
    themes = ts.Themes.load(examples / "themes.yaml")
    assert_same(ts.score(iter(both), themes, threads=2), ts.score(both, themes))


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_what_comes_with_documents_is_kept(tmp_path: Path) -> None:
    corpus = ts.Corpus(TEXTS, ids=list("abcde"), metadata={"year": [2021, 2022, None, 2021, 2022]})
    found, expected = ts.score(iter(corpus), THEMES), ts.score(corpus, THEMES)
    assert found.metadata.equals(expected.metadata)
    comparison = [scores.compare("year").to_frame() for scores in (found, expected)]
    assert comparison[0].equals(comparison[1])
    assert repr(found) == repr(expected)
    assert found._repr_html_() == expected._repr_html_()
    assert repr(found.explain("Reform", "e")) == repr(expected.explain("Reform", "e"))
    pages = []
    for scores in (found, expected):
        scores.report(tmp_path / "report.html", by="year")
        pages.append((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]


def test_metadata_may_differ_from_document_to_document() -> None:
    documents = [
        ts.Document("a", "Reform.", {"year": 2021}),
        ts.Document("b", "Trade.", {"source": "bank", "year": 2022}),
        ts.Document("c", "Trade."),
    ]
    metadata = ts.score(iter(documents), THEMES).metadata
    assert metadata["year"].tolist()[:2] == [2021, 2022]
    assert metadata["source"].isna().tolist() == [True, False, True]
    assert list(ts.score(iter(TEXTS), THEMES).metadata.columns) == []


@pytest.mark.parametrize("job", [lambda scores: scores.corpus, pickle.dumps])
def test_what_needs_whole_texts_says_what_to_do(job: Callable[[ts.Scores], Any]) -> None:
    with pytest.raises(InputError, match=r"let go.*score a Corpus of them"):
        job(ts.score(iter(TEXTS), THEMES))


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize("ngrams", [1, [1, 2]])
def test_an_iterator_gives_the_matrix_of_the_list(
    batch: int, ngrams: int | list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "_BATCH_DOCUMENTS", batch)
    expected = ts.dtm(TEXTS, ngrams=ngrams, min_df=0.3, weighting=ts.Weighting())
    found = ts.dtm(iter(TEXTS), ngrams=ngrams, min_df=0.3, weighting=ts.Weighting())
    assert found.terms == expected.terms
    assert found.ids == expected.ids == ("0", "1", "2", "3", "4")
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(found.matrix, name), getattr(expected.matrix, name))


def test_documents_keep_their_ids() -> None:
    corpus = ts.Corpus(TEXTS, ids=list("abcde"))
    assert ts.dtm(iter(corpus)).ids == tuple("abcde")
    reference = ts.Reference.fit(iter(corpus), {"Trade": ["trade"]})
    assert reference.documents == 5
    assert reference.frequency("trade") == 2


@pytest.mark.parametrize("count", [ts.dtm, lambda texts: ts.score(texts, THEMES)])
def test_texts_are_let_go_batch_by_batch(
    count: Callable[[Iterator[str]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "_BATCH_CHARACTERS", 200_000)
    text = "reform of trade " * 5_000
    texts = (f"{number} {text}" for number in range(100))  # of together 8 MB
    count(iter(["reform"]))  # imports what it needs: that is not to be measured
    tracemalloc.start()
    try:
        result = count(texts)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(result.ids) == 100
    assert peak < 2_000_000


def test_sentences_come_out_of_their_blocks_as_they_went_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_BLOCK_CHARACTERS", 10)
    sentences = ["a", "改革开放。", "", "\U0001f600 " * 9, "é", "b\n"] * 3
    kept = streaming.KeptSentences()
    kept.add(sentences[:5])
    kept.add([])
    kept.add(sentences[5:])
    assert len(kept) == len(sentences)
    assert [kept[i] for i in range(len(sentences))] == sentences
    assert [kept[i] for i in (17, 0, 9, 3)] == [sentences[i] for i in (17, 0, 9, 3)]


def test_what_cannot_be_counted_is_named() -> None:
    with pytest.raises(InputError, match="no documents"):
        ts.dtm(iter([]))
    with pytest.raises(TextError, match="surrogate") as caught:
        ts.dtm(iter(["a", "b\ud800"]))
    assert caught.value.document == "1"
    with pytest.raises(InputError, match=r"text 1 \(id '1'\)"):
        ts.dtm(iter(["a", 3]))  # type: ignore[list-item]
    with pytest.raises(InputError, match=r"text 1 \(id 'b'\) is missing"):
        ts.score(iter([ts.Document("a", "one"), ts.Document("b", None)]), THEMES)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="id in row 2 is missing"):
        ts.score(iter(["a", ts.Document(None, "one")]), THEMES)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"document 'a'.*'name'.*holds a lone surrogate"):
        ts.score(iter([ts.Document("a", "one", {"name": "\ud800"})]), THEMES)
    with pytest.raises(InputError, match=r"document 'a'.*a column named 3"):
        ts.score(iter([ts.Document("a", "one", {3: "x"})]), THEMES)  # type: ignore[dict-item]


def test_an_id_that_comes_twice_is_found_when_it_comes() -> None:
    taken = 0

    def documents() -> Iterator[ts.Document]:
        nonlocal taken
        for name in ("a", "b", "a", "c", "d"):
            taken += 1
            yield ts.Document(name, "reform")

    with pytest.raises(InputError, match="'a' is that of documents 1 and 3"):
        ts.score(documents(), THEMES)
    assert taken == 3


def test_an_error_of_the_iterator_is_the_users_own() -> None:
    def texts() -> Iterator[str]:
        yield "reform"
        raise ValueError("the file ended too early")

    with pytest.raises(ValueError, match="too early"):
        ts.dtm(texts())


@pytest.mark.parametrize("method", ["add", "finish"])
def test_more_than_can_be_numbered_is_an_error(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def add(self, texts: list[str], on_progress: object) -> None:
            if method == "add":
                raise _core.LimitError("more than 2,147,483,647 documents")

        def mentioned_sentences(self) -> Any:
            return np.empty(0, [(name, "u4") for name in ("document", "start", "end")])

        def finish(self) -> None:
            raise _core.LimitError("more than 2,147,483,647 documents")

    monkeypatch.setattr(counting, "counter_of", lambda *_, **__: Full())
    for texts in (TEXTS, iter(TEXTS)):
        with pytest.raises(InputError, match=r"more than 2,147,483,647 documents.*in parts"):
            ts.dtm(texts)

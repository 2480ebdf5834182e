"""Documents out of Hugging Face datasets and spaCy themselves: `make tools` installs them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import themescore as ts
from themescore.errors import InputError

pytestmark = pytest.mark.mostly_python

os.environ.setdefault("HF_HUB_OFFLINE", "1")

TEXTS = ["Reform goes on.  ", "\n改革开放。😀 Reform!", "", "A\u0301 reform\r\n\tof trade."]
IDS = ["007", "12345678901234567890", "甘肃", "a\nb"]
WHY = "is not installed: `make tools` installs it and runs this"


@pytest.fixture
def datasets() -> Any:
    return pytest.importorskip("datasets", reason=f"datasets {WHY}")


@pytest.fixture
def spacy() -> Any:
    return pytest.importorskip("spacy", reason=f"spacy {WHY}")


def check_spans(corpus: ts.Corpus, texts: list[str]) -> None:
    assert corpus.texts == tuple(texts)
    mentions = ts.score(corpus, {"Reform": ["reform", "改革"]}).mentions.to_pylist()
    position = {name: at for at, name in enumerate(corpus.ids)}
    found = [texts[position[row["document"]]][row["start"] : row["end"]] for row in mentions]
    assert found == ["Reform", "改革", "Reform", "reform"]


def test_a_data_set_becomes_a_corpus(datasets: Any) -> None:
    tags = [["a"], [], ["b", "c"], []]
    columns = {"id": IDS, "text": TEXTS, "year": [2021, None, 2023, 2024], "tags": tags}
    data = datasets.Dataset.from_dict(columns)
    corpus = ts.Corpus.from_frame(data)
    assert corpus.ids == tuple(IDS)
    check_spans(corpus, TEXTS)
    assert isinstance(corpus.metadata, pa.Table)
    assert corpus.metadata.to_pydict() == {"year": [2021, None, 2023, 2024], "tags": tags}


def test_rows_that_a_data_set_was_cut_down_to_are_taken_in_their_order(datasets: Any, tmp_path: Path) -> None:
    data = datasets.Dataset.from_dict({"id": IDS, "body": TEXTS})
    data.save_to_disk(tmp_path / "data")
    mapped = datasets.load_from_disk(tmp_path / "data").select([3, 0]).with_format("numpy")
    assert ts.Corpus.from_frame(mapped, text="body").ids == (IDS[3], IDS[0])
    shuffled = data.shuffle(seed=1).filter(lambda row: row["body"])
    corpus = ts.Corpus.from_frame(shuffled, text="body")
    assert corpus.ids == tuple(shuffled["id"])
    assert corpus.texts == tuple(shuffled["body"])


def test_a_corpus_becomes_a_data_set_and_is_the_same_again(datasets: Any) -> None:
    corpus = ts.Corpus(TEXTS, ids=IDS, metadata={"year": [1, 2, 3, 4]})
    again = ts.Corpus.from_frame(datasets.Dataset(corpus.to_arrow()))
    assert (again.ids, again.texts) == (corpus.ids, corpus.texts)
    assert again.metadata.to_pydict() == {"year": [1, 2, 3, 4]}
    assert ts.Corpus.from_frame(datasets.Dataset.from_pandas(corpus.to_frame())).texts == corpus.texts


def test_a_data_set_of_metadata_is_joined_by_id(datasets: Any) -> None:
    data = datasets.Dataset.from_dict({"id": IDS[::-1], "year": [4, 3, 2, 1]})
    assert ts.Corpus(TEXTS, ids=IDS, metadata=data).metadata["year"].to_pylist() == [1, 2, 3, 4]


def test_several_data_sets_and_one_that_is_not_whole_are_refused(datasets: Any) -> None:
    data = datasets.Dataset.from_dict({"id": IDS, "text": TEXTS})
    with pytest.raises(InputError, match="several data sets: choose one of 'train', 'test'"):
        ts.Corpus.from_frame(datasets.DatasetDict(train=data, test=data))
    rows = data.to_iterable_dataset()
    with pytest.raises(InputError, match=r"come one by one: give ts.score an iterator"):
        ts.Corpus.from_frame(rows)
    scores = ts.score((ts.Document(row["id"], row["text"]) for row in rows), {"Reform": ["reform"]})
    assert scores.ids == tuple(IDS)


def test_docs_become_a_corpus_and_offsets_are_spacys(spacy: Any) -> None:
    nlp = spacy.blank("en")
    spacy.tokens.Doc.set_extension("year", default=None, force=True)
    spacy.tokens.Doc.set_extension("length", getter=len, force=True)
    spacy.tokens.Doc.set_extension("shout", method=lambda doc: doc.text.upper(), force=True)
    try:
        docs = list(nlp.pipe(TEXTS))
        for doc, name in zip(docs, IDS, strict=True):
            doc.user_data["id"] = name
        docs[0]._.year = 2023
        corpus = ts.Corpus.from_spacy(docs)
        assert corpus.ids == tuple(IDS)
        check_spans(corpus, [doc.text for doc in docs])
        assert corpus.texts == tuple(TEXTS)
        assert list(corpus.metadata.columns) == ["year", "length"]
        assert corpus["007"].metadata == {"year": 2023, "length": len(docs[0])}
        assert corpus.filter(year=None).ids == tuple(IDS[1:])
        scores = ts.score(corpus, {"Reform": ["reform", "改革"]})
        spans = [
            docs[IDS.index(row["document"])].char_span(row["start"], row["end"], alignment_mode="expand").text
            for row in scores.mentions.to_pylist()
        ]
        assert [span.lower()[:6] for span in spans if span.isascii()] == ["reform"] * 3
    finally:
        for name in ("year", "length", "shout"):
            spacy.tokens.Doc.remove_extension(name)


def test_docs_without_names_are_numbered_and_pipes_are_taken(spacy: Any) -> None:
    corpus = ts.Corpus.from_spacy(spacy.blank("zh").pipe(["改革开放。", "贸易"]))
    assert corpus.ids == ("0", "1")
    assert corpus.metadata.shape == (2, 0)
    with pytest.raises(InputError, match="docs is one Doc"):
        ts.Corpus.from_spacy(spacy.blank("en")("Reform."))

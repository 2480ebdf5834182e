"""Documents that come one by one, and are let go once they are counted."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pytest
import themescore as ts
from themescore import counting
from themescore.errors import InputError, TextError

TEXTS = ["Reform of trade.", "Trade grew. Trade fell.", "", "改革开放和改革", "Reform, reform!"]


class Watched(str):
    """A text of which is known how many there are."""

    alive: ClassVar[weakref.WeakSet[Watched]] = weakref.WeakSet()

    def __new__(cls, text: str) -> Watched:
        new = super().__new__(cls, text)
        cls.alive.add(new)
        return new

    __hash__ = object.__hash__


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize("ngrams", [1, [1, 2]])
def test_an_iterator_gives_the_matrix_of_the_list(
    batch: int, ngrams: int | list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "_BATCH_DOCUMENTS", batch)
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


def test_texts_are_let_go_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_BATCH_CHARACTERS", 1000)
    most = 0

    def texts() -> Iterator[str]:
        nonlocal most
        for number in range(200):
            most = max(most, len(Watched.alive))
            yield Watched(f"reform {number} " * 10)

    assert len(ts.dtm(texts()).ids) == 200
    assert 5 < most < 25  # two batches, of about nine texts each


def test_what_cannot_be_counted_is_named() -> None:
    with pytest.raises(InputError, match="no documents"):
        ts.dtm(iter([]))
    with pytest.raises(TextError, match="surrogate") as caught:
        ts.dtm(iter(["a", "b\ud800"]))
    assert caught.value.document == "1"
    with pytest.raises(InputError, match="text"):
        ts.dtm(iter(["a", 3]))  # type: ignore[list-item]
    twice = [ts.Document("a", "one"), ts.Document("a", "two")]
    with pytest.raises(InputError, match="a"):
        ts.dtm(iter(twice))


def test_an_error_of_the_iterator_is_the_users_own() -> None:
    def texts() -> Iterator[str]:
        yield "reform"
        raise ValueError("the file ended too early")

    with pytest.raises(ValueError, match="too early"):
        ts.dtm(texts())

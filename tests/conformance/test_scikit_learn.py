"""scikit-learn's answers are ours: the same words in, the same weights out."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from themescore import _core

TOLERANCE = 1e-12


# Each test asks for the same texts.
@functools.cache
def words_in_their_form(text: str) -> list[str]:
    """Our words, for scikit-learn to count."""
    return [token.form for token in ts.Tokenizer().tokens(text) if token.kind in ("word", "number")]


def largest_relative_difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    return float(np.max(np.abs(ours - theirs) / np.abs(theirs), initial=0.0))


@pytest.fixture(scope="module")
def example_texts(examples: Path) -> list[str]:
    return list(ts.read(examples / "reports").texts)


@pytest.fixture(scope="module")
def messages(shared_data: Path) -> list[str]:
    lines = (shared_data / "sotu.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


@pytest.fixture(params=["example_texts", "messages"])
def texts(request: pytest.FixtureRequest) -> list[str]:
    return request.getfixturevalue(request.param)


def test_the_counts_are_those_of_count_vectorizer(texts: list[str]) -> None:
    ours = ts.dtm(texts)
    peer = CountVectorizer(analyzer=words_in_their_form)
    theirs = peer.fit_transform(texts)
    assert list(ours.terms) == list(peer.get_feature_names_out())
    assert (ours.matrix != theirs).nnz == 0


def test_the_weights_are_those_of_tfidf_vectorizer(texts: list[str]) -> None:
    ours = ts.dtm(texts, weighting=ts.Weighting())
    peer = TfidfVectorizer(analyzer=words_in_their_form)
    theirs = peer.fit_transform(texts)
    theirs.sort_indices()
    assert list(ours.terms) == list(peer.get_feature_names_out())
    assert np.array_equal(ours.matrix.indptr, theirs.indptr)
    assert np.array_equal(ours.matrix.indices, theirs.indices)
    difference = largest_relative_difference(ours.matrix.data, theirs.data)
    print(f"{len(texts)} documents, {theirs.nnz} cells: largest relative difference {difference:.2g}")
    assert difference < TOLERANCE


def test_a_themes_tfidf_is_the_sum_of_scikit_learns_columns_for_its_words(texts: list[str]) -> None:
    themes = {"Work": ["work", "workers"], "Money": ["bank", "prices", "tax"], "Reform": ["reform", "改革"]}
    table = ts.score(texts, themes, boundary="word").table("tfidf")
    peer = CountVectorizer(analyzer=words_in_their_form)
    weights = TfidfTransformer().fit_transform(peer.fit_transform(texts)).tocsc()
    for name, words in themes.items():
        columns = [peer.vocabulary_[word] for word in words if word in peer.vocabulary_]
        theirs = np.asarray(weights[:, columns].sum(axis=1)).ravel()
        ours = table[name].to_numpy()
        assert np.array_equal(ours == 0, theirs == 0)
        assert theirs.max() > 0
        assert largest_relative_difference(ours[theirs > 0], theirs[theirs > 0]) < TOLERANCE


def test_the_matrix_is_the_cores_own_memory() -> None:
    tokenizer = _core.Tokenizer()
    counts = _core.count(
        ["a b", "b"], _core.ThemeSet([], [], tokenizer), tokenizer, boundary="part", threads=1
    )
    assert not any(array.flags.owndata for array in counts.term_counts())
    matrix = ts.dtm(["a b", "b"]).matrix
    assert matrix.indices.dtype == np.int64
    assert not matrix.data.flags.owndata
    assert not matrix.indices.flags.owndata

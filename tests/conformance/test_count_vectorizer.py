"""Document-term matrices are scikit-learn's, given the same words."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from sklearn.feature_extraction.text import CountVectorizer
from themescore.errors import OptionError


class Documents:
    """Texts, and their words for scikit-learn to count."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        tokens = map(ts.Tokenizer().tokens, texts)
        self.words = [[t.form for t in found if t.kind in ("word", "number")] for found in tokens]


def peer_of(**options: object) -> CountVectorizer:
    return CountVectorizer(tokenizer=list, token_pattern=None, lowercase=False, **options)


def every(step: int, path: Path) -> Documents:
    lines = path.read_text(encoding="utf-8").splitlines()
    return Documents([json.loads(line)["text"] for line in lines[::step]])


@pytest.fixture(scope="module")
def example_texts(examples: Path) -> Documents:
    return Documents(list(ts.read(examples / "reports").texts))


@pytest.fixture(scope="module")
def messages(shared_data: Path) -> Documents:
    return every(30, shared_data / "sotu.jsonl")


@pytest.fixture(scope="module")
def work_reports(shared_data: Path) -> Documents:
    return every(12, shared_data / "work-reports-zh.jsonl")


@pytest.fixture(params=["example_texts", "messages", "work_reports"])
def documents(request: pytest.FixtureRequest) -> Documents:
    return request.getfixturevalue(request.param)


def assert_same(ours: ts.DocumentTermMatrix, peer: CountVectorizer, theirs: object) -> None:
    assert list(ours.terms) == list(peer.get_feature_names_out())
    assert ours.matrix.shape == theirs.shape
    assert (ours.matrix != theirs).nnz == 0
    assert ours.matrix.has_sorted_indices
    ours.matrix.check_format(full_check=True)


@pytest.mark.parametrize("sizes", [(1, 1), (1, 2), (2, 2), (1, 3), (3, 3)])
def test_ngrams_are_those_of_count_vectorizer(documents: Documents, sizes: tuple[int, int]) -> None:
    peer = peer_of(ngram_range=sizes)
    theirs = peer.fit_transform(documents.words)
    ours = ts.dtm(documents.texts, ngrams=range(sizes[0], sizes[1] + 1), across_sentences=True)
    assert_same(ours, peer, theirs)


@pytest.mark.filterwarnings("ignore:Your stop_words may be inconsistent")
def test_stop_words_are_left_out_before_ngrams_as_by_count_vectorizer(documents: Documents) -> None:
    stop_words = ["the", "of", "和", "的"]
    peer = peer_of(
        ngram_range=(1, 2),
        stop_words=stop_words,
    )
    theirs = peer.fit_transform(documents.words)
    tokenizer = ts.Tokenizer(stop_words=stop_words)
    assert_same(
        ts.dtm(documents.texts, ngrams=[1, 2], across_sentences=True, tokenizer=tokenizer), peer, theirs
    )


def test_a_grid_of_frequencies_chooses_the_terms_of_count_vectorizer(documents: Documents) -> None:
    counted = 0
    for min_df, max_df in itertools.product(
        (1, 2, 5, 0.0, 0.1, 0.37), (1.0, 0.5, 0.9, len(documents.texts), 6)
    ):
        peer = peer_of(min_df=min_df, max_df=max_df)
        try:
            theirs = peer.fit_transform(documents.words)
        except ValueError:  # it wants at least one term
            with contextlib.suppress(OptionError):
                assert not ts.dtm(documents.texts, min_df=min_df, max_df=max_df).terms
            continue
        assert_same(ts.dtm(documents.texts, min_df=min_df, max_df=max_df), peer, theirs)
        counted += 1
    assert counted >= 26


@pytest.mark.parametrize("top", [1, 7, 100])
def test_the_top_terms_are_as_frequent_as_those_of_count_vectorizer(documents: Documents, top: int) -> None:
    """It leaves open which of equals it keeps; the first is ours."""
    peer = peer_of(max_features=top)
    theirs = peer.fit_transform(documents.words).sum(axis=0)
    ours = ts.dtm(documents.texts, top_terms=top)
    assert sorted(ours.matrix.sum(axis=0)) == sorted(np.asarray(theirs).ravel())
    number = Counter(word for words in documents.words for word in words)
    first = sorted(sorted(number), key=lambda word: -number[word])[:top]
    assert list(ours.terms) == sorted(first)


def test_a_vocabulary_that_is_given_has_the_columns_of_count_vectorizer(documents: Documents) -> None:
    vocabulary = ["reform", "zebra", "the", "改革", "of the", "economic"]
    peer = peer_of(
        ngram_range=(1, 2),
        vocabulary=vocabulary,
    )
    theirs = peer.fit_transform(documents.words)
    assert_same(
        ts.dtm(documents.texts, ngrams=[1, 2], across_sentences=True, vocabulary=vocabulary), peer, theirs
    )

"""Weights are those of quanteda, scikit-learn and bm25s, whose values are computed here or were recorded."""

from __future__ import annotations

import csv
import itertools
import json
import math
from collections import Counter
from pathlib import Path

import bm25s
import numpy as np
import pytest
import themescore as ts
from sklearn.feature_extraction.text import TfidfTransformer

TOLERANCE = 1e-12
DOCUMENTS = [f"d{i}" for i in range(1, 9)]
TERMS = [f"w{i}" for i in range(1, 13)]
SCHEMES = ["count", "prop", "propmax", "logcount", "boolean", "augmented", "logave"]


@pytest.fixture(scope="module")
def recorded(shared_data: Path) -> dict[str, np.ndarray]:
    """quanteda 4.3.1's values, by scheme, documents x terms; NaN where it has NA."""
    values = {}
    with (shared_data / "reference" / "weights.csv").open() as file:
        for row in csv.DictReader(file):
            table = values.setdefault(row["scheme"], np.full((len(DOCUMENTS), len(TERMS)), np.inf))
            value = math.nan if row["value"] == "NA" else float(row["value"])
            table[DOCUMENTS.index(row["document"]), TERMS.index(row["term"])] = value
    assert not any(np.isinf(table).any() for table in values.values())
    return values


@pytest.fixture(scope="module")
def counts(recorded: dict[str, np.ndarray]) -> ts.DocumentTermMatrix:
    texts = [
        " ".join(term for term, number in zip(TERMS, row, strict=True) for _ in range(int(number)))
        for row in recorded["count"]
    ]
    return ts.dtm(texts)


def by_document_and_term(matrix: ts.DocumentTermMatrix) -> np.ndarray:
    dense = matrix.matrix.toarray()
    columns = [
        dense[:, matrix.terms.index(term)] if term in matrix.terms else np.zeros(len(dense)) for term in TERMS
    ]
    return np.array(columns).T


def weighting_of(scheme: str) -> ts.Weighting:
    if scheme.startswith("tfidf_"):
        return ts.Weighting.quanteda(*scheme.split("_")[1:])
    return ts.Weighting.quanteda(scheme, "unary")


def test_every_value_of_quanteda_is_ours_but_where_it_divides_by_another_documents_largest_count(
    recorded: dict[str, np.ndarray], counts: ts.DocumentTermMatrix
) -> None:
    equal = explained = total = 0
    for scheme, theirs in recorded.items():
        ours = by_document_and_term(counts.weigh(weighting_of(scheme)))
        same = np.isclose(ours, theirs, rtol=TOLERANCE, atol=0)
        # The tolerance aside, quanteda's values are written with 15 digits.
        same |= np.abs(ours - theirs) <= 1e-14
        takes_largest = "augmented" in scheme or "propmax" in scheme
        if not takes_largest:
            assert same.all(), scheme
        equal += int(same.sum())
        total += same.size
        explained += int((~same).sum())
    print(f"quanteda: {equal} values of {total} equal, {explained} explained")
    assert total == equal + explained
    assert equal > 0.9 * total


def test_those_that_differ_are_quantedas_own_slip_after_an_empty_document(
    recorded: dict[str, np.ndarray],
) -> None:
    """Its list of largest counts leaves out the empty document d3: d4 is divided by that of d5, d8 by none.

    Where a term's weights have an NA, in d8, so has its idf; and where one has, so has the largest.
    """
    number = recorded["count"]
    largest = [row.max() for row in number if row.any()]
    largest += [math.nan] * (len(number) - len(largest))
    seen = 0
    for tf, k in (("augmented", 0.5), ("propmax", 0.0)):
        shifted = np.where(number > 0, k + (1 - k) * number / np.array(largest)[:, None], 0)
        np.testing.assert_allclose(shifted, recorded[tf], rtol=TOLERANCE)
        for name in ("inverse", "inversemax", "inverseprob"):
            if f"tfidf_{tf}_{name}" in recorded:
                with np.errstate(divide="ignore"):
                    df = np.where(np.isnan(shifted).any(axis=0), math.nan, (number > 0).sum(axis=0))
                    most = df.max() if name == "inversemax" else len(number)
                    ratio = (len(number) - df) / df if name == "inverseprob" else most / df
                    idf = np.log10(ratio)
                idf = np.maximum(0, idf) if name == "inverseprob" else idf
                expected = np.where(number > 0, shifted * np.where(np.isinf(idf), 0, idf), 0)
                np.testing.assert_allclose(
                    expected, recorded[f"tfidf_{tf}_{name}"], rtol=1e-11, atol=1e-14, err_msg=name
                )
                seen += 1
    assert seen == 3


def test_tf_and_idf_of_quanteda_come_apart(
    recorded: dict[str, np.ndarray], counts: ts.DocumentTermMatrix
) -> None:
    """A scheme of tf with a scheme of idf is the product of both, where quanteda's own are right."""
    idf = {}
    for name in ("inverse", "inversemax", "inverseprob"):
        with np.errstate(invalid="ignore"):
            ratio = recorded[f"tfidf_count_{name}"] / recorded["count"]
        idf[name] = np.nan_to_num(
            np.nanmax(np.where(recorded["count"] > 0, ratio, np.nan), axis=0, initial=0)
        )
    for tf, name in itertools.product(SCHEMES, idf):
        ours = by_document_and_term(counts.weigh(ts.Weighting.quanteda(tf, name)))
        plain = by_document_and_term(counts.weigh(ts.Weighting.quanteda(tf, "unary")))
        np.testing.assert_allclose(ours, plain * idf[name], rtol=1e-11, atol=1e-14)


@pytest.fixture(scope="module")
def messages(shared_data: Path) -> ts.DocumentTermMatrix:
    lines = (shared_data / "sotu.jsonl").read_text(encoding="utf-8").splitlines()
    return ts.dtm([json.loads(line)["text"] for line in lines])


@pytest.fixture(scope="module")
def minutes(shared_data: Path) -> ts.DocumentTermMatrix:
    lines = (shared_data / "fomc-minutes.jsonl").read_text(encoding="utf-8").splitlines()
    return ts.dtm([json.loads(line)["text"] for line in lines])


@pytest.fixture(scope="module")
def work_reports(shared_data: Path) -> ts.DocumentTermMatrix:
    lines = (shared_data / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines()
    return ts.dtm([json.loads(line)["text"] for line in lines])


@pytest.fixture(scope="module")
def example_reports(examples: Path) -> ts.DocumentTermMatrix:
    return ts.dtm(ts.read(examples / "reports"))


@pytest.fixture(params=["example_reports", "messages", "minutes", "work_reports"])
def matrix(request: pytest.FixtureRequest) -> ts.DocumentTermMatrix:
    return request.getfixturevalue(request.param)


def largest_relative_difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    assert np.array_equal(ours == 0, theirs == 0)
    kept = theirs != 0
    return float(np.max(np.abs(ours[kept] - theirs[kept]) / np.abs(theirs[kept]), initial=0.0))


def test_all_parameters_of_tfidf_transformer_give_its_values(matrix: ts.DocumentTermMatrix) -> None:
    largest = 0.0
    for norm, use_idf, smooth_idf, sublinear_tf in itertools.product(
        ("l1", "l2", None), (True, False), (True, False), (True, False)
    ):
        given = {"norm": norm, "use_idf": use_idf, "smooth_idf": smooth_idf, "sublinear_tf": sublinear_tf}
        theirs = TfidfTransformer(**given).fit_transform(matrix.matrix)
        theirs.sort_indices()
        ours = matrix.weigh(ts.Weighting.sklearn(**given)).matrix
        assert np.array_equal(ours.indices, theirs.indices)
        largest = max(largest, largest_relative_difference(ours.data, theirs.data))
    print(f"24 settings, {matrix.matrix.nnz:,} cells: largest relative difference {largest:.2g}")
    assert largest <= TOLERANCE


@pytest.mark.parametrize("variant", ["robertson", "lucene", "atire", "bm25l", "bm25+"])
@pytest.mark.parametrize(("k1", "b", "delta"), [(1.5, 0.75, 0.5), (1.2, 0.0, 1.0), (0.9, 1.0, 0.25)])
def test_bm25_is_that_of_bm25s(
    example_reports: ts.DocumentTermMatrix, variant: str, k1: float, b: float, delta: float
) -> None:
    ours = example_reports.weigh(ts.Weighting.bm25(variant, k1=k1, b=b, delta=delta)).matrix.toarray()
    words = [
        [term for term, number in zip(example_reports.terms, row, strict=True) for _ in range(int(number))]
        for row in example_reports.matrix.toarray()
    ]
    peer = bm25s.BM25(method=variant, k1=k1, b=b, delta=delta, dtype="float64")
    peer.index(words, show_progress=False)
    largest = 0.0
    for column, term in enumerate(example_reports.terms):
        theirs = peer.get_scores([term])
        has = example_reports.matrix[:, [column]].toarray().ravel() > 0
        # To a document without the term bm25l and bm25+ add a constant, which is no weight of that document.
        assert not ours[~has, column].any()
        largest = max(largest, largest_relative_difference(ours[has, column], theirs[has]))
    print(f"{variant}, {len(example_reports.terms)} terms: largest relative difference {largest:.2g}")
    assert largest <= TOLERANCE


def test_themes_weigh_as_the_columns_of_their_words_do(examples: Path) -> None:
    corpus = ts.read(examples / "reports")
    counts = ts.dtm(corpus)
    frequent = [
        term
        for term, _ in Counter(dict(zip(counts.terms, counts.matrix.sum(axis=0), strict=True))).most_common(
            60
        )
    ]
    themes = {"A": frequent[:5], "B": frequent[20:40], "C": frequent[3:30:7]}
    scores = ts.score(corpus, themes, boundary="word")
    weightings = [
        *(
            ts.Weighting.quanteda(tf, idf)
            for tf in SCHEMES
            for idf in ("unary", "inverse", "inversemax", "inverseprob")
        ),
        *(ts.Weighting.bm25(variant) for variant in ("robertson", "lucene", "atire", "bm25l", "bm25+")),
        *(ts.Weighting.smart(code) for code in ("ltc", "Lnu", "apc", "bnn")),
        ts.Weighting(norm="l1"),
    ]
    largest = 0.0
    for weighting in weightings:
        table = scores.table("tfidf", weighting=weighting)
        weighed = counts.weigh(weighting).matrix.toarray()
        for name, words in themes.items():
            columns = [counts.terms.index(word) for word in words]
            theirs = weighed[:, columns].sum(axis=1)
            largest = max(
                largest, float(np.max(np.abs(table[name].to_numpy() - theirs) / np.maximum(theirs, 1e-12)))
            )
    print(f"{len(weightings)} weightings: largest relative difference {largest:.2g}")
    assert largest <= TOLERANCE

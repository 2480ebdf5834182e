"""`TermVectorizer` with scikit-learn's words is its `TfidfVectorizer`, over a grid of parameters."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from themescore.sklearn import TermVectorizer
from themescore.tokenizing.word_pattern import PATTERNS, PatternTokenizer

pytestmark = pytest.mark.filterwarnings("ignore:Your stop_words may be inconsistent")

TOLERANCE = 1e-12
STOP_WORDS = (None, "english", ["the", "of", "our", "The", "发展", "経済"])
WORDS = {
    "lowercase": (True, False),
    "strip_accents": (None, "ascii", "unicode"),
    "stop_words": STOP_WORDS,
    "ngram_range": ((1, 1), (1, 2), (2, 3)),
}
CHOICES = {
    "min_df": (1, 2, 0.4),
    "max_df": (1.0, 0.7, 5),
    "max_features": (None, 1, 50),
    "ngram_range": ((1, 1), (1, 2)),
    "binary": (False, True),
}
WEIGHTS = {
    "norm": ("l2", "l1", None),
    "use_idf": (True, False),
    "smooth_idf": (True, False),
    "sublinear_tf": (True, False),
    "binary": (False, True),
    "max_features": (None, 50),
}
GRIDS = {"words": WORDS, "choices": CHOICES, "weights": WEIGHTS}
_LONGEST = 15_000  # characters: there are 258 settings
SOURCES = {"sotu.jsonl": 49, "fomc-minutes.jsonl": 45, "work-reports-zh.jsonl": 12}


def settings_of(grid: dict[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for values in itertools.product(*grid.values()):
        yield dict(zip(grid, values, strict=True))


def texts_of(path: Path, step: int) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"][:_LONGEST] for line in lines[::step]]


@pytest.fixture(scope="module", params=SOURCES)
def texts(request: pytest.FixtureRequest, shared_data: Path) -> list[str]:
    return texts_of(shared_data / request.param, SOURCES[request.param])


def difference(ours: Any, theirs: Any) -> float:
    """Largest relative difference of two matrices that have the same cells; infinite if they have not."""
    theirs.sort_indices()
    same = (
        ours.shape == theirs.shape
        and np.array_equal(ours.indptr, theirs.indptr)
        and np.array_equal(ours.indices, theirs.indices)
    )
    if not same:
        return np.inf
    return float(np.max(np.abs(ours.data - theirs.data) / np.abs(theirs.data), initial=0.0))


def compared(settings: dict[str, Any], fitted: list[str], new: list[str]) -> float | None:
    """Largest relative difference of what both make of the texts; None if neither finds a term."""
    peer, ours = TfidfVectorizer(**settings), TermVectorizer(token_pattern="sklearn", **settings)
    try:
        theirs = peer.fit_transform(fitted)
    except ValueError:
        with pytest.raises(ValueError):
            ours.fit(fitted)
        return None
    matrix = ours.fit_transform(fitted)
    assert type(matrix) is type(theirs)
    assert matrix.dtype == theirs.dtype
    assert matrix.indices.dtype == theirs.indices.dtype
    assert list(ours.get_feature_names_out()) == list(peer.get_feature_names_out())
    assert ours.vocabulary_ == peer.vocabulary_
    return max(difference(matrix, theirs), difference(ours.transform(new), peer.transform(new)))


@pytest.mark.slow
@pytest.mark.mostly_python
@pytest.mark.parametrize("grid", GRIDS)
def test_a_grid_of_parameters_gives_the_matrix_of_tfidf_vectorizer(texts: list[str], grid: str) -> None:
    fitted, new = texts[1:], texts[:1]
    equal, without_terms, largest = 0, 0, 0.0
    for settings in settings_of(GRIDS[grid]):
        found = compared(settings, fitted, new)
        if found is None:
            without_terms += 1
            continue
        assert found < TOLERANCE, settings
        equal, largest = equal + 1, max(largest, found)
    print(f"{grid}: {equal} equal, {without_terms} without terms for both: largest difference {largest:.2g}")
    assert equal > 2 * without_terms


def test_the_words_of_every_character_are_pythons() -> None:
    for pattern, shortest in PATTERNS.items():
        tokenizer = PatternTokenizer(shortest, lowercase=False)
        written = r"(?u)\b\w\w+\b" if pattern == "sklearn" else pattern
        for first in range(0, sys.maxunicode + 1, 0x10000):
            characters = [chr(c) for c in range(first, first + 0x10000) if not 0xD800 <= c <= 0xDFFF]
            # Alone, and beside a letter on either side.
            text = " ".join(f"{c} a{c} {c}z" for c in characters)
            starts, ends, _, _ = tokenizer._core.tokens(text)
            found = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
            assert found == re.findall(written, text)

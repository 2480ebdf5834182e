"""Texts whose words can be counted by eye, for the tests of comparisons."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import themescore as ts
from themescore.comparing.comparison import ComparisonRow
from themescore.errors import ThemescoreWarning

THEMES = {"Reform": ["reform"], "Trade": ["trade"], "Nothing": ["zzz"]}


def document(reform: int, trade: int, other: int) -> str:
    """A text of one-word sentences; capitals, because a sentence does not begin with a small letter."""
    return "Reform. " * reform + "Trade. " * trade + "Word. " * other


def numbers_of(texts: list[str]) -> np.ndarray:
    """Mentions of Reform, mentions of Trade and words of each text, shape (texts, 3)."""
    return np.array([[text.count("Reform"), text.count("Trade"), text.count(".")] for text in texts], float)


def random_texts(seed: int, means: list[tuple[float, float, float]]) -> list[str]:
    """One text for each row of Poisson means."""
    generator = np.random.default_rng(seed)
    return [document(*(int(n) for n in generator.poisson(mean))) for mean in means]


def compared(texts: list[str], by: object = "group", *, metadata: object, **options: object) -> ts.Comparison:
    """The texts compared, without a word about few documents."""
    corpus = ts.Corpus(texts, metadata=metadata)  # type: ignore[arg-type]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.score(corpus, THEMES).compare(by, **options)  # type: ignore[arg-type]


def row_of(comparison: ts.Comparison, theme: str, group: str) -> ComparisonRow:
    """The row of a theme and group."""
    (row,) = (row for row in comparison.rows if (row.theme, row.group) == (theme, group))
    return row


def same(one: ts.Comparison, other: ts.Comparison) -> None:
    """Both have the same numbers, bit by bit, not a number as well."""
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame(), check_exact=True)

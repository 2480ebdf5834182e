"""Comparisons of whatever texts, groups and strata: what has to be true of every row."""

from __future__ import annotations

import math

import numpy as np
import pytest
from comparisons import compared, document, row_of
from hypothesis import given, settings
from hypothesis import strategies as st
from themescore.errors import InputError

COUNTS = st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 9))
DOCUMENT = st.tuples(COUNTS, st.sampled_from(["a", "b", "c", None]), st.sampled_from([1, 2, 3, None]))
MOST = settings().max_examples  # fewer with sanitizers


def same_or_nan(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other, rel=1e-9, abs=1e-12)


@settings(max_examples=min(60, MOST))
@given(
    st.lists(DOCUMENT, min_size=2, max_size=14),
    st.sampled_from([None, "year"]),
    st.sampled_from(["rate", "sentences", "share"]),
    st.sampled_from(["expanded", "percentile", "bca"]),
    st.sampled_from(["rest", "all", "a"]),
)
def test_every_row_is_sound(
    documents: list[tuple[tuple[int, int, int], str | None, int | None]],
    within: str | None,
    measure: str,
    interval: str,
    baseline: str,
) -> None:
    texts = [document(*counts) for counts, _, _ in documents]
    metadata = {"group": [group for _, group, _ in documents], "year": [year for _, _, year in documents]}
    groups = {group for _, group, _ in documents}
    options = {"within": within, "measure": measure, "interval": interval, "baseline": baseline}
    if len(groups) < 2 or (baseline == "a" and "a" not in groups):
        with pytest.raises(InputError):
            compared(texts, metadata=metadata, replicates=100, **options)
        return
    comparison = compared(texts, metadata=metadata, replicates=100, **options)
    str(comparison)
    comparison._repr_html_()
    str(comparison.sensitivity())
    for row in comparison.rows:
        own = np.array([c for c, group, _ in documents if (group or "(missing)") == row.group])
        reform, trade, other = own.sum(axis=0)
        mentions = {"Reform": reform, "Trade": trade, "Nothing": 0}[row.theme]
        size = reform + trade + (0 if measure == "share" else other)
        assert (row.documents, row.mentions, row.words) == (len(own), mentions, reform + trade + other)
        assert same_or_nan(row.rate, comparison.measure.per * mentions / size if size else 0)
        for low, high in (
            (row.low, row.high),
            (row.ratio_low, row.ratio_high),
            (row.difference_low, row.difference_high),
        ):
            assert math.isnan(low) == math.isnan(high)
            assert math.isnan(low) or low <= high
        assert math.isnan(row.p) or 0 < row.p <= 1
        assert math.isnan(row.p) or row.p <= row.q + 1e-12 <= 1 + 1e-12
        assert 0 <= row.range <= row.documents
        assert math.isnan(row.dispersion) or 0 <= row.dispersion < 1
        assert math.isnan(row.dp_norm) or -1e-12 <= row.dp_norm <= 1 + 1e-12
        assert math.isnan(row.juilland_d) or -1e-12 <= row.juilland_d <= 1 + 1e-12
        assert math.isnan(row.design_effect) or row.design_effect >= 0
        assert row.g2 >= 0 or (math.isnan(row.g2) and baseline == row.group)


@settings(max_examples=min(40, MOST))
@given(
    st.lists(st.tuples(COUNTS, st.sampled_from([1, 2])), min_size=2, max_size=12),
    st.sampled_from([None, "year"]),
)
def test_two_groups_see_the_same_from_either_side(
    documents: list[tuple[tuple[int, int, int], int]], within: str | None
) -> None:
    texts = [document(*counts) for counts, _ in documents]
    metadata = {"group": ["ab"[i % 2] for i in range(len(texts))], "year": [year for _, year in documents]}
    comparison = compared(texts, metadata=metadata, within=within, replicates=100)
    for theme in ("Reform", "Trade"):
        a, b = (row_of(comparison, theme, group) for group in "ab")
        assert same_or_nan(a.difference, -b.difference)
        assert same_or_nan(a.ratio, 1 / b.ratio)
        assert same_or_nan(a.log_odds, -b.log_odds)
        assert same_or_nan(a.g2, b.g2)
        assert same_or_nan(a.p, b.p)
        assert same_or_nan(a.other_rate, b.rate)

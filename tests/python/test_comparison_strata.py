"""Groups compared within strata, with another baseline, or sorted by a function."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
import themescore as ts
from comparisons import THEMES, compared, document, numbers_of, random_texts, row_of, same
from statsmodels.stats.contingency_tables import StratifiedTable
from themescore.errors import InputError, ThemescoreWarning

YEARS = [2020, 2021, 2022]


@pytest.fixture(scope="module")
def strata() -> tuple[list[str], dict[str, list[object]]]:
    """Three years with other rates; agency b has more of the later ones, and half the mentions in each."""
    means, metadata = [], {"group": [], "year": []}  # type: ignore[var-annotated]
    for year, (of_a, of_b) in zip(YEARS, [(8, 3), (5, 5), (3, 9)], strict=True):
        for group, number in (("a", of_a), ("b", of_b)):
            rate = 4 * (year - 2019) * (0.5 if group == "b" else 1)
            means += [(rate, 6, 60)] * number
            metadata["group"] += [group] * number
            metadata["year"] += [year] * number
    return random_texts(8, means), metadata


def tables(texts: list[str], metadata: dict[str, list[object]]) -> list[np.ndarray]:
    """Of each year mentions and other words of Reform, a above b."""
    numbers, frame = numbers_of(texts), pd.DataFrame(metadata)
    found = []
    for year in YEARS:
        sums = [
            numbers[((frame.year == year) & (frame.group == group)).to_numpy()].sum(axis=0) for group in "ab"
        ]
        found.append(np.array([[reform, words - reform] for reform, _, words in sums]))
    return found


def test_the_ratio_within_strata_is_the_pooled_one_of_statsmodels(
    strata: tuple[list[str], dict[str, list[object]]],
) -> None:
    row = row_of(compared(strata[0], metadata=strata[1], within="year"), "Reform", "a")
    expected = StratifiedTable([np.array(table) for table in tables(*strata)]).riskratio_pooled
    assert row.ratio == pytest.approx(expected, rel=1e-12)
    # The strata are there to undo this: over all years b has nearly as much, as it has the later years.
    assert row.ratio > 1.2 * row_of(compared(strata[0], metadata=strata[1]), "Reform", "a").ratio


def test_difference_log_odds_and_g2_within_strata_are_those_of_plain_formulas(
    strata: tuple[list[str], dict[str, list[object]]],
) -> None:
    row = row_of(compared(strata[0], metadata=strata[1], within="year"), "Reform", "a")
    weights, differences, deltas, variances, g2, two_cell = [], [], [], [], 0.0, 0.0
    for (a, c), (b, d) in tables(*strata):
        n1, n2 = a + c, b + d
        weights.append(n1 * n2 / (n1 + n2))
        differences.append(a / n1 - b / n2)
        prior = 1000 * (a + b) / (n1 + n2)
        deltas.append(
            math.log((a + prior) / (n1 + 1000 - a - prior)) - math.log((b + prior) / (n2 + 1000 - b - prior))
        )
        variances.append(1 / (a + prior) + 1 / (b + prior))
        expected = np.outer([n1, n2], [a + b, c + d]) / (n1 + n2)
        cells = np.array([[a, c], [b, d]]) * np.log(np.array([[a, c], [b, d]]) / expected)
        g2 += 2 * cells.sum()
        two_cell += 2 * cells[:, 0].sum()
    precision = 1 / np.array(variances)
    assert row.difference == pytest.approx(1000 * np.average(differences, weights=weights), rel=1e-12)
    assert row.log_odds == pytest.approx(np.average(deltas, weights=precision), rel=1e-10)
    assert row.z == pytest.approx(np.dot(deltas, precision) / math.sqrt(precision.sum()), rel=1e-10)
    assert row.g2 == pytest.approx(g2, rel=1e-10)
    assert row.g2_two_cell == pytest.approx(two_cell, rel=1e-10)


def test_p_within_strata_is_that_of_all_deals_within_them() -> None:
    means = [(3, 1, 20)] * 3 + [(8, 1, 20)] * 4
    texts, groups, years = random_texts(5, means), ["a", "b", "b", "a", "a", "b", "b"], [1, 1, 1, 2, 2, 2, 2]
    numbers = numbers_of(texts)

    def difference(own: set[int]) -> float:
        sums, weights = 0.0, 0.0
        for year in (1, 2):
            here, others = (
                numbers[[i for i in range(7) if years[i] == year and (i in own) == side]].sum(axis=0)
                for side in (True, False)
            )
            weight = here[2] * others[2] / (here[2] + others[2])
            sums += weight * (here[0] / here[2] - others[0] / others[2])
            weights += weight
        return abs(sums / weights)

    observed = difference({0, 3, 4})
    deals = [
        difference({first, *rest}) for first in range(3) for rest in itertools.combinations(range(3, 7), 2)
    ]
    exact = float(np.mean([deal >= observed * (1 - 1e-12) for deal in deals]))
    comparison = compared(texts, metadata={"group": groups, "year": years}, within="year", replicates=40_000)
    assert 0 < exact < 1
    assert row_of(comparison, "Reform", "a").p == pytest.approx(
        exact, abs=4 * math.sqrt(exact * (1 - exact) / 40_000)
    )


def test_one_stratum_and_none_are_the_same(strata: tuple[list[str], dict[str, list[object]]]) -> None:
    metadata = {**strata[1], "all": ["x"] * len(strata[0])}
    first = compared(strata[0], metadata=metadata)
    same(compared(strata[0], metadata=metadata, within="all"), first)


def test_a_group_as_baseline_is_a_comparison_of_those_two_groups_alone() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 8 + [(7, 3, 50)] * 6 + [(5, 9, 50)] * 7)
    groups: list[object] = ["a"] * 8 + ["b"] * 6 + ["c"] * 7
    against = compared(texts, metadata={"group": groups}, baseline="a")
    pair = [i for i, group in enumerate(groups) if group != "c"]
    alone = compared([texts[i] for i in pair], metadata={"group": [groups[i] for i in pair]})
    for theme in ("Reform", "Trade"):
        ours, theirs = row_of(against, theme, "b"), row_of(alone, theme, "b")
        for name in ("rate", "other_rate", "ratio", "difference", "log_odds", "z", "g2", "p", "dispersion"):
            assert getattr(ours, name) == getattr(theirs, name), name
        own = row_of(against, theme, "a")
        assert own.rate == row_of(alone, theme, "a").rate
        assert own.low < own.rate < own.high
        for name in ("other_rate", "ratio", "ratio_low", "difference", "log_odds", "g2", "p", "q"):
            assert math.isnan(getattr(own, name)), name
    assert against.others == "a"
    assert "as often as a " in " ".join(against.findings) or not against.findings


def test_all_as_baseline_has_the_group_itself_among_what_it_is_compared_with() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 8 + [(7, 3, 50)] * 6)
    comparison = compared(texts, metadata={"group": ["a"] * 8 + ["b"] * 6}, baseline="all")
    numbers = numbers_of(texts)
    own, everything = numbers[:8].sum(axis=0), numbers.sum(axis=0)
    row = row_of(comparison, "Reform", "a")
    assert row.ratio == pytest.approx((own[0] / own[2]) / (everything[0] / everything[2]), rel=1e-12)
    assert row.other_rate == pytest.approx(1000 * everything[0] / everything[2], rel=1e-12)


def test_p_against_all_is_that_of_all_deals() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 3 + [(7, 3, 80)] * 5)
    numbers = numbers_of(texts)

    def difference(own: tuple[int, ...]) -> float:
        here, everything = numbers[list(own)].sum(axis=0), numbers.sum(axis=0)
        return float(abs(here[0] / here[2] - everything[0] / everything[2]))

    deals = np.array([difference(own) for own in itertools.combinations(range(8), 3)])
    exact = float(np.mean(deals >= difference((0, 1, 2)) * (1 - 1e-12)))
    comparison = compared(texts, metadata={"group": ["a"] * 3 + ["b"] * 5}, baseline="all", replicates=40_000)
    assert 0 < exact < 1
    assert row_of(comparison, "Reform", "a").p == pytest.approx(
        exact, abs=4 * math.sqrt(exact * (1 - exact) / 40_000)
    )


def test_a_baseline_may_be_the_value_itself() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 12)
    years: list[object] = [2020, 2021, 2022] * 4
    by_value = compared(texts, "year", metadata={"year": years}, baseline=2021)
    same(by_value, compared(texts, "year", metadata={"year": years}, baseline="2021"))
    with pytest.raises(InputError, match=r"baseline=1 is no group of 'year': give 'rest', 'all' or one of"):
        compared(texts, "year", metadata={"year": years}, baseline=1)


def test_groups_and_strata_may_be_said_by_a_function() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 12)
    years: list[object] = [1999, 2004, 2011] * 4

    def decade(document: ts.Document) -> int:
        return int(str(document.metadata["year"])) // 10 * 10

    found = compared(texts, decade, metadata={"year": years})
    assert (found.by, found.groups) == ("decade", ["1990", "2000", "2010"])
    column = compared(texts, "decade", metadata={"decade": [1990, 2000, 2010] * 4})
    same(found, column)
    assert (
        compared(texts, lambda document: document.metadata["year"] == 1999, metadata={"year": years}).by
        == "group"
    )


def test_strata_of_several_columns_are_their_combinations() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 24)
    metadata = {
        "group": ["a", "b"] * 12,
        "year": [1, 1, 2, 2] * 6,
        "kind": ["x"] * 12 + ["y"] * 12,
        "both": [f"{year}{kind}" for kind in "xy" for year in (1, 1, 2, 2) * 3],
    }
    several = compared(texts, metadata=metadata, within=["year", "kind"])
    assert several.within == "year, kind"
    same(several, compared(texts, metadata=metadata, within="both"))


@pytest.mark.parametrize("within", [None, "year"])
@pytest.mark.parametrize("interval", ["expanded", "percentile", "bca"])
@pytest.mark.parametrize("baseline", ["rest", "all", "a"])
def test_numbers_are_the_same_for_any_number_of_threads(
    strata: tuple[list[str], dict[str, list[object]]], within: str | None, interval: str, baseline: str
) -> None:
    first, *others = (
        compared(
            strata[0],
            metadata=strata[1],
            within=within,
            interval=interval,
            baseline=baseline,
            replicates=300,
            threads=threads,
        )
        for threads in (1, 2, 8)
    )
    for other in others:
        same(first, other)


def test_a_stratum_with_one_group_is_left_out_and_said() -> None:
    texts = [document(2, 1, 20)] * 8 + [document(9, 1, 20)] * 4
    metadata = {"group": ["a"] * 4 + ["b"] * 4 + ["b"] * 4, "year": [1] * 8 + [2] * 4}
    corpus = ts.Corpus(texts, metadata=metadata)  # type: ignore[arg-type]
    with pytest.warns(ThemescoreWarning, match="4 documents in year with one group only, left out"):
        comparison = ts.score(corpus, THEMES).compare("group", within="year")
    row = row_of(comparison, "Reform", "b")
    assert row.ratio == 1
    assert row.difference == 0
    assert row.rate > row.other_rate  # of all its documents


def test_where_no_stratum_has_two_groups_nothing_is_compared() -> None:
    comparison = compared(
        [document(2, 1, 20)] * 4, metadata={"group": list("aabb"), "year": [1, 1, 2, 2]}, within="year"
    )
    row = row_of(comparison, "Reform", "a")
    assert row.rate > 0
    assert all(math.isnan(value) for value in (row.ratio, row.difference, row.log_odds, row.z, row.p, row.q))
    assert row.g2 == 0
    assert comparison.findings == ()


def test_single_documents_in_strata_are_drawn_from_the_whole_group_and_that_is_said() -> None:
    texts = random_texts(2, [(4, 3, 50)] * 12)
    metadata = {"group": ["a", "b"] * 6, "year": [year for year in range(6) for _ in range(2)]}
    corpus = ts.Corpus(texts, metadata=metadata)  # type: ignore[arg-type]
    with pytest.warns(ThemescoreWarning, match="a group has a single document in a year, so documents are"):
        comparison = ts.score(corpus, THEMES).compare("group", within="year")
    row = row_of(comparison, "Reform", "a")
    assert row.ratio_low < row.ratio < row.ratio_high


@pytest.mark.parametrize("pairs", [1, 4, 5])
def test_a_ratio_that_rests_on_few_pairs_of_documents_has_no_interval(pairs: int) -> None:
    mentioning = [document(4, 1, 20), document(2, 1, 30), document(3, 1, 20), document(1, 1, 30)] * 3
    texts = [*mentioning[: 2 * pairs], *[document(0, 1, 20), document(0, 2, 30)] * (8 - pairs)]
    metadata = {"group": ["a", "b"] * 8, "year": [year for year in range(8) for _ in range(2)]}
    comparison = compared(texts, metadata=metadata, within="year")
    row = row_of(comparison, "Reform", "a")
    assert row.ratio > 1
    assert math.isnan(row.ratio_low) == math.isnan(row.difference_low) == (pairs < 5)
    assert row.low < row.rate < row.high
    other = row_of(comparison, "Trade", "a")
    assert other.ratio_low < other.ratio < other.ratio_high


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"within": "yaer"}, "no metadata column 'yaer' to compare within: did you mean 'year'?"),
        ({"within": []}, "name a metadata column, or leave it out"),
        ({"baseline": "d"}, "baseline='d' is no group of 'group'"),
        ({"baseline": None}, "baseline=None is no group of 'group'"),
    ],
)
def test_what_there_is_not_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        compared(["reform", "trade"], metadata={"group": ["a", "b"], "year": [1, 2]}, **options)


def test_a_function_that_fails_is_named_with_its_document() -> None:
    def decade(document: ts.Document) -> object:
        return document.metadata["year"]

    with pytest.raises(InputError, match=r"the function 'decade' failed on document '0': KeyError: 'year'"):
        compared(["reform", "trade"], decade, metadata={"group": ["a", "b"]})


def test_a_function_needs_texts_that_are_still_there() -> None:
    scores = ts.score(iter(["reform", "trade"]), THEMES)
    with pytest.raises(InputError, match="were let go: compare by a metadata column"):
        scores.compare(lambda document: len(document.text))

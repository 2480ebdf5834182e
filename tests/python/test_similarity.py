"""Distances of profiles, each computed a second way; the nearest; the order for heat maps."""

from __future__ import annotations

import itertools
import math
from decimal import Decimal, localcontext

import numpy as np
import pandas as pd
import pytest
from counted_texts import numbers, profiles_of, scores_of
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage, to_tree
from scipy.spatial.distance import cdist, jensenshannon, squareform
from sklearn.metrics.pairwise import cosine_similarity
from themescore.errors import DocumentLookupError, InputError, OptionError, ThemescoreWarning
from themescore.profiling.leaf_order import best_order
from themescore.profiling.similarity import DISTANCES, alike_and_different

pytestmark = pytest.mark.mostly_python

TABLES = st.lists(
    st.lists(st.integers(0, 60), min_size=4, max_size=4).filter(any), min_size=2, max_size=7
).map(lambda rows: np.array(rows, dtype=float))


def by_hand(name: str, first: np.ndarray, second: np.ndarray) -> float:
    """The definitions, theme by theme, with exact sums."""
    p, q = first / first.sum(), second / second.sum()
    if name == "cosine":
        return 1 - math.fsum(p * q) / math.sqrt(math.fsum(p * p) * math.fsum(q * q))
    if name == "hellinger":
        return math.sqrt(math.fsum((math.sqrt(a) - math.sqrt(b)) ** 2 for a, b in zip(p, q, strict=True)) / 2)
    terms = [x * math.log2(2 * x / (a + b)) for a, b in zip(p, q, strict=True) for x in (a, b) if x > 0]
    return math.sqrt(max(0.0, math.fsum(terms) / 2))


@pytest.mark.parametrize("name", DISTANCES)
@given(table=TABLES)
def test_distances_are_those_of_the_definitions(name: str, table: np.ndarray) -> None:
    found = DISTANCES[name].pairwise(table)
    for i, j in itertools.combinations(range(len(table)), 2):
        expected = by_hand(name, table[i], table[j])
        # The root of what is nearly nothing has half of the digits, by hand and by formula.
        exact = 1e-12 if expected > 1e-3 else 1e-7
        assert found[i, j] == found[j, i] == pytest.approx(expected, rel=1e-12, abs=exact)


def test_distances_are_those_of_scipy_and_scikit_learn() -> None:
    table = np.random.default_rng(1).poisson(4, (25, 6)) + np.eye(25, 6, dtype=int)
    profiles = profiles_of(scores_of(table))
    found = {name: numbers(profiles.similarity(name), profiles.labels) for name in DISTANCES}
    shares = table / table.sum(axis=1, keepdims=True)
    expected = np.array([[jensenshannon(p, q, base=2) for q in shares] for p in shares])
    apart = ~np.eye(25, dtype=bool)
    np.testing.assert_allclose(found["jensen-shannon"][apart], expected[apart], rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        found["hellinger"], cdist(np.sqrt(shares), np.sqrt(shares)) / math.sqrt(2), rtol=0, atol=1e-12
    )
    np.testing.assert_allclose(found["cosine"], cosine_similarity(shares), rtol=0, atol=1e-12)
    assert (np.diagonal(found["jensen-shannon"]) == 0).all()
    assert (np.diagonal(found["cosine"]) == 1).all()


def test_profiles_that_are_nearly_the_same_keep_their_digits() -> None:
    """Against 60 digits: the divergence of these is a part in 10^10 of the entropies that it is between."""
    table = np.array([[100_000, 50_000, 7], [100_001, 50_000, 7], [100_001, 49_000, 9]], dtype=float)
    found = DISTANCES["jensen-shannon"].pairwise(table)
    with localcontext() as context:
        context.prec = 60
        for i, j in itertools.combinations(range(3), 2):
            p, q = ([Decimal(int(v)) / Decimal(int(table[k].sum())) for v in table[k]] for k in (i, j))
            total = sum(
                (a * (2 * a / (a + b)).ln() + b * (2 * b / (a + b)).ln()) / 2
                for a, b in zip(p, q, strict=True)
            )
            expected = float((total / Decimal(2).ln()).sqrt())
            assert found[i, j] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("name", DISTANCES)
@given(table=TABLES)
def test_what_sets_two_apart_and_what_they_have_in_common_add_up_to_1(name: str, table: np.ndarray) -> None:
    kind = DISTANCES[name]
    first, second = kind.prepare(table[:2])
    apart, common = kind.apart(first, second), kind.common(first, second)
    assert (apart >= 0).all()
    assert apart.sum() + common.sum() == pytest.approx(1, abs=1e-12)
    square = float(kind.between(first, second)) ** (2 if kind.root else 1)
    assert apart.sum() == pytest.approx(square, abs=1e-12)
    alike, different = alike_and_different(kind, first, second)
    assert not set(alike) & set(different)


def test_the_same_shares_are_at_0_and_nothing_in_common_is_at_1() -> None:
    profiles = profiles_of(scores_of([[2, 4, 0], [3, 6, 0], [0, 0, 5]]))
    for name in ("jensen-shannon", "hellinger"):
        found = numbers(profiles.similarity(name), profiles.labels)
        assert found[0, 1] == pytest.approx(0, abs=1e-15)
        assert found[0, 2] == pytest.approx(1, abs=1e-15)
    cosine = numbers(profiles.similarity("cosine"), profiles.labels)
    assert cosine[0, 1] == pytest.approx(1, abs=1e-15)
    assert cosine[0, 2] == pytest.approx(0, abs=1e-15)


def test_the_frame_is_square_and_says_what_its_numbers_are() -> None:
    profiles = profiles_of(scores_of([[2, 4], [3, 1]], ids=["gansu", "shaanxi"]))
    for name, title in (
        (None, "Jensen-Shannon distance"),
        ("hellinger", "Hellinger distance"),
        ("cosine", "cosine similarity"),
    ):
        frame = profiles.similarity(name)
        assert frame.index.name == title
        assert list(frame.index) == list(frame.columns) == ["gansu", "shaanxi"]


def test_a_profile_without_a_mention_has_no_distance_and_is_named() -> None:
    scores = scores_of([[40, 4], [0, 0], [3, 41]], ids=["gansu", "empty", "shaanxi"])
    with pytest.warns(
        ThemescoreWarning, match="documents 'empty': no mention, so no profile and no distance"
    ):
        profiles = scores.profiles()
    for name in DISTANCES:
        found = numbers(profiles.similarity(name), profiles.labels)
        assert np.isnan(found[1]).all()
        assert np.isnan(found[:, 1]).all()
        assert np.isnan(found).sum() == 5
    assert profiles.order()[0][-1] == "empty"
    assert list(profiles.nearest("gansu")["profile"]) == ["shaanxi"]
    with pytest.raises(InputError, match="'empty' mentions none of the themes"):
        profiles.nearest("empty")


def test_shares_alone_have_a_distance_of_shares() -> None:
    profiles = profiles_of(scores_of([[2, 4], [3, 1]]), measure="tfidf")
    assert profiles.similarity().index.name == "cosine similarity"
    with pytest.raises(OptionError, match="'hellinger' compares shares, and these profiles are of 'tfidf'"):
        profiles.similarity("hellinger")
    with pytest.raises(OptionError, match="measure='euclid': it can be 'cosine' or"):
        profiles.similarity("euclid")


def test_the_nearest_are_those_of_the_table_of_distances() -> None:
    table = np.random.default_rng(4).poisson(6, (9, 5)) + 1
    profiles = profiles_of(scores_of(table, ids=[f"d{i}" for i in range(9)]))
    for name, column in (
        ("jensen-shannon", "Jensen-Shannon distance"),
        ("hellinger", "Hellinger distance"),
        ("cosine", "cosine distance"),
    ):
        whole = profiles.similarity(name)["d4"].drop("d4")
        whole = 1 - whole if name == "cosine" else whole
        frame = profiles.nearest("d4", n=3, measure=name)
        assert list(frame["profile"]) == list(whole.sort_values().index[:3])
        assert frame[column].to_numpy() == pytest.approx(whole.sort_values().to_numpy()[:3], abs=1e-14)
    assert len(profiles.nearest(4, n=100)) == 8


def test_equally_near_ones_are_in_the_order_of_the_documents() -> None:
    profiles = profiles_of(scores_of([[9, 1], [2, 4], [3, 6], [1, 2]], ids=["x", "c", "b", "a"]))
    assert list(profiles.nearest("x")["profile"]) == ["c", "b", "a"]


def test_the_themes_beside_a_neighbour_are_those_in_common_and_those_that_differ() -> None:
    profiles = profiles_of(scores_of([[50, 10, 40, 0], [50, 40, 10, 0]], ids=["gansu", "shaanxi"]))
    row = profiles.nearest("gansu").iloc[0]
    assert row["alike"] == "Trade (50%, 50%)"
    assert row["different"] == "Peace (10%, 40%), Reform (40%, 10%)"
    tfidf = profiles_of(scores_of([[50, 10, 40, 0], [50, 40, 10, 0]]), measure="tfidf")
    assert "Trade" in tfidf.nearest(0).iloc[0]["alike"]


def test_a_group_is_named_by_its_label_or_its_value() -> None:
    profiles = profiles_of(scores_of([[9, 1], [2, 4], [3, 6]], year=[2023, 2024, 2025]), "year")
    pd.testing.assert_frame_equal(profiles.nearest(2024), profiles.nearest("2024"))
    with pytest.raises(InputError, match=r"no group 2026 of 'year': there is '2023', '2024', '2025'"):
        profiles.nearest(2026)
    with pytest.raises(DocumentLookupError):
        profiles_of(scores_of([[9, 1], [2, 4]])).nearest("gansu")
    with pytest.raises(OptionError, match="n=0"):
        profiles.nearest(2024, n=0)


def orders_of_tree(node: object) -> list[list[int]]:
    """All orders of the leaves that a tree allows."""
    if node.is_leaf():  # type: ignore[attr-defined]
        return [[node.id]]  # type: ignore[attr-defined]
    left, right = orders_of_tree(node.left), orders_of_tree(node.right)  # type: ignore[attr-defined]
    return [a + b for a in left for b in right] + [b + a for a in left for b in right]


@pytest.mark.parametrize("rows", [3, 4, 5, 6, 7, 8, 9])
def test_the_order_is_the_shortest_way_that_the_tree_of_average_linkage_allows(rows: int) -> None:
    """All orders are tried; scipy's optimal_leaf_ordering misses the shortest in a third of such cases."""
    for seed in range(8):
        table = np.random.default_rng([rows, seed]).poisson(5, (rows, 4)) + 1
        distances = DISTANCES["jensen-shannon"].pairwise(table.astype(float))
        found = best_order(distances)
        allowed = orders_of_tree(to_tree(linkage(squareform(distances, checks=False), "average")))
        ways = [sum(distances[a, b] for a, b in itertools.pairwise(order)) for order in allowed]
        assert found in allowed
        assert ways[allowed.index(found)] == pytest.approx(min(ways), abs=1e-9)
        assert found[0] < found[-1]


def test_a_tree_as_deep_as_it_has_rows_is_walked_too() -> None:
    """Each row is further away than all before it, so the tree is a chain, and the order a line."""
    places = 1.01 ** np.arange(1500)
    assert best_order(np.abs(places[:, None] - places)) == list(range(1500))


def test_alike_profiles_and_themes_stand_side_by_side() -> None:
    table = [[9, 1, 9, 0, 0], [1, 9, 1, 8, 0], [8, 1, 9, 1, 0], [1, 8, 1, 9, 0]]
    labels, themes = profiles_of(scores_of(table, ids=["a", "b", "c", "d"])).order()
    assert {frozenset(labels[:2]), frozenset(labels[2:])} == {frozenset("ac"), frozenset("bd")}
    assert labels[0] == "a"
    assert {themes[0], themes[1]} == {"Trade", "Reform"}
    assert themes[-1] == "Health"  # which nothing mentions


def test_ties_are_broken_by_the_order_of_the_rows_and_not_by_rounding() -> None:
    equal = np.ones((5, 5)) - np.eye(5)
    noise = np.random.default_rng(0).normal(0, 1e-15, (5, 5))
    noise = noise + noise.T
    np.fill_diagonal(noise, 0)
    assert best_order(equal) == best_order(equal + noise)
    assert best_order(np.zeros((2, 2))) == [0, 1]
    assert best_order(np.full((2, 2), np.nan)) == [0, 1]

"""Measures of consistency and agreement: published examples, and each written a second time."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score
from themescore.agreement import cohen_kappa, cronbach_alpha, kr20, krippendorff_alpha, wilson_interval
from themescore.errors import InputError, OptionError, ThemescoreError

pytestmark = pytest.mark.mostly_python

GAP = None

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", parts A, B and C.
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NOMINAL = [list("aabbdcccedda"), list("babbbccceddd")]
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]

# Ten students and ten questions: K. Wuensch, East Carolina University, KR20.txt, which has the sum of
# p (1 - p), 2.18, and the variance of the totals, 5.84.
QUIZ = """1111110110 1011011101 1111011001 0010001000 0000010010
    1110111111 1101110111 1111111101 0101111101 1101101110"""

# Ten people and four questions: "Survey reliability", thinkdeeply.cc, checked there in R.
SURVEY = "3333 3343 3331 5445 2144 4445 3233 3433 4223 3323"


def digits(text: str) -> list[list[int]]:
    return [[int(digit) for digit in row] for row in text.split()]


# Each measure a second time, from another form of its definition.


def alpha_of_covariances(table: Any) -> float:
    covariance = np.cov(np.asarray(table, dtype=float), rowvar=False)
    items = len(covariance)
    between = (covariance.sum() - covariance.trace()) / (items * (items - 1))
    return float(items * between / (covariance.trace() / items + (items - 1) * between))


def alpha_of_pairs(ratings: Any) -> float:
    """One minus observed over expected disagreement, over single pairs of codes."""
    units = [[code for code in unit if code is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    n = sum(map(len, units))
    observed = sum(
        sum(a != b for a, b in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    pool = [code for unit in units for code in unit]
    expected = sum(a != b for a, b in itertools.permutations(pool, 2))
    return 1 - observed / n / (expected / (n * (n - 1)))


def test_alpha_of_a_published_survey() -> None:
    assert round(cronbach_alpha(digits(SURVEY)), 3) == 0.674


def test_kr20_of_a_published_quiz() -> None:
    assert kr20(digits(QUIZ)) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84), abs=1e-12)


def test_kappa_of_cohens_own_example() -> None:
    # Cohen (1960), table 1: 200 patients, three diagnoses, two judges; kappa .492.
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(a, b) for a in range(3) for b in range(3) for _ in range(table[a][b])]
    assert round(cohen_kappa(*zip(*pairs, strict=True)), 3) == 0.492


@pytest.mark.parametrize(("ratings", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR_CODERS, 0.743)])
def test_krippendorffs_own_examples(ratings: Any, published: float) -> None:
    assert round(krippendorff_alpha(ratings), 3) == published


tables = st.integers(2, 12).flatmap(
    lambda units: st.integers(2, 6).flatmap(
        lambda items: st.lists(
            st.lists(st.integers(0, 9), min_size=items, max_size=items), min_size=units, max_size=units
        )
    )
)


@given(tables)
def test_alpha_is_that_of_the_covariances(table: list[list[int]]) -> None:
    result = cronbach_alpha(table)
    if len({sum(row) for row in table}) == 1:
        assert math.isnan(result)
    else:
        assert result == pytest.approx(alpha_of_covariances(table), rel=1e-9, abs=1e-9)
        assert result <= 1 + 1e-12


@given(tables)
def test_kr20_is_alpha_of_zeros_and_ones(table: list[list[int]]) -> None:
    present = [[int(value > 4) for value in row] for row in table]
    assert kr20(present) == pytest.approx(cronbach_alpha(present), nan_ok=True, abs=1e-9)


codes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)


@given(codes)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    first, second = zip(*pairs, strict=True)
    if len(set(first + second)) == 1:
        assert math.isnan(cohen_kappa(first, second))
    else:
        assert cohen_kappa(first, second) == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


@given(st.integers(2, 4), st.data())
@settings(max_examples=200)
def test_krippendorffs_alpha_is_that_of_single_pairs(coders: int, data: st.DataObject) -> None:
    units = st.lists(st.sampled_from(["a", "b", "c", None]), min_size=4, max_size=9)
    first = data.draw(units)
    same = st.lists(st.sampled_from(["a", "b", "c", None]), min_size=len(first), max_size=len(first))
    ratings = [first, *(data.draw(same) for _ in range(coders - 1))]
    paired = [[code for code in unit if code] for unit in zip(*ratings, strict=True)]
    pool = {code for unit in paired if len(unit) > 1 for code in unit}
    if len(pool) > 1:
        assert krippendorff_alpha(ratings) == pytest.approx(alpha_of_pairs(ratings), abs=1e-12)
    elif pool:
        assert math.isnan(krippendorff_alpha(ratings))


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_wilsons_interval_is_that_of_scipy(level: float) -> None:
    for trials in (1, 2, 7, 40, 1000):
        for successes in {0, 1, trials // 3, trials - 1, trials}:
            scipy = binomtest(successes, trials).proportion_ci(level, method="wilson")
            assert wilson_interval(successes, trials, level) == pytest.approx(
                (scipy.low, scipy.high), abs=1e-12
            )


def test_no_trials_say_nothing() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_units_that_one_coder_left_out_do_not_count() -> None:
    assert cohen_kappa(["a", None, "b", "b"], ["a", "b", math.nan, "b"]) == 1.0


def test_full_agreement_is_one_and_its_opposite_minus_one() -> None:
    assert krippendorff_alpha([list("abab"), list("abab")]) == 1.0
    assert cohen_kappa(["a", "b"], ["b", "a"]) == -1.0
    assert cronbach_alpha([[1, 1], [2, 2], [5, 5]]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cronbach_alpha([[1, 2]]), "1 units and 2 items"),
        (lambda: cronbach_alpha([[1], [2]]), "at least two"),
        (lambda: cronbach_alpha([1, 2]), "two dimensions"),
        (lambda: cronbach_alpha([[1, "x"], [2, 3]]), "numbers"),
        (lambda: cronbach_alpha([[1, 2], [math.nan, 3]]), "row 1, column 0 is nan"),
        (lambda: cronbach_alpha([[1, 2], [3]]), "numbers"),
        (lambda: kr20([[1, 2], [0, 1]]), "row 0, column 1 is 2"),
        (lambda: cohen_kappa([1, 2], [1]), "2 codes and 1"),
        (lambda: cohen_kappa([], []), "no unit"),
        (lambda: cohen_kappa([1, None], [None, 1]), "no unit"),
        (lambda: cohen_kappa("ab", "ab"), "list of codes"),
        (lambda: cohen_kappa([[1]], [[1]]), "first, unit 0"),
        (lambda: krippendorff_alpha([[1, 2]]), "1 coders"),
        (lambda: krippendorff_alpha([[1, 2], [1]]), "2, 1 units"),
        (lambda: krippendorff_alpha([[1, None], [None, 1]]), "no unit"),
        (lambda: krippendorff_alpha("abc"), "list of each coder"),
        (lambda: krippendorff_alpha(3), "list of each coder"),
        (lambda: wilson_interval(3, 2), "3 of 2"),
        (lambda: wilson_interval(-1, 2), "-1 of 2"),
        (lambda: wilson_interval(1, 0), "1 of 0"),
        (lambda: wilson_interval("1", 2), "numbers"),
        (lambda: wilson_interval(1, math.nan), "numbers"),
    ],
)
def test_bad_input_is_named(call: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        call()


@pytest.mark.parametrize("level", [0, 1, 1.5, "0.9", True, None])
def test_a_level_is_between_zero_and_one(level: Any) -> None:
    with pytest.raises(OptionError, match="level"):
        wilson_interval(1, 2, level)
    assert issubclass(OptionError, ThemescoreError)

"""The test of a trend and its slope: scipy, pymannkendall, all orders, and plain loops."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pymannkendall
import pytest
from scipy.stats import kendalltau, norm, theilslopes
from themescore import _core
from themescore.trends.mann_kendall import (
    exact_p,
    hamed_rao,
    mann_kendall,
    median_slopes,
    pair_slopes,
    sen_interval,
)

pytestmark = pytest.mark.mostly_python

EXACT = 1e-10


def series(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Times with gaps, and values with some memory and, every other time, ties."""
    generator = np.random.default_rng(seed)
    n = int(generator.integers(4, 60))
    times = 2000 + np.cumsum(generator.integers(1, 4, n)).astype(float)
    values = np.zeros(n)
    for t in range(1, n):
        values[t] = 0.6 * values[t - 1] + generator.normal() + 0.02 * t
    return times, values.round(0 if seed % 2 else 12)


def slope_of(times: np.ndarray, values: np.ndarray) -> float:
    return float(np.median(pair_slopes(times, values)))


@pytest.mark.parametrize("seed", range(30))
def test_s_its_variance_and_z_are_those_of_pymannkendall(seed: int) -> None:
    times, values = series(seed)
    ours = mann_kendall(times, values, slope_of(times, values), autocorrelation=False)
    theirs = pymannkendall.original_test(values)
    assert ours.s == theirs.s
    assert ours.variance == pytest.approx(theirs.var_s, rel=EXACT)
    assert ours.z == pytest.approx(theirs.z, rel=EXACT)
    if len(values) > 10 or len(np.unique(values)) < len(values):
        assert ours.p == pytest.approx(2 * norm.sf(abs(theirs.z)), rel=EXACT)


@pytest.mark.parametrize("seed", range(30))
def test_the_correction_for_autocorrelation_is_that_of_pymannkendall(seed: int) -> None:
    """They count times from 1; the variance is compared before it is kept from becoming smaller."""
    _, values = series(seed)
    times = np.arange(1.0, len(values) + 1)
    slope = slope_of(times, values)
    plain = pymannkendall.original_test(values)
    theirs = pymannkendall.hamed_rao_modification_test(values)
    raw = hamed_rao(times, values, slope)
    assert raw == pytest.approx(theirs.var_s / plain.var_s, rel=EXACT)
    ours = mann_kendall(times, values, slope, autocorrelation=True)
    assert ours.correction == max(1, raw)
    assert ours.variance == pytest.approx(plain.var_s * max(1, raw), rel=EXACT)
    if raw > 1:
        assert ours.z == pytest.approx(theirs.z, rel=EXACT)
        assert ours.p == pytest.approx(2 * norm.sf(abs(theirs.z)), rel=EXACT)


def test_autocorrelation_widens_some_variances_and_would_narrow_others() -> None:
    """So that the test above sees both."""
    raw = [
        hamed_rao(np.arange(len(v)) + 1.0, v, slope_of(np.arange(len(v)) + 1.0, v))
        for _, v in map(series, range(30))
    ]
    assert sum(one > 1 for one in raw) > 3
    assert sum(one < 1 for one in raw) > 3


@pytest.mark.parametrize("seed", range(30))
def test_tau_is_scipys_and_p_too_but_for_the_continuity(seed: int) -> None:
    times, values = series(seed)
    ours = mann_kendall(times, values, slope_of(times, values), autocorrelation=False)
    theirs = kendalltau(times, values, method="asymptotic")
    assert ours.tau == pytest.approx(theirs.statistic, rel=EXACT)
    assert 2 * norm.sf(abs(ours.s) / math.sqrt(ours.variance)) == pytest.approx(theirs.pvalue, rel=1e-9)


@pytest.mark.parametrize("n", range(4, 11))
def test_p_of_few_times_is_that_of_all_orders(n: int) -> None:
    generator = np.random.default_rng(n)
    times = np.arange(n, dtype=float)
    for _ in range(5):
        values = generator.permutation(n).astype(float)
        ours = mann_kendall(times, values, slope_of(times, values), autocorrelation=False)
        assert ours.p == pytest.approx(kendalltau(times, values, method="exact").pvalue, rel=EXACT)


def test_all_orders_of_six_counted_one_by_one() -> None:
    pairs = list(itertools.combinations(range(6), 2))
    sums = [
        sum(1 if order[j] > order[i] else -1 for i, j in pairs) for order in itertools.permutations(range(6))
    ]
    for s in range(-15, 16, 2):
        assert exact_p(s, 6) == pytest.approx(sum(abs(one) >= abs(s) for one in sums) / len(sums), rel=EXACT)


def test_values_that_are_all_the_same_have_no_p() -> None:
    found = mann_kendall(np.arange(6.0), np.ones(6), 0.0, autocorrelation=True)
    assert found.s == 0
    assert all(math.isnan(value) for value in (found.tau, found.z, found.p))


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_slope_and_interval_are_scipys(seed: int, level: float) -> None:
    times, values = series(seed)
    slopes = pair_slopes(times, values)
    theirs = theilslopes(values, times, alpha=level)
    assert np.median(slopes) == pytest.approx(theirs.slope, rel=EXACT, abs=1e-15)
    variance = mann_kendall(times, values, 0.0, autocorrelation=False).variance
    low, high = sen_interval(slopes, variance, level)
    wide = norm.ppf((1 + level) / 2) * math.sqrt(variance) > len(slopes) - 1
    if wide:  # scipy takes the outermost slopes then
        assert math.isnan(low)
        assert math.isnan(high)
    else:
        assert (low, high) == pytest.approx((theirs.low_slope, theirs.high_slope), rel=EXACT, abs=1e-15)


def test_of_four_times_there_is_no_interval_of_95_percent_and_one_of_80() -> None:
    slopes, variance = pair_slopes(np.arange(4.0), np.array([1.0, 2, 4, 7])), 26 / 3
    assert all(math.isnan(bound) for bound in sen_interval(slopes, variance, 0.95))
    low, high = sen_interval(slopes, variance, 0.8)
    assert low < 2 < high


@pytest.mark.parametrize("n", [4, 5, 8, 31])
@pytest.mark.parametrize("decimals", [12, 0])
def test_slopes_of_many_series_are_those_of_each(n: int, decimals: int) -> None:
    """Rounded values have many slopes of 0, and some a median of 0, below or above it."""
    generator = np.random.default_rng(n)
    times = np.cumsum(generator.uniform(0.1, 2, n))
    drift = np.outer(np.linspace(-1, 1, 70), np.arange(n)) / 20
    many = (generator.normal(size=(70, n)) / 2 + drift).round(decimals)
    expected = [theilslopes(one, times).slope for one in many]
    found = median_slopes(times, many)
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-15)
    if decimals == 0:
        assert 0 < (found == 0).sum() < 70
        assert found.min() < 0 < found.max()


def replicates(generator: np.random.Generator, n: int, kind: str) -> np.ndarray:
    """Series like one another, as those of a bootstrap are, but for the kind that jumps about."""
    means = {"rare": 0.3, "rates": 30.0, "jumps": 30.0}[kind]
    words = generator.integers(800, 1200, (150, n))
    drawn = 1000 * generator.poisson(np.linspace(1, 2, n) * means, (150, n)) / words
    if kind == "rare":
        drawn[:, : n // 2] = 0
    if kind == "jumps":
        drawn += np.outer(generator.normal(size=150), np.arange(n))
    return drawn


@pytest.mark.parametrize("kind", ["rates", "rare", "jumps", "line"])
@pytest.mark.parametrize("n", [2, 3, 4, 7, 40, 90])
def test_slopes_of_replicates_are_to_the_last_bit_those_of_all_pairs(n: int, kind: str) -> None:
    """Those of a line are all at the borders between which others are looked for."""
    generator = np.random.default_rng(n)
    times = 1900 + np.cumsum(generator.choice([0.25, 1, 2], n))
    many = np.tile(3 * times, (150, 1)) if kind == "line" else replicates(generator, n, kind)
    expected = [np.median(pair_slopes(times, one)) for one in many]
    assert median_slopes(times, many).tolist() == expected
    assert median_slopes(times, many, threads=3).tolist() == expected


def test_slopes_need_times_in_order_and_values_that_are_numbers() -> None:
    for times in (np.array([1.0]), np.array([1.0, 1.0]), np.array([2.0, 1.0])):
        with pytest.raises(_core.OptionError, match="times:"):
            median_slopes(times, np.zeros((3, len(times))))
    for values in (np.zeros(3), np.array([[1.0, np.nan]]), np.array([[1.0, np.inf]])):
        with pytest.raises(_core.OptionError, match="values:"):
            median_slopes(np.array([1.0, 2.0]), values)

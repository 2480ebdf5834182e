"""Breaks: every partition tried, ruptures, and numbers worked out in other ways."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import ruptures
from scipy.optimize import minimize
from themescore.trends.breaks import (
    best_partitions,
    best_split,
    best_steps,
    breaks_of,
    dispersion,
    find_breaks,
    growth_cost,
    poisson_cost,
)

pytestmark = pytest.mark.mostly_python


def made(seed: int, times: int, series: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Counts and words with a few levels, times without a mention among them."""
    generator = np.random.default_rng(seed)
    words = generator.integers(200, 5000, (series, times)).astype(float)
    levels = generator.choice([0.0, 0.5, 3.0, 9.0], (series, times), p=[0.2, 0.3, 0.3, 0.2])
    keep = generator.random((series, times)) < 0.7
    for t in range(1, times):
        levels[:, t] = np.where(keep[:, t], levels[:, t - 1], levels[:, t])
    return generator.poisson(words * levels / 1000).astype(float), words


def partitions(times: int, min_size: int) -> Iterator[list[int]]:
    for number in range(times):
        for breaks in itertools.combinations(range(1, times), number):
            borders = [0, *breaks, times]
            if all(stop - start >= min_size for start, stop in itertools.pairwise(borders)):
                yield list(breaks)


def deviance(counts: np.ndarray, expected: np.ndarray) -> float:
    """Of Poisson draws, with the logarithms of zero counts left out."""
    some = counts > 0
    return 2 * float((counts[some] * np.log(counts[some] / expected[some])).sum() - (counts - expected).sum())


def steps_deviance(counts: np.ndarray, words: np.ndarray, breaks: list[int]) -> float:
    expected = np.zeros_like(counts)
    for start, stop in itertools.pairwise([0, *breaks, len(counts)]):
        expected[start:stop] = words[start:stop] * counts[start:stop].sum() / words[start:stop].sum()
    return deviance(counts, expected)


def squares(values: np.ndarray) -> Callable[[int, int], np.ndarray]:
    """The squared distances of a segment's values from their mean."""

    def cost(stop: int, latest: int) -> np.ndarray:
        return np.array(
            [[((row[s:stop] - row[s:stop].mean()) ** 2).sum() for s in range(latest + 1)] for row in values]
        )

    return cost


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("min_size", [1, 2, 3])
def test_no_partition_is_better(seed: int, min_size: int) -> None:
    counts, words = made(seed, 11)
    price = 4.0
    last, sums = best_partitions(poisson_cost(counts, words), counts.shape, price, min_size)
    flat = steps_deviance(counts[0], words[0], [])
    worth = {
        tuple(breaks): steps_deviance(counts[0], words[0], breaks) + price * len(breaks)
        for breaks in partitions(11, min_size)
    }
    best = min(worth.values())
    assert sums[0] + flat == pytest.approx(best, abs=1e-9)
    assert worth[tuple(breaks_of(last[0]))] == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("min_size", [1, 2, 4])
def test_breaks_of_squares_are_those_of_ruptures(seed: int, min_size: int) -> None:
    generator = np.random.default_rng(seed)
    levels = np.repeat(generator.normal(0, 3, 5), 12)
    values = levels + generator.normal(size=60)
    for penalty in (2.0, 8.0, 30.0):
        last, _ = best_partitions(squares(values[None]), (1, 60), penalty, min_size)
        theirs = ruptures.KernelCPD(kernel="linear", min_size=min_size).fit(values).predict(pen=penalty)
        assert breaks_of(last[0]) == theirs[:-1]
        number = len(theirs) - 1
        if number:
            dynamic = ruptures.Dynp(model="l2", min_size=min_size, jump=1).fit(values).predict(n_bkps=number)
            assert breaks_of(last[0]) == dynamic[:-1]


class PoissonOfRuptures(ruptures.base.BaseCost):
    """The deviance of counts and words as ruptures wants a cost."""

    model = ""
    min_size = 1

    def fit(self, signal: np.ndarray) -> PoissonOfRuptures:
        self.signal = signal
        return self

    def error(self, start: int, end: int) -> float:
        counts, words = self.signal[start:end].T
        return steps_deviance(counts, words, [])


@pytest.mark.parametrize("seed", range(6))
def test_breaks_of_counts_are_those_of_ruptures(seed: int) -> None:
    counts, words = made(seed + 50, 40)
    search = ruptures.Pelt(custom_cost=PoissonOfRuptures(), min_size=2, jump=1)
    signal = np.column_stack([counts[0], words[0]])
    for penalty in (5.0, 15.0):
        last, sums = best_partitions(poisson_cost(counts, words), counts.shape, penalty, 2)
        theirs = search.fit_predict(signal, pen=penalty)[:-1]
        total = steps_deviance(counts[0], words[0], theirs) + penalty * len(theirs)
        assert sums[0] + steps_deviance(counts[0], words[0], []) == pytest.approx(total, rel=1e-10)
        assert breaks_of(last[0]) == theirs


def test_many_series_are_cut_as_each_alone() -> None:
    counts, words = made(3, 30, series=150)
    price = np.linspace(4, 30, 150)
    together = find_breaks(counts, words, price, price / 3, 2)
    alone = [
        find_breaks(*(one[i : i + 1] for one in (counts, words, price, price / 3)), 2)[0] for i in range(150)
    ]
    assert together == alone
    assert len({len(breaks) for breaks in together}) > 2


def test_the_best_split_is_the_best_of_all() -> None:
    counts, words = made(9, 15, series=40)
    for min_size in (1, 3):
        found = best_split(counts, words, min_size)
        for c, w, at in zip(counts, words, found, strict=True):
            worth = [steps_deviance(c, w, [k]) for k in range(min_size, 15 - min_size + 1)]
            assert steps_deviance(c, w, [int(at)]) == pytest.approx(min(worth), abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_growth_is_the_poisson_regression_that_a_general_minimiser_finds(seed: int) -> None:
    counts, words = made(seed + 100, 20)
    counts += 1
    place = np.linspace(-1, 1, 20)

    def of(parameters: np.ndarray) -> float:
        return deviance(counts[0], words[0] * np.exp(parameters[0] + parameters[1] * place))

    start = [math.log(counts.sum() / words.sum()), 0.0]
    best = minimize(
        of, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 5000}
    )
    ours = growth_cost(counts, words)[0] + steps_deviance(counts[0], words[0], [])
    assert ours == pytest.approx(best.fun, rel=1e-9)


def test_dispersion_is_one_for_poisson_draws_and_what_draws_are_made_with_otherwise() -> None:
    generator = np.random.default_rng(4)
    words = generator.uniform(2000, 9000, (400, 60))
    plain = generator.poisson(words * 0.01).astype(float)
    # Each count made of lumps of four has four times the variance.
    lumps = 4.0 * generator.poisson(words * 0.01 / 4)
    for counts, expected in ((plain, 1.0), (lumps, 4.0)):
        steps = dispersion(counts, words, autocorrelation=False)
        assert steps.min() >= 1
        assert steps.mean() == pytest.approx(expected, rel=0.12)


def test_dispersion_is_the_mean_of_squared_differences_written_out() -> None:
    counts, words = made(11, 12)
    squared = []
    for t in range(11):
        (a, b), (m, n) = counts[0, t : t + 2], words[0, t : t + 2]
        pooled = (a + b) / (m + n)
        squared.append((a / m - b / n) ** 2 / (pooled / m + pooled / n) if a + b else 0.0)
    assert dispersion(counts, words, autocorrelation=False)[0] == pytest.approx(max(1, np.mean(squared)))


def test_memory_makes_a_break_dearer_but_only_so_much() -> None:
    generator = np.random.default_rng(6)
    words = np.full((300, 80), 20_000.0)
    shocks = generator.normal(size=(300, 80))
    for t in range(1, 80):
        shocks[:, t] += 0.6 * shocks[:, t - 1]
    counts = generator.poisson(words * 0.005 * np.exp(0.3 * shocks)).astype(float)
    ratio = dispersion(counts, words, autocorrelation=True) / dispersion(counts, words, autocorrelation=False)
    assert ratio.min() == pytest.approx(1)
    assert ratio.max() == pytest.approx(1.3 / 0.7**2)
    assert np.median(ratio) > 2


def test_steady_growth_has_no_break_and_a_step_has_one() -> None:
    words = np.full((1, 30), 100_000.0)
    growing = np.round(200 * 1.08 ** np.arange(30))[None]
    step = np.where(np.arange(30) < 20, 200.0, 900.0)[None]
    price, line_price = np.array([15.0]), np.array([4.0])
    assert find_breaks(growing, words, price, line_price, 2) == [[]]
    assert find_breaks(growing, words, price, np.array([np.inf]), 2) == [
        []
    ]  # growth costs no more than a break
    assert [breaks for breaks, _ in best_steps(growing, words, price, 2)] != [[]]
    assert find_breaks(step, words, price, line_price, 2) == [[20]]


def test_nothing_has_no_break() -> None:
    assert find_breaks(np.zeros((2, 9)), np.ones((2, 9)), np.full(2, 15.0), np.full(2, 4.0), 2) == [[], []]

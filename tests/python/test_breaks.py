"""Breaks: every partition, every start of a level, ruptures, and numbers worked out in other ways."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
import ruptures
from scipy.optimize import minimize
from themescore import _core
from themescore.trends.breaks import best_steps, dispersion, find_breaks, growth_cost

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


def from_every_start(
    counts: np.ndarray, words: np.ndarray, price: float, min_size: int
) -> tuple[list[int], float]:
    """The best partition of one series by trying every start of a level for every end.

    Additions in the same order as in the core, and the logarithm of the same library, so that rounding
    decides between equal sums as it does there.
    """
    times = len(counts)
    found, size = ([0.0, *itertools.accumulate(some)] for some in (counts.tolist(), words.tolist()))
    rate = max(found[-1], 1) / size[-1]
    size = [some * rate for some in size]
    best = [-price] + [math.inf] * times
    last = [0] * (times + 1)
    for stop in range(min_size, times + 1):
        sums = []
        for start in range(stop - min_size + 1):
            mentions = found[stop] - found[start]
            cost = math.log((size[stop] - size[start]) / mentions) * mentions * 2 if mentions else 0.0
            sums.append(cost + best[start])
        best[stop] = min(sums) + price
        last[stop] = sums.index(min(sums))
    breaks, start = [], last[times]
    while start:
        breaks.append(start)
        start = last[start]
    return breaks[::-1], best[times]


def awkward(generator: np.random.Generator, times: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts and words of one of eight kinds of series, some with many equally good partitions."""
    counts, words = (some[0] for some in made(int(generator.integers(2**31)), times))
    alike = np.full(times, 1000.0)
    return [
        (counts, words),
        (counts, alike),
        (np.full(times, 4.0), alike),
        (np.zeros(times), words),
        (np.where(np.arange(times) == times // 2, 9.0, 0.0), alike),
        (np.arange(times) // 3 % 2 * 7.0, alike),
        (counts + counts[::-1], words + words[::-1]),
        (counts * 1000, words * 1_000_000),
    ][generator.integers(8)]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("min_size", [1, 2, 3])
def test_no_partition_is_better(seed: int, min_size: int) -> None:
    counts, words = made(seed, 11)
    price = 4.0
    ((found, cost),) = best_steps(counts, words, np.array([price]), min_size)
    flat = steps_deviance(counts[0], words[0], [])
    worth = {
        tuple(breaks): steps_deviance(counts[0], words[0], breaks) + price * len(breaks)
        for breaks in partitions(11, min_size)
    }
    best = min(worth.values())
    assert cost + flat == pytest.approx(best, abs=1e-9)
    assert worth[tuple(found)] == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("times", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_breaks_and_costs_are_to_the_last_bit_those_of_trying_every_start(times: int) -> None:
    generator = np.random.default_rng(times)
    number = 400 if times < 30 else 100
    series = [awkward(generator, times) for _ in range(number)]
    counts, words = (np.array(some) for some in zip(*series, strict=True))
    prices = generator.choice([0.0, 0.01, 1.0, 4.0, 15.0, 60.0], number)
    for min_size in (1, 2, 3, times // 2 + 1, times + 1):
        expected = [
            from_every_start(c, w, float(price), min_size)
            for c, w, price in zip(counts, words, prices, strict=True)
        ]
        assert best_steps(counts, words, prices, min_size) == expected


def test_breaks_of_long_series_are_those_of_trying_every_start() -> None:
    """Long enough for starts to be let go, in series with few levels and with many."""
    counts, words = made(5, 250, series=12)
    prices = np.repeat([3.0, 12.0, 100.0], 4)
    numbers = set()
    for min_size in (1, 2, 20):
        expected = [
            from_every_start(c, w, float(price), min_size)
            for c, w, price in zip(counts, words, prices, strict=True)
        ]
        assert best_steps(counts, words, prices, min_size) == expected
        numbers |= {len(breaks) for breaks, _ in expected}
    assert min(numbers) < 10
    assert max(numbers) > 50


@pytest.mark.parametrize("threads", [2, 5])
def test_breaks_are_the_same_for_any_number_of_threads(threads: int) -> None:
    counts, words = made(8, 60, series=70)
    prices = np.linspace(1, 30, 70)
    assert best_steps(counts, words, prices, 2, threads=threads) == best_steps(counts, words, prices, 2)
    cuts = [_core.best_splits(counts, words, min_size=2, threads=some).tolist() for some in (1, threads)]
    assert cuts[0] == cuts[1]


def test_series_that_have_no_cost_are_refused() -> None:
    counts, words, price = np.ones((2, 6)), np.full((2, 6), 100.0), np.ones(2)
    for some in (np.zeros((2, 6)), np.full((2, 6), np.nan), np.full((2, 5), 100.0)):
        with pytest.raises(_core.OptionError, match="series:"):
            best_steps(counts, some, price, 2)
    with pytest.raises(_core.OptionError, match="series:"):
        best_steps(-counts, words, price, 2)
    for prices in (-price, np.full(2, np.inf), np.ones(1)):
        with pytest.raises(_core.OptionError, match="prices:"):
            best_steps(counts, words, prices, 2)
    with pytest.raises(_core.OptionError, match="min_size:"):
        best_steps(counts, words, price, 0)
    for min_size in (0, 4):
        with pytest.raises(_core.OptionError, match="min_size:"):
            _core.best_splits(counts, words, min_size=min_size, threads=1)


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
        ((found, cost),) = best_steps(counts, words, np.array([penalty]), 2)
        theirs = search.fit_predict(signal, pen=penalty)[:-1]
        total = steps_deviance(counts[0], words[0], theirs) + penalty * len(theirs)
        assert cost + steps_deviance(counts[0], words[0], []) == pytest.approx(total, rel=1e-10)
        assert found == theirs


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
        found = _core.best_splits(counts, words, min_size=min_size, threads=1)
        for c, w, at in zip(counts, words, found, strict=True):
            worth = [steps_deviance(c, w, [k]) for k in range(min_size, 15 - min_size + 1)]
            assert steps_deviance(c, w, [int(at)]) == pytest.approx(min(worth), abs=1e-9)


def test_of_equally_good_cuts_the_earliest_is_taken() -> None:
    words = np.full((2, 8), 100.0)
    assert _core.best_splits(np.zeros((2, 8)), words, min_size=3, threads=1).tolist() == [3, 3]
    around = np.array([[0.0, 0, 5, 5, 5, 5, 0, 0]])  # 2 and 6 are as good
    assert _core.best_splits(around, words[:1], min_size=1, threads=1).tolist() == [2]


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

"""Where series of rates change their level: the best partition, by dynamic programming.

Series are rows, (series, times), so that one pass works on many of them: one theme in all replicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    # The costs of the segments [start, stop) for each start from 0 to `latest`: (series, starts).
    Cost = Callable[[int, int], Floats]

_TINY = 1e-200
_BLOCK = 128  # series that are in the cache at a time
_TRIMMED = 0.2  # of the differences, the largest, before their autocorrelation is taken
_HIGHEST_AUTOCORRELATION = 0.3  # that is corrected for: a steep step looks like memory too
_SURE = 1.645  # standard deviations that an autocorrelation is above 0 by, or it is taken for none
_STEPS_OF_NEWTON, _CLOSE = 50, 1e-9


def find_breaks(
    counts: Floats, words: Floats, price: Floats, line_price: Floats, min_size: int
) -> list[list[int]]:
    """Return the breaks of each series of counts; none if growth, for `line_price`, explains it as well.

    Growth is by the same share from time to time. Prices are those of each series, in units of the deviance.
    """
    flat = growth_cost(counts, words) + np.minimum(line_price, price)
    return [
        breaks if cost < most else []
        for (breaks, cost), most in zip(best_steps(counts, words, price, min_size), flat, strict=True)
    ]


def best_steps(
    counts: Floats, words: Floats, price: Floats, min_size: int
) -> Iterator[tuple[list[int], float]]:
    """Yield the breaks of each series, the first time of each new level, and what they cost all in all."""
    for start in range(0, len(counts), _BLOCK):
        block = slice(start, start + _BLOCK)
        some = counts[block]
        cost = poisson_cost(some, words[block])
        last, sums = best_partitions(cost, some.shape, price[block], min_size)
        yield from zip(map(breaks_of, last), sums.tolist(), strict=True)


def best_partitions(
    cost: Cost, shape: tuple[int, ...], price: Floats | float, min_size: int
) -> tuple[Integers, Floats]:
    """Return the partitions into segments whose costs, and `price` for each break, add up to the least.

    `shape` is the number of series and of times. Jackson and others 2005, "An algorithm for optimal
    partitioning of data on an interval". Of equal sums the one with the earlier last break is taken.

    Returns
    -------
    array of int, shape (series, times + 1)
        Where the last segment of the best partition of the first so many times begins; see `breaks_of`.
    array of float, shape (series,)
        The sums.
    """
    series, times = shape
    rows = np.arange(series)
    best = np.full((series, times + 1), np.inf)
    best[:, 0] = np.negative(price)
    last = np.zeros((series, times + 1), dtype=np.int64)
    for stop in range(min_size, times + 1):
        latest = stop - min_size
        sums = cost(stop, latest)
        sums += best[:, : latest + 1]
        last[:, stop] = sums.argmin(axis=1)
        best[:, stop] = sums[rows, last[:, stop]] + price
    return last, best[:, -1]


def breaks_of(last: Integers) -> list[int]:
    """Return the breaks of one series in order, from its row of what `best_partitions` returns."""
    found = []
    start = int(last[-1])
    while start:
        found.append(start)
        start = int(last[start])
    return found[::-1]


def poisson_cost(counts: Floats, words: Floats) -> Cost:
    """Return the cost of segments of counts as Poisson draws of one rate.

    The deviance without what all partitions share: 2 C ln(C / E) less, with C the segment's mentions and E
    what it would have at the rate of the whole series.
    """
    found, size = _sums(counts), _sums(words)
    size *= np.maximum(found[:, -1:], 1) / size[:, -1:]  # a series without mentions costs 0 in any case

    def cost(stop: int, latest: int) -> Floats:
        mentions = found[:, stop : stop + 1] - found[:, : latest + 1]
        costs = size[:, stop : stop + 1] - size[:, : latest + 1]
        costs /= np.maximum(mentions, _TINY)
        np.log(costs, out=costs)
        costs *= mentions
        costs *= 2
        return costs

    return cost


def best_split(counts: Floats, words: Floats, min_size: int) -> Integers:
    """Return where each series of counts is best cut in two."""
    times = counts.shape[1]
    places = slice(min_size, times - min_size + 1)
    found, size = _sums(counts), _sums(words)
    gain = np.zeros_like(found[:, places])
    for mentions, length in (
        (found[:, places], size[:, places]),
        (found[:, -1:] - found[:, places], size[:, -1:] - size[:, places]),
    ):
        gain += mentions * np.log(np.maximum(mentions, _TINY) / length)
    at: Integers = min_size + gain.argmax(axis=1)
    return at


def dispersion(counts: Floats, words: Floats, *, autocorrelation: bool) -> Floats:
    """Return how many times the variance of Poisson draws that of each series is, at least 1.

    From the differences between one time and the next, which breaks and trends hardly touch. A series that
    remembers is spread out more than they show, with a correlation r of neighbours by (1 + r) / (1 - r)²; the
    differences over two steps are 1 + r times those over one (Chakar and others 2017).
    """
    steps = _differences(counts, words, 1)
    spread = steps.mean(axis=1)
    times = counts.shape[1]
    if autocorrelation and times > 3:
        r = _trimmed(_differences(counts, words, 2)) / np.maximum(_trimmed(steps), _TINY) - 1
        r = np.where(r > _SURE / np.sqrt(times), np.minimum(r, _HIGHEST_AUTOCORRELATION), 0)
        spread = spread * (1 + r) / (1 - r) ** 2
    widest: Floats = np.maximum(spread, 1)
    return widest


def growth_cost(counts: Floats, words: Floats) -> Floats:
    """Return what each series costs, as in `poisson_cost`, with a rate that grows by one share each time.

    Poisson regression by Newton's method.
    """
    place = np.linspace(-1, 1, counts.shape[1])
    expected = words * (counts.sum(axis=1) / words.sum(axis=1))[:, None]
    level = growth = np.zeros((len(counts), 1))
    for _ in range(_STEPS_OF_NEWTON):
        curve = expected * np.exp(np.clip(level + growth * place, -30, 30))
        of_one, of_place, of_square = ((curve * place**k).sum(axis=1, keepdims=True) for k in range(3))
        determinant = np.maximum(of_one * of_square - of_place**2, _TINY)
        off = (counts - curve).sum(axis=1, keepdims=True)
        tilted = ((counts - curve) * place).sum(axis=1, keepdims=True)
        up = np.clip((of_square * off - of_place * tilted) / determinant, -1, 1)
        steeper = np.clip((of_one * tilted - of_place * off) / determinant, -1, 1)
        level, growth = level + up, growth + steeper
        if max(np.abs(up).max(), np.abs(steeper).max()) < _CLOSE:
            break
    log = np.clip(level + growth * place, -30, 30)
    cost: Floats = -2 * (counts * log - expected * np.expm1(log)).sum(axis=1)
    return cost


def _sums(values: Floats) -> Floats:
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)


def _differences(counts: Floats, words: Floats, lag: int) -> Floats:
    """Return the squared differences of rates so many steps apart, divided by their Poisson variance."""
    rates = counts / words
    first, second = words[:, :-lag], words[:, lag:]
    pooled = (counts[:, :-lag] + counts[:, lag:]) / (first + second)
    variance = np.maximum(pooled * (1 / first + 1 / second), _TINY)
    squared: Floats = (rates[:, lag:] - rates[:, :-lag]) ** 2 / variance
    return squared


def _trimmed(squared: Floats) -> Floats:
    """Return the variance of normal draws from their squares, as the smaller ones say it."""
    from scipy.stats import chi2

    number = squared.shape[1]
    kept = number - int(np.ceil(_TRIMMED * number))
    share = kept / number
    variance: Floats = np.sort(squared, axis=1)[:, :kept].mean(axis=1) * share
    variance /= chi2.cdf(chi2.ppf(share, 1), 3)
    return variance

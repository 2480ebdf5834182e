"""Where series of rates change their level, and what breaks and growth cost.

Series are rows, (series, times), so that one pass works on many of them: one theme in all replicates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore import _core

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_TINY = 1e-200
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
    counts: Floats, words: Floats, price: Floats, min_size: int, *, threads: int = 1
) -> list[tuple[list[int], float]]:
    """Return the breaks of each series, the first time of each new level, and what they cost all in all.

    The partition into levels whose costs, and `price` for each break, add up to the least (Jackson and others
    2005, "An algorithm for optimal partitioning of data on an interval"). A level costs its Poisson deviance
    without what all partitions share: 2 C ln(E / C), with C its mentions and E what it would have at the rate
    of the whole series. Of equal sums the one with the earlier last break is taken.
    """
    breaks, first, costs = _core.best_partitions(counts, words, price, min_size=min_size, threads=threads)
    of_each = np.split(breaks, first[1:-1])
    return [(some.tolist(), cost) for some, cost in zip(of_each, costs.tolist(), strict=True)]


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
    """Return what each series costs, as in `best_steps`, with a rate that grows by one share each time.

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

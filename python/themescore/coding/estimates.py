"""From codes to precision, recall and what they make of a rate."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore.agreement import wilson_interval

if TYPE_CHECKING:
    import numpy.typing as npt


class Interval(NamedTuple):
    """A number and its interval; nan throughout where there is none.

    Parameters
    ----------
    value, low, high : float
        Low and high are the interval's ends.
    """

    value: float
    low: float
    high: float


NOTHING = Interval(math.nan, math.nan, math.nan)


def columns_of(name: str, intervals: Sequence[Interval]) -> dict[str, list[float]]:
    """Return intervals as three columns: a name, and the name with _low and _high."""
    return {
        name: [interval.value for interval in intervals],
        f"{name}_low": [interval.low for interval in intervals],
        f"{name}_high": [interval.high for interval in intervals],
    }


def share(
    codes: Sequence[float],
    weights: Sequence[float],
    level: float,
    interval: Callable[[float, float, float], tuple[float, float]] = wilson_interval,
) -> Interval:
    """Return the weighted share of codes that are 1, with an interval.

    The number of trials is Kish's effective one, (sum of w)^2 / sum of w^2: that of the codes if all weights
    are equal.
    """
    if not codes:
        return NOTHING
    total = math.fsum(weights)
    value = min(1.0, math.fsum(w * code for w, code in zip(weights, codes, strict=True)) / total)
    effective = total**2 / math.fsum(w * w for w in weights)
    return Interval(value, *interval(value * effective, effective, level))


def exact_interval(successes: float, trials: float, level: float) -> tuple[float, float]:
    """Return the interval of Clopper and Pearson (1934), which never holds less than it says.

    For shares close to 0, such as that of the sentences missed: Wilson's lower end is too high there, and
    recall's interval held the truth in 86 of 100 samples where this one has 97.
    """
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    failures = max(0.0, trials - successes)
    low = 0.0 if successes <= 0 else float(betaincinv(successes, failures + 1, tail))
    return low, 1.0 if failures <= 0 else float(betaincinv(successes + 1, failures, 1 - tail))


def recall(precision: Interval, missed: Interval, found: int, others: int) -> Interval:
    """Return p / (p + q N0 / N1): the share of the sentences that speak of a theme that were found.

    p is the share of the N1 sentences found that are right, q that of the N0 others that should have been.
    The interval is that of the ratio q N0 / (p N1) by the method of variance estimates recovery from the
    intervals of p and q (Donner and Zou 2012, "Closed-form confidence intervals for functions of the normal
    mean and standard deviation", Statistical Methods in Medical Research 21, 347-359).
    """
    if not found or math.isnan(precision.value) or math.isnan(missed.value):
        return NOTHING
    times = others / found
    q, low, high = (times * number for number in missed)
    p, p_low, p_high = precision
    if p + q == 0:
        return NOTHING
    least = _ratio_end(q, low, p, p_high, -1)
    most = _ratio_end(q, high, p, p_low, 1)
    return Interval(p / (p + q), 1 / (1 + most), 1 / (1 + least))


def _ratio_end(a: float, a_end: float, b: float, b_end: float, sign: int) -> float:
    """Return the end of the interval of a / b, from the ends of a and b that take it furthest."""
    across, bottom = a_end * (2 * a - a_end), b_end * (2 * b - b_end)
    root = math.sqrt(max(0.0, (a * b) ** 2 - across * bottom))
    if bottom == 0:
        return across / (2 * a * b) if sign < 0 and a * b else (math.inf if sign > 0 else 0.0)
    return max(0.0, (a * b + sign * root) / bottom)


def factor(precision: Interval, missed: Interval, found: int, others: int) -> Interval:
    """Return precision / recall = p + q N0 / N1: by how much a count of what was found has to be multiplied.

    The interval of the sum by the method of variance estimates recovery (Zou and Donner 2008, "Construction
    of confidence limits about effect measures", Statistics in Medicine 27, 1693-1702).
    """
    if not found or math.isnan(precision.value) or math.isnan(missed.value):
        return NOTHING
    times = others / found
    value = precision.value + times * missed.value
    down = math.hypot(precision.value - precision.low, times * (missed.value - missed.low))
    up = math.hypot(precision.high - precision.value, times * (missed.high - missed.value))
    return Interval(value, max(0.0, value - down), value + up)


def bootstrap(
    table: npt.NDArray[np.float64],
    statistic: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
    level: float,
    replicates: int,
    seed: int,
) -> Interval:
    """Return a statistic of sums over items, with the percentile interval of a bootstrap over the items.

    Replicates in which it is undefined, because all codes drawn are the same, are left out.

    Parameters
    ----------
    table : array, shape (items, columns)
        What each item adds.
    statistic : callable
        From sums, shape (replicates, columns), to values.
    level : float
        Of the interval.
    replicates, seed : int
        Of the bootstrap.
    """
    value = float(statistic(table.sum(axis=0)[None, :])[0])
    if math.isnan(value):
        return NOTHING
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = []
    # In blocks, so that memory stays small whatever the number of items.
    for _ in range(0, replicates, 100):
        positions = (random.random((100, len(table))) * len(table)).astype(np.int64)
        drawn.append(statistic(table[positions].sum(axis=1)))
    values = np.concatenate(drawn)[:replicates]
    values = values[~np.isnan(values)]
    if not len(values):
        return Interval(value, math.nan, math.nan)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(value, float(low), float(high))


def kappa_of_sums(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Cohen's kappa of the cells yes-yes, yes-no, no-yes, no-no."""
    n = sums.sum(axis=1)
    agreed = sums[:, 0] + sums[:, 3]
    first, second = sums[:, 0] + sums[:, 1], sums[:, 0] + sums[:, 2]
    by_chance = first * second + (n - first) * (n - second)
    return _divided(n * agreed - by_chance, n * n - by_chance)


def alpha_of_sums(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Krippendorff's alpha of: codes yes, codes no, and 2 yes no / (codes - 1) of each unit."""
    yes, no, disagreed = sums.T
    n = yes + no
    return 1 - _divided((n - 1) * disagreed, 2 * yes * no)


def _divided(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    result = np.full(len(a), np.nan)
    np.divide(a, b, out=result, where=b > 0)
    return result

"""Whether values rise or fall over time, by their order, and how fast, by the slopes between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore import _core

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_MOST_EXACT = 10  # so many times without ties have their p from all orders
_LAG_LEVEL = 0.05  # autocorrelations that chance explains at this level are left out


class MannKendall(NamedTuple):
    """The Mann-Kendall test of one series.

    Parameters
    ----------
    s : float
        Pairs that rise minus pairs that fall.
    variance : float
        Of `s`, with ties and, where asked for, autocorrelation.
    correction : float
        What autocorrelation multiplied the variance by.
    tau, z, p : float
        Kendall's tau-b, `s` in standard deviations, corrected for continuity, and two-sided p; nan where all
        values are the same.
    """

    s: float
    variance: float
    correction: float
    tau: float
    z: float
    p: float


def mann_kendall(times: Floats, values: Floats, slope: float, *, autocorrelation: bool) -> MannKendall:
    """Test one series, in order of time; `slope` is what it is detrended by.

    Mann 1945; Kendall 1975 for ties; Hamed and Rao 1998 for autocorrelation, which is let widen the variance
    and never narrow it.
    """
    from scipy.stats import norm

    n = len(values)
    s = float(np.sign(values[None, :] - values[:, None])[np.triu_indices(n, 1)].sum())
    _, ties = np.unique(values, return_counts=True)
    variance = float(n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    if len(ties) == 1:
        return MannKendall(s, variance, 1.0, np.nan, np.nan, np.nan)
    correction = max(1.0, hamed_rao(times, values, slope)) if autocorrelation else 1.0
    variance *= correction
    pairs = n * (n - 1) / 2
    tau = s / np.sqrt(pairs * (pairs - (ties * (ties - 1)).sum() / 2))
    z = float((s - np.sign(s)) / np.sqrt(variance))
    exact = n <= _MOST_EXACT and len(ties) == n and correction == 1
    p = exact_p(s, n) if exact else float(2 * norm.sf(abs(z)))
    return MannKendall(s, variance, correction, float(tau), z, p)


def hamed_rao(times: Floats, values: Floats, slope: float) -> float:
    """Return what autocorrelation multiplies the variance of S by (Hamed and Rao 1998).

    It is that of the ranks of the detrended values, at the lags where it is more than chance explains. Lags
    are counted in steps from one time to the next, however long.
    """
    from scipy.stats import norm, rankdata

    n = len(values)
    ranks = rankdata(values - slope * times)
    ranks -= ranks.mean()
    total = float(ranks @ ranks)
    if total == 0:
        return 1.0
    lags = np.arange(1, n)
    correlation = np.correlate(ranks, ranks, "full")[n:] / total
    correlation[np.abs(correlation) <= norm.ppf(1 - _LAG_LEVEL / 2) / np.sqrt(n)] = 0
    weights = (n - lags) * (n - lags - 1) * (n - lags - 2)
    return float(1 + 2 * (weights @ correlation) / (n * (n - 1) * (n - 2)))


def exact_p(s: float, n: int) -> float:
    """Return how often, of all orders of n different values, S is as far from 0."""
    ways = np.ones(1)
    for k in range(2, n + 1):  # orders of k values by how many of their pairs fall
        ways = np.convolve(ways, np.ones(k))
    falling = np.arange(len(ways))
    sums = len(ways) - 1 - 2 * falling
    return float(ways[np.abs(sums) >= abs(s)].sum() / ways.sum())


def pair_slopes(times: Floats, values: Floats) -> Floats:
    """Return the slopes between all pairs of times."""
    first, second = np.triu_indices(len(times), 1)
    slopes: Floats = (values[second] - values[first]) / (times[second] - times[first])
    return slopes


def median_slopes(times: Floats, series: Floats, *, threads: int = 1) -> Floats:
    """Return Sen's slope of each series, (series, times): the median of `pair_slopes`."""
    return _core.median_slopes(times, series, threads=threads)


def sen_interval(slopes: Floats, variance: float, level: float) -> tuple[float, float]:
    """Return the interval of the median slope; nan where there are too few pairs for one.

    The slopes whose ranks are as far from the middle as S is from 0 at that level (Sen 1968; Gilbert 1987,
    16.5).
    """
    from scipy.stats import norm

    pairs = len(slopes)
    width = norm.ppf((1 + level) / 2) * np.sqrt(variance)
    low, high = round((pairs - width) / 2) - 1, round((pairs + width) / 2)
    if low < 0 or high >= pairs:
        return np.nan, np.nan
    ordered = np.partition(slopes, [low, high])
    return float(ordered[low]), float(ordered[high])

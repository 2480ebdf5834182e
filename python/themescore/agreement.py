"""How well patterns hang together, and how well coders agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from themescore.corpora.documents import missing
from themescore.errors import InputError, OptionError, shown

__all__ = ["cohen_kappa", "cronbach_alpha", "kr20", "krippendorff_alpha", "wilson_interval"]


def cronbach_alpha(table: Any) -> float:
    r"""Return Cronbach's alpha, the internal consistency of a sum of items.

    .. math:: \alpha = \frac{k}{k-1} \left(1 - \frac{\sum_i s_i^2}{s_T^2}\right)

    with k items, the variance :math:`s_i^2` of each, and the variance :math:`s_T^2` of their sum over the
    units. 1 if all items say the same, around 0 if they have nothing to do with one another, below 0 if they
    take each other's place.

    Parameters
    ----------
    table : array of numbers, shape (units, items)
        For the patterns of a theme: documents by patterns.

    Returns
    -------
    float
        nan if the sums are the same for all units, because then there is nothing to explain.

    Raises
    ------
    InputError
        Fewer than two units or items, or a cell that is not a finite number.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297-334.

    Examples
    --------
    >>> from themescore.agreement import cronbach_alpha
    >>> cronbach_alpha([[1, 2], [2, 3], [4, 4]])
    0.94
    """
    values = _table(table)
    total = values.sum(axis=1)
    if np.ptp(total) <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return math.nan
    items = values.shape[1]
    return float(items / (items - 1) * (1 - values.var(axis=0, ddof=1).sum() / total.var(ddof=1)))


def kr20(table: Any) -> float:
    r"""Return the Kuder-Richardson coefficient 20: Cronbach's alpha of items that are there or not.

    .. math:: \mathrm{KR}_{20} = \frac{k}{k-1} \left(1 - \frac{\sum_i p_i (1 - p_i)}{\sigma_T^2}\right)

    with :math:`p_i` the share of units in which item i is 1, and the variance of the sums divided by the
    number of units, not by one less.

    Parameters
    ----------
    table : array of 0 and 1, shape (units, items)
        For the patterns of a theme: which document mentions which pattern.

    Returns
    -------
    float
        nan if the sums are the same for all units.

    Raises
    ------
    InputError
        Fewer than two units or items, or a cell that is neither 0 nor 1.

    References
    ----------
    Kuder, G. F., Richardson, M. W. (1937). The theory of the estimation of test reliability. Psychometrika 2,
    151-160.

    Examples
    --------
    >>> from themescore.agreement import kr20
    >>> kr20([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]])
    0.75
    """
    values = _table(table)
    if not np.isin(values, (0, 1)).all():
        row, column = np.argwhere(~np.isin(values, (0, 1)))[0].tolist()
        raise InputError(f"row {row}, column {column} is {values[row, column]:g}: KR-20 takes 0 and 1 only")
    p = values.mean(axis=0)
    variance = values.sum(axis=1).var()
    items = values.shape[1]
    return float(items / (items - 1) * (1 - (p * (1 - p)).sum() / variance)) if variance else math.nan


def _table(table: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    try:
        values = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("the table must hold numbers, one row a unit and one column an item") from None
    if values.ndim != 2:
        raise InputError(f"the table must have two dimensions, units and items, not {values.ndim}")
    units, items = values.shape
    if units < 2 or items < 2:
        raise InputError(f"{units} units and {items} items: there must be at least two of each")
    if not np.isfinite(values).all():
        row, column = np.argwhere(~np.isfinite(values))[0].tolist()
        raise InputError(
            f"row {row}, column {column} is {values[row, column]}: leave the row out, or fill it in"
        )
    return values


def cohen_kappa(first: Iterable[Any], second: Iterable[Any]) -> float:
    r"""Return Cohen's kappa, the agreement of two coders beyond chance.

    .. math:: \kappa = \frac{p_o - p_e}{1 - p_e}

    with :math:`p_o` the share of units with the same code from both, and :math:`p_e` the share to be expected
    if each kept to the distribution of its own codes. Units that one of the two did not code are left out.

    Parameters
    ----------
    first, second : list of codes
        Of the same units in the same order; None or nan for a unit that was not coded.

    Returns
    -------
    float
        nan if both used one and the same code throughout.

    Raises
    ------
    InputError
        Lists of different lengths, codes that cannot be compared, or no unit that both coded.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
    20, 37-46.

    Examples
    --------
    >>> from themescore.agreement import cohen_kappa
    >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    left, right = _codes(first, "first"), _codes(second, "second")
    if len(left) != len(right):
        raise InputError(f"{len(left)} codes and {len(right)}: both coders must have the same units")
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a is not None and b is not None]
    if not pairs:
        raise InputError("no unit was coded by both")
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs)
    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(number * seconds[code] for code, number in firsts.items())
    # In whole numbers, so that full agreement by chance is seen as such.
    return math.nan if by_chance == n * n else (n * agreed - by_chance) / (n * n - by_chance)


def krippendorff_alpha(ratings: Iterable[Iterable[Any]]) -> float:
    r"""Return Krippendorff's alpha for codes without an order, from any number of coders, with gaps.

    .. math:: \alpha = 1 - \frac{D_o}{D_e} = 1 - (n - 1) \frac{\sum_u \frac{1}{m_u - 1}
        \sum_{c \ne k} n_{uc} n_{uk}}{\sum_{c \ne k} n_c n_k}

    with :math:`m_u` the codes of unit u, :math:`n_{uc}` of them c, over the n codes of units with at least
    two.

    Parameters
    ----------
    ratings : list of lists
        One list a coder, with its code of each unit in the same order; None or nan where it gave none.

    Returns
    -------
    float
        nan if only one code was used.

    Raises
    ------
    InputError
        Fewer than two coders, lists of different lengths, or no unit with two codes.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> from themescore.agreement import krippendorff_alpha
    >>> krippendorff_alpha([["a", "a", "b", None], ["a", "b", "b", "b"]])
    0.4444444
    """
    if isinstance(ratings, (str, bytes)) or not isinstance(ratings, Iterable):
        raise InputError(f"ratings are a list of each coder's codes, not {shown(ratings)}")
    coders = [_codes(codes, f"coder {i}") for i, codes in enumerate(ratings)]
    if len(coders) < 2:
        raise InputError(f"{len(coders)} coders: there must be at least two")
    if len(set(map(len, coders))) > 1:
        raise InputError(f"coders with {', '.join(str(len(codes)) for codes in coders)} units: give as many")
    disagreed, everywhere = 0.0, Counter[Hashable]()
    for unit in zip(*coders, strict=True):
        codes = Counter(code for code in unit if code is not None)
        given = codes.total()
        if given < 2:
            continue
        everywhere += codes
        disagreed += (given**2 - sum(number**2 for number in codes.values())) / (given - 1)
    n = everywhere.total()
    if not n:
        raise InputError("no unit was coded by two or more coders")
    expected = n**2 - sum(number**2 for number in everywhere.values())
    return 1 - (n - 1) * disagreed / expected if expected else math.nan


def _codes(given: Iterable[Any], what: str) -> Sequence[Hashable | None]:
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise InputError(f"{what}: give a list of codes, not {shown(given)}")
    codes = [None if missing(code) else code for code in given]
    for position, code in enumerate(codes):
        if not isinstance(code, Hashable):
            raise InputError(f"{what}, unit {position}: {shown(code)} is no code; give text or a number")
    return codes


def wilson_interval(successes: float, trials: float, level: float = 0.95) -> tuple[float, float]:
    r"""Return Wilson's score interval of a share.

    .. math:: \frac{\hat p + \frac{z^2}{2n} \pm z \sqrt{\frac{\hat p (1 - \hat p)}{n} + \frac{z^2}{4n^2}}}
        {1 + \frac{z^2}{n}}

    It holds what it says for few trials too, and is never empty at 0 or 1.

    Parameters
    ----------
    successes, trials : float
        Not necessarily whole: weighted counts come with an effective number of trials.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    (float, float)
        Low and high; (0, 1) if there are no trials.

    Raises
    ------
    InputError
        Successes below 0 or above the trials, or no number.
    OptionError
        Another `level`.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22,
    209-212.

    Examples
    --------
    >>> from themescore.agreement import wilson_interval
    >>> low, high = wilson_interval(8, 10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)
    """
    from scipy.special import ndtri

    check_level(level)
    try:
        share = 0.0 if successes == 0 else successes / trials
        n = float(trials)
    except (TypeError, ZeroDivisionError):
        share, n = math.nan, math.nan
    if not (math.isfinite(n) and n >= 0 and 0 <= share <= 1):
        raise InputError(
            f"{shown(successes)} of {shown(trials)}: successes are numbers from 0 to the number of trials"
        )
    if n == 0:
        return 0.0, 1.0
    z = float(ndtri((1 + level) / 2))
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Exactly 0 and 1 at the ends, which rounding would miss.
    return (0.0 if share == 0 else max(0.0, middle - half), 1.0 if share == 1 else min(1.0, middle + half))


def check_level(level: object) -> float:
    """Return a confidence level, or raise OptionError."""
    if isinstance(level, bool) or not isinstance(level, (int, float)) or not 0 < level < 1:
        reason = f"level={shown(level)}: it can be a number between 0 and 1, such as 0.95"
        raise OptionError(reason, option="level", value=level)
    return float(level)

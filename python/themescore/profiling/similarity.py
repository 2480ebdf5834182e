"""How far apart profiles lie, and which themes make it so.

Every distance is a sum over themes. Profiles are first prepared so that, theme by theme, what sets two of
them apart and what they have in common add up to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.errors import OptionError, check_option

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

_DECIMALS = 12  # what differs by less is the same: rounding is not to decide which comes first
_NOTHING = 1e-12  # what rounding leaves of nothing
_CLOSE = 1e-3  # divergences below this lose digits as a difference of entropies
_BLOCK = 2**21  # numbers at a time


@dataclass(frozen=True)
class Distance:
    """A way to say how far apart two profiles lie.

    Parameters
    ----------
    title : str
        What `Profiles.similarity` calls its numbers.
    name : str
        What the distance is called.
    of_shares : bool
        Whether it compares shares alone; it can compare the values of any measure otherwise.
    prepare : function
        Makes profiles (rows) comparable; those without a value become nan.
    apart : function
        By theme, how much sets two prepared profiles apart.
    common : function
        By theme, how much they have in common.
    root : bool
        Whether the distance is the root of the sum of what sets them apart.
    """

    title: str
    name: str
    of_shares: bool
    prepare: Callable[[Values], Values]
    apart: Callable[[Values, Values], Values]
    common: Callable[[Values, Values], Values]
    root: bool

    def between(self, first: Values, second: Values) -> Values:
        """Return the distances of prepared profiles, themes along the last axis; they are broadcast."""
        if self.apart is _divergence_parts:
            total = _divergence(first, second)
        else:
            total = self.apart(first, second).sum(axis=-1)
        distance: Values = np.sqrt(total) if self.root else total
        return distance

    def pairwise(self, values: Values) -> Values:
        """Return the distances of all rows, rows x rows; nan for a row without a value, to itself too."""
        prepared = self.prepare(values)
        rows, themes = prepared.shape
        distances = np.zeros((rows, rows))
        step = max(1, _BLOCK // max(1, rows * themes))
        for start in range(0, rows, step):
            block = self.between(prepared[start : start + step, None], prepared[None, start:])
            distances[start : start + step, start:] = block
            distances[start:, start : start + step] = block.T
        np.fill_diagonal(distances, np.where(np.isnan(prepared).any(axis=1), np.nan, 0.0))
        return distances


def distance(measure: str | None, of: str) -> Distance:
    """Return the distance of this name for profiles of the measure `of`, that of the kind for None.

    Raises
    ------
    OptionError
        No such distance, or one of shares for profiles that are none.
    """
    shares = of in ("share", "rate")
    if measure is None:
        measure = "jensen-shannon" if shares else "cosine"
    check_option("measure", measure, DISTANCES)
    found = DISTANCES[measure]
    if found.of_shares and not shares:
        reason = f"{measure!r} compares shares, and these profiles are of {of!r}: use 'cosine', or shares"
        raise OptionError(reason, option="measure", value=measure, allowed=["cosine"])
    return found


def alike_and_different(kind: Distance, first: Values, second: Values) -> tuple[list[int], list[int]]:
    """Return the themes that make two prepared profiles alike, and those that set them apart.

    Each theme is on one of the two sides: with what it is a larger part of, of all that the two have in
    common or of all that sets them apart. The largest part comes first, parts that are nothing not at all.
    """
    common, apart = kind.common(first, second), kind.apart(first, second)
    of_common = common / max(float(common.sum()), _NOTHING)
    of_apart = apart / max(float(apart.sum()), _NOTHING)
    differs = of_apart > of_common
    return _largest_first(np.where(differs, 0, common)), _largest_first(np.where(differs, apart, 0))


def _largest_first(parts: Values) -> list[int]:
    order = np.argsort(-np.round(parts, _DECIMALS), kind="stable").tolist()
    return [i for i in order if parts[i] > _NOTHING]


def nearest_first(distances: Values) -> npt.NDArray[np.int64]:
    """Return the places of the distances, the smallest first, equal ones in their order; nan is left out."""
    order: npt.NDArray[np.int64] = np.argsort(np.round(distances, _DECIMALS), kind="stable")
    return order[: np.count_nonzero(~np.isnan(distances))]


def _to_sum(values: Values) -> Values:
    return _divided(values, values.sum(axis=-1, keepdims=True))


def _to_length(values: Values) -> Values:
    return _divided(values, np.sqrt((values * values).sum(axis=-1, keepdims=True)))


def _divided(values: Values, by: Values) -> Values:
    out: Values = np.full(values.shape, np.nan)
    np.divide(values, by, out=out, where=by > 0)
    return out


def _roots(values: Values) -> Values:
    roots: Values = np.sqrt(_to_sum(values))
    return roots


def _half_square(first: Values, second: Values) -> Values:
    parts: Values = (first - second) ** 2 / 2
    return parts


def _product(first: Values, second: Values) -> Values:
    return first * second


def _divergence_parts(first: Values, second: Values) -> Values:
    """Return the Jensen-Shannon divergence in bits, by theme; no part is below 0.

    With x = (p - q) / (p + q) a theme's part is (p + q) ((1 + x) ln(1 + x) + (1 - x) ln(1 - x)) / (4 ln 2),
    which loses fewer digits where p and q are close than p ln(p / m) + q ln(q / m) does.
    """
    from scipy.special import xlog1py

    both = first + second
    x = np.zeros(both.shape)
    np.divide(first - second, both, out=x, where=both != 0)
    parts: Values = both * (xlog1py(1 + x, x) + xlog1py(1 - x, -x)) / (4 * np.log(2))
    return np.maximum(parts, 0)


def _divergence(first: Values, second: Values) -> Values:
    """Return the sum of the parts; where it is not small by one logarithm a theme instead of two."""
    both = first + second
    of_both = np.log(both, out=np.zeros(both.shape), where=both > 0)
    of_both *= both
    total: Values = _negative_entropy(first) + _negative_entropy(second) - of_both.sum(axis=-1)
    total = np.asarray(np.clip(total / (2 * np.log(2)) + 1, 0, 1))
    close = total < _CLOSE
    wide = both.shape
    total[close] = _divergence_parts(
        np.broadcast_to(first, wide)[close], np.broadcast_to(second, wide)[close]
    ).sum(axis=-1)
    return total


def _negative_entropy(shares: Values) -> Values:
    logarithms: Values = np.log(shares, out=np.zeros(shares.shape), where=shares > 0)
    entropy: Values = (shares * logarithms).sum(axis=-1)
    return entropy


def _shared_part(first: Values, second: Values) -> Values:
    common: Values = (first + second) / 2 - _divergence_parts(first, second)
    return common


DISTANCES: dict[str, Distance] = {
    "cosine": Distance(
        "cosine similarity", "cosine distance", False, _to_length, _half_square, _product, False
    ),
    "jensen-shannon": Distance(
        "Jensen-Shannon distance",
        "Jensen-Shannon distance",
        True,
        _to_sum,
        _divergence_parts,
        _shared_part,
        True,
    ),
    "hellinger": Distance(
        "Hellinger distance", "Hellinger distance", True, _roots, _half_square, _product, True
    ),
}


def sums_by(of: npt.NDArray[Any], number: int, values: npt.NDArray[Any]) -> Values:
    """Return the sums of the rows of each group, groups x columns; whole numbers are summed exactly."""
    sums = np.zeros((number, values.shape[1]))
    np.add.at(sums, of, values)
    return sums

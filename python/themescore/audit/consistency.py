"""How the patterns of a theme go together from document to document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore.audit.material import Material

if TYPE_CHECKING:
    import numpy.typing as npt

_FEWEST = 3  # documents
_ROUNDING = 1e-12


class ConsistencyRow(NamedTuple):
    """How well a theme's patterns hang together.

    Parameters
    ----------
    theme : str
        Its name.
    patterns : int
        How many of its patterns, nested ones among them, have mentions: the items.
    documents : int
        Those with words: the units.
    alpha : float
        Cronbach's alpha of the patterns' mentions per 1,000 words.
    kr20 : float
        Kuder-Richardson 20 of which document has which pattern.
    weakest : str
        The pattern without which alpha is highest; empty below three patterns.
    alpha_without : float
        Alpha without it.
    reason : str
        Why there is no alpha, where there is none.
    """

    theme: str
    patterns: int
    documents: int
    alpha: float
    kr20: float
    weakest: str
    alpha_without: float
    reason: str


def consistency_rows(material: Material) -> list[ConsistencyRow]:
    """Return one row a theme, in their order."""
    import scipy.sparse

    words = material.scores._counts.words
    filled = np.flatnonzero(words > 0)
    position = np.full(len(words), -1)
    position[filled] = np.arange(len(filled))
    rows = []
    for theme, name in enumerate(material.names):
        mentions = material.mentions[material.mentions["theme"] == theme]
        used, item = np.unique(mentions["pattern"], return_inverse=True)
        nothing = (len(used), len(filled), math.nan, math.nan, "", math.nan)
        if len(used) < 2:
            reason = "no mentions" if not len(used) else "only one pattern has mentions"
            rows.append(ConsistencyRow(name, *nothing, reason))
            continue
        if len(filled) < _FEWEST:
            rows.append(ConsistencyRow(name, *nothing, f"fewer than {_FEWEST} documents"))
            continue
        cells = (position[mentions["document"]], item)
        # Entries at one place add up.
        counts = scipy.sparse.csr_array(
            (np.ones(len(mentions)), cells), shape=(len(filled), len(used))
        )  # fmt: skip
        counts.sum_duplicates()
        rates = counts.multiply(1000 / words[filled][:, None]).tocsr()
        present = counts.copy()
        present.data[:] = 1
        alpha, without = alphas(rates)
        weakest = int(np.nanargmax(without)) if not np.isnan(without).all() else None
        rows.append(
            ConsistencyRow(
                name,
                len(used),
                len(filled),
                alpha,
                alphas(present)[0],
                "" if weakest is None else material.patterns[int(used[weakest])],
                math.nan if weakest is None else float(without[weakest]),
                "the same rate in every document" if math.isnan(alpha) else "",
            )
        )
    return rows


def alphas(table: Any) -> tuple[float, npt.NDArray[np.float64]]:
    """Return Cronbach's alpha of a sparse table, units by items, and alpha without each item.

    As `themescore.agreement.cronbach_alpha`, from sums that need no full table; nan where it is undefined.
    """
    units, items = table.shape
    total = np.asarray(table.sum(axis=1), dtype=np.float64).ravel()
    total -= total.mean()
    means = np.asarray(table.sum(axis=0), dtype=np.float64).ravel() / units
    variances = np.asarray(table.multiply(table).sum(axis=0)).ravel() / units - means**2
    with_total = np.asarray(table.T @ total).ravel() / units
    whole = float((total**2).mean())
    # What a sum loses with an item: its variance once, its covariance with the others twice.
    rest = whole - 2 * with_total + variances
    rest[rest <= _ROUNDING * (whole + variances)] = 0.0  # the same for all units, but for rounding
    alpha = _alpha(items, float(variances.sum()), whole)
    without = [
        _alpha(items - 1, float(variances.sum() - variance), float(left))
        for variance, left in zip(variances, rest, strict=True)
    ]
    return alpha, np.array(without)


def _alpha(items: int, apart: float, together: float) -> float:
    if items < 2 or together <= _ROUNDING * apart:
        return math.nan
    return items / (items - 1) * (1 - apart / together)

"""How often each document has a theme, and of how much: what rates are made of, in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores


def sentence_keys(rows: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return a number for the document and sentence of each row, which rises as they do."""
    keys: npt.NDArray[np.int64] = rows["document"].astype(np.int64) << 32 | rows["sentence"]
    return keys


def theme_counts(
    scores: Scores, theme: int, measure: str, kept: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.float64]:
    """Return how often each document has a theme, counted as `measure` does.

    `kept` says which of all mentions count; all of them for None.
    """
    mentions = scores._counts.mentions
    own = mentions["theme"] == theme
    own = own if kept is None else own & kept
    documents = mentions["document"][own]
    if measure == "sentences":
        documents = np.unique(sentence_keys(mentions[own])) >> 32
    return np.bincount(documents, minlength=len(scores.ids)).astype(float)


def sizes(scores: Scores, measure: str, kept: npt.NDArray[np.bool_] | None = None) -> npt.NDArray[np.float64]:
    """Return what each document's counts are of: its words, sentences, or mentions of themes at the top."""
    counts = scores._counts
    if measure != "share":
        return (counts.words if measure == "rate" else counts.sentences).astype(float)
    at_top = np.array([theme.parent < 0 for theme in scores.themes._themes])[counts.mentions["theme"]]
    at_top = at_top if kept is None else at_top & kept
    return np.bincount(counts.mentions["document"][at_top], minlength=len(scores.ids)).astype(float)


class RatioWithout:
    """The ratio of a group to the others, as it is and without each document in turn.

    Parameters
    ----------
    own, others : array of bool, shape (documents,)
        Which documents are on either side.
    strata : array of int, shape (documents,)
        The stratum of each document.
    """

    def __init__(
        self, own: npt.NDArray[np.bool_], others: npt.NDArray[np.bool_], strata: npt.NDArray[np.int64]
    ) -> None:
        self._own, self._others, self._strata = own, others, strata

    def ratio(self, counts: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> float:
        """Return that of Mantel and Haenszel over the strata; inf or nan where the others have no mention."""
        here, there = _weighted(*self._sums(counts, sizes))
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(np.divide(here.sum(), there.sum()))

    def rates(self, counts: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> tuple[float, float]:
        """Return those of the group and of the others, strata or not; 0 without words."""
        here, there = (
            float(counts[side].sum() / max(sizes[side].sum(), 1)) for side in (self._own, self._others)
        )
        return here, there

    def without_each(
        self, counts: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        """Return the ratio without each document, shape (documents,)."""
        a, n1, b, n2 = self._sums(counts, sizes)
        here, there = _weighted(a, n1, b, n2)
        at = self._strata
        own, others = self._own.astype(float), self._others.astype(float)
        new_here, new_there = _weighted(
            a[at] - own * counts, n1[at] - own * sizes, b[at] - others * counts, n2[at] - others * sizes
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios: npt.NDArray[np.float64] = (here.sum() - here[at] + new_here) / (
                there.sum() - there[at] + new_there
            )
        return ratios

    def _sums(
        self, counts: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], ...]:
        number = int(self._strata.max(initial=0)) + 1
        return tuple(
            np.bincount(self._strata[side], values[side], minlength=number).astype(float)
            for side in (self._own, self._others)
            for values in (counts, sizes)
        )


def _weighted(
    a: npt.NDArray[np.float64],
    n1: npt.NDArray[np.float64],
    b: npt.NDArray[np.float64],
    n2: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return what each stratum adds above and below the line; nothing where it has one side only."""
    both = (n1 > 0) & (n2 > 0)
    total = np.where(both, n1 + n2, 1)
    return np.where(both, a * n2 / total, 0), np.where(both, b * n1 / total, 0)

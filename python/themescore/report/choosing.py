"""What there is to show, and what of it when not all has room: documents, groups, sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore.comparing.exposures import sentence_keys
from themescore.scoring.emphasis import EmphasisWeights, mention_factors

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores

# A table of so many numbers takes some 1.3 MB.
_MOST_CELLS = 30_000
_FEWEST_ROWS = 60
_MOST_COLUMNS = 300
_MOST_GROUP_ROWS = 1000
# For one sentence of a document's number, so many of a group's and of that of all documents.
_PER_GROUP, _PER_ALL = 5, 20


class Rows:
    """Which documents, groups and themes the table shows: all of them, or those with the most mentions.

    Attributes
    ----------
    documents, groups, themes : array of int
        In their order.
    """

    def __init__(
        self, counts: npt.NDArray[np.int64], top: list[int], group_of: npt.NDArray[np.int64], groups: int
    ) -> None:
        mentions = counts[:, top].sum(axis=1)
        self.themes = _most(counts.sum(axis=0), _MOST_COLUMNS)
        rows = max(_FEWEST_ROWS, _MOST_CELLS // max(1, len(self.themes)))
        self.groups, self.documents = np.arange(groups), np.arange(len(counts))
        if len(counts) + groups <= 1.1 * rows:
            return
        if groups > rows // 3:
            self.groups = _most(np.bincount(group_of, mentions, minlength=groups), rows // 3)
        there = np.flatnonzero(np.isin(group_of, self.groups)) if groups else self.documents
        self.documents = there[_most(mentions[there], rows - len(self.groups))]


def groups_per_theme(themes: int, groups: int) -> int:
    """Return how many groups of each theme the table of groups has room for."""
    return groups if themes * groups <= _MOST_GROUP_ROWS else max(3, _MOST_GROUP_ROWS // themes)


def _most(values: npt.NDArray[np.number], number: int) -> npt.NDArray[np.int64]:
    """Return the positions of the largest values, in order; of equal ones the first."""
    return np.sort(np.argsort(-values, kind="stable")[:number])


class Mentioned:
    """The sentences with mentions, numbered through, and how strongly each stresses its themes.

    Attributes
    ----------
    document : array, shape (sentences,)
        The document of each.
    of_mention : array, shape (mentions,)
        The sentence of each mention; it does not decrease.
    per_number : array, shape (documents, themes)
        How many sentences of a document mention a theme.
    """

    def __init__(self, scores: Scores) -> None:
        mentions = scores._counts.mentions
        self.document = scores._counts.mentioned_sentences["document"].astype(np.int64)
        self.of_mention = np.searchsorted(scores._sentence_keys, sentence_keys(mentions))
        strength = mention_factors(mentions, EmphasisWeights(), scores.themes).product
        # One pair for each theme of a sentence, in the order of the sentences.
        themes = len(scores.themes)
        pairs, number = np.unique(self.of_mention * themes + mentions["theme"], return_inverse=True)
        self._sentence, self._theme = pairs // max(1, themes), pairs % max(1, themes)
        self._top = np.zeros(len(pairs))
        np.maximum.at(self._top, number, strength)
        self._sum = np.bincount(number, strength, minlength=len(pairs))
        cells = self.document[self._sentence] * themes + self._theme
        size = len(scores.ids) * themes
        self.per_number = np.bincount(cells, minlength=size).reshape(len(scores.ids), themes)

    def by_strength(
        self, group_of: npt.NDArray[np.int64], groups: int, rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int64]:
        """Return the sentences, those first that any number would miss most.

        That is the one that is strongest for the number of a document of the table's `rows`, for a group's or
        for that of all documents; then the second of each.
        """
        if not len(self._sentence):
            return np.zeros(0, np.int64)
        document = self.document[self._sentence]
        rank = np.where(np.isin(document, rows), self._rank(document), np.inf)
        rank = np.minimum(rank, self._rank(np.zeros_like(document)) / _PER_ALL)
        if groups:
            rank = np.minimum(rank, self._rank(group_of[document]) / _PER_GROUP)
        best = np.full(len(self.document), np.inf)
        np.minimum.at(best, self._sentence, rank)
        top = np.zeros(len(self.document))
        np.maximum.at(top, self._sentence, self._top)
        return np.lexsort((-top, np.floor(best)))

    def _rank(self, unit: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the place of each pair, from 0, among those of its theme and unit, by strength."""
        order = np.lexsort((-self._sum, -self._top, self._theme, unit))
        theme, unit = self._theme[order], unit[order]
        begins = np.flatnonzero(np.r_[True, (theme[1:] != theme[:-1]) | (unit[1:] != unit[:-1])])
        lengths = np.diff(np.r_[begins, len(order)])
        rank = np.empty(len(order))
        rank[order] = np.arange(len(order)) - np.repeat(begins, lengths)
        return rank

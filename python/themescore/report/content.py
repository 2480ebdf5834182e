"""What the page shows, worked out once, and the links from a number to its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore.figures import decimals_for, rate_text
from themescore.grouping import groups_of
from themescore.report.sentences import first_sentences, gather
from themescore.theme_tree import SEPARATOR
from themescore.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparison import Comparison
    from themescore.scores import Scores


class Content:
    """Scores, the groups that they are compared by if any, and every sentence behind them.

    Attributes
    ----------
    groups : list of str
        The groups' names; none if nothing is compared.
    group_of : array
        Each document's group.
    counts, rates : array, shape (documents, themes)
        Mentions, and mentions per 1,000 words.
    depth : list of int
        How deep each theme is nested.
    sentences : list of list of Sentence
        Those with mentions, of each document.
    """

    def __init__(self, scores: Scores, comparison: Comparison | None) -> None:
        self.scores, self.comparison = scores, comparison
        self.ids = scores.ids
        self.themes = scores.themes.names
        self.parents = [theme.parent for theme in scores.themes._themes]
        self.depth: list[int] = []
        for parent in self.parents:
            self.depth.append(0 if parent < 0 else self.depth[parent] + 1)
        self.words = scores.words
        self.counts: npt.NDArray[np.int64] = scores._measured("count")
        self.rates: npt.NDArray[np.float64] = scores._measured("rate")
        self.groups: list[str] = []
        self.group_of = np.zeros(len(self.ids), np.int64)
        if comparison is not None:
            groups = comparison._groups or groups_of(scores._documents, comparison.by)
            self.groups, self.group_of = groups.labels, np.asarray(groups.of, np.int64)
        self.sentences = gather(scores)
        self._first = first_sentences(self.sentences)
        self.decimals = decimals_for([float(self.rates.max(initial=0))])

    def short(self, theme: int) -> str:
        """Return a theme's name without those that it is nested in."""
        return self.themes[theme].rpartition(SEPARATOR)[2]

    def members(self, group: int | None) -> npt.NDArray[np.int64]:
        """Return the documents of a group, all of them for None."""
        return np.arange(len(self.ids)) if group is None else np.flatnonzero(self.group_of == group)

    def link(self, theme: int, document: int, text: str) -> str:
        """Return a document's number as a link to its sentences; a zero has none."""
        if not self.counts[document, theme]:
            return text
        target = f"s{document}-{self._first[document, theme]}"
        says = _says(self.counts[document, theme], self.words[document])
        return f'<a href="#{target}" data-t="{theme}" title="{says}">{text}</a>'

    def group_link(self, theme: int, group: int | None, text: str) -> str:
        """Return a group's number as a link to its sentences; that of all documents for None."""
        documents = self.members(group)
        having = documents[self.counts[documents, theme] > 0]
        if not len(having):
            return text
        first = int(having[0])
        target = f"s{first}-{self._first[first, theme]}"
        says = _says(self.counts[documents, theme].sum(), self.words[documents].sum())
        which = "" if group is None else f' data-g="{group}"'
        return f'<a href="#{target}" data-t="{theme}"{which} title="{says}">{text}</a>'

    def rate(self, value: float) -> str:
        """Return a rate as the heat table shows it."""
        return rate_text(value, self.decimals)

    def pooled(self, group: int | None) -> npt.NDArray[np.float64]:
        """Return each theme's rate in a group as a whole: its mentions per 1,000 of its words."""
        documents = self.members(group)
        words = int(self.words[documents].sum())
        return 1000 * self.counts[documents].sum(axis=0) / words if words else np.zeros(len(self.themes))


def _says(mentions: np.int64, words: np.int64) -> str:
    return f"{counted(int(mentions), 'mention')} in {counted(int(words), 'word')}"

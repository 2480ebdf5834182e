"""What the page shows, worked out once, and the links from a number to its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore.comparing.grouping import groups_of
from themescore.report.choosing import Mentioned, Rows
from themescore.report.markup import escaped
from themescore.showing.figures import decimals_for, rate_text
from themescore.theming.tree import SEPARATOR

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison
    from themescore.report.wording import Wording
    from themescore.scoring.scores import Scores


class Content:
    """Scores, the groups that they are compared by if any, and every sentence behind them.

    Attributes
    ----------
    say : Wording
        The words of the page.
    groups : list of str
        The groups' names; none if nothing is compared.
    group_of : array
        Each document's group.
    counts, rates : array, shape (documents, themes)
        Mentions, and mentions per 1,000 words.
    depth : list of int
        How deep each theme is nested.
    rows : Rows
        What of them the table of documents shows.
    mentioned : Mentioned
        The sentences with mentions.
    complete : bool
        Whether the page holds all of them as they are.
    """

    def __init__(self, scores: Scores, comparison: Comparison | None, say: Wording) -> None:
        self.scores, self.comparison, self.say = scores, comparison, say
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
        # The mentions of a nested theme are among those of the theme that contains it.
        self.top = [theme for theme, parent in enumerate(self.parents) if parent < 0]
        self.rows = Rows(self.counts, self.top, self.group_of, len(self.groups))
        self.mentioned = Mentioned(scores)
        self.complete = True
        self.decimals = decimals_for([float(self.rates.max(initial=0))])
        self._first = self._first_sentences()

    def _first_sentences(self) -> dict[tuple[int, int], int]:
        """Return, for each document and theme, the number of the first sentence that mentions it."""
        mentions = self.scores._counts.mentions
        first: dict[tuple[int, int], int] = {}
        columns = (mentions[name].tolist() for name in ("document", "theme", "sentence"))
        for document, theme, sentence in zip(*columns, strict=True):
            first.setdefault((document, theme), sentence)
        return first

    def short(self, theme: int) -> str:
        """Return a theme's name without those that it is nested in."""
        return self.themes[theme].rpartition(SEPARATOR)[2]

    def members(self, group: int | None) -> npt.NDArray[np.int64]:
        """Return the documents of a group, all of them for None."""
        return np.arange(len(self.ids)) if group is None else np.flatnonzero(self.group_of == group)

    def link(self, theme: int, document: int, text: str) -> str:
        """Return a document's number as a link to its sentences; a zero has none.

        Which document and theme it is of the script sees by its row and column: there are so many of them.
        """
        text = escaped(text)
        if not self.counts[document, theme]:
            return text
        target = f"s{document}-{self._first[document, theme]}" if self.complete else "all"
        return f'<a href="#{target}">{text}</a>'

    def group_link(self, theme: int, group: int | None, text: str) -> str:
        """Return a group's number as a link to its sentences; that of all documents for None.

        `text` is HTML.
        """
        documents = self.members(group)
        having = documents[self.counts[documents, theme] > 0]
        if not len(having):
            return text
        first = int(having[0])
        target = f"s{first}-{self._first[first, theme]}" if self.complete else "all"
        says = self.say(
            "mentions_in_words",
            mentions=self.say("mentions", n=int(self.counts[documents, theme].sum())),
            words=self.say("words", n=int(self.words[documents].sum())),
        )
        number = int(self.mentioned.per_number[documents, theme].sum())
        which = "" if group is None else f' data-g="{group}"'
        return f'<a href="#{target}" data-t="{theme}"{which} data-s="{number}" title="{says}">{text}</a>'

    def rate(self, value: float) -> str:
        """Return a rate as the heat table shows it."""
        return rate_text(value, self.decimals)

    def pooled(self, group: int | None) -> npt.NDArray[np.float64]:
        """Return each theme's rate in a group as a whole: its mentions per 1,000 of its words."""
        documents = self.members(group)
        words = int(self.words[documents].sum())
        return 1000 * self.counts[documents].sum(axis=0) / words if words else np.zeros(len(self.themes))

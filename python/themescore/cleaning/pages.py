"""The lines at the edges of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from themescore.cleaning.edits import Edit
from themescore.cleaning.lines import Lines


class Edge(NamedTuple):
    """The lines at the top or at the bottom of a page, the outermost first."""

    page: int
    top: bool
    lines: list[int]


class Pages:
    """The pages of a text, which form feeds part, and what is on them.

    Parameters
    ----------
    lines : Lines
        The lines of the text.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.count = int(lines.pages[-1]) + 1
        numbers = np.arange(self.count + 1)
        self._bounds = np.searchsorted(lines.pages, numbers).tolist()
        self._filled = np.searchsorted(lines.pages[lines.filled], numbers).tolist()

    def edges(self, depth: int) -> Iterator[Edge]:
        """Yield the first and the last `depth` lines of each page that are not blank."""
        for page in range(self.count):
            filled = self._lines.filled[self._filled[page] : self._filled[page + 1]].tolist()
            yield Edge(page, True, filled[:depth])
            yield Edge(page, False, filled[::-1][:depth])

    def removal(self, edge: Edge, line: int, reason: str) -> Edit:
        """Return the edit that removes a line at an edge, and the blank lines between it and the text."""
        lines, page = self._lines, edge.page
        filled = lines.filled[self._filled[page] : self._filled[page + 1]]
        place = int(np.searchsorted(filled, line))
        last_of_page = self._bounds[page + 1] - 1
        if edge.top and place + 1 < len(filled):
            return Edit(int(lines.starts[line]), int(lines.starts[filled[place + 1]]), reason)
        if place > 0:
            before = int(lines.ends[filled[place - 1]])
            after = line if place + 1 < len(filled) else last_of_page
            return Edit(before, int(lines.ends[after]), reason)
        return Edit(int(lines.starts[line]), int(lines.ends[last_of_page]), reason)

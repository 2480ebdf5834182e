"""Headers and footers that repeat over the pages of a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.lines import FORM_FEED, Lines
from themescore.cleaning.page_numbers import page_number
from themescore.cleaning.pages import Pages
from themescore.cleaning.step import PlainStep
from themescore.errors import check_whole_number

_NUMBER = re.compile(r"\d+")
_LONGEST = 200  # characters; what is longer is a paragraph
# Of the pages from the first to the last with a line: left and right pages have headers of their own.
_DENSEST_GAP = 0.4
# What stands in the midst of pages as well, once for three times at their edges, is a refrain.
_FEWEST_AT_EDGES = 3


class _Place(NamedTuple):
    page: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class PageHeaders(PlainStep):
    """Remove lines at the tops and bottoms of pages that repeat over the pages of a document.

    A line is one if the same line, but for its numbers, is among the outermost of its side on so many pages,
    on at least two fifths of those between the first and the last of them, if it is rare in the midst of
    pages, and if each of its numbers is the same on all of them or grows from page to page. It has to have
    letters, and nothing but such lines and page numbers outside of it. Pages are parted by form feeds, as the
    reader of PDF does.

    Parameters
    ----------
    depth : int
        How many lines of a page's top, and of its bottom, are looked at, from 1 to 10.
    pages : int
        On how many pages a line has to be, from 2.
    """

    name: ClassVar[str] = "page_headers"
    depth: int = 3
    pages: int = 3

    def __post_init__(self) -> None:
        check_whole_number("depth", self.depth, 1, 10)
        check_whole_number("pages", self.pages, 2, 2**31)

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        if text.count(FORM_FEED) + 1 < self.pages:
            return Edits.of([])
        lines = Lines(text)
        pages = Pages(lines)
        edges = list(pages.edges(self.depth))
        places: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
        keys: dict[int, str] = {}
        for edge in edges:
            for line in edge.lines:
                keys[line] = key = _key(lines, line)
                places[edge.top, key].append(
                    _Place(edge.page, tuple(map(int, _NUMBER.findall(lines.content(line)[:_LONGEST]))))
                )
        running = {where: found for where, found in places.items() if self._runs(where[1], found)}
        for key, often in _elsewhere(lines, {key for _, key in running}, set(keys)).items():
            for where in ((True, key), (False, key)):
                if often * _FEWEST_AT_EDGES > len(running.get(where, ())):
                    running.pop(where, None)
        found: list[Edit] = []
        for edge in edges:
            side = "top" if edge.top else "bottom"
            for line in edge.lines:
                where = (edge.top, keys[line])
                if where in running:
                    reason = f"at the {side} of {len({place.page for place in running[where]}):,} pages"
                    found.append(pages.removal(edge, line, reason))
                elif page_number(lines.content(line)) is None:
                    break
        return Edits.of(found)

    def _runs(self, key: str, places: list[_Place]) -> bool:
        numbers = [place.page for place in places]
        seen = len(set(numbers))
        if seen < self.pages or seen < _DENSEST_GAP * (numbers[-1] - numbers[0] + 1):
            return False
        if not key or sum(char.isalpha() for char in key) < 2:
            return False
        return all(_one_or_growing(field) for field in zip(*(p.numbers for p in places), strict=True))


def _elsewhere(lines: Lines, keys: set[str], edges: set[int]) -> Counter[str]:
    """Return how often lines stand in the midst of pages."""
    often: Counter[str] = Counter()
    if keys:
        # What has another length, but for some digits, is another line.
        longest = max(map(len, keys)) + 20
        for line in lines.filled[(lines.last - lines.first)[lines.filled] <= longest].tolist():
            if line not in edges and (key := _key(lines, line)) in keys:
                often[key] += 1
    return often


def _key(lines: Lines, line: int) -> str:
    """Return a line as it is compared with others; nothing for one that is too long."""
    content = lines.content(line)
    if len(content) > _LONGEST:
        return ""
    return _NUMBER.sub("#", " ".join(content.casefold().split()))


def _one_or_growing(numbers: tuple[int, ...]) -> bool:
    return len(set(numbers)) == 1 or all(before < after for before, after in pairwise(numbers))

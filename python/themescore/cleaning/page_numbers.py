"""Page numbers on lines of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.lines import FORM_FEED, Lines, one_line
from themescore.cleaning.pages import Edge, Pages
from themescore.cleaning.step import PlainStep

_DEPTH = 2  # a header may stand outside of a number
_LONGEST = 30
_FEWEST = 3
_FEWEST_THAT_SAY_SO = 2
_DENSEST_GAP = 0.5
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# What says that it is a page number.
_SAYS_SO = re.compile(
    r"""[-–—‒~·•|]\s*(?P<dashes>\d{1,4})\s*[-–—‒~·•|]
    | (?:page|p\.|pg\.?)\s*(?P<page>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?
    | (?P<of>\d{1,4})\s*(?:of|/)\s*\d{1,4}
    | 第\s*(?P<chinese>\d{1,4})\s*页\s*[,，/|]?\s*(?:[（(]?共\s*\d{1,4}\s*页[)）]?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<number>\d{1,4})|(?P<roman>(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))", re.I
)


class PageNumber(NamedTuple):
    """A line that may be a page number: how it is written, its value, whether it says what it is."""

    style: str
    value: int
    says_so: bool


def page_number(line: str) -> PageNumber | None:
    """Return what a line says if it is nothing but a number of a page, as far as it can be seen by itself."""
    if len(line) > _LONGEST:
        return None
    match = _SAYS_SO.fullmatch(line)
    if match is not None:
        assert match.lastgroup is not None
        return PageNumber(match.lastgroup, int(match[match.lastgroup]), True)
    match = _BARE.fullmatch(line)
    if match is None:
        return None
    if match["number"] is not None:
        return PageNumber("number", int(match["number"]), False)
    return PageNumber("roman", _roman(match["roman"].lower()), False)


@dataclass(frozen=True)
class PageNumbers(PlainStep):
    """Remove page numbers on lines of their own.

    On pages, which form feeds part: a number (5, xii) among the two outermost lines that goes up with the
    pages, on at least three of them and on half of those between the first and the last; two if it says what
    it is (Page 5, - 5 -, 5/20, 第5页). In a text without form feeds: three such lines or more that say what
    they are, each one more than the one before. A number in a line with other text is the header's: see
    `PageHeaders`.
    """

    name: ClassVar[str] = "page_numbers"

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        if one_line(text):
            return Edits.of([])
        lines = Lines(text)
        return Edits.of(_on_pages(lines) if FORM_FEED in text else _in_lines(lines))


def _on_pages(lines: Lines) -> list[Edit]:
    pages = Pages(lines)
    # By how it is written and by what it is more than the place of its page.
    series: dict[tuple[str, int], dict[int, tuple[Edge, int, bool]]] = defaultdict(dict)
    for edge in pages.edges(_DEPTH):
        for line in edge.lines:
            number = page_number(lines.content(line))
            if number is not None:
                key = (number.style, number.value - edge.page)
                series[key].setdefault(edge.page, (edge, line, number.says_so))
    found = []
    for members in series.values():
        numbers = list(members)
        says_so = all(member[2] for member in members.values())
        if len(numbers) < (_FEWEST_THAT_SAY_SO if says_so else _FEWEST):
            continue
        if len(numbers) < _DENSEST_GAP * (numbers[-1] - numbers[0] + 1):
            continue
        reason = f"goes up with {len(numbers):,} pages"
        found += [pages.removal(edge, line, reason) for edge, line, _ in members.values()]
    return found


def _in_lines(lines: Lines) -> list[Edit]:
    short = lines.filled[(lines.last - lines.first)[lines.filled] <= _LONGEST]
    runs: list[list[tuple[int, PageNumber]]] = []
    # A glance at the characters spares most lines the look.
    digits = np.array([ord(char) for char in "0123456789-–—‒~·•|第Pp"])
    for line in short[np.isin(lines.codes(lines.first[short]), digits)].tolist():
        number = page_number(lines.content(line))
        if number is None or not number.says_so:
            continue
        if runs and runs[-1][-1][1] == number._replace(value=number.value - 1):
            runs[-1].append((line, number))
        else:
            runs.append([(line, number)])
    return [
        Edit(int(lines.starts[line]), int(lines.nexts[line]), f"one of {len(run):,} that count up")
        for run in runs
        if len(run) >= _FEWEST
        for line, _ in run
    ]


def _roman(digits: str) -> int:
    values = [_ROMAN[digit] for digit in digits]
    return sum(-value if value < max(values[i + 1 :], default=0) else value for i, value in enumerate(values))

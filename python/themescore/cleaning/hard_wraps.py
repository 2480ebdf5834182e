"""Lines that were broken where they were full, as one line again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from themescore.cleaning.edits import Edits
from themescore.cleaning.lines import FORM_FEED, Lines
from themescore.cleaning.step import PlainStep

if TYPE_CHECKING:
    import numpy.typing as npt

_NARROWEST, _WIDEST = 30, 160  # columns of a wrapped text
_FEWEST = 2
# In proportional type the same width is some ten per cent more characters on one line than on another.
_QUANTILE, _SLACK = 0.9, 0.88
_SHARE_FULL = 0.5
_SHARE_TOO_WIDE = 0.1
_SENTENCE_ENDS = np.array([ord(char) for char in ".!?:;。！？：；…”’\"')）」』"])
_HYPHENS = np.array([ord("-"), 0x2010])
_DASHES = np.array([0x2014, 0x2013])
# An item of a list, a heading or a row of a table begins so.
_ITEM = re.compile(
    r"""[-–—*•·▪■□◦●○◆►▶➢✓⁃‣+]\s            # a bullet
    | [-–—]\s*[-–—]
    | \(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s        # 1. 2) (a) iv.
    | \(?[A-Z]{1,4}\)\s
    | \d{1,2}(?:\.\d{1,2}){1,4}\.?\s             # 3.2
    | [（(][一二三四五六七八九十百\d]{1,4}[)）]
    | [一二三四五六七八九十百]{1,4}[、．.]
    | \d{1,3}[、．]
    | [①-⑳⒈-⒛]
    | 第[一二三四五六七八九十百零\d]{1,5}[章节條条篇部编編款]
    | \#{1,6}\s | >\s | \||```|~~~|\[\^?\w+\]
    | (?:Chapter|Section|Article|Part|Appendix|Annex|Table|Figure|Box|Chart)\s+[\dIVXA-Z]{1,5}\b
    """,
    re.VERBOSE,
)
# "B. Reform" after the end of a sentence; otherwise "B." is the initial of a name.
_LETTERED = re.compile(r"[A-Z]{1,4}\.\s")
# Cells stand apart by three blanks or more, or twice by two, by a tab or a bar; leaders lead to a number.
_CELLS = re.compile(r"\t|\||[ \u3000]{3}|(?<![.!?:;])[ ]{2}\S.*?(?<![.!?:;])[ ]{2}\S|[.·…_]{5,}|[ ](?:[.][ ]){3,}")
_CAPITALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){4})[^a-z\u2e80-\uffff]*")


@dataclass(frozen=True)
class HardWraps(PlainStep):
    """Join the lines of a paragraph that was broken into lines of about the same width.

    A text is wrapped if at least two, and half, of its lines that another follows are full: the next word would
    not have fitted below nine tenths of the widest tenth of its lines, give or take what proportional type
    does. A full line and the next become one, with a blank between them, or none where one side is Chinese or
    Japanese, or where the line ends in the hyphen of a word. Left alone: lines that are not full, empty lines,
    a line that begins an item or is set in, headings, rows of tables. A page's end is taken for a line's end.
    """

    name: ClassVar[str] = "hard_wraps"

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        lines = Lines(text)
        if len(lines.filled) <= _FEWEST:
            return Edits.of([])
        here, after = _neighbours(lines)
        full = _full(lines, here, after)
        joined = np.flatnonzero(full)
        if not len(joined):
            return Edits.of([])
        joined = joined[_may_go_on(lines, here[joined], after[joined])]
        here, after = here[joined], after[joined]
        starts, ends = lines.last[here], lines.first[after]
        left, right = starts - 1, ends
        spaceless = lines.spaceless[left] | lines.spaceless[right]
        hyphened = np.isin(lines.codes(left), _HYPHENS) & _letters(text, left - 1) & _letters(text, right)
        dashed = np.isin(lines.codes(left), _DASHES) | np.isin(lines.codes(right), _DASHES)
        # "word—" goes on at once, "word —" has its blank.
        dashed &= ~np.isin(lines.codes(np.maximum(left - 1, 0)), [32])
        return Edits(
            starts,
            ends,
            np.zeros(len(here), np.int32),
            spaceless | hyphened | (dashed & ~spaceless),
            ["wrapped line"],
            [" ", ""],
        )


def _neighbours(lines: Lines) -> tuple[npt.NDArray[np.integer], npt.NDArray[np.integer]]:
    """Return the lines that another follows at once, and those: only a page's end may lie between."""
    here, after = lines.filled[:-1], lines.filled[1:]
    close = after == here + 1
    if FORM_FEED in lines.text:
        # An empty line that a form feed ends is the end of a page whose last line had an end of its own.
        close |= (after == here + 2) & (lines.pages[after] > lines.pages[here])
    return here[close], after[close]


def _full(
    lines: Lines, here: npt.NDArray[np.integer], after: npt.NDArray[np.integer]
) -> npt.NDArray[np.bool_]:
    """Say which lines had no room for the next one's first word; none if the text is not wrapped."""
    nothing = np.zeros(len(here), bool)
    if len(here) < _FEWEST:
        return nothing
    # Paragraphs on one line each, and a few lists between them, are no wrapped text.
    if (lines.widths[lines.filled] > _WIDEST).mean() > _SHARE_TOO_WIDE:
        return nothing
    widths = lines.widths[here] + np.minimum(lines.indents[here], lines.indents[after])
    too_wide = widths > _WIDEST
    if too_wide.all():
        return nothing
    width = float(np.quantile(widths[~too_wide], _QUANTILE))
    if not _NARROWEST <= width <= _WIDEST:
        return nothing
    full = ~too_wide & (widths + 1 + _first_words(lines, after) > width * _SLACK)
    # By the width alone a text of few words a line would be full everywhere.
    full &= widths > width / 2
    return full if full.sum() >= max(_FEWEST, _SHARE_FULL * len(here)) else nothing


def _first_words(lines: Lines, which: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
    """Return how many columns the first word of each line takes; of a wide character, its own."""
    first, last = lines.first[which], lines.last[which]
    stops = np.flatnonzero(lines.gaps)
    end = np.append(stops, len(lines.text))[np.searchsorted(stops, first)]
    end = np.where(lines.wide[first], first + 1, np.minimum(end, last))
    return lines.columns(first, end)


def _may_go_on(
    lines: Lines, here: npt.NDArray[np.integer], after: npt.NDArray[np.integer]
) -> npt.NDArray[np.bool_]:
    """Say of full lines whether the next one may belong to the same paragraph."""
    allowed = np.ones(len(here), bool)
    ended = np.isin(lines.codes(lines.last[here] - 1), _SENTENCE_ENDS)
    # Set in after the end of a sentence: a paragraph begins.
    allowed &= ~((lines.indents[after] >= lines.indents[here] + 2) & ended)
    typical = np.median(lines.widths[here])
    short = lines.widths[after] < typical * 0.7
    contents: dict[int, tuple[bool, bool, bool]] = {}

    def looks(line: int) -> tuple[bool, bool, bool]:
        if line not in contents:
            content = lines.content(line)
            contents[line] = (
                _ITEM.match(content) is not None,
                _CELLS.search(content) is not None,
                _CAPITALS.fullmatch(content) is not None,
            )
        return contents[line]

    for i in np.flatnonzero(allowed).tolist():
        before, then = looks(int(here[i])), looks(int(after[i]))
        item, cells, capitals = then
        item = item or bool(ended[i] and _LETTERED.match(lines.content(int(after[i]))))
        if item or cells or before[1] or before[2] != capitals:
            allowed[i] = False
        elif short[i] and ended[i]:
            # A short line after the end of a sentence may be a heading, unless it ends one itself.
            last = lines.text[int(lines.last[after[i]]) - 1]
            allowed[i] = ord(last) in _SENTENCE_ENDS or last in ",，、"
    return allowed


def _letters(text: str, positions: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    return np.array([at >= 0 and text[at].isalpha() for at in positions.tolist()], bool)

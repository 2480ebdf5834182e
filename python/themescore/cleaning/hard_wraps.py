"""Lines that were broken where they were full, as one line again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from themescore.cleaning.edits import Edits
from themescore.cleaning.lines import FORM_FEED, Lines, one_line
from themescore.cleaning.step import PlainStep

if TYPE_CHECKING:
    import numpy.typing as npt

_NARROWEST, _WIDEST = 30, 160  # columns of a wrapped text
_FEWEST = 2
# In proportional type the same width is some ten per cent more characters on one line than on another.
_QUANTILE, _SLACK, _SLACK_AFTER_SENTENCE = 0.9, 0.88, 1.0
_SHARE_FULL = 0.5
_SHARE_TOO_WIDE = 0.1
_SHARE_GOING_ON = 0.5
_FEWEST_BLANKS = 3
_ENDS_OF_SENTENCES = np.array([ord(char) for char in ".!?:;。！？：；…”’\"')）」』"])
_HYPHENS = np.array([ord("-"), 0x2010])
_DASHES = np.array([0x2014, 0x2013])
# An item of a list, a heading or a row of a table begins so.
_ITEM = re.compile(
    r"""[-–—*•·▪■□◦●○◆►▶➢✓⁃‣+]\s            # a bullet
    | \(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s        # 1. 2) (a) iv.
    | \(?[A-Z]{1,4}\)\s | \d+\s{2}
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
# Only after the end of a sentence: elsewhere "B." is the initial of a name, a dash goes on, 3.2 is a figure.
_ITEM_AFTER_SENTENCE = re.compile(r"[A-Z]{1,4}\.\s|[-–—]\s*[-–—]|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s")
# Cells stand apart by a tab, a bar, three blanks or more, or two before a figure; leaders lead to one. Two
# blanks alone are as often a typist's, or a justified line's.
_CELLS = re.compile(r"\t|\||[ \u3000]{3}|[ ]{2}[-+$€£¥(]?\d.*[ ]{2}[-+$€£¥(]?\d|[.·…_]{5,}|[ ](?:[.][ ]){3,}")
_FEWEST_CAPITALS = 4
_MAY_BEGIN_AFTER_SENTENCE = np.array([*range(65, 91), *range(48, 58), ord("-"), 0x2013, 0x2014])


@dataclass(frozen=True)
class HardWraps(PlainStep):
    """Join the lines of a paragraph that was broken into lines of about the same width.

    A text is wrapped if at least two, and half, of its lines that another follows are full: the next word
    would not have fitted below nine tenths of the widest tenth of its lines, give or take what proportional
    type does; and if half of the full lines that do not end a sentence go on with a small letter, or in
    Chinese. A full line and the next become one, with a blank between them, or none where one side is
    Chinese or Japanese, or where the line ends in the hyphen of a word. Left alone: lines that are not full
    or have fewer than four words, empty lines, a line that begins an item or is set in, headings in
    capitals, rows of tables. A page's end is taken for a line's end.
    """

    name: ClassVar[str] = "hard_wraps"

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        if one_line(text):
            return Edits.of([])
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
        hyphened = np.isin(lines.codes(left), _HYPHENS)
        hyphened[hyphened] = _letters(text, left[hyphened] - 1) & _letters(text, right[hyphened])
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
    with_next = widths + 1 + _first_words(lines, after)
    # By the next word alone a text of few words a line would be full everywhere.
    full: npt.NDArray[np.bool_] = ~too_wide & (with_next > width * _SLACK) & (widths > width / 2)
    if full.sum() < max(_FEWEST, _SHARE_FULL * len(here)):
        return nothing
    # Lines of a list or an index are as long as each other too, but hold few words, or begin with capitals.
    full &= (lines.counted(lines.gaps)[here] >= _FEWEST_BLANKS) | (lines.counted(lines.wide)[here] > 0)
    if _share_going_on(lines, here[full], after[full]) < _SHARE_GOING_ON:
        return nothing
    # Where a sentence ends, a paragraph may, so that less is left to the type.
    ended = np.isin(lines.codes(lines.last[here] - 1), _ENDS_OF_SENTENCES)
    full &= ~(ended & (with_next <= width * _SLACK_AFTER_SENTENCE))
    return full


def _share_going_on(lines: Lines, here: npt.NDArray[np.integer], after: npt.NDArray[np.integer]) -> float:
    """Return how many of the lines that do not end a sentence go on with a small letter, or in Chinese."""
    open_ended = ~np.isin(lines.codes(lines.last[here] - 1), _ENDS_OF_SENTENCES)
    first = lines.first[after[open_ended]]
    if not len(first):
        return 0.0
    codes = lines.codes(first)
    small = ((codes >= 97) & (codes <= 122)) | ((codes >= 0xDF) & (codes < 0x250)) | lines.spaceless[first]
    return float(small.mean())


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
    ended = np.isin(lines.codes(lines.last[here] - 1), _ENDS_OF_SENTENCES)
    # Set in after the end of a sentence: a paragraph begins.
    allowed &= ~((lines.indents[after] >= lines.indents[here] + 2) & ended)
    typical = np.median(lines.widths[here])
    short = lines.widths[after] < typical * 0.7
    item, cells, capitals = _items(lines, after), _cells(lines), _capitals(lines)
    allowed &= ~(item | cells[after] | cells[here] | (capitals[here] != capitals[after]))
    for i in np.flatnonzero(allowed & ended).tolist():
        then = lines.text[lines.first[after[i]] : lines.last[after[i]]] if short[i] else ""
        # A short line after the end of a sentence may be a heading, unless it ends one itself.
        if then and not (ord(then[-1]) in _ENDS_OF_SENTENCES or then[-1] in ",，、"):
            allowed[i] = False
    dashes = np.isin(lines.codes(lines.first[after]), _MAY_BEGIN_AFTER_SENTENCE)
    for i in np.flatnonzero(allowed & ended & dashes).tolist():
        allowed[i] = not _ITEM_AFTER_SENTENCE.match(lines.text, int(lines.first[after[i]]))
    return allowed


def _items(lines: Lines, which: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Say which lines begin an item, or are a heading that says so."""
    first = lines.first[which]
    codes = lines.codes(first)
    small = (codes >= 97) & (codes <= 122)
    # Of those that begin with a small letter, only "a." to "viii)" can be one: that spares most lines the
    # look.
    beyond = np.minimum(first[:, None] + np.arange(1, 6), len(lines.text) - 1)
    marked = np.isin(lines.codes(beyond.ravel()).reshape(beyond.shape), [ord("."), ord(")")]).any(axis=1)
    found = np.zeros(len(which), bool)
    for i in np.flatnonzero(~small | marked).tolist():
        found[i] = _ITEM.match(lines.text, int(first[i])) is not None
    return found


def _cells(lines: Lines) -> npt.NDArray[np.bool_]:
    """Say of every line whether it has cells, as a row of a table."""
    found = np.zeros(len(lines), bool)
    marked = (lines.counted(lines.cell_marks) > 0) & (lines.widths <= _WIDEST)
    for line in np.flatnonzero(marked).tolist():
        found[line] = _CELLS.search(lines.text, int(lines.first[line]), int(lines.last[line])) is not None
    return found


def _capitals(lines: Lines) -> npt.NDArray[np.bool_]:
    """Say of every line whether its letters are capitals, four or more."""
    enough: npt.NDArray[np.bool_] = lines.counted(lines.capitals) >= _FEWEST_CAPITALS
    enough &= lines.counted(lines.no_capitals) == 0
    return enough


def _letters(text: str, positions: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    return np.array([at >= 0 and text[at].isalpha() for at in positions.tolist()], bool)

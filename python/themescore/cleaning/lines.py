"""The lines of a text as arrays, so that what looks at each of them need not go through its characters."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.integer]
    Flags = npt.NDArray[np.bool_]

FORM_FEED = "\f"
# What str.splitlines parts lines at, but for the separators of ASCII, which no text file has lines by.
_ENDS = "\n\r\v\f\x85\u2028\u2029"
_BLANKS = "\t \xa0\u3000\u200b\ufeff\u2002\u2003\u2009\u202f"
_LEADERS = ".·…_"
# Two columns a character: Unicode's East Asian Wide and Fullwidth, by block, and all beyond the first plane.
_WIDE = (
    (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0xFFFF, 0xFFFF),
)  # fmt: skip
_HANGUL = ((0x1100, 0x115F), (0xAC00, 0xD7A3))
_END, _BLANK, _IS_WIDE, _IS_HANGUL, _LEADER = (1 << bit for bit in range(5))


def _table() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for chars, kind in ((_ENDS, _END), (_BLANKS, _BLANK), (_LEADERS, _LEADER)):
        table[[ord(char) for char in chars]] |= kind
    for ranges, kind in ((_WIDE, _IS_WIDE), (_HANGUL, _IS_HANGUL)):
        for low, high in ranges:
            table[low : high + 1] |= kind
    return table


# What is to be known of each character, one look for all of it.
_KINDS = _table()


def codes_of(text: str) -> npt.NDArray[np.uint32] | npt.NDArray[np.uint8]:
    """Return the code points of a text."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def one_line(text: str) -> bool:
    """Say whether a text has no line's end, so that it need not be taken apart."""
    return not any(char in text for char in _ENDS)


class Lines:
    """The lines of a text.

    Parameters
    ----------
    text : str
        The text.

    Attributes
    ----------
    starts, ends, nexts : arrays of int
        Where each line begins, where its end begins (CR LF is one), and where the next line begins.
    first, last : arrays of int
        Where what is not blank begins and ends; both are `ends` in a blank line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._codes = codes = codes_of(text)
        self._kinds = _KINDS[codes if codes.dtype == np.uint8 else np.minimum(codes, 0xFFFF)]
        end = (self._kinds & _END) > 0
        at = np.flatnonzero(end)
        if len(at):  # CR before LF is no end of its own
            carriage = (codes[at[:-1]] == 13) & (codes[at[1:]] == 10) & (at[1:] == at[:-1] + 1)
            at = at[np.concatenate([~carriage, [True]])]
            before = np.maximum(at - 1, 0)
            begins = np.where((codes[at] == 10) & (at > 0) & (codes[before] == 13), before, at)
        else:
            begins = at
        self.starts = np.concatenate([[0], at + 1])
        self.ends = np.concatenate([begins, [len(codes)]])
        self.nexts = np.concatenate([at + 1, [len(codes)]])
        filled = np.flatnonzero((self._kinds & (_END | _BLANK)) == 0)
        low = np.searchsorted(filled, self.starts)
        high = np.searchsorted(filled, self.ends)
        self.blank: Flags = low == high
        padded = np.append(filled, len(codes))
        self.first = np.where(self.blank, self.ends, padded[np.minimum(low, len(filled))])
        self.last = np.where(self.blank, self.ends, padded[np.maximum(high, 1) - 1] + 1)

    def __len__(self) -> int:
        return len(self.starts)

    def content(self, line: int) -> str:
        """Return a line without the blanks around it."""
        return self.text[self.first[line] : self.last[line]]

    @cached_property
    def filled(self) -> Integers:
        """The lines that are not blank."""
        return np.flatnonzero(~self.blank)

    @cached_property
    def pages(self) -> Integers:
        """The page of each line, from 0: a form feed ends one."""
        if FORM_FEED not in self.text:
            return np.zeros(len(self), np.int64)
        # A form feed is always the last character of a line's end.
        feeds = self._codes[self.nexts[:-1] - 1] == 12
        return np.concatenate([[0], np.cumsum(feeds)])

    @cached_property
    def gaps(self) -> Flags:
        """Of each character, whether words end at it: a blank or a line's end."""
        found: Flags = (self._kinds & (_END | _BLANK)) > 0
        return found

    @cached_property
    def wide(self) -> Flags:
        """Of each character, whether it takes two columns."""
        return (self._kinds & _IS_WIDE) > 0

    @cached_property
    def spaceless(self) -> Flags:
        """Of each character, whether it belongs to a writing without blanks between words."""
        found: Flags = (self._kinds & (_IS_WIDE | _IS_HANGUL)) == _IS_WIDE
        return found

    @cached_property
    def widths(self) -> Integers:
        """How many columns each line takes, without the blanks around it; several blanks in it are one."""
        blank = (self._kinds & _BLANK) > 0
        blank[1:] &= blank[:-1]
        blank[:1] = False
        more = _running(blank)
        return self.columns(self.first, self.last) - np.where(
            self.blank, 0, more[self.last] - more[self.first]
        )

    @cached_property
    def indents(self) -> Integers:
        """How many columns are blank before each line's first character."""
        return self.columns(self.starts, self.first)

    @cached_property
    def cell_marks(self) -> Flags:
        """Of each character, whether it may part cells: a tab, a bar, several blanks, leaders."""
        codes = self._codes
        blank = (self._kinds & _BLANK) > 0
        leader = (self._kinds & _LEADER) > 0
        found: Flags = (codes == 9) | (codes == 124)
        found[1:] |= blank[1:] & blank[:-1]
        found[2:] |= leader[2:] & (leader[1:-1] | blank[1:-1]) & leader[:-2]
        return found

    @cached_property
    def capitals(self) -> Flags:
        """Of each character, whether it is one of A to Z."""
        return (self._codes >= 65) & (self._codes <= 90)

    @cached_property
    def no_capitals(self) -> Flags:
        """Of each character, whether it is one of a to z, or of a writing without capitals."""
        found: Flags = (self._codes >= 97) & (self._codes <= 122)
        return found if self._codes.dtype == np.uint8 else found | (self._codes >= 0x2E80)

    def counted(self, flags: Flags) -> Integers:
        """Return how many of the flagged characters each line has, the blanks around it left out."""
        total = _running(flags)
        number: Integers = total[self.last] - total[self.first]
        return number

    def columns(self, starts: Integers, ends: Integers) -> Integers:
        """Return how many columns spans of the text take."""
        if self._codes.dtype == np.uint8:
            return ends - starts
        total = _running(self.wide)
        wide: Integers = total[ends] - total[starts]
        return ends - starts + wide

    def codes(self, positions: Integers) -> Integers:
        """Return the code points at positions."""
        return self._codes[positions].astype(np.int64)


def _running(flags: Flags) -> Integers:
    """Return how many flags there are before each place, and in all."""
    kind: type[np.signedinteger] = np.int32 if len(flags) < 2**31 else np.int64
    total = np.zeros(len(flags) + 1, kind)
    np.cumsum(flags, out=total[1:])
    return total

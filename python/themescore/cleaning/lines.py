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
_ENDS = np.array([ord(char) for char in "\n\r\v\f\x85\u2028\u2029"], np.uint32)
_BLANKS = np.array([ord(char) for char in "\t \xa0\u3000\u200b\ufeff\u2002\u2003\u2009\u202f"], np.uint32)
# Two columns a character: Unicode's East Asian Wide and Fullwidth, by block.
_WIDE = (
    (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
_HANGUL = ((0x1100, 0x115F), (0xAC00, 0xD7A3))


def codes_of(text: str) -> npt.NDArray[np.uint32] | npt.NDArray[np.uint8]:
    """Return the code points of a text."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def within(codes: npt.NDArray[np.unsignedinteger], ranges: tuple[tuple[int, int], ...]) -> Flags:
    """Say of each code point whether it lies in one of the ranges, whose ends belong to them."""
    found = np.zeros(len(codes), bool)
    for low, high in ranges:
        found |= (codes >= low) & (codes <= high)
    return found


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
        end = _is_end(codes)
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
        filled = np.flatnonzero(~(end | _is_blank(codes)))
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
        return _is_end(self._codes) | _is_blank(self._codes)

    @cached_property
    def wide(self) -> Flags:
        """Of each character, whether it takes two columns."""
        if self._codes.dtype == np.uint8:
            return np.zeros(len(self._codes), bool)
        return within(self._codes, _WIDE)

    @cached_property
    def spaceless(self) -> Flags:
        """Of each character, whether it belongs to a writing without blanks between words."""
        if self._codes.dtype == np.uint8:
            return self.wide
        return self.wide & ~within(self._codes, _HANGUL)

    @cached_property
    def widths(self) -> Integers:
        """How many columns each line takes, without the blanks around it."""
        return self.columns(self.first, self.last)

    @cached_property
    def indents(self) -> Integers:
        """How many columns are blank before each line's first character."""
        return self.columns(self.starts, self.first)

    def columns(self, starts: Integers, ends: Integers) -> Integers:
        """Return how many columns spans of the text take."""
        if self._codes.dtype == np.uint8:
            return ends - starts
        total = np.concatenate([[0], np.cumsum(self.wide)])
        return ends - starts + total[ends] - total[starts]

    def codes(self, positions: Integers) -> Integers:
        """Return the code points at positions."""
        return self._codes[positions].astype(np.int64)


def _is_end(codes: npt.NDArray[np.unsignedinteger]) -> Flags:
    found: Flags = (codes >= 10) & (codes <= 13)
    return found if codes.dtype == np.uint8 else found | np.isin(codes, _ENDS)


def _is_blank(codes: npt.NDArray[np.unsignedinteger]) -> Flags:
    found: Flags = (codes == 32) | (codes == 9)
    return found if codes.dtype == np.uint8 else found | np.isin(codes, _BLANKS)

"""Levels of lines that are indented by tabs, or by blanks where somebody's editor put those."""

from __future__ import annotations

from typing import Generic, TypeVar

from themescore.themefiles.source import ThemeSource

_TAB = 8
T = TypeVar("T")


def indent_of(line: str) -> int:
    """Return how far to the right a line begins, a tab going to the next eighth column."""
    column = 0
    for char in line:
        if char == "\t":
            column += _TAB - column % _TAB
        elif char.isspace():
            column += 1
        else:
            break
    return column


class Levels(Generic[T]):
    """What lines are in, by how far they are indented.

    Parameters
    ----------
    root : object
        What lines without indentation are in.
    source : ThemeSource
        The file, which is told where indentation is unclear.
    """

    def __init__(self, root: T, source: ThemeSource) -> None:
        self._root = root
        self._source = source
        self._open: list[tuple[int, T]] = []
        self._blanks: bool | None = None  # whether the first indented line was indented by blanks

    def above(self, number: int, line: str) -> T:
        """Return what a line is in: the last one that is less indented."""
        indent = indent_of(line)
        closed = None
        while self._open and self._open[-1][0] >= indent:
            closed = self._open.pop()[0]
        lead = line[: len(line) - len(line.lstrip())]
        if lead:
            self._blanks = "\t" not in lead if self._blanks is None else self._blanks
            mixed = (" " in lead) if not self._blanks else ("\t" in lead)
            if mixed or lead == " " or (closed is not None and closed > indent):
                self._source.problem(
                    number,
                    line.strip(),
                    "indented unlike the others: look whether it is in the right place",
                )
        return self._open[-1][1] if self._open else self._root

    def open(self, line: str, value: T) -> None:
        """Say that the lines below that are indented further are in this one."""
        self._open.append((indent_of(line), value))

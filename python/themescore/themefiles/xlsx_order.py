"""Whether the rows and cells of a worksheet come in order, each once: a reader may drop what does not."""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import ThemeSource

_PLACE = re.compile(r"([A-Za-z]{1,3})\d+")


class CellOrder:
    """Looks through one worksheet.

    Parameters
    ----------
    name : str
        The part of the workbook.
    source : ThemeSource
        The file.
    """

    def __init__(self, name: str, source: ThemeSource) -> None:
        self._name, self._source = name, source
        self._row = self._column = 0

    def check(self, file: IO[bytes]) -> None:
        """Raise ThemeFileError at the first row or cell that does not come after the one before it."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        try:
            parser.ParseFile(file)
        except expat.ExpatError:
            return  # who reads it says so

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            number = attributes.get("r", "")
            self._row = self._next(number, self._row, int(number) if number.isdecimal() else None)
            self._column = 0
        elif kind == "c":
            place = attributes.get("r", "")
            match = _PLACE.fullmatch(place)
            self._column = self._next(place, self._column, None if match is None else _column(match[1]))

    def _next(self, place: str, before: int, number: int | None) -> int:
        if not place:
            return before + 1
        if number is None or number <= before:
            reason = f"rows or cells out of order at {shown(place)} in {shown(self._name)}"
            raise ThemeFileError(reason, path=self._source.path, hint="Open it in Excel, and save it again.")
        return number


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

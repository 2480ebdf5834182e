"""Comma-separated tables: rows of cells with their lines, and columns of numbers that are numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from themescore.errors import ReadError, listed
from themescore.files import lines_of
from themescore.reading.record import Place

_DELIMITERS = (",", ";", "\t")
_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_BOOLEANS = {"True": True, "TRUE": True, "true": True, "False": False, "FALSE": False, "false": False}
_CELL = 2**31 - 1
_INT64 = 2**63

Row = list[str]


def read_table(text: str, place: Place, needed: str) -> tuple[Row, list[tuple[int, Row | ReadError]]]:
    """Return the header and, for each row, the line where it begins and its cells, or why it cannot be used.

    Cells are separated by commas, or by semicolons or tabs if that gives the header the column `needed`.

    Raises
    ------
    ReadError
        If there is no header, or a name is in it twice.
    """
    # The limit of 128 KB a cell is the whole process's. It is raised and stays so: lowering it again could
    # cut a cell that another thread is reading.
    csv.field_size_limit(max(_CELL, csv.field_size_limit()))
    delimiter = ","
    for candidate in _DELIMITERS:
        header = _row(csv.reader(lines_of(text), delimiter=candidate, strict=True))
        if isinstance(header, list) and needed in header:
            delimiter = candidate
            break
    reader = csv.reader(lines_of(text), delimiter=delimiter, strict=True)
    header = _row(reader)
    if header is None:
        raise ReadError(
            "is empty: a table begins with the names of its columns", path=place.path, kind="malformed"
        )
    if isinstance(header, csv.Error):
        raise ReadError(_quotes(header), path=place.path, line=1, kind="malformed")
    twice = listed(dict.fromkeys(name for name in header if header.count(name) > 1))
    if twice:
        raise ReadError(f"columns that are there twice: {twice}", path=place.path, line=1, kind="malformed")
    return header, list(_rows(reader, header, place))


def _rows(reader: Iterator[Row], header: Row, place: Place) -> Iterator[tuple[int, Row | ReadError]]:
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        row = _row(reader)
        if row is None:
            return
        if isinstance(row, csv.Error):
            # Where a quotation mark is missing or too many, cells can no longer be told from text.
            reason = f"{_quotes(row)}. This row and those after it were not read"
            yield line, ReadError(reason, path=place.path, line=line, kind="malformed")
            return
        if row and len(row) != len(header):
            reason = (
                f"{len(row)} cells where there are {len(header)} columns: put quotes round a comma in a cell"
            )
            yield line, ReadError(reason, path=place.path, line=line, kind="malformed")
        elif row:  # the empty list is a blank line
            yield line, row


def _row(reader: Iterator[Row]) -> Row | csv.Error | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        return error


def _quotes(error: csv.Error) -> str:
    return f'quotation marks that do not pair ({error}): a cell in quotes writes each of its own twice, ""'


def typed(cells: Sequence[str]) -> list[object]:
    """Return a column's values: numbers, or true and false, if every filled cell is one; text otherwise.

    An empty cell is None. What would not come out again as it went in stays text: ``01``, twenty digits.
    """
    filled = [cell for cell in cells if cell]
    convert: type[int] | type[float] | type[str] = str
    if filled and all(cell in _BOOLEANS for cell in filled):
        return [_BOOLEANS.get(cell) for cell in cells]
    if filled and _all(_INTEGER, filled):
        if all(len(cell) < 20 and -_INT64 <= int(cell) < _INT64 for cell in filled):
            convert = int
    elif filled and _all(_FLOAT, filled):
        convert = float
    return [convert(cell) if cell else None for cell in cells]


def _all(pattern: re.Pattern[str], cells: Iterable[str]) -> bool:
    return all(pattern.fullmatch(cell) for cell in cells)

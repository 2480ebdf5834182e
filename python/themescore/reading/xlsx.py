"""Excel workbooks: the first sheet, one row a document. A formula is what it came to when it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from themescore.errors import ReadError, listed, shown
from themescore.reading.archive import open_zip
from themescore.reading.damage import damaged
from themescore.reading.needed import needed
from themescore.reading.record import Place, Record, Source

_MOST_UNPACKED = 512 * 2**20
_MOST_ROWS = 1_048_576  # of any sheet
_MOST_BEYOND = 10_000_000  # cells right of the header's, empty ones with them
_ROUNDED = 10**15  # Excel keeps 15 digits of a number
_ZEROS = re.compile("0+")  # a format that shows 42 as 00042


def read_xlsx(source: Source) -> Iterator[Record | ReadError]:
    """Yield a document for each row; its other cells are metadata."""
    openpyxl = needed("openpyxl", source.path)
    with source.opened() as file:
        try:
            with open_zip(file) as archive:
                size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
            if size > _MOST_UNPACKED:
                reason = f"unpacks to {size >> 20:,} MB, more than {_MOST_UNPACKED >> 20}: save it as .csv"
                raise ReadError(reason, path=source.path, kind="size")
            yield from _documents(_rows(openpyxl, file, source), source, _Formulas(openpyxl, source))
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
            raise damaged(source.path, ".xlsx", error) from None


def _rows(openpyxl: Any, file: BinaryIO, source: Source, *, data_only: bool = True) -> Iterator[Any]:
    file.seek(0)
    book = openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    if not book.worksheets:
        raise ReadError("has no sheet with cells", path=source.path, kind="malformed")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says about itself may be wrong
    rows: Iterator[Any] = sheet.iter_rows(max_row=_MOST_ROWS)
    return rows


class _Formulas:
    """Where there are formulas; looked up when a cell is empty, which may hold one that was never run."""

    def __init__(self, openpyxl: Any, source: Source) -> None:
        self._openpyxl, self._source = openpyxl, source
        self._places: set[tuple[int, int]] | None = None

    def __contains__(self, place: tuple[int, int]) -> bool:
        if self._places is None:
            with self._source.opened() as file:
                self._places = {
                    (number, column)
                    for number, cells in enumerate(
                        _rows(self._openpyxl, file, self._source, data_only=False), start=1
                    )
                    for column, cell in enumerate(cells)
                    if cell.data_type == "f"
                }
        return place in self._places


def _documents(rows: Iterator[Any], source: Source, formulas: _Formulas) -> Iterator[Record | ReadError]:
    header: list[str] | None = None
    beyond = 0
    for number, cells in enumerate(rows, start=1):
        values = [cell.value for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if not values:
            continue
        if header is None:
            header = _header(values, source, number)
            continue
        beyond += max(0, len(cells) - len(header))
        if beyond > _MOST_BEYOND:
            reason = (
                f"more than {_MOST_BEYOND:,} cells right of the columns with names: remove what is not needed"
            )
            raise ReadError(reason, path=source.path, line=number, kind="size")
        try:
            yield _record(header, values, cells, source, number, formulas)
        except ReadError as error:
            yield error
    if header is None:
        reason = "its first sheet is empty: a table begins with the names of its columns"
        raise ReadError(reason, path=source.path, kind="malformed")


def _header(values: list[Any], source: Source, number: int) -> list[str]:
    header = ["" if value is None else str(value) for value in values]
    named = [name for name in header if name]
    for option, name in (("text", source.text or "text"), ("id", source.id)):
        if name is not None and name not in header:
            reason = f"no column {shown(name)}; there are {listed(named)}: name one of them in {option}="
            raise ReadError(reason, path=source.path, line=number, kind="malformed")
    twice = listed(dict.fromkeys(name for name in named if named.count(name) > 1))
    if twice:
        reason = f"columns that are there twice: {twice}"
        raise ReadError(reason, path=source.path, line=number, kind="malformed")
    return header


def _record(
    header: list[str], values: list[Any], cells: Any, source: Source, number: int, formulas: _Formulas
) -> Record:
    def fail(reason: str, kind: str) -> ReadError:
        return ReadError(reason, path=source.path, line=number, kind=kind)

    values += [None] * (len(header) - len(values))
    stray = [value for value, name in zip(values, header, strict=False) if not name and value is not None]
    stray += values[len(header) :]
    if stray:
        raise fail(
            f"cells without a name above them: {listed(stray)}; name the column, or empty them", "malformed"
        )
    column, key = source.text or "text", source.id or "id"
    text = name = None
    metadata: dict[str, object] = {}
    for position, (title, value) in enumerate(zip(header, values, strict=True)):
        if title in (column, key) and value is None and (number, position) in formulas:
            reason = f"the cell in {shown(title)} is a formula without a value: save the file in Excel"
            raise fail(reason, "type")
        if title == column:
            text = _text(value, fail, column)
        elif title == key:
            if value is None or value == "":
                raise fail(f"no id: the cell in {shown(key)} is empty", "id")
            name = _id(cells[position], fail, key)
        elif title:
            metadata[title] = value
    assert text is not None
    return Record(text, Place(source.path, number), name, metadata)


def _text(value: Any, fail: Any, column: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise fail(f"the cell in {shown(column)} is {_kind(value)}, not text", "type")
    return value


def _id(cell: Any, fail: Any, key: str) -> str:
    """Return an id as the sheet shows it, where it is text or a whole number."""
    value = cell.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise fail(f"the id in {shown(key)} is {_kind(value)}, not text or a whole number", "id")
    if abs(value) >= _ROUNDED:
        reason = (
            f"the id in {shown(key)} is a number of more than 15 digits, which Excel rounds: make it text"
        )
        raise fail(reason, "id")
    digits = str(int(value))
    shown_as = cell.number_format
    return digits.zfill(len(shown_as)) if isinstance(shown_as, str) and _ZEROS.fullmatch(shown_as) else digits


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, (int, float)) else "a date or time"

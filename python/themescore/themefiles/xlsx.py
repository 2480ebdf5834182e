"""Themes in an Excel workbook: every sheet with the columns theme and pattern."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from themescore.errors import ThemeFileError, listed, shown
from themescore.themefiles.categories import Category
from themescore.themefiles.source import Scalar, ThemeSource
from themescore.themefiles.tables import Row, add_rows, column_name
from themescore.themefiles.xlsx_order import CellOrder

ZIP_MARK = b"PK\x03\x04"
_MOST_UNPACKED = 128 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 64
_MOST_BEYOND = 10_000_000  # cells right of those, empty ones with them


def load_xlsx(source: ThemeSource) -> dict[str, Any]:
    """Return the themes of a workbook."""
    try:
        import openpyxl
    except ImportError:
        hint = 'pip install "themescore[read]"'
        raise ThemeFileError("reading .xlsx needs openpyxl", path=source.path, hint=hint) from None
    root = Category()
    found = False
    try:
        _check_parts(source)
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = _rows(sheet, source)
            first = next(rows, None)
            if first is None:
                continue
            place = f"sheet {shown(sheet.title)}: "
            if {"theme", "pattern"} <= set(map(column_name, first[1])):
                found = True
                add_rows(_after(first, rows), root, source, place=place)
            else:
                source.problem(
                    first[0], place[:-2], "a sheet without the columns theme and pattern: not read"
                )
    except (ThemeFileError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
        reason = f"not an Excel workbook that can be read: {type(error).__name__}: {str(error)[:200]}"
        raise ThemeFileError(reason, path=source.path) from None
    if not found:
        reason = "no sheet with the columns theme and pattern"
        raise ThemeFileError(reason, path=source.path, hint="Name the columns in the first row.")
    return root.tree()


def _after(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _check_parts(source: ThemeSource) -> None:
    """Raise ThemeFileError for a workbook that would unpack to too much, or has a document type in it."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        parts = archive.infolist()
        # A part that is longer than it says is cut off where it says.
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            reason = f"unpacks to more than {_MOST_UNPACKED // 1024**2} MB, the most a workbook can have"
            raise ThemeFileError(reason, path=source.path)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    root = _root_of(file.read(64 * 1024), part.filename, source)
                if root.rpartition(":")[2] == "worksheet":
                    with archive.open(part) as file:
                        CellOrder(part.filename, source).check(file)


class _Found(Exception):  # noqa: N818 - it is no error
    pass


def _root_of(start: bytes, name: str, source: ThemeSource) -> str:
    """Return the name of the first element, empty for what is no XML; raise at a document type."""
    found = ""

    def refuse(*_: object) -> None:
        reason = f"a document type (<!DOCTYPE>) in {shown(name)}, which is not supported"
        raise ThemeFileError(reason, path=source.path)

    def stop(tag: str, _: object) -> None:
        nonlocal found
        found = tag
        raise _Found

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(start, False)
    except (_Found, expat.ExpatError):
        return found  # what is no XML is refused by whoever reads it
    raise ThemeFileError(f"no element at the beginning of {shown(name)}", path=source.path)


def _rows(sheet: Any, source: ThemeSource) -> Iterator[Row]:
    """Yield the rows that have something in them."""
    sheet.reset_dimensions()  # what a file says about itself may be wrong
    empty: Any = None
    cells: Any = None
    number = beyond = 0
    more = f"sheet {shown(sheet.title)}: more than "
    for number, cells in enumerate(sheet.iter_rows(max_row=_MOST_ROWS), start=1):
        if cells is empty:
            continue  # openpyxl gives one and the same for every row that is left out
        if all(cell.value is None for cell in cells):
            empty = cells
            continue
        beyond += max(0, len(cells) - _MOST_COLUMNS)
        if beyond > _MOST_BEYOND:
            reason = f"{more}{_MOST_BEYOND:,} cells right of column {_MOST_COLUMNS}"
            raise ThemeFileError(reason, path=source.path, line=number, hint="Remove what is not needed.")
        others = [str(cell.value) for cell in cells[_MOST_COLUMNS:] if cell.value is not None]
        if others:
            reason = f"{more}{_MOST_COLUMNS} columns: the others are not read"
            source.problem(number, listed(others), reason)
        texts = [_text(cell, number, sheet.title, source) for cell in cells[:_MOST_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts
    if number == _MOST_ROWS and cells is empty:
        source.problem(number, "", f"{more}{_MOST_ROWS:,} rows: the others are not read")


def _text(cell: Any, number: int, sheet: str, source: ThemeSource) -> Scalar:
    value, text = cell.value, ""
    if isinstance(value, bool) or (value is not None and cell.data_type in ("f", "d", "e", "b")):
        kind = {"f": "a formula", "d": "a date", "e": "an error", "b": "true or false"}[cell.data_type]
        reason = f"sheet {shown(sheet)}: a cell with {kind}, not text: not read"
        source.problem(number, str(value), reason)
    elif isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        text = str(int(value))
    elif value is not None:
        text = str(value).strip()
    return Scalar(text, number, 1, exact=False, plain=False)

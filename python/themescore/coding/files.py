"""Coding sheets as files that Excel opens, and back as rows of text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, WriteError, shown
from themescore.files import decode, lines_of, opened
from themescore.showing.spreadsheet import guarded

_LONGEST_CELL = 32_000  # characters; Excel takes 32,767
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_GUARD = re.compile("'(?='*[=+\\-@\t\r])")
_MOST_BYTES = 256 * 2**20
_MOST_ROWS = 1_000_000
_DELIMITERS = (",", ";", "\t")
_NEEDS = 'needs openpyxl: pip install "themescore[read]", or use .csv'
_WIDTHS = {"sentence": 70, "context": 60, "theme": 22, "document": 18, "note": 30}


def save_csv(_path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a sheet as CSV, with the mark without which Excel takes UTF-8 for something else."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return ("\ufeff" + buffer.getvalue()).encode()


def save_xlsx(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a sheet as an Excel workbook: header in sight, long cells wrapped, yes or no to choose from."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError:
        raise WriteError(f".xlsx {_NEEDS}", path=path) from None
    book = Workbook()
    sheet = book.active
    sheet.title = "coding"
    sheet.append(list(head))
    for row in rows:
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "A2"
    for column, name in zip(sheet.columns, head, strict=True):
        column[0].font = Font(bold=True)
        sheet.column_dimensions[column[0].column_letter].width = _WIDTHS.get(name, 12)
        for cell in column[1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"  # text stays text when somebody edits it
    choice = DataValidation(type="list", formula1='"yes,no,?"', allow_blank=True)
    choice.showErrorMessage = False
    letter = sheet.cell(1, head.index("code") + 1).column_letter
    choice.add(f"{letter}2:{letter}{max(2, sheet.max_row)}")
    sheet.add_data_validation(choice)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(value: str) -> str:
    text = _ILLEGAL.sub("\ufffd", value)
    return guarded(text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "…")


def rows_of(path: Path, encoding: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet with their numbers as a spreadsheet shows them, the header first.

    Raises
    ------
    ReadError
        If the file is no table.
    """
    if path.suffix.lower() == ".xlsx":
        rows = _rows_of_xlsx(path)
    elif path.suffix.lower() in (".csv", ".txt", ".tsv"):
        rows = _rows_of_csv(path, encoding)
    else:
        raise ReadError(f"a coding sheet ends in .csv or .xlsx, not {shown(path.suffix)}", path=path)
    for number, row in rows:
        if number > _MOST_ROWS:
            raise ReadError(f"more than {_MOST_ROWS:,} rows: this is no coding sheet", path=path)
        cells = [_GUARD.sub("", value, count=1) if value.startswith("'") else value for value in row]
        if any(value.strip() for value in cells):
            yield number, cells


def _rows_of_csv(path: Path, encoding: str | None) -> Iterator[tuple[int, list[str]]]:
    with opened(path) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ReadError(f"larger than {_MOST_BYTES >> 20} MB: this is no coding sheet", path=path)
    text, _ = decode(data, path, encoding, replace=False)
    lines = list(lines_of(text))
    skipped = 1 if lines and re.fullmatch(r"sep=.\s*", lines[0]) else 0  # Excel's own way to name it
    first = lines[skipped] if len(lines) > skipped else ""
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(max(2**31 - 1, csv.field_size_limit()))
    reader = csv.reader(lines[skipped:], delimiter=delimiter)
    try:
        yield from enumerate(reader, start=1 + skipped)
    except csv.Error as error:
        raise ReadError(f"this is no table: {error}", path=path, line=reader.line_num + skipped) from None


def _rows_of_xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadError(f".xlsx {_NEEDS}", path=path) from None
    with opened(path) as file:
        try:
            with zipfile.ZipFile(file) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                    reason = f"unpacks to more than {_MOST_BYTES >> 20} MB: this is no coding sheet"
                    raise ReadError(reason, path=path)
            file.seek(0)
            sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
            rows = [list(row) for row in sheet.iter_rows(max_row=_MOST_ROWS + 1, values_only=True)]
        except ReadError:
            raise
        except Exception as error:  # of a broken archive or of its XML, which has many kinds
            raise ReadError(f"is no Excel workbook: {error}", path=path) from None
    for number, row in enumerate(rows, start=1):
        yield number, [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

"""Files of metadata: a table with a column of ids, in any of the formats that tables are kept in."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from themescore.errors import ReadError, listed, shown, shown_path, warn_of
from themescore.files import lines_of, opened
from themescore.reading.encodings import decode
from themescore.reading.needed import needed
from themescore.reading.record import Place
from themescore.reading.table import read_table, typed

_MOST_UNPACKED = 512 * 2**20


class SideFile(NamedTuple):
    """What a file of metadata holds.

    Parameters
    ----------
    columns : dict
        Name to values.
    lines : list of int
        Where each row is, from 1: its line, or its row in a sheet; its number in a ``.parquet``.
    key : str or None
        The column of ids, if it is there.
    place : str
        What `lines` count: ``line`` or ``row``.
    """

    columns: dict[str, list[object]]
    lines: list[int]
    key: str | None
    place: str


def read_side_file(path: Path, keys: Sequence[str], encoding: str | None) -> SideFile:
    """Return the columns of a file; `keys` are names that the column of ids may have, the likeliest first.

    Raises
    ------
    ReadError
        If it is no table, or a row has no id.
    """
    read = SIDE_FORMATS.get(path.suffix.lower())
    if read is None:
        reason = f"is none of {', '.join(SIDE_FORMATS)}: give metadata= as one of these, or a frame"
        raise ReadError(reason, path=path, kind="malformed")
    found = read(path, keys, encoding)
    if found.key is not None:
        for line, value in zip(found.lines, found.columns[found.key], strict=True):
            if value is None or value == "":
                reason = f"no id: the cell in {shown(found.key)} is empty"
                raise ReadError(reason, path=path, line=line, kind="id")
    return found


def _csv(path: Path, keys: Sequence[str], encoding: str | None) -> SideFile:
    text = _text(path, encoding)
    for wanted in keys:
        header, rows = read_table(text, Place(path), wanted)
        if wanted in header:
            break
    table: list[list[str]] = []
    lines: list[int] = []
    for line, row in rows:
        if isinstance(row, ReadError):
            raise row
        table.append(row)
        lines.append(line)
    cells = {name: [row[position] for row in table] for position, name in enumerate(header)}
    key = _key(cells, keys)
    columns: dict[str, list[object]] = {
        name: [*column] if name == key else typed(column) for name, column in cells.items()
    }
    return SideFile(columns, lines, key, "line")


def _jsonl(path: Path, keys: Sequence[str], encoding: str | None) -> SideFile:
    rows: list[dict[str, Any]] = []
    lines: list[int] = []
    for number, line in enumerate(lines_of(_text(path, encoding)), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"not JSON: {error}", path=path, line=number, kind="malformed") from None
        if not isinstance(row, dict):
            reason = 'the line is no object such as {"id": ..., "year": ...}'
            raise ReadError(reason, path=path, line=number, kind="malformed")
        rows.append(row)
        lines.append(number)
    names = dict.fromkeys(name for row in rows for name in row)
    columns: dict[str, list[object]] = {name: [row.get(name) for row in rows] for name in names}
    return SideFile(columns, lines, _key(columns, keys), "line")


def _parquet(path: Path, keys: Sequence[str], _encoding: str | None) -> SideFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with opened(path) as file:
        try:
            # Not by its path, which pyarrow would take for that of a data set: year=2023 is a column there.
            table = pq.ParquetFile(file).read()
        except (pa.ArrowException, OSError, ValueError) as error:
            reason = f"is damaged, or no .parquet: {' '.join(str(error).split())[:200]}"
            raise ReadError(reason, path=path, kind="damaged") from None
    columns: dict[str, list[object]] = {name: table[name].to_pylist() for name in table.column_names}
    return SideFile(columns, list(range(1, table.num_rows + 1)), _key(columns, keys), "row")


def _xlsx(path: Path, keys: Sequence[str], _encoding: str | None) -> SideFile:
    openpyxl = needed("openpyxl", path)
    with opened(path) as file:
        try:
            with zipfile.ZipFile(file) as archive:
                size = sum(part.file_size for part in archive.infolist())
            if size > _MOST_UNPACKED:
                reason = f"unpacks to {size >> 20:,} MB, more than {_MOST_UNPACKED >> 20}: save it as .csv"
                raise ReadError(reason, path=path, kind="size")
            file.seek(0)
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
            reason = f"is damaged, or no .xlsx: {' '.join(str(error).split())[:200] or type(error).__name__}"
            raise ReadError(reason, path=path, kind="damaged") from None
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(c is not None for c in row)]
    if not filled:
        reason = "its first sheet is empty: a table begins with the names of its columns"
        raise ReadError(reason, path=path, kind="malformed")
    first, header = filled[0]
    names = [None if name is None else str(name) for name in header]
    twice = listed(dict.fromkeys(name for name in names if name is not None and names.count(name) > 1))
    if twice:
        raise ReadError(f"columns that are there twice: {twice}", path=path, line=first, kind="malformed")
    for number, row in filled[1:]:
        stray = [value for name, value in zip(names, row, strict=False) if name is None and value is not None]
        if stray:
            reason = f"cells without a name above them: {listed(stray)}; name the column, or empty them"
            raise ReadError(reason, path=path, line=number, kind="malformed")
    columns: dict[str, list[object]] = {
        name: [_of_sheet(row[position]) for _, row in filled[1:]]
        for position, name in enumerate(names)
        if name is not None
    }
    return SideFile(columns, [number for number, _ in filled[1:]], _key(columns, keys), "row")


def _of_sheet(value: object) -> object:
    """Return the value of a cell: a day without its midnight, a whole number as one."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(path: Path, encoding: str | None) -> str:
    with opened(path) as file:
        data = file.read()
    try:
        # The named one is tried second: text in UTF-8 would pass for some, but not the other way round.
        data.decode("utf-8")
        encoding = None
    except UnicodeDecodeError:
        pass
    found = decode(data, path, encoding, replace=False)
    if found.confidence is not None:
        note = f"{shown_path(path)} is not UTF-8: {found.encoding}, found out from its bytes"
        warn_of([f"{note}; give encoding= to be sure"], stacklevel=7, below=False)  # of who called `read`
    return found.text


def _key(columns: dict[str, Any], keys: Sequence[str]) -> str | None:
    return next((name for name in keys if name in columns), None)


SIDE_FORMATS: dict[str, Callable[[Path, Sequence[str], str | None], SideFile]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".jsonl": _jsonl,
}

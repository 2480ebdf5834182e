"""Tables as files: what ``--out`` and ``--html`` name is checked before the work, and written after it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.cli.values import plain
from themescore.errors import InputError, WriteError, listed, shown
from themescore.files import write_named
from themescore.showing.spreadsheet import write_csv
from themescore.showing.terminal import printable
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.cli.command import Options
    from themescore.cli.output import Output

_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 1_048_575, 16_384, 32_000  # of a workbook


class Table(NamedTuple):
    """What is written.

    Parameters
    ----------
    columns : list of (str, sequence)
        The name and the values of each.
    text : (str, str)
        What the cells of text are, as a message calls one and several.
    """

    columns: Sequence[tuple[str, Sequence[Any]]]
    text: tuple[str, str] = ("cell", "cells")


def check_outputs(options: Options, endings: Iterable[str] | None = None) -> None:
    """Raise an error now for what could not be written after the work.

    That is: another ending than `endings` (those of all formats if not given), a folder that there is not, a
    file that is read as well, a library that is missing.
    """
    out, html = (getattr(options, name, None) for name in ("out", "html"))
    if out:
        allowed = tuple(_FORMATS if endings is None else endings)
        ending = Path(out).suffix.lower()
        if ending not in allowed:
            raise InputError(f"--out {printable(out)}: the name has to end in {_either(allowed)}")
        if ending == ".xlsx":
            _openpyxl()
    if html:
        from themescore.report import check_page_name

        check_page_name(Path(html))
    taken = {
        name: getattr(options, key, None)
        for name, key in (("PATH", "path"), ("--themes", "themes"), ("--metadata", "metadata"))
    }
    for option, path in (("--out", out), ("--html", html)):
        if not path:
            continue
        for other, used in taken.items():
            if used and os.path.realpath(used) == os.path.realpath(path):
                raise InputError(f"{option} {printable(path)}: {other} is the same file; name another")
        if not Path(os.path.realpath(path)).parent.is_dir():
            raise WriteError("cannot be written: there is no such folder", path=path)
        if Path(path).is_dir():
            raise WriteError("cannot be written: is a folder, not a file", path=path)
        taken[option] = path


def write_table(table: Table, path: str, out: Output, what: str = "table") -> None:
    """Write a table in the format that the name's ending says, and say so."""
    _FORMATS[Path(path).suffix.lower()](table, Path(path), out)
    out.wrote(what, path)


def _csv(table: Table, path: Path, out: Output) -> None:
    names = [name for name, _ in table.columns]
    guarded = write_csv(path, names, (list(map(_cell, row)) for row in _rows(table)))
    if guarded == 1:
        out.warn(f"{path}: 1 {table.text[0]} begins like a formula, so it has an apostrophe before it")
    elif guarded:
        several = f"{guarded:,} {table.text[1]} begin like a formula"
        out.warn(f"{path}: {several}, so they have an apostrophe before them")


def _jsonl(table: Table, path: Path, _: Output) -> None:
    names = _distinct(table)
    lines = io.StringIO()
    for row in _rows(table):
        cells = dict(zip(names, map(plain, row), strict=True))
        lines.write(json.dumps(cells, ensure_ascii=False, allow_nan=False) + "\n")
    write_named("the table", path, lines.getvalue().encode())


def _parquet(table: Table, path: Path, _: Output) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    _distinct(table)
    arrays = {}
    for name, values in table.columns:
        try:
            arrays[name] = pa.array(values, from_pandas=True)
        except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
            reason = " ".join(str(error).split())
            raise InputError(
                f"column {shown(name)} does not fit into one type, as .parquet wants it ({reason}): write "
                ".jsonl, which keeps each value as it is"
            ) from None
    buffer = io.BytesIO()
    pq.write_table(pa.table(arrays), buffer)
    write_named("the table", path, buffer.getvalue())


def _xlsx(table: Table, path: Path, out: Output) -> None:
    from themescore.tables import Column, DisplayTable
    from themescore.tables.saving import xlsx

    rows = [tuple(map(_cell, row)) for row in _rows(table)]
    if len(rows) > _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
        size = f"{len(rows):,} rows and {len(table.columns):,} columns"
        raise InputError(f"{size} are more than a workbook holds: write .csv, .jsonl or .parquet")
    long = sum(isinstance(value, str) and len(value) > _LONGEST_CELL for row in rows for value in row)
    columns = tuple(Column(name, name) for name, _ in table.columns)
    texts = tuple(tuple("" if value is None else str(value) for value in row) for row in rows[:1000])
    written = DisplayTable(f"{out.command}: {path.name}", "", columns, tuple(rows), texts)
    write_named("the table", path, xlsx(written))
    if long:
        out.warn(f"{path}: {counted(long, 'cell')} cut at {_LONGEST_CELL:,} characters: .csv has them whole")


_FORMATS: dict[str, Callable[[Table, Path, Output], None]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}


def _rows(table: Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(values for _, values in table.columns), strict=True)


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet holds it: a list or an object as JSON, nothing for what is missing."""
    value = plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _distinct(table: Table) -> list[str]:
    names = [name for name, _ in table.columns]
    twice = list(dict.fromkeys(name for name in names if names.count(name) > 1))
    if twice:
        raise InputError(f"two columns are named {listed(twice)}: rename one, or write .csv")
    return names


def _either(endings: Sequence[str]) -> str:
    return f"{', '.join(endings[:-1])} or {endings[-1]}"


def _openpyxl() -> None:
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise InputError('.xlsx needs openpyxl: pip install "themescore[plot]"') from None

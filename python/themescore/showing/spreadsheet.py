"""Tables as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from themescore.files import write_named

# What a spreadsheet would run, or had an apostrophe before it for that reason; plain numbers are safe.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: with an apostrophe before it if need be.

    Text that has apostrophes before such a beginning gets one more, so that taking one away from every cell
    that matches ``'+[=+-@ tab CR]`` gives all of them back.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table as UTF-8; return how many cells of text were guarded.

    Raises
    ------
    WriteError
        If it cannot be written; a file that was there is whole.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    changed = 0
    for row in [head, *rows]:
        cells = [guarded(value) if isinstance(value, str) else value for value in row]
        changed += sum(cell is not value for cell, value in zip(cells, row, strict=True))
        writer.writerow(cells)
    write_named("the table", path, buffer.getvalue().encode())
    return changed

"""CSV: one row a document, one column the text."""

from __future__ import annotations

from collections.abc import Iterator

from themescore.errors import ReadError, listed, shown
from themescore.reading.record import Place, Record, Source
from themescore.reading.table import read_table, typed


def read_csv(source: Source) -> Iterator[Record | ReadError]:
    """Yield a document for each row; its other cells are metadata."""
    with source.opened() as file:
        table, replaced = source.decoded(file.read())
    column, key = source.text or "text", source.id or "id"
    header, rows = read_table(table, Place(source.path), column)
    for option, name in (("text", column), ("id", source.id)):
        if name is not None and name not in header:
            reason = f"no column {shown(name)}; there are {listed(header)}: name one of them in {option}="
            raise ReadError(reason, path=source.path, line=1, kind="malformed")
    good = [row for _, row in rows if not isinstance(row, ReadError)]
    others = {
        name: iter(typed([row[position] for row in good]))
        for position, name in enumerate(header)
        if name not in (column, key)
    }
    for line, row in rows:
        if isinstance(row, ReadError):
            yield row
            continue
        # Taken for each row, also for one that turns out to have no id: the columns stay in step.
        metadata = {name: next(values) for name, values in others.items()}
        cells = dict(zip(header, row, strict=True))
        if key in cells and not cells[key]:
            yield ReadError(
                f"no id: the cell in {shown(key)} is empty", path=source.path, line=line, kind="id"
            )
            continue
        marks = cells[column].count("\ufffd") if replaced else 0
        yield Record(cells[column], Place(source.path, line), cells.get(key), metadata, marks)

"""Parquet: one row a document, a part of the file at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themescore.errors import ReadError, listed, shown
from themescore.reading.damage import damaged
from themescore.reading.record import Record, Source
from themescore.reading.rows import record_of

_ROWS = 256  # at a time


def read_parquet(source: Source) -> Iterator[Record | ReadError]:
    """Yield a document for each row; its other values are metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    with source.opened() as file:
        try:
            table = parquet.ParquetFile(file)
            _check_columns(table.schema_arrow.names, source)
            for batch in table.iter_batches(batch_size=_ROWS):
                for values in batch.to_pylist():
                    number += 1
                    yield _record(values, source, number)
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            problem = damaged(source.path, ".parquet", error)
            if number:
                problem.reason += f". The first {number:,} rows were read"
            raise problem from None


def _check_columns(names: list[str], source: Source) -> None:
    for option, name in (("text", source.text or "text"), ("id", source.id)):
        if name is not None and name not in names:
            reason = f"no column {shown(name)}; there are {listed(names)}: name one of them in {option}="
            raise ReadError(reason, path=source.path, kind="malformed")
    twice = listed(dict.fromkeys(name for name in names if names.count(name) > 1))
    if twice:
        raise ReadError(f"columns that are there twice: {twice}", path=source.path, kind="malformed")


def _record(values: dict[str, Any], source: Source, number: int) -> Record | ReadError:
    def fail(reason: str, kind: str) -> ReadError:
        return ReadError(f"row {number:,}: {reason}", path=source.path, kind=kind)

    try:
        return record_of(values, source, fail, line=None, has="the row has")
    except ReadError as error:
        return error

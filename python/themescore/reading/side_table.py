"""Metadata that stands in a table of its own, beside the documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.documents import check_ids
from themescore.errors import InputError, ReadError, shown, shown_path
from themescore.files import opened
from themescore.frames import as_frame, column_names, left_join, rows
from themescore.reading.encodings import decode
from themescore.reading.naming import NamedEncodings
from themescore.reading.record import Place
from themescore.reading.table import read_table, typed

if TYPE_CHECKING:
    import narwhals as nw


class SideTable(NamedTuple):
    """Metadata that is to be joined to documents.

    Parameters
    ----------
    frame : narwhals frame
        The table.
    key : str
        Its column with the documents' ids.
    name : str
        What messages call it.
    file : os.stat_result or None
        The file that it was read from.
    """

    frame: nw.DataFrame[Any]
    key: str
    name: str
    file: os.stat_result | None

    def join(self, ids: Sequence[str]) -> tuple[nw.DataFrame[Any], list[str]]:
        """Return the rows in the order of the documents, and the ids in the table that no document has."""
        return left_join(self.frame, self.key, ids, self.name)

    def by_id(self) -> dict[str, dict[str, object]]:
        """Return each row without its id, by its id."""
        ids = check_ids(self.frame[self.key].to_list(), f"{self.key} of {self.name}")
        return dict(zip(ids, rows(self.frame.drop(self.key), len(ids)), strict=True))


def load_side_table(metadata: Any, *, id: str | None, encoding: NamedEncodings | None) -> SideTable:
    """Load a side table.

    Parameters
    ----------
    metadata : path, frame, dict of columns or list of dicts
        The table.
    id : str or None
        The column with the ids, if the table has it; otherwise ``id``.
    encoding : NamedEncodings or None
        The encodings of the documents, used for a table that is not UTF-8.
    """
    name, file = "metadata", None
    if isinstance(metadata, (str, os.PathLike)):
        path = Path(metadata)
        metadata = _read(path, id, None if encoding is None else encoding.of(path, path.parent))
        name, file = shown_path(path), path.stat()
    frame = as_frame(metadata, name)
    key = id if id is not None and id in frame.columns else "id"
    if key not in frame.columns:
        raise InputError(
            f"{name} has no column 'id' to join its rows by; it has {column_names(frame)}: "
            "rename the one that holds the documents' ids, or name it in id="
        )
    return SideTable(frame, key, name, file)


def _read(path: Path, id: str | None, encoding: str | None) -> dict[str, list[object]]:
    """Return the columns of a CSV file."""
    if path.suffix.lower() != ".csv":
        raise ReadError("is no .csv: give metadata= as a .csv file or a frame", path=path, kind="malformed")
    with opened(path) as file:
        data = file.read()
    try:
        # The named one is tried second: text in UTF-8 would pass for some, but not the other way round.
        data.decode("utf-8")
        encoding = None
    except UnicodeDecodeError:
        pass
    text = decode(data, path, encoding, replace=False).text
    wanted = [name for name in (id, "id") if name is not None]
    for key in wanted:
        header, lines = read_table(text, Place(path), key)
        if key in header:
            break
    table: list[list[str]] = []
    for _, row in lines:
        if isinstance(row, ReadError):
            raise row
        table.append(row)
    columns = {name: [row[position] for row in table] for position, name in enumerate(header)}
    empty = [line for (line, _), cell in zip(lines, columns.get(key, []), strict=False) if not cell]
    if empty:
        raise ReadError(f"no id: the cell in {shown(key)} is empty", path=path, line=empty[0], kind="id")
    return {name: list(cells) if name == key else typed(cells) for name, cells in columns.items()}

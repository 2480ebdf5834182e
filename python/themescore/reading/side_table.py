"""Metadata that stands in a table of its own, beside the documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.corpora.documents import check_ids
from themescore.corpora.frames import as_frame, column_names, left_join, rows
from themescore.errors import InputError, shown_path
from themescore.reading.naming import NamedEncodings
from themescore.reading.side_files import read_side_file

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
    name, file, found = "metadata", None, None
    if isinstance(metadata, (str, os.PathLike)):
        path = Path(metadata)
        keys = [column for column in (id, "id") if column is not None]
        found = read_side_file(path, keys, None if encoding is None else encoding.of(path, path.parent))
        metadata = found.columns
        name, file = shown_path(path), path.stat()
    frame = as_frame(metadata, name)
    key = id if id is not None and id in frame.columns else "id"
    if key not in frame.columns:
        raise InputError(
            f"{name} has no column 'id' to join its rows by; it has {column_names(frame)}: "
            "rename the one that holds the documents' ids, or name it in id="
        )
    if found is not None:  # once more than when it is joined, to name lines
        check_ids(found.columns[key], f"{key} of {name}", (found.place, found.lines))
    return SideTable(frame, key, name, file)

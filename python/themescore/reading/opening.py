"""How `read` and `stream` begin: what is at a path, and how it is to be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, check_option
from themescore.reading.naming import NamedEncodings
from themescore.reading.outcomes import files_of, raise_first, root_of
from themescore.reading.record import Source
from themescore.reading.side_table import SideTable, load_side_table


@dataclass(frozen=True)
class Opened:
    """What there is to read."""

    root: Path
    sources: list[tuple[Source, str]]
    """The files, with the ids of those that are one document."""
    failed: list[ReadError]
    """What was passed over; what fails later is added."""
    table: SideTable | None
    """Metadata that were named apart."""

    @property
    def names(self) -> set[str]:
        """The ids of files that are one document."""
        return {name for _, name in self.sources}


def opened(
    path: str | os.PathLike[str],
    *,
    text: str | None,
    id: str | None,
    metadata: Any,
    encoding: str | Mapping[str, str] | None,
    on_error: str,
    errors: str,
    double_encoded: str,
) -> Opened:
    """Return what there is to read; raises as `read` says."""
    check_option("on_error", on_error, ("collect", "raise"))
    check_option("errors", errors, ("strict", "replace"))
    check_option("double_encoded", double_encoded, ("warn", "mend", "keep"))
    named = NamedEncodings(encoding)
    root = root_of(path)
    table = None if metadata is None else load_side_table(metadata, id=id, encoding=named)
    files, failed = files_of(root, None if table is None else table.file)
    if on_error == "raise":
        raise_first(failed)
    sources = [
        (Source(file, text, id, named.of(file, root), errors == "replace", double_encoded), name)
        for file, name in files
    ]
    named.check_used()
    return Opened(root, sources, failed, table)

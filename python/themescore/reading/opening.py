"""How `read` and `stream` begin: what is at a path, and how it is to be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, check_flag, check_option
from themescore.reading.file_names import NameTemplate
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
    file_names: str | None,
    properties: bool,
    front_matter: bool,
) -> Opened:
    """Return what there is to read; raises as `read` says."""
    check_option("on_error", on_error, ("collect", "raise"))
    check_option("errors", errors, ("strict", "replace"))
    check_option("double_encoded", double_encoded, ("warn", "mend", "keep"))
    check_flag("properties", properties)
    check_flag("front_matter", front_matter)
    named = NamedEncodings(encoding)
    root = root_of(path)
    table = None if metadata is None else load_side_table(metadata, id=id, encoding=named)
    files, failed = files_of(root, None if table is None else table.file)
    template = None if file_names is None else NameTemplate(file_names)
    sources = []
    for file, name in files:
        of_file = named.of(file, root)
        try:
            fields = {} if template is None else template.read(file, root)
        except ReadError as error:
            failed.append(error)
            continue
        source = Source(
            file,
            text,
            id,
            of_file,
            errors == "replace",
            double_encoded,
            fields,
            front_matter,
            properties,
        )
        sources.append((source, name))
    if on_error == "raise":
        raise_first(failed)
    named.check_used()
    return Opened(root, sources, failed, table)

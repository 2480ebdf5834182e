"""How `read` and `stream` begin: what is at a path, and how it is to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, check_flag, check_option
from themescore.reading.archive import Archive
from themescore.reading.file_names import NameTemplate
from themescore.reading.finding import Found, Paths, find
from themescore.reading.naming import NamedEncodings
from themescore.reading.outcomes import raise_first
from themescore.reading.record import Source
from themescore.reading.side_table import SideTable, load_side_table


@dataclass(frozen=True)
class Opened:
    """What there is to read."""

    found: Found
    sources: list[tuple[Source, str]]
    """The files, with the ids of those that are one document. Take them from `each`."""
    failed: list[ReadError]
    """What was passed over; what fails later is added."""
    table: SideTable | None
    """Metadata that were named apart."""

    @property
    def names(self) -> set[str]:
        """The ids of files that are one document."""
        return {name for _, name in self.sources}

    @property
    def several(self) -> bool:
        """Whether there is more than one file."""
        return len(self.sources) > 1

    def each(self) -> Iterator[tuple[Source, str]]:
        """Yield the files with their ids, and close each archive once its members are through."""
        open_one: Archive | None = None
        try:
            for source, name in self.sources:
                archive = None if source.member is None else source.member.archive
                if open_one is not None and archive is not open_one:
                    open_one.close()
                open_one = archive
                yield source, name
        finally:
            if open_one is not None:
                open_one.close()


def opened(
    path: Paths,
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
    table = None if metadata is None else load_side_table(metadata, id=id, encoding=named)
    found = find(path, named, None if table is None else table.file)
    template = None if file_names is None else NameTemplate(file_names)
    sources = []
    for item, name in zip(found.items, found.ids(), strict=True):
        of_file = named.of(Path(os.path.abspath(item.path)), Path(found.base))  # noqa: PTH100 - ".." goes too
        try:
            fields = {} if template is None else template.read(item.path, found.root or item.path)
        except ReadError as error:
            found.failed.append(error)
            continue
        source = Source(
            item.path,
            text,
            id,
            of_file,
            errors == "replace",
            member=item.member,
            one=item.one,
            double_encoded=double_encoded,
            fields=fields,
            front_matter=front_matter,
            properties=properties,
        )
        sources.append((source, name))
    if on_error == "raise":
        raise_first(found.failed)
    named.check_used()
    return Opened(found, sources, found.failed, table)

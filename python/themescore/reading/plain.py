"""Plain text and Markdown: one file, one document, as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from themescore.reading import front_matter
from themescore.reading.record import Place, Record, Source


def read_plain(source: Source) -> Iterator[Record]:
    """Yield the one document of a text file."""
    with source.opened() as file:
        data = file.read()
    text, replaced = source.decoded(data)
    metadata: dict[str, object] = {}
    if source.front_matter:
        text, found = front_matter.split(text, source.path)
        # A corpus has these of its own.
        metadata = {f"{name}_" if name in ("id", "text") else name: value for name, value in found.items()}
    yield Record(text, Place(source.path), metadata=metadata, replaced=replaced)

"""Plain text and Markdown: one file, one document, as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from themescore.reading.record import Place, Record, Source


def read_plain(source: Source) -> Iterator[Record]:
    """Yield the one document of a text file."""
    with source.opened() as file:
        data = file.read()
    text, replaced = source.decoded(data)
    yield Record(text, Place(source.path), replaced=replaced)

"""Plain text and Markdown: one file, one document, as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from themescore.files import decode, opened
from themescore.reading.record import Place, Record, Source


def read_plain(source: Source) -> Iterator[Record]:
    """Yield the one document of a text file."""
    with opened(source.path) as file:
        data = file.read()
    text, replaced = decode(data, source.path, source.encoding, replace=source.replace)
    yield Record(text, Place(source.path), replaced=replaced)

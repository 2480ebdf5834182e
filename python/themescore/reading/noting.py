"""What reading finds out of documents beside their texts: columns of metadata, and one warning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from themescore.errors import InputError, ReadError, listed, shown, shown_path, warn_of
from themescore.reading.double_encoding import look
from themescore.reading.record import Record, Source
from themescore.showing.view import counted

_NAMED = 3


def noted(outcome: Record | ReadError, source: Source) -> Record | ReadError:
    """Put into a record what is known of its file; called once all of the text is there."""
    if isinstance(outcome, ReadError):
        return outcome
    outcome.told = source.told
    with_fields(outcome, source)
    if source.double_encoded != "keep":
        found = look(outcome.text)
        outcome.double_encoded, outcome.lost = found.mended, found.lost
        if source.double_encoded == "mend":
            outcome.text = found.text
    return outcome


def with_fields(record: Record, source: Source) -> None:
    """Put what the name of a file says into the metadata of its document."""
    if not source.fields:
        return
    both = [name for name in source.fields if name in record.metadata]
    if both:
        reason = f"column {shown(both[0])} is in the file and in file_names=; rename one"
        raise InputError(f"{shown_path(source.path)}: {reason}")
    record.metadata = {**source.fields, **record.metadata}


class Notes:
    """What is to be said of all documents of a read, kept as they come."""

    def __init__(self) -> None:
        self._files: dict[Path, tuple[str, float]] = {}
        self._lost: list[str] = []
        self._double: list[str] = []

    def add(self, record: Record) -> None:
        """Keep what one document adds; it has its id."""
        told = record.told
        if told is not None and told.encoding is not None and told.confidence is not None:
            self._files.setdefault(record.place.path, (told.encoding, told.confidence))
        if record.lost:
            self._lost.append(record.id or "")
        if record.double_encoded:
            self._double.append(record.id or "")

    def warn(self, *, mended: bool, stacklevel: int) -> None:
        """Warn once of encodings that were found out and of text that was encoded twice."""
        messages = []
        if self._files:
            counts = Counter(encoding for encoding, _ in self._files.values())
            least, (name, confidence) = min(self._files.items(), key=lambda item: item[1][1])
            messages.append(
                f"{counted(len(self._files), 'file')} {'is' if len(self._files) == 1 else 'are'} not UTF-8: "
                f"{', '.join(f'{encoding} {count:,}' for encoding, count in counts.most_common())}, found "
                f"out from their bytes (least sure: {shown(least.name)}, {name}, {_share(confidence)}); give "
                "encoding= to be sure"
            )
        if self._double and not mended:
            messages.append(
                f"{_documents(self._double)} text that was encoded twice, such as Ã© for é: give "
                'double_encoded="mend", or "keep" if it is meant'
            )
        if self._lost:
            messages.append(
                f"{_documents(self._lost)} what is left of characters that were lost when a file was "
                "saved in the wrong encoding, such as 锟斤拷 or ï¿½: look for an older copy of it"
            )
        warn_of(messages, stacklevel=stacklevel + 1, below=False)


def _share(confidence: float) -> str:
    """Return a confidence so that nothing uncertain is shown as 100%."""
    return f"{int(confidence * 1000) / 10:g}%" if confidence < 1 else "100%"


def _documents(ids: list[str]) -> str:
    return f"{counted(len(ids), 'document')} ({listed(ids[:_NAMED])}{', ...' * (len(ids) > _NAMED)}) " + (
        "holds" if len(ids) == 1 else "hold"
    )


class _Extra(NamedTuple):
    name: str
    values: list[object]


def metadata_of(
    records: Iterable[Record], taken: Collection[str], *, mended: bool
) -> list[dict[str, object]]:
    """Return the metadata of each document, with what was found out of its file where that says anything.

    `taken` are the names of other columns: a column of the user's own keeps its name.
    """
    records = list(records)
    used = {*taken, *(name for record in records for name in record.metadata)}
    extras = [_Extra(_free(name, used), values) for name, values in _extras(records, mended=mended)]
    return [
        {**record.metadata, **{name: values[position] for name, values in extras}}
        for position, record in enumerate(records)
    ]


def _extras(records: list[Record], *, mended: bool) -> Iterator[_Extra]:
    told = [record.told for record in records]
    if any(one and one.encoding not in (None, "utf-8") and not one.named for one in told):
        yield _Extra("encoding", [one and one.encoding for one in told])
        yield _Extra("encoding_confidence", [one and one.confidence for one in told])
    if mended and any(record.double_encoded for record in records):
        yield _Extra("double_encoded", [record.double_encoded for record in records])


def _free(name: str, used: Collection[str]) -> str:
    while name in used:
        name += "_"
    return name

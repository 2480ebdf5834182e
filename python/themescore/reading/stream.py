"""`stream`: the documents of a path one at a time, for more of them than memory holds."""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from themescore.corpora.documents import Document, Failure
from themescore.errors import InputError, ReadError, ThemescoreWarning, shown
from themescore.reading.ahead import Taken, check_workers, each_file, read_ahead
from themescore.reading.finding import Paths
from themescore.reading.formats import reader_of
from themescore.reading.noting import Notes, metadata_of, noted
from themescore.reading.opening import Opened, opened
from themescore.reading.outcomes import checked, nothing_read, row_id, summary, warn_of_spare
from themescore.reading.record import Record

__all__ = ["DocumentStream", "stream"]


def stream(
    path: Paths,
    *,
    text: str | None = None,
    id: str | None = None,
    metadata: Any = None,
    encoding: str | Mapping[str, str] | None = None,
    on_error: str = "collect",
    errors: str = "strict",
    double_encoded: str = "warn",
    file_names: str | None = None,
    properties: bool = False,
    front_matter: bool = False,
    workers: int | None = None,
) -> DocumentStream:
    r"""Read what `read` reads, one document at a time, as it is asked for.

    Given to `score`, `dtm` or `Reference.fit`, each text is let go once it is counted, so that there may be
    more of them than memory. Of a folder, an archive, an ``.xlsx`` and a ``.jsonl`` in UTF-8 one document is
    held at a time, of a ``.parquet`` 256. A ``.csv`` is read whole, because all cells of a column decide what
    kind it is, and so is a ``.json``.

    Parameters
    ----------
    path, text, id, metadata, encoding, errors, double_encoded, file_names, properties, front_matter
        As in `read`. What is found out of an encoding is in the metadata of the documents that are not UTF-8.
        Whether documents of a ``.jsonl`` have ids is decided by its first one.
    workers : int, optional
        As in `read`. Some files a worker are read ahead, and held until they are asked for.
    on_error : {"collect", "raise"}
        What becomes of a file, line or row that cannot be read: it is listed in `DocumentStream.failures`,
        with one warning at the end, and the rest goes on; or its ReadError is raised when it comes. Where
        nothing at all could be read, it is always raised.

    Returns
    -------
    DocumentStream
        An iterator of `Document`, in the order in which `read` has them.

    Raises
    ------
    ReadError
        There is nothing at the path that can be read; said at once of one path, and at the end of several.
    OptionError
        An option with a value that it cannot have.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import themescore as ts
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, text in [("gansu", "Reform goes on.\n"), ("henan", "改革开放。\n")]:
    ...         _ = pathlib.Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
    ...     scores = ts.score(ts.stream(folder), {"Reform": ["reform", "改革"]})
    >>> scores.table("count")
           Reform
    id
    gansu       1
    henan       1
    """
    check_workers(workers)
    found = opened(
        path,
        text=text,
        id=id,
        metadata=metadata,
        encoding=encoding,
        on_error=on_error,
        errors=errors,
        double_encoded=double_encoded,
        file_names=file_names,
        properties=properties,
        front_matter=front_matter,
    )
    return DocumentStream(found, on_error, mended=double_encoded == "mend", workers=workers)


class DocumentStream(Iterator[Document]):
    """The documents of a folder or file, one at a time; what `stream` returns.

    It can be gone through once.
    """

    def __init__(self, found: Opened, on_error: str, *, mended: bool, workers: int | None) -> None:
        self._found, self._on_error, self._mended, self._workers = found, on_error, mended, workers
        self._notes = Notes()
        self._replacements: dict[str, int] = {}
        self._documents = self._read()

    @property
    def failures(self) -> list[Failure]:
        """What could not be read so far, one row each."""
        return [Failure(error.path, error.line, error.kind, error.reason) for error in self._found.failed]

    @property
    def replacements(self) -> dict[str, int]:
        """How many characters were replaced by U+FFFD so far, for each document that has any."""
        return dict(self._replacements)

    def close(self) -> None:
        """Let go of what is left, and of the workers that read it, where not all is wanted."""
        self._documents.close()

    def __next__(self) -> Document:
        return next(self._documents)

    def _read(self) -> Generator[Document, None, None]:
        found = self._found
        rows = None if found.table is None else found.table.by_id()
        unused = set() if rows is None else set(rows)
        count = 0
        with each_file(found, self._workers) as files:
            for taken in files:
                for outcome in _records(taken, found.several):
                    if isinstance(outcome, ReadError):
                        if self._on_error == "raise":
                            raise outcome
                        found.failed.append(outcome)
                        continue
                    document = self._document(outcome, rows)
                    unused.discard(document.id)
                    count += 1
                    yield document
        if not count:
            raise nothing_read(found.found)
        warn_of_spare(sorted(unused), found.names)
        self._notes.warn(mended=self._mended, stacklevel=3)
        if found.failed:
            message = summary(found.found, "the stream's .failures")
            warnings.warn(message, ThemescoreWarning, stacklevel=3)

    def _document(self, record: Record, rows: Mapping[str, Mapping[str, object]] | None) -> Document:
        name = record.id or ""
        taken = [] if self._found.table is None else self._found.table.frame.columns
        (metadata,) = metadata_of([record], taken, mended=self._mended)
        self._notes.add(record)
        if record.replaced:
            self._replacements[name] = record.replaced
        if rows is not None:
            if name not in rows:
                raise InputError(f"document {shown(name)} has no row in the metadata: add one")
            both = [column for column in metadata if column in rows[name]]
            if both:
                raise InputError(
                    f"document {shown(name)}: column {shown(both[0])} is in the metadata too; rename one"
                )
            metadata = {**metadata, **rows[name]}
        return Document(name, record.text, metadata)


def _records(taken: Taken, several: bool) -> Iterator[Record | ReadError]:
    """Yield what a file holds, each document with its id, or why it cannot be used."""
    if taken.outcome is not None:
        yield read_ahead(taken)
        return
    source, name = taken.source, taken.name
    named: bool | None = None
    position = -1
    try:
        reader = reader_of(source)
        for outcome in reader.read(source):
            position += 1
            record = outcome if isinstance(outcome, ReadError) else checked(outcome, source.replace)
            record = noted(record, source)
            if isinstance(record, ReadError):
                yield record
                continue
            if named is None:
                named = record.id is not None
            if named != (record.id is not None):
                reason = f"{'no' if named else 'an'} id, unlike the first document of this file"
                yield ReadError(reason, path=source.path, line=record.place.line, kind="id")
                continue
            if not named:
                record.id = row_id(position, name if several else None) if reader.many else name
            yield record
    except ReadError as error:  # nothing more can be read
        yield error

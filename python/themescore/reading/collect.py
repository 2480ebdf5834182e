"""`read`: from a path to a corpus, with what could not be read listed."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Failure
from themescore.corpora.frames import as_frame, side_by_side
from themescore.errors import InputError, ReadError, ThemescoreWarning, place, shown, shown_path
from themescore.reading.ahead import Taken, check_workers, each_file, read_ahead
from themescore.reading.finding import Paths
from themescore.reading.formats import reader_of
from themescore.reading.noting import Notes, metadata_of, noted
from themescore.reading.opening import opened
from themescore.reading.outcomes import checked, nothing_read, row_id, summary, warn_of_spare
from themescore.reading.record import Record
from themescore.showing.progress import progress_bar

__all__ = ["read"]

_T = TypeVar("_T")


def read(
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
    progress: bool | None = None,
) -> Corpus:
    r"""Read a folder of reports, a report, a table of them, a ``.zip``, a glob or a list of these.

    Texts come out as they are in the file, line ends included; only a byte-order mark at the very start is
    dropped. Of a folder, every ``.txt``, ``.md``, ``.html``, ``.pdf``, ``.docx``, ``.odt``, ``.rtf``,
    ``.srt`` and ``.vtt`` in it and in its subfolders is a document; hidden files are left out, and files of
    other kinds are listed in ``.failures`` as skipped. The files of a ``.zip`` are read as those of a folder,
    in memory. Of a ``.jsonl`` each line is a document, of a ``.json`` each object of its list, of a ``.csv``
    (cells separated by comma, semicolon or tab), a ``.parquet`` or the first sheet of an ``.xlsx`` each row;
    what is not text or id is metadata.

    Web pages, Word documents, PDF and workbooks need ``pip install "themescore[read]"``. Of a page comes what
    a reader sees, of a Word or OpenDocument text and of RTF the text with all changes accepted and the notes
    at its end, of a PDF the text of its pages with a form feed between them, of captions what is said. A file
    whose content is not what its name says is read as what it is.

    Parameters
    ----------
    path : str or path, or iterable of them
        The folder or file; a glob such as ``reports/**/*.txt``, if no file has that very name; or several of
        these. A file that is named twice is read once, and a table in a folder is read where it is named too.
    text : str, optional
        The column with the texts of a table: ``text`` if not given.
    id : str, optional
        The column with the ids of a table: ``id`` if not given, and row numbers from "0" if there is none,
        after the file's name where there are several files. A file's id is its path in the folder, in the
        archive, below the part of a glob that has no ``*``, or in the folder that all paths of a list have in
        common; without the suffix unless two files differ in nothing else. In a folder's `metadata`, the
        column that holds these.
    metadata : path of a .csv, frame, dict of columns or list of dicts, optional
        A table with a column ``id``, joined to the documents by value. Every document needs a row; rows
        without a document are named in a warning. In a ``.csv``, columns of numbers become numbers unless
        that would change them (``01`` stays text), and an empty cell is missing. No table is used that is not
        named here.
    encoding : str or dict, optional
        The encoding of the files, for instance ``gb18030``; or that of some, by patterns of their paths in
        the folder: ``{"old/*.txt": "gb18030"}``. A byte-order mark (UTF-8, UTF-16, UTF-32) is believed more.
        What is neither named nor marked is UTF-8 or, where it is not, in the encoding that its bytes show it
        to be in: that is said in a warning, and in the columns ``encoding`` and ``encoding_confidence`` of
        the metadata. Where they leave a doubt it is a failure that names the likeliest.
        Names in archives that are not Unicode are in it too.
    on_error : {"collect", "raise"}
        What becomes of a file, line or row that cannot be read: it is listed in ``.failures``, with one
        warning, and the rest goes on; or its ReadError is raised. Where nothing at all could be read, it is
        always raised.
    errors : {"strict", "replace"}
        Whether what is no character in the encoding, or a lone surrogate, is an error or becomes U+FFFD,
        counted in ``.replacements``.
    double_encoded : {"warn", "mend", "keep"}
        What becomes of text that somebody took for another encoding and saved so (``Ã©`` for ``é``): it is
        kept, with a warning; put right, and counted in the column ``double_encoded``; or kept.
    file_names : str, optional
        What the files' paths in the folder say, as in ``{province}/{date:%Y-%m-%d}_{agency}.txt``: each name
        in braces becomes a column of the metadata. After a colon stands ``d`` for whole numbers, or the form
        of a date as in `datetime.strptime`, or ``date`` for any that `dates` knows; a field whose name begins
        with ``_`` is passed over. A file whose name does not fit is a failure that says from where on.
    properties : bool
        Whether what web pages, Word and OpenDocument texts and PDF say of themselves becomes columns:
        ``title``, ``author``, ``date`` of pages, ``created`` of the others, ``description``.
    front_matter : bool
        Whether a block of YAML between lines of ``---`` at the very start of a ``.md`` or ``.txt`` becomes
        columns; it is then no part of the text.
    workers : int, optional
        How many processes read office documents, PDF and web pages, several files at once; other files and
        those of archives are read in this one, and 1 reads all in it. If not given, as many as there are
        processors, 8 at most, where there are enough such files to pay for starting them. The corpus is the
        same. A file whose process is ended, as where memory runs out, is listed in ``.failures``.
    progress : bool, optional
        Whether a bar on stderr shows how far it is: if not given, only if it takes more than 1.5 seconds and
        stderr is a terminal or a notebook.

    Returns
    -------
    Corpus
        The documents in the order of their paths, or of the file.

    Raises
    ------
    ReadError
        Nothing could be read; or something could not, and `on_error` is "raise".
    InputError
        Ids that are there twice; metadata that does not fit.
    OptionError
        An option with a value that it cannot have.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import themescore as ts
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, text in [("gansu", "Reform goes on.\n"), ("henan", "改革开放。\n")]:
    ...         _ = pathlib.Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
    ...     corpus = ts.read(folder)
    >>> corpus.ids
    ('gansu', 'henan')
    >>> corpus.texts[0]
    'Reform goes on.\n'
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
    failed = found.failed
    records: list[Record] = []
    with each_file(found, workers) as files:
        shown_files = _shown(files, "files", progress, len(found.sources)) if found.several else files
        for file in shown_files:
            for outcome in _documents(file, found.several, progress):
                if isinstance(outcome, Record):
                    records.append(outcome)
                elif on_error == "raise":
                    raise outcome
                else:
                    failed.append(outcome)
    if not records:
        raise nothing_read(found.found)
    ids = _unique([record.id or "" for record in records], records)
    mended = double_encoded == "mend"
    taken = [] if found.table is None else found.table.frame.columns
    own = metadata_of(records, taken, mended=mended)
    frame = as_frame(own) if any(own) else None
    if found.table is not None:
        side, spare = found.table.join(ids)
        frame = side if frame is None else side_by_side(frame, side)
        warn_of_spare(spare, found.names)
    notes = Notes()
    for record in records:
        notes.add(record)
    notes.warn(mended=mended, stacklevel=2)
    if failed:
        warnings.warn(summary(found.found, "corpus.failures"), ThemescoreWarning, stacklevel=2)
    return Corpus._of(
        ids,
        tuple(record.text for record in records),
        frame,
        tuple(Failure(error.path, error.line, error.kind, error.reason) for error in failed),
        {name: record.replaced for name, record in zip(ids, records, strict=True) if record.replaced},
    )


def _documents(taken: Taken, several: bool, progress: bool | None) -> list[Record | ReadError]:
    """Return what a file holds, each document with its id, or why it cannot be used."""
    if taken.outcome is not None:
        return [read_ahead(taken)]
    source, name = taken.source, taken.name
    outcomes: list[Record | ReadError] = []
    try:
        reader = reader_of(source)
        found: Iterable[Record | ReadError] = reader.read(source)
        if reader.many and not several:
            found = _shown(found, "documents", progress)
        for outcome in found:
            record = outcome if isinstance(outcome, ReadError) else checked(outcome, source.replace)
            outcomes.append(noted(record, source))
    except ReadError as error:  # nothing more can be read
        outcomes.append(error)
    records = [outcome for outcome in outcomes if isinstance(outcome, Record)]
    named = any(record.id is not None for record in records)
    for position, outcome in enumerate(outcomes):
        if isinstance(outcome, ReadError) or outcome.id is not None:
            continue
        if not named:
            outcome.id = row_id(position, name if several else None) if reader.many else name
        else:
            reason = "no id, though other documents of this file have one"
            outcomes[position] = ReadError(reason, path=source.path, line=outcome.place.line, kind="id")
    return outcomes


def _unique(ids: list[str], records: list[Record]) -> tuple[str, ...]:
    """Return the ids, or raise InputError with the places of those that are there twice."""
    twice = {name for name, count in Counter(ids).items() if count > 1}
    if twice:
        places: dict[str, list[str]] = {}
        for name, record in zip(ids, records, strict=True):
            if name in twice:
                places.setdefault(name, []).append(place(shown_path(record.place.path), record.place.line))
        found = [f"{shown(name)} ({'; '.join(where[:3])})" for name, where in places.items()]
        more = f" and {len(found) - 10:,} more" if len(found) > 10 else ""
        raise InputError(
            f"ids that are there twice: {', '.join(found[:10])}{more}. Name a column of unique ids in "
            "id=, or mend them"
        )
    return tuple(ids)


def _shown(items: Iterable[_T], unit: str, progress: bool | None, total: int | None = None) -> Iterable[_T]:
    """Return the items, with a bar on stderr as they are taken."""
    if progress is False:
        return items
    return progress_bar(items, what="reading", unit=unit, asked_for=progress is True, total=total)

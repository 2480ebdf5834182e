"""What `read` and `stream` share: checks of what files hold, what is said of failures."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path

from themescore import _core
from themescore.corpora.documents import replace_surrogates, surrogate_reason
from themescore.errors import ReadError, ThemescoreWarning, listed, place, shown
from themescore.reading.finding import Found
from themescore.reading.listing import WHOLE
from themescore.reading.record import Record
from themescore.showing.view import counted

_PASSED = ("skipped", "directory")  # kinds that are no failure to read a document


def row_id(position: int, file: str | None) -> str:
    """Return the id of a document to which its file gives none: its number, after the file's name."""
    return str(position) if file is None else f"{file}/{position}"


def checked(record: Record, replace: bool) -> Record | ReadError:
    """Return a record without lone surrogates, or the error that it has some."""
    offset = _core.find_surrogate(record.text)
    if offset >= 0:
        if not replace:
            reason = f"offset {offset} of the text: {surrogate_reason(record.text, offset)}"
            return _error(record, reason)
        record.text, replaced = replace_surrogates(record.text)
        record.replaced += replaced
    if record.id is not None and _core.find_surrogate(record.id) >= 0:
        return _error(record, f"the id {shown(record.id)} holds a lone surrogate: write it without")
    for column, value in record.metadata.items():
        if isinstance(value, str) and _core.find_surrogate(value) >= 0:
            if not replace:
                reason = surrogate_reason(value, _core.find_surrogate(value))
                return _error(record, f"column {shown(column)}: {reason}")
            record.metadata[column] = replace_surrogates(value)[0]
    return record


def _error(record: Record, reason: str) -> ReadError:
    return ReadError(reason, path=record.place.path, line=record.place.line, kind="surrogate")


def raise_first(failed: list[ReadError]) -> None:
    """Raise the first failure to read a document."""
    for error in failed:
        if error.kind not in _PASSED:
            raise error


def nothing_read(found: Found) -> ReadError:
    """Return the error for what gave no document at all."""
    errors = [error for error in found.failed if error.kind not in _PASSED]
    if len(errors) == 1:
        return errors[0]
    if errors:
        return ReadError(
            f"none of {len(errors):,} documents could be read; the first: {errors[0]}", path=found.name
        )
    skipped = f" (skipped: {_suffixes(found.failed)})" if found.failed else ""
    must = {
        "folder": f"a folder must hold {WHOLE} files",
        "archive": f"an archive must hold {WHOLE} files",
        "list": f"give {WHOLE} files, folders of them, or tables by their names",
        "file": "it is empty",
    }[found.kind]
    return ReadError(f"no documents{skipped}: {must}", path=found.name, kind="skipped")


def summary(found: Found, where: str) -> str:
    """Return what could not be read in one line; `where` lists it."""
    failed = found.failed
    errors = [error for error in failed if error.kind not in _PASSED]
    skipped = [error for error in failed if error.kind == "skipped"]
    parts = []
    if errors:
        parts.append(f"{counted(len(errors), 'document')} could not be read ({_first(errors)})")
    if skipped:
        parts.append(f"{counted(len(skipped), 'file')} of other kinds skipped ({_suffixes(skipped)})")
    if len(failed) > len(errors) + len(skipped):
        parts.append("a folder is named like a file")
    return f"{found.name}: {', '.join(parts)}; {where} says more{_missing(errors)}"


def _missing(errors: list[ReadError]) -> str:
    """Return what has to be installed for the rest to be read, if that is all that is amiss somewhere."""
    needed = dict.fromkeys(error.reason.rpartition(": ")[2] for error in errors if error.kind == "library")
    return f"; {', '.join(needed)} brings what is missing" if needed else ""


def _first(errors: list[ReadError]) -> str:
    more = f", and {len(errors) - 3:,} more" if len(errors) > 3 else ""
    return ", ".join(place(Path(error.path).name, error.line) for error in errors[:3]) + more


def _suffixes(skipped: list[ReadError]) -> str:
    counts = Counter(Path(error.path).suffix.lower() or "no suffix" for error in skipped)
    return ", ".join(f"{suffix}: {count:,}" for suffix, count in counts.most_common(10))


def warn_of_spare(spare: list[str], files: set[str]) -> None:
    """Warn of rows of a side table that no document has used."""
    # A file that could not be read has a row too, and was reported already.
    spare = [name for name in spare if name not in files]
    if spare:
        message = f"metadata: {counted(len(spare), 'row')} without a document not used: {listed(spare)}"
        warnings.warn(message, ThemescoreWarning, stacklevel=3)

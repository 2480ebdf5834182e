"""What `read` and `stream` share: files to read, checks of what they hold, what is said of failures."""

from __future__ import annotations

import os
import stat
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from themescore import _core
from themescore.documents import replace_surrogates, surrogate_reason
from themescore.errors import OptionError, ReadError, ThemescoreWarning, listed, place, shown, shown_path
from themescore.files import why
from themescore.reading.formats import FORMATS
from themescore.reading.listing import list_folder
from themescore.reading.record import Record
from themescore.view import counted

_PASSED = ("skipped", "directory")  # kinds that are no failure to read a document


def root_of(path: str | os.PathLike[str]) -> Path:
    """Return the path that a user gave, or raise OptionError."""
    given: Any = path
    if not isinstance(given, (str, os.PathLike)) or not isinstance(os.fspath(given), str):
        raise OptionError(
            f"path is of type {type(path).__name__}: give the path of a folder or file",
            option="path",
            value=path,
        )
    return Path(path)


def files_of(root: Path, leave_out: os.stat_result | None) -> tuple[list[tuple[Path, str]], list[ReadError]]:
    """Return the files to read with the ids of those that are one document, and what was passed over."""
    try:
        folder = stat.S_ISDIR(root.stat().st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(f"{why(error)}; the working folder is {shown_path(Path.cwd())}", path=root) from None
    if folder:
        return list_folder(root, leave_out)
    if root.suffix.lower() not in FORMATS:
        reason = f"cannot be read: give a folder of texts, or a file that ends in {', '.join(FORMATS)}"
        raise ReadError(reason, path=root, kind="skipped")
    return [(root, shown_path(root.stem))], []


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


def nothing_read(root: Path, failed: list[ReadError]) -> ReadError:
    """Return the error for a path that gave no document at all."""
    errors = [error for error in failed if error.kind not in _PASSED]
    if len(errors) == 1:
        return errors[0]
    if errors:
        return ReadError(
            f"none of {len(errors):,} documents could be read; the first: {errors[0]}", path=root
        )
    whole = ", ".join(suffix for suffix, reader in FORMATS.items() if not reader.many)
    skipped = f" (skipped: {_suffixes(failed)})" if failed else ""
    return ReadError(
        f"no documents{skipped}: a folder must hold {whole} files"
        if root.is_dir()
        else "no documents: it is empty",
        path=root,
        kind="skipped",
    )


def summary(root: Path, failed: list[ReadError], where: str) -> str:
    """Return what could not be read in one line; `where` lists it."""
    errors = [error for error in failed if error.kind not in _PASSED]
    skipped = [error for error in failed if error.kind == "skipped"]
    parts = []
    if errors:
        parts.append(f"{counted(len(errors), 'document')} could not be read ({_first(errors)})")
    if skipped:
        parts.append(f"{counted(len(skipped), 'file')} of other kinds skipped ({_suffixes(skipped)})")
    if len(failed) > len(errors) + len(skipped):
        parts.append("a folder is named like a file")
    return f"{shown_path(root)}: {', '.join(parts)}; {where} says more"


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

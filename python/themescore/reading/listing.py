"""The files of a folder, in an order that is always the same, and what in it is no file to read."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from themescore.errors import ReadError
from themescore.files import why
from themescore.reading.formats import FORMATS

WHOLE = ", ".join(suffix for suffix, reader in FORMATS.items() if not reader.many)


def list_folder(folder: Path, leave_out: os.stat_result | None) -> tuple[list[Path], list[ReadError]]:
    """Return the files of a folder and its subfolders, and what was passed over.

    Names that begin with a dot are left out, as everywhere, and so are Word's lock files. A link to a folder
    is not followed: it may lead round in a circle, or to the same files again.

    Parameters
    ----------
    folder : Path
        The folder.
    leave_out : os.stat_result or None
        A file that has another use: the table of metadata.
    """
    files: list[Path] = []
    passed: list[ReadError] = []
    folders = [folder]
    while folders:
        current = folders.pop()
        try:
            entries = [Path(entry.path) for entry in os.scandir(current)]
        except OSError as error:
            passed.append(ReadError(why(error), path=current))
            continue
        for path in entries:
            if path.name.startswith((".", "~$")):  # the latter are Word's, while it has a document open
                continue
            outcome = _look(path, folders, files, leave_out)
            if outcome is not None:
                passed.append(outcome)
    files.sort(key=lambda path: path.parts)
    return files, sorted(passed, key=lambda error: error.path)


def _look(
    path: Path, folders: list[Path], files: list[Path], leave_out: os.stat_result | None
) -> ReadError | None:
    """Put a path among the folders or the files, or say why it is neither."""
    suffix = path.suffix.lower()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            if path.is_symlink():
                reason = "is a link to a folder, and such links are not followed: read that folder by itself"
                return ReadError(reason, path=path, kind="link")
            folders.append(path)
            if suffix in FORMATS:
                reason = f"is a folder, though its name ends in {suffix}: the files in it are read"
                return ReadError(reason, path=path, kind="directory")
            return None
        if leave_out is not None and os.path.samestat(status, leave_out):
            return None
    except OSError as error:
        return unreachable(path, error)
    problem = passed_over(path, "a folder")
    if problem is None:
        files.append(path)
    return problem


def unreachable(path: Path, error: OSError) -> ReadError:
    """Return the error of a path that cannot be looked at."""
    if path.is_symlink():
        return ReadError(f"is a link that leads nowhere: {why(error)}", path=path, kind="link")
    return ReadError(why(error), path=path)


def passed_over(path: Path, where: str) -> ReadError | None:
    """Say why a file of a folder, or of what is like one, is not read, by its name; None if it is."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        return ReadError(f"was skipped: in {where}, {WHOLE} are read", path=path, kind="skipped")
    if FORMATS[suffix].many:
        reason = f"was skipped: a {suffix} holds many documents; read it by itself"
        if suffix == ".csv":
            reason += ", or give it as metadata="
        return ReadError(reason, path=path, kind="skipped")
    return None


def without_suffix(names: Sequence[str]) -> list[str]:
    """Return names of files, each without its suffix where that leaves it unique."""
    ids = [name[: len(name) - len(PurePosixPath(name).suffix)] for name in names]
    while True:  # a.txt and a.md keep theirs, and then so must a.txt.md
        counts = Counter(ids)
        fuller = [full if counts[name] > 1 else name for name, full in zip(ids, names, strict=True)]
        if fuller == ids:
            return ids
        ids = fuller

"""Globs such as ``reports/**/*.txt``: the files that one names, in the order of their paths."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from themescore.errors import ReadError
from themescore.files import why
from themescore.reading.formats import FORMATS
from themescore.reading.listing import passed_over, unreachable

_MAGIC = re.compile(r"[*?\[]")


def is_glob(path: Path) -> bool:
    """Say whether a path is a glob, which it is not if there is a file of that very name."""
    return bool(_MAGIC.search(str(path))) and not os.path.lexists(path)


def fixed_part(path: Path) -> Path:
    """Return the folder that all files of a glob are in."""
    parts = path.parts
    first = next(position for position, part in enumerate(parts) if _MAGIC.search(part))
    return Path(*parts[:first])


def expand(pattern: Path, leave_out: os.stat_result | None) -> tuple[list[Path], list[ReadError]]:
    """Return the files that a glob names, and what among them cannot be read.

    ``**`` stands for any folders, none included; links to folders are not followed there. Hidden names are
    only found by a pattern that begins with a dot. Files of many documents are read where the pattern names
    their suffix.
    """
    folder = fixed_part(pattern)
    passed: list[ReadError] = []
    found = set(_matches(folder, pattern.parts[len(folder.parts) :], passed))
    files: list[Path] = []
    many = pattern.suffix.lower() in FORMATS
    for path in sorted(found, key=lambda path: path.parts):
        try:
            status = path.stat()
        except OSError as error:
            passed.append(unreachable(path, error))
            continue
        suffix = path.suffix.lower()
        if stat.S_ISDIR(status.st_mode):
            if suffix in FORMATS:
                reason = "is a folder, and a glob names files: add /* to it to read those in the folder"
                passed.append(ReadError(reason, path=path, kind="directory"))
            continue
        if leave_out is not None and os.path.samestat(status, leave_out):
            continue
        problem = None if many and suffix in FORMATS else passed_over(path, "a glob")
        if problem is None:
            files.append(path)
        else:
            passed.append(problem)
    return files, sorted(passed, key=lambda error: error.path)


def _matches(folder: Path, parts: tuple[str, ...], passed: list[ReadError]) -> Iterator[Path]:
    """Yield what in a folder the rest of a glob names; the same path may come more than once."""
    part, rest = parts[0], parts[1:]
    if part == "**":
        folders = [folder]  # not by recursion: they may be thousands deep
        while folders:
            current = folders.pop()
            if rest:
                yield from _matches(current, rest, passed)
            for path in _entries(current, "*", passed):
                if path.is_dir() and not path.is_symlink():
                    folders.append(path)
                elif not rest:
                    yield path
        return
    if not _MAGIC.search(part):
        path = folder / part
        if rest and path.is_dir():
            yield from _matches(path, rest, passed)
        elif not rest and os.path.lexists(path):
            yield path
        return
    for path in _entries(folder, part, passed):
        if not rest:
            yield path
        elif path.is_dir():
            yield from _matches(path, rest, passed)


def _entries(folder: Path, part: str, passed: list[ReadError]) -> Iterator[Path]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names, of which most may not match
    except OSError as error:
        problem = ReadError(why(error), path=folder)
        if all(other.path != problem.path for other in passed):
            passed.append(problem)
        return
    hidden = part.startswith(".")
    for name in names:
        if fnmatch.fnmatchcase(name, part) and (hidden or not name.startswith((".", "~$"))):
            yield folder / name

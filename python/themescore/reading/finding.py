"""What there is to read: at a path, where a glob leads, in a list of them, in an archive."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from themescore.errors import OptionError, ReadError, shown, shown_path
from themescore.files import why
from themescore.reading.archive import Archive, Member
from themescore.reading.content import suffix_of
from themescore.reading.formats import FORMATS
from themescore.reading.globbing import expand, fixed_part, is_glob
from themescore.reading.listing import list_folder, passed_over, without_suffix
from themescore.reading.naming import NamedEncodings
from themescore.reading.record import Source

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(slots=True)
class Item:
    """A file to read.

    Parameters
    ----------
    path : Path
        The file; of a member of an archive, the archive's path with the name below.
    member : Member or None
        Where it is in an archive.
    one : bool
        Whether it has to be one document, as a file of a folder has.
    """

    path: Path
    member: Member | None = None
    one: bool = False


@dataclass(slots=True)
class Found:
    """What there is to read.

    Parameters
    ----------
    name : str
        What messages call all of it.
    kind : str
        ``file``, ``folder``, ``archive`` or ``list``.
    items : list of Item
        The files.
    base : str
        The absolute path of the folder, or archive, from which the ids are counted.
    failed : list of ReadError
        What was passed over.
    root : Path or None
        The folder or archive, where there is one.
    """

    name: str
    kind: str
    items: list[Item] = field(default_factory=list)
    base: str = ""
    failed: list[ReadError] = field(default_factory=list)
    root: Path | None = None

    def ids(self) -> list[str]:
        """Return an id for each file: its path from `base` on, without suffix if that leaves it unique."""
        return without_suffix(
            [shown_path(os.path.relpath(_whole(item.path), self.base)) for item in self.items]
        )


def find(path: Paths, named: NamedEncodings, leave_out: os.stat_result | None) -> Found:
    """Return what there is to read.

    Parameters
    ----------
    path : path, or iterable of paths
        What the user gave: folders, files, globs, archives.
    named : NamedEncodings
        The encodings that the user named, for the names in archives.
    leave_out : os.stat_result or None
        A file that has another use: the table of metadata.

    Raises
    ------
    OptionError
        For what is no path.
    ReadError
        If there is nothing at a path that was given alone. Of several it is put among `Found.failed`.
    """
    if isinstance(path, (str, os.PathLike)):
        return _at(_checked(path), named, leave_out)
    if isinstance(path, (bytes, bytearray, Mapping)) or not isinstance(path, Iterable):
        raise _no_path(path)
    paths = [_checked(one) for one in path]
    if not paths:
        reason = "path is an empty list: give the path of a folder or file, or several"
        raise OptionError(reason, option="path", value=path)
    parts = []
    for one in paths:
        try:
            parts.append(_at(one, named, leave_out))
        except ReadError as error:
            parts.append(Found(shown_path(one), "file", base=_whole(one.parent), failed=[error]))
    return parts[0] if len(parts) == 1 else _together(parts)


def _together(parts: list[Found]) -> Found:
    """Return what several paths hold, each file once."""
    found = Found(f"{parts[0].name} and {len(parts) - 1:,} more", "list")
    found.base = os.path.commonpath([part.base for part in parts if part.items] or ["/"])
    seen: set[str] = set()
    for part in parts:
        for item in part.items:
            whole = _whole(item.path)
            if whole not in seen:
                seen.add(whole)
                found.items.append(item)
    told: set[tuple[str, str]] = set()
    for error in (error for part in parts for error in part.failed):
        # A table in a folder is skipped there, but not where it is named too.
        key = (_whole(Path(error.path)), error.kind)
        if key not in told and not (error.kind == "skipped" and key[0] in seen):
            told.add(key)
            found.failed.append(error)
    return found


def _at(path: Path, named: NamedEncodings, leave_out: os.stat_result | None) -> Found:
    """Return what there is at one path."""
    if is_glob(path):
        return _glob(path, named, leave_out)
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(f"{why(error)}; the working folder is {shown_path(Path.cwd())}", path=path) from None
    if folder:
        files, failed = list_folder(path, leave_out)
        items = [Item(file, one=True) for file in files]
        return Found(shown_path(path), "folder", items, _whole(path), failed, path)
    return _file(path, named)


def _file(path: Path, named: NamedEncodings) -> Found:
    """Return a file that is named itself, or what the archive that it is holds."""
    known = path.suffix.lower() in FORMATS
    try:
        suffix = suffix_of(Source(path))
    except ReadError:
        if not known:
            raise
        suffix = ""  # said when it is read
    if suffix == ".zip":
        return _archive(path, named)
    if suffix not in FORMATS and not known:
        reason = f"cannot be read: give a folder of texts, or a file that ends in {', '.join(FORMATS)}"
        raise ReadError(reason, path=path, kind="skipped")
    return Found(shown_path(path), "file", [Item(path)], _whole(path.parent))


def _archive(path: Path, named: NamedEncodings) -> Found:
    archive = Archive(path, named.of(path, path.parent))
    members, failed = archive.members()
    found = Found(shown_path(path), "archive", base=_whole(path), failed=failed, root=path)
    for member in members:
        problem = passed_over(member.path, "an archive")
        if problem is None:
            found.items.append(Item(member.path, member, one=True))
        else:
            failed.append(problem)
    return found


def _glob(path: Path, named: NamedEncodings, leave_out: os.stat_result | None) -> Found:
    files, failed = expand(path, leave_out)
    if not files and not failed:
        reason = f"no file is named so; the working folder is {shown_path(Path.cwd())}"
        raise ReadError(reason, path=path)
    found = Found(shown_path(path), "list", base=_whole(fixed_part(path)), failed=failed)
    for file in files:
        try:
            part = _file(file, named)
        except ReadError as error:
            failed.append(error)
            continue
        found.items += part.items
        failed += part.failed
    return found


def _whole(path: Path) -> str:
    """Return the absolute path, without following links."""
    try:
        return os.path.abspath(path)  # noqa: PTH100 - Path.absolute() leaves ".." in
    except (OSError, ValueError):
        return str(path)


def _checked(path: Any) -> Path:
    """Return a path that a user gave, or raise OptionError."""
    if not isinstance(path, (str, os.PathLike)) or not isinstance(os.fspath(path), str):
        raise _no_path(path)
    if not os.fspath(path):  # which Path would take for the working folder
        reason = 'path is empty: give the path of a folder or file, or "." for the working folder'
        raise OptionError(reason, option="path", value=path)
    return Path(path)


def _no_path(path: object) -> OptionError:
    reason = (
        f"path is of type {type(path).__name__} ({shown(path)}): give the path of a folder or file, a glob, "
        "or a list of them"
    )
    return OptionError(reason, option="path", value=path)

"""Zip archives: what is in one, and its members one at a time, in memory. Nothing is written to disk.

The limits below hold for what comes out, not for what an archive says of itself. Members are unpacked in
blocks, and what passes a limit is given up there.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from themescore import files
from themescore.errors import ReadError
from themescore.reading.damage import damaged
from themescore.reading.member_names import names_of

# What zipfile raises for a damaged archive; NotImplementedError for one that says it needs a later version.
NO_ARCHIVE = (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, struct.error)
NO_MEMBER = (*NO_ARCHIVE, zlib.error, EOFError, RuntimeError)

MOST_MEMBERS = 100_000
MOST_UNPACKED = 512 * 2**20  # bytes of one member
MOST_IN_ALL = 4 * 2**30
# Deflate reaches 1,032. Reports come to about 4, tables full of the same to some 50.
MOST_RATIO = 200
_SMALL = 2**20  # bytes; up to which no ratio does harm
_MOST_LISTED = 32 * 2**20  # bytes of the directory, which zipfile reads whole
_BLOCK = 2**20
# The others are rare, and zipfile unpacks them without a limit to what a few bytes can become.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """Return an archive; raises one of `NO_ARCHIVE` for a damaged one, or one with too long a directory."""
    limited = _Limited(file)
    archive = zipfile.ZipFile(limited)
    limited.most = -1
    return archive


class _Limited:
    """A file that gives no more at once than a directory can have, until `most` is set to -1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.most = _MOST_LISTED
        self.seek, self.tell, self.close, self.seekable = file.seek, file.tell, file.close, file.seekable

    def read(self, size: int = -1) -> bytes:
        if 0 <= self.most < size:
            raise zipfile.BadZipFile(f"its directory is longer than {self.most >> 20} MB")
        return self._file.read(size)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One file of an archive.

    Parameters
    ----------
    archive : Archive
        Where it is.
    name : str
        Its path in there, without what would lead out of it.
    info : zipfile.ZipInfo
        What the archive says about it.
    """

    archive: Archive
    name: str
    info: zipfile.ZipInfo

    @property
    def path(self) -> Path:
        """What messages call it: the archive's path with the name below."""
        return self.archive.path / self.name

    @contextlib.contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Unpack it; raises ReadError where that cannot be done, or comes to too much."""
        yield io.BytesIO(self.archive.unpacked(self))


@dataclass(slots=True, eq=False)
class Archive:
    """A zip archive. It is opened when something of it is asked for, and can be closed at any time.

    Parameters
    ----------
    path : Path
        The file.
    encoding : str or None
        The encoding of names that are not Unicode, if the user named one.
    """

    path: Path
    encoding: str | None = None
    _stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _zip: zipfile.ZipFile | None = None
    _last: tuple[Member, bytes] | None = None  # a member is looked at, and then read
    _unpacked: int = 0
    _size: int = 0

    def members(self) -> tuple[list[Member], list[ReadError]]:
        """Return the files in it in the order of their names, and those that cannot be read.

        Hidden ones are left out as in a folder, and what macOS and Word put beside.
        """
        members: dict[str, Member] = {}
        passed: list[ReadError] = []
        infos = [info for info in self._opened().infolist() if not info.is_dir()]
        self.close()
        if len(infos) > MOST_MEMBERS:
            reason = f"holds {len(infos):,} files, more than {MOST_MEMBERS:,}: unpack it, and read the folder"
            raise ReadError(reason, path=self.path, kind="size")
        for info, name in zip(infos, names_of(infos, self.encoding), strict=True):
            plain = _plain(name)
            if not plain or any(part.startswith((".", "~$", "__MACOSX")) for part in plain.split("/")):
                continue
            member = Member(self, plain, info)
            if plain in members:
                reason = "is twice in the archive under this name: only the first is read"
                passed.append(ReadError(reason, path=member.path, kind="id"))
                continue
            members[plain] = member
        return sorted(members.values(), key=lambda member: PurePosixPath(member.name).parts), passed

    def unpacked(self, member: Member) -> bytes:
        """Return what a member holds."""
        if self._last is not None and self._last[0] is member:
            return self._last[1]
        self._last = None
        data = self._unpack(member)
        self._last = (member, data)
        return data

    def close(self) -> None:
        """Let go of the file and of what was unpacked."""
        self._stack.close()
        self._zip = self._last = None

    def _opened(self) -> zipfile.ZipFile:
        if self._zip is None:
            file = self._stack.enter_context(files.opened(self.path))
            try:
                self._size = os.fstat(file.fileno()).st_size
                self._zip = self._stack.enter_context(open_zip(file))
            except NO_ARCHIVE as error:
                self._stack.close()
                raise damaged(self.path, ".zip", error) from None
        return self._zip

    def _unpack(self, member: Member) -> bytes:
        info = member.info
        problem = _problem(info)
        if problem is not None:
            raise ReadError(problem[1], path=member.path, kind=problem[0])
        opened = self._opened()
        by_ratio = max(_SMALL, MOST_RATIO * info.compress_size)
        # Members may lie one over the other in the file, so the ratio is that of all of them too.
        left = min(MOST_IN_ALL, max(16 * _SMALL, MOST_RATIO * self._size)) - self._unpacked
        most = min(MOST_UNPACKED, by_ratio, left)
        data = bytearray()
        try:
            with opened.open(info) as file:
                while block := file.read(_BLOCK):
                    self._unpacked += len(block)
                    data += block
                    if len(data) > most:
                        raise ReadError(_too_much(most, by_ratio, left), path=member.path, kind="size")
        except NO_MEMBER as error:
            reason = f"is damaged in the archive: {files.why(error) or type(error).__name__}. Get it again"
            raise ReadError(reason, path=member.path, kind="damaged") from None
        return bytes(data)


def _problem(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return the kind and the reason why a member is not unpacked at all."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted", "is encrypted: pack it without a password"
    if info.create_system == 3 and stat.S_ISLNK(info.external_attr >> 16):
        return "link", "is a link, and in an archive such are not followed: pack the file itself"
    if info.compress_type not in _METHODS:
        reason = (
            f"is packed by method {info.compress_type}, which is rare: pack it with the usual one, Deflate"
        )
        return "format", reason
    return None


def _too_much(most: int, by_ratio: int, left: int) -> str:
    if most == by_ratio:
        return f"unpacks to more than {MOST_RATIO} times its size, as no report does: unpack it, and look"
    if most == left:
        reason = f"the archive unpacks to more than {MOST_IN_ALL >> 30} GB, or {MOST_RATIO} times its size"
        return f"{reason}: this and what follows is not read; unpack it, and read the folder"
    return f"unpacks to more than {MOST_UNPACKED >> 20} MB: unpack it, and split it"


def _plain(name: str) -> str:
    """Return a name without what would lead out of the archive: roots, drives, ``..``."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not _is_drive(part))


def _is_drive(part: str) -> bool:
    return len(part) == 2 and part[1] == ":" and part[0].isalpha()

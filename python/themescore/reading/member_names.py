"""The names in a zip archive: Unicode where it says so, otherwise as the system that packed it writes."""

from __future__ import annotations

import contextlib
import struct
import zipfile
import zlib
from collections.abc import Sequence

_IS_UTF8 = 0x800
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field
# Bytes that are letters in code page 437: in names of Western Europe there are no others above ASCII.
_LETTERS_437 = frozenset(range(0x80, 0xA6)) | {0xE1}


def names_of(members: Sequence[zipfile.ZipInfo], encoding: str | None) -> list[str]:
    """Return the names of an archive's members.

    Those without a mark of their encoding are all in one. It is UTF-8 where all of them are that (as of
    macOS); otherwise `encoding` if the user named one that fits; otherwise code page 437, the one that the
    format knows, where all of them are letters in it; otherwise GB18030, which Chinese Windows writes.
    """
    raw = [None if info.flag_bits & _IS_UTF8 else info.orig_filename.encode("cp437") for info in members]
    unmarked = [name for name in raw if name is not None]
    candidates = ["utf-8", *([encoding] if encoding else [])]
    if {byte for name in unmarked for byte in name if byte >= 0x80} <= _LETTERS_437:
        candidates.append("cp437")
    chosen = next((name for name in [*candidates, "gb18030"] if _all_in(unmarked, name)), "cp437")
    names = []
    for info, name in zip(members, raw, strict=True):
        if name is None:
            names.append(info.filename)
        else:
            names.append(_unicode_path(info.extra, name) or name.split(b"\0")[0].decode(chosen))
    return names


def _all_in(names: Sequence[bytes], encoding: str) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _unicode_path(extra: bytes, name: bytes) -> str | None:
    """Return the name in Unicode that a packer put beside the other, where it belongs to it."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            with contextlib.suppress(UnicodeError):
                if int.from_bytes(body[1:5], "little") == zlib.crc32(name):
                    return body[5:].decode()
    return None

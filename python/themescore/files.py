"""Files in and out: only regular files are opened, bytes become text or an error, targets stay whole."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from themescore.errors import OptionError, ReadError, WriteError, shown, shown_path

# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LEAST, _SAMPLE = 4, 4096  # bytes that are looked at for zeros
_OTHER_FORMATS = frozenset((
    ".csv", ".doc", ".docx", ".htm", ".html", ".json", ".md", ".odt", ".parquet", ".pdf", ".png", ".svg",
    ".tex", ".tsv", ".txt", ".xls", ".xlsx",
))  # fmt: skip
"""What would not be opened as what it is under such a name."""


def check_encoding(encoding: str | None) -> str | None:
    """Return the one name of an encoding, which ``UTF8`` and ``utf_8`` have in common; None for None.

    Raises
    ------
    OptionError
        For the name of an encoding that Python does not have.
    """
    if encoding is None:
        return None
    try:
        with contextlib.suppress(UnicodeError):  # it exists: one byte is no character in it
            b" ".decode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, TypeError, ValueError):
        raise OptionError(
            f'encoding={shown(encoding)} is not known: give a name such as "utf-8", "gb18030", "big5", '
            '"utf-16"',
            option="encoding",
            value=encoding,
        ) from None
    # A byte-order mark is dropped in any case.
    return "utf-8" if name == "utf-8-sig" else name


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading; raise ReadError for anything else, without waiting on a pipe.

    What goes wrong with the file while it is read becomes a ReadError too.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("is a folder, not a file", path=path, kind="directory")
        if not stat.S_ISREG(mode):
            reason = "is a pipe, socket or device, not a file: copy what it holds into a file"
            raise ReadError(reason, path=path, kind="special")
        file = path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = why(error)
        if isinstance(error, FileNotFoundError) and not path.is_absolute():
            reason += f"; the working folder is {shown_path(Path.cwd())}"
        raise ReadError(reason, path=path) from None
    with file:
        try:
            yield file
        except OSError as error:
            raise ReadError(why(error), path=path) from None


def why(error: Exception) -> str:
    """Return the system's reason without its number and without the path, which the message has already."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def codec(start: bytes, encoding: str | None) -> tuple[str, int]:
    """Return the encoding of a file that starts with these bytes, and the length of its byte-order mark.

    A mark says more than an option that was given for a whole folder; without either it is UTF-8.
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name, len(mark)
    return encoding or "utf-8", 0


def decode(data: bytes, path: Path, encoding: str | None, *, replace: bool) -> tuple[str, int]:
    """Return the text of a file, line ends and all, and how many characters were replaced.

    A byte-order mark at the very start is not part of the text.

    Raises
    ------
    ReadError
        Where bytes are no text in the encoding, with the offset of the first of them; or if the file looks
        like UTF-16 without a mark, which would be read as letters with NULs between them.
    """
    name, skipped = codec(data[:4], encoding)
    if encoding is None and not skipped and len(data) >= _LEAST:
        sample = data[:_SAMPLE]
        for first, guess in ((1, "utf-16-le"), (0, "utf-16-be")):
            if sample[first::2].count(0) > 0.4 * len(sample) / 2 and not sample[1 - first :: 2].count(0):
                reason = (
                    f'every second byte is zero, as in UTF-16: give encoding="{guess}", or "utf-8" if not'
                )
                raise ReadError(reason, path=path, kind="encoding")
    return decode_part(data[skipped:], name, path, line=1, offset=skipped, replace=replace)


def decode_part(
    data: bytes, name: str, path: Path, *, line: int, offset: int, replace: bool
) -> tuple[str, int]:
    """Return a part of a file as text; `line` and `offset` say where in the file it begins."""
    try:
        return data.decode(name), 0
    except UnicodeError as error:
        if replace and isinstance(error, UnicodeDecodeError):
            text = data.decode(name, "replace")
            # "ignore" keeps the marks that were in the file, so that the difference is what was put in.
            return text, text.count("\ufffd") - data.decode(name, "ignore").count("\ufffd")
        raise ReadError(
            _ill_formed(data, name, error, offset),
            path=path,
            line=line + _line_ends(data[: error.start]) if isinstance(error, UnicodeDecodeError) else line,
            kind="encoding",
        ) from None


def _ill_formed(data: bytes, name: str, error: UnicodeError, offset: int) -> str:
    where = ""
    if isinstance(error, UnicodeDecodeError):
        found = data[error.start : error.start + 4].hex(" ").upper()
        where = f" at byte {offset + error.start} ({found})"
    other = "for instance " + ('"gb18030", "big5" or "cp1252"' if name == "utf-8" else '"utf-8"')
    return (
        f"not {name.upper()}{where}: give encoding= if the file is in another encoding ({other}), or "
        'errors="replace" to put U+FFFD where it cannot be read'
    )


def _line_ends(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines with their ends, which are CR, LF and CRLF only, as editors count them."""
    # Not io.StringIO, which takes four bytes a character.
    return (match[0] for match in _LINE.finditer(text))


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that its name leads to the old content or to the new, never to a part of it.

    Raises
    ------
    OSError
        If it cannot be written; the old file is whole.
    """
    target = Path(os.path.realpath(path))  # through a link, so that the link stays one
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder, not a file")
    if target.exists() and not target.is_file():
        # Putting a file in the place of a device or a pipe would take it from everybody else.
        raise OSError(22, "is a pipe, socket or device, not a file")
    # Made by hand and not by `tempfile`, so that a new file gets the permissions that new files get.
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_named(what: str, path: Path, data: bytes) -> None:
    """Write a file; `what` is what it holds, as the error calls it: ``the chart``.

    Raises
    ------
    WriteError
        If it cannot be written; the old file is whole.
    """
    try:
        write_file(path, data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise WriteError(f"{what} cannot be written: {why(error)}", path=path) from None


def check_ending(what: str, path: Path, endings: Iterable[str]) -> str:
    """Return the ending of a file's name, or raise OptionError if it is none of `endings`."""
    endings = tuple(endings)
    ending = path.suffix.lower()
    if ending not in endings:
        reason = f"{shown(path.name)}: {what} is saved as {', '.join(endings)}, which the name's ending says"
        raise OptionError(reason, option="path", value=path)
    return ending


def check_no_other_format(path: Path, endings: Iterable[str], advice: str) -> None:
    """Raise OptionError if a file's name says that it is of another format than `endings`.

    Nothing opens a web page that is named .pdf. A name without an ending, or with one that says nothing,
    passes.
    """
    ending = path.suffix.lower()
    if ending in _OTHER_FORMATS.difference(endings):
        raise OptionError(f"{shown(path.name)}: {advice}", option="path", value=path)

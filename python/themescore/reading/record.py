"""What a reader of a format is given, and what it gives."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from themescore import files
from themescore.errors import ReadError
from themescore.reading.archive import Member
from themescore.reading.encodings import decode


@dataclass(slots=True)
class Told:
    """What was found out of a file while it was read.

    Parameters
    ----------
    encoding : str or None
        The encoding that it is in; None where it is not text.
    confidence : float or None
        How sure that is; None where it was no guess.
    named : bool
        Whether the user named it.
    """

    encoding: str | None = None
    confidence: float | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and what the user said about it.

    Parameters
    ----------
    path : Path
        The file.
    text, id : str or None
        The columns that the user named.
    encoding : str or None
        The encoding that the user named.
    replace : bool
        Whether characters that cannot be read become U+FFFD.
    member : Member or None
        Where it is in an archive, if it is in one; `path` is then what messages call it.
    one : bool
        Whether it has to be one document: a file of a folder.
    double_encoded : str
        What becomes of text that was encoded twice: "warn", "mend" or "keep".
    fields : dict
        What the file's name says about its documents.
    front_matter, properties : bool
        Whether what the file says about itself is metadata.
    told : Told
        What reading it found out.
    """

    path: Path
    text: str | None = None
    id: str | None = None
    encoding: str | None = None
    replace: bool = False
    member: Member | None = None
    one: bool = False
    double_encoded: str = "keep"
    fields: Mapping[str, object] = field(default_factory=dict)
    front_matter: bool = False
    properties: bool = False
    told: Told = field(default_factory=Told, compare=False)

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """Open it for reading; what goes wrong, also while it is read, is a ReadError."""
        return _whole(self.path) if self.member is None else self.member.opened()

    def decoded(self, data: bytes, declared: str | None = None) -> tuple[str, int]:
        """Return its bytes as text, and how many characters were replaced.

        `declared` is the encoding that the file itself says it has, used where the user named none.

        Raises
        ------
        ReadError
            Where bytes are no text in the encoding.
        """
        encoding = self.encoding if self.encoding is not None else declared
        found = decode(data, self.path, encoding, replace=self.replace)
        self.told.encoding, self.told.confidence = found.encoding, found.confidence
        self.told.named = self.encoding is not None
        return found.text, found.replaced


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file; raise ReadError at the end if there is less of it than there was at the beginning."""
    with files.opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        yield file
        if os.fstat(file.fileno()).st_size < size:
            reason = "became shorter while it was read: read it again when nobody writes it"
            raise ReadError(reason, path=path, kind="changed")


class Place(NamedTuple):
    """Where a document was found: what its errors say."""

    path: Path
    line: int | None = None


@dataclass(slots=True)
class Record:
    """One document as its file has it.

    Parameters
    ----------
    text : str
        The text, unchanged.
    place : Place
        Where it stands.
    id : str or None
        The id that the file gives it.
    metadata : dict
        What else the file says about it.
    replaced : int
        How many of its characters were replaced by U+FFFD.
    told : Told or None
        What was found out of its file.
    double_encoded, lost : int
        How many of its characters were encoded twice, and how many are what is left of others.
    """

    text: str
    place: Place
    id: str | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    replaced: int = 0
    told: Told | None = None
    double_encoded: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """A format.

    Parameters
    ----------
    read : callable
        Yields the documents of a `Source` in order, and a ReadError in the place of one that cannot be read.
        Raises ReadError if nothing more can be read.
    many : bool
        Whether a file holds many documents. Such a file is read by itself, not as one of a folder.
    slow : bool
        Whether a file takes so long that several are worth being read at once, by workers.
    """

    read: Callable[[Source], Iterator[Record | ReadError]]
    many: bool = False
    slow: bool = False

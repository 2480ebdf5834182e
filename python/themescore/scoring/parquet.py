"""Parquet files of ours: settings as JSON in the file's metadata, and a checksum of every byte."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from themescore.errors import ReadError, ThemescoreError
from themescore.files import opened, write_named
from themescore.saved import DamagedError

_Made = TypeVar("_Made")

_SETTINGS, _CHECKSUM = "themescore", "themescore.checksum"
_MAGIC = b"PAR1"
_MARK = b"sha256:"
_BLANK = _MARK + b"0" * 64  # what stands there while the checksum is worked out
_ROWS = 1_000  # of a row group: other programs read a file group by group
# What pyarrow, and what looks at parsed data, raise for a file that holds something else.
_WRONG = (
    pa.ArrowException,
    OSError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ValueError,
    OverflowError,
    ThemescoreError,
)


class ParquetFormat:
    """A kind of Parquet file: a table, and settings that are JSON.

    Parameters
    ----------
    name : str
        What it holds, in a word or two.
    version : int
        That of its format; it is raised when files of the old one would be misread.
    """

    def __init__(self, name: str, version: int) -> None:
        self.name, self.version = name, version

    def write(self, path: str | os.PathLike[str], table: pa.Table, settings: dict[str, Any]) -> None:
        """Write a file; one that was there is whole if it cannot be written.

        Raises
        ------
        WriteError
            If it cannot be written.
        """
        head = {"format": f"themescore {self.name}", "version": self.version, **settings}
        buffer = pa.BufferOutputStream()
        with pq.ParquetWriter(buffer, table.schema, compression="zstd") as writer:
            writer.write_table(table, row_group_size=_ROWS)
            # The checksum comes last, so that nothing else in the file can be taken for it.
            writer.add_key_value_metadata({_SETTINGS: json.dumps(head, ensure_ascii=False)})
            writer.add_key_value_metadata({_CHECKSUM: _BLANK.decode()})
        data = buffer.getvalue().to_pybytes()
        at = data.rindex(_BLANK)
        checksum = _MARK + hashlib.sha256(data).hexdigest().encode()
        write_named("the file", Path(path), data[:at] + checksum + data[at + len(_BLANK) :])

    def read(self, path: str | os.PathLike[str], make: Callable[[pa.Table, dict[str, Any]], _Made]) -> _Made:
        """Return what `make` makes of a file's table and settings, of which it has to take nothing on trust.

        Raises
        ------
        ReadError
            A file that is of another kind, is cut short, was changed, is of a version that is not known, or
            holds what `make` has no use for.
        """
        path = Path(path)
        with opened(path) as file:
            data = file.read()
        try:
            settings = self._settings(data)
            try:
                return make(pq.read_table(pa.BufferReader(data)), settings)
            except _WRONG as error:
                reason = f"does not hold what {self.name} have ({type(error).__name__}: {_short(error)})"
                raise DamagedError(reason) from None
        except DamagedError as error:
            raise ReadError(error.reason, path=path, kind=self.name) from None

    def _settings(self, data: bytes) -> dict[str, Any]:
        """Return the settings of a file, which is looked at by nobody before its checksum is right."""
        at = data.rfind(_MARK)
        if at < 0 or not data.startswith(_MAGIC) or not data.endswith(_MAGIC):
            raise DamagedError(self._none())
        found = hashlib.sha256(memoryview(data)[:at])
        found.update(_BLANK)
        found.update(memoryview(data)[at + len(_BLANK) :])
        if data[at : at + len(_BLANK)] != _MARK + found.hexdigest().encode():
            raise DamagedError("was cut short or changed since it was saved: save it again")
        try:
            pairs = pq.read_metadata(pa.BufferReader(data)).metadata or {}
            settings = json.loads(pairs[_SETTINGS.encode()])
        except (*_WRONG, RecursionError):
            raise DamagedError(self._none()) from None
        if not isinstance(settings, dict) or settings.get("format") != f"themescore {self.name}":
            raise DamagedError(self._none())
        version = settings.get("version")
        if type(version) is not int or version != self.version:
            raise DamagedError(
                f"is {self.name} of version {version!r}, this themescore reads {self.version}: "
                "score and save again, or install the themescore that saved it"
            )
        return settings

    def _none(self) -> str:
        return f"holds no {self.name} that themescore saved, or is damaged: save them again"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:300]

"""Zip archives where a document was looked for. Those named by themselves are opened in `finding.py`."""

from __future__ import annotations

from typing import NoReturn

from themescore.errors import ReadError
from themescore.reading.record import Source


def read_zip(source: Source) -> NoReturn:
    """Raise ReadError: one file cannot be one document and many."""
    reason = "is an archive by its content, though not by its name: read it by itself"
    if source.member is not None:
        reason = "is an archive in an archive, which is not opened: unpack it, and read it by itself"
    raise ReadError(reason, path=source.path, kind="skipped")

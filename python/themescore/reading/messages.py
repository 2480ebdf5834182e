"""What `read` and its workers say to each other: JSON, and beside it a text as it is, each after its length.

Not pickle: a worker has taken strangers' files apart, and what comes from it stays data.
"""

from __future__ import annotations

import json
import struct
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from themescore._core import __version__
from themescore.errors import ReadError
from themescore.reading.record import Place, Record, Source, Told

_LENGTHS = struct.Struct(">QQ")


class UnsayableError(Exception):
    """An outcome that cannot be sent so that just the same comes out."""


def send(stream: BinaryIO, said: object, text: bytes = b"") -> None:
    """Write one message."""
    head = json.dumps(said).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(text)) + head)
    stream.write(text)
    stream.flush()


def greeting(file: str) -> bytes:
    """Return what a worker of the package whose module `file` is says first."""
    return f"themescore {__version__} {file!a}\n".encode("ascii")


def receive(stream: BinaryIO) -> tuple[Any, bytes] | None:
    """Return one message; None at the end, also where it comes in the middle of one."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, text_length = _LENGTHS.unpack(lengths)
    head = stream.read(head_length)
    text = stream.read(text_length)
    if len(head) < head_length or len(text) < text_length:
        return None
    return json.loads(head), text


def say_source(source: Source) -> dict[str, object]:
    """Return what a worker has to know of a file."""
    return {
        "path": str(source.path),
        "encoding": source.encoding,
        "replace": source.replace,
        "one": source.one,
        "double_encoded": source.double_encoded,
        "front_matter": source.front_matter,
        "properties": source.properties,
    }


def source_of(said: dict[str, Any]) -> Source:
    """Return the file that `say_source` told of."""
    return Source(**{**said, "path": Path(said["path"])})


def say_outcome(outcome: Record | ReadError, source: Source) -> tuple[dict[str, object], bytes]:
    """Return a message that says what came of a file.

    Raises
    ------
    UnsayableError
        If it cannot be told so that `outcome_of` gives just the same.
    """
    if isinstance(outcome, ReadError):
        error = {"reason": outcome.reason, "path": outcome.path, "line": outcome.line, "kind": outcome.kind}
        return {"error": error}, b""
    if outcome.place != Place(source.path) or outcome.id is not None:
        raise UnsayableError
    told = outcome.told or Told()
    record = {
        "metadata": {name: _say_value(value) for name, value in outcome.metadata.items()},
        "replaced": outcome.replaced,
        "double_encoded": outcome.double_encoded,
        "lost": outcome.lost,
    }
    try:
        text = outcome.text.encode()
    except UnicodeEncodeError:
        raise UnsayableError from None
    return {"record": record, "told": [told.encoding, told.confidence, told.named]}, text


def outcome_of(said: dict[str, Any], text: bytes, source: Source) -> Record | ReadError:
    """Return what came of a file, as `say_outcome` told it, and put what was found out into the source."""
    if "error" in said:
        error = said["error"]
        return ReadError(error.pop("reason"), **error)
    source.told.encoding, source.told.confidence, source.told.named = said["told"]
    record = said["record"]
    metadata = {name: _value_of(value) for name, value in record.pop("metadata").items()}
    return Record(text.decode(), Place(source.path), metadata=metadata, told=source.told, **record)


def _say_value(value: object) -> object:
    """Return a value of the metadata as JSON has it; dates and times in an object with their type's name."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, date):
        said = {type(value).__name__: value.isoformat()}
        if repr(_value_of(said)) == repr(value):  # not so for time zones that have a name
            return said
    raise UnsayableError


def _value_of(said: Any) -> object:
    if not isinstance(said, dict):
        return said
    if "datetime" in said:
        return datetime.fromisoformat(said["datetime"])
    return date.fromisoformat(said["date"]) if "date" in said else None

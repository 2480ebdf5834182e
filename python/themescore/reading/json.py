"""JSON: a list of objects, one of their values the text; or an object of ids and texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from themescore.errors import ReadError, shown
from themescore.reading.jsonl import unique_keys
from themescore.reading.record import Place, Record, Source
from themescore.reading.rows import Fail, kind_of, record_of


def read_json(source: Source) -> Iterator[Record | ReadError]:
    """Yield a document for each object of the list, or for each key of the object."""
    with source.opened() as file:
        text, replaced = source.decoded(file.read())
    value = _value(source, text)
    del text
    if isinstance(value, dict):
        yield from _by_id(source, value, replaced)
        return
    if not isinstance(value, list):
        reason = f'holds {kind_of(value)}, not a list of objects such as {{"id": ..., "text": ...}}'
        raise ReadError(reason, path=source.path, kind="malformed")
    for number, item in enumerate(value, start=1):
        fail = _at(source, f"item {number:,}")
        if not isinstance(item, dict):
            yield fail(f'is {kind_of(item)}, not an object such as {{"id": ..., "text": ...}}', "malformed")
            continue
        marks = str(item.get(source.text or "text")).count("\ufffd") if replaced else 0
        try:
            yield record_of(item, source, fail, replaced=marks, has="the object has")
        except ReadError as error:
            yield error


def _by_id(source: Source, value: dict[str, Any], replaced: int) -> Iterator[Record | ReadError]:
    for option, name in (("text", source.text), ("id", source.id)):
        if name is not None:
            reason = f"is one object of ids and texts, which has no columns: leave out {option}={shown(name)}"
            raise ReadError(reason, path=source.path, kind="malformed")
    for key, text in value.items():
        if isinstance(text, str):
            yield Record(text, Place(source.path), key, replaced=text.count("\ufffd") if replaced else 0)
        else:
            reason = (
                f'is {kind_of(text)}, not text: an object of texts, or a list of objects, [{{"text": ...}}]'
            )
            yield _at(source, shown(key))(reason, "type")


def _at(source: Source, where: str) -> Fail:
    return lambda reason, kind: ReadError(f"{where}: {reason}", path=source.path, kind=kind)


def _value(source: Source, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=unique_keys)
    except json.JSONDecodeError as problem:
        reason = f"not JSON: {problem.msg} at column {problem.colno}"
        if problem.msg == "Extra data":
            reason += "; if it has one object a line, its name has to end in .jsonl"
        raise ReadError(reason, path=source.path, line=problem.lineno, kind="malformed") from None
    # A key twice, a number of thousands of digits, too deep nesting.
    except (ValueError, RecursionError) as problem:
        reason = f"not JSON that can be read: {problem}"
        raise ReadError(reason, path=source.path, kind="malformed") from None

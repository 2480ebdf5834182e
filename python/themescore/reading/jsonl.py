"""JSON lines: one object a line, one of its values the text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from themescore.errors import ReadError, shown
from themescore.files import codec, decode_part, lines_of
from themescore.reading.encodings import START, detect
from themescore.reading.record import Record, Source
from themescore.reading.rows import kind_of, record_of


def read_jsonl(source: Source) -> Iterator[Record | ReadError]:
    """Yield a document for each line that is not blank."""
    for number, line in enumerate(_lines(source), start=1):
        if isinstance(line, ReadError):
            yield line
        elif line[0].strip():
            try:
                yield _record(source, number, *line)
            except ReadError as error:
                yield error


def _lines(source: Source) -> Iterator[tuple[str, int] | ReadError]:
    """Yield each line and its number of replaced characters.

    UTF-8 goes line by line, so that one bad line is one failure; in other encodings the byte of a line end
    can be part of a character.
    """
    with source.opened() as file:
        start = file.read(START)
        name, skipped = codec(start[:4], source.encoding)
        found = None if source.encoding is not None or skipped else detect(start)
        file.seek(0 if name != "utf-8" or found else skipped)
        if name != "utf-8" or (found is not None and found.encoding is not None):
            text, _ = source.decoded(file.read())
            # What was replaced is counted for each document: U+FFFD has no other business in such a file.
            yield from ((line, line.count("\ufffd") if source.replace else 0) for line in lines_of(text))
            return
        source.told.encoding = name
        offset, number = skipped, 0
        for block in file:
            # A file with CR alone is one block. The usual block is one line, and not copied.
            for line in block.splitlines(keepends=True) if b"\r" in block else (block,):
                number += 1
                try:
                    yield decode_part(
                        line, name, source.path, line=number, offset=offset, replace=source.replace
                    )
                except ReadError as error:
                    yield error
                offset += len(line)


def _record(source: Source, number: int, line: str, replaced: int) -> Record:
    def error(reason: str, kind: str) -> ReadError:
        return ReadError(reason, path=source.path, line=number, kind=kind)

    try:
        value = json.loads(line, object_pairs_hook=unique_keys)
    except json.JSONDecodeError as problem:
        raise error(f"not JSON: {problem.msg} at column {problem.colno}", "malformed") from None
    except (
        ValueError,
        RecursionError,
    ) as problem:  # a key twice, a number of thousands of digits, too deep nesting
        raise error(f"not JSON that can be read: {problem}", "malformed") from None
    if not isinstance(value, dict):
        raise error(
            f'the line is {kind_of(value)}, not an object such as {{"id": ..., "text": ...}}', "malformed"
        )
    return record_of(value, source, error, line=number, replaced=replaced, has="the object has")


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, or raise ValueError for a key that is in it twice."""
    value = dict(pairs)
    if len(value) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"{shown(twice)} is there twice")
    return value

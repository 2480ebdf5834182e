"""One row of a table, or object of JSON, with values of their own kinds: which is the text, which the id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from themescore.errors import ReadError, listed, shown
from themescore.reading.record import Place, Record, Source

_NAMES = {
    type(None): "null",
    str: "text",
    bytes: "bytes",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}
Fail = Callable[[str, str], ReadError]


def record_of(
    values: dict[str, Any],
    source: Source,
    fail: Fail,
    *,
    line: int | None = None,
    replaced: int = 0,
    has: str,
) -> Record:
    """Return the document of a row; what is neither text nor id in it is metadata.

    Parameters
    ----------
    values : dict
        The row. It becomes the metadata.
    source : Source
        The file.
    fail : callable
        Makes an error of a reason and a kind.
    line : int or None
        Where the row is.
    replaced : int
        How many of its characters were replaced.
    has : str
        How a message begins to say what there is: ``the object has``.

    Raises
    ------
    ReadError
        If there is no text, or an id that is none.
    """
    column = source.text or "text"
    if column not in values:
        raise fail(f"no {shown(column)}; {has} {listed(values) or 'nothing'}: name one in text=", "malformed")
    text = values.pop(column)
    if not isinstance(text, str):
        raise fail(f"{shown(column)} is {kind_of(text)}, not text", "type")
    key = source.id or "id"
    name = None
    if key in values:
        name = values.pop(key)
        if isinstance(name, bool) or not isinstance(name, (str, int)):
            raise fail(f"the id in {shown(key)} is {kind_of(name)}, not text or a whole number", "id")
        name = str(name)
    elif source.id is not None:
        raise fail(f"no {shown(key)}; {has} {listed(values) or 'nothing'} beside the text", "id")
    return Record(text, Place(source.path, line), name, values, replaced)


def kind_of(value: object) -> str:
    """Return what a value is, as a message says it."""
    return _NAMES.get(type(value), f"of type {type(value).__name__}")

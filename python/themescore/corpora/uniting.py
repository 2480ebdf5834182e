"""The metadata of several corpora as one frame: all columns, gaps where a corpus has not got one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from themescore.corpora.documents import missing
from themescore.corpora.frames import as_frame, take
from themescore.errors import InputError, shown

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.DataFrame[Any]


def united(frames: Sequence[Frame | None], kept: Sequence[Sequence[int]]) -> Frame | None:
    """Return the rows that are kept of each frame, below each other, in the library of the first.

    Raises
    ------
    InputError
        If a column is numbers in one and text in another: no value would equal one of the other corpus.
    """
    import narwhals as nw

    parts: list[Frame | None] = [
        None if frame is None or not frame.columns else take(frame, rows)
        for frame, rows in zip(frames, kept, strict=True)
    ]
    names = list(dict.fromkeys(name for part in parts if part is not None for name in part.columns))
    if not names:
        return None
    for name in names:
        _check_kinds(name, parts)
    first = next(part for part in parts if part is not None)
    if all(part is not None and _alike(part, first) for part in parts):
        # All columns are of one type, which stays what it is.
        whole = nw.concat([part for part in parts if part is not None], how="vertical")
        return take(whole, range(len(whole)))
    columns = {name: _values(name, parts, kept) for name in names}
    if first.implementation.is_pandas_like():
        return as_frame(columns)
    try:
        return nw.from_dict(columns, backend=first.implementation)
    except Exception as error:  # each library has exceptions of its own
        raise InputError(
            f"the metadata do not fit into one {first.implementation.value} frame ({error}): "
            "make each column of one type first, or give the metadata as pandas"
        ) from None


def _alike(part: Frame, first: Frame) -> bool:
    return part.implementation == first.implementation and part.schema == first.schema


def _values(name: str, parts: Sequence[Frame | None], kept: Sequence[Sequence[int]]) -> list[Any]:
    values: list[Any] = []
    for part, rows in zip(parts, kept, strict=True):
        if part is None or name not in part.columns:
            values += [None] * len(rows)
        else:
            values += [None if missing(value) else value for value in part[name].to_list()]
    return values


def _check_kinds(name: str, parts: Sequence[Frame | None]) -> None:
    first: dict[str, int] = {}
    for number, part in enumerate(parts):
        if part is not None and name in part.columns:
            kind = _kind(part[name])
            if kind:
                first.setdefault(kind, number)
    if len(first) > 1:
        (one, here), (other, there), *_ = first.items()
        raise InputError(
            f"metadata column {shown(name)} is {one} in corpus {here} and {other} in corpus {there}, counted "
            "from 0: make it one of the two first, or no value of one would equal a value of the other"
        )


def _kind(column: Any) -> str:
    """Return what a column holds as a message says it; nothing for what goes with anything."""
    kind = column.dtype
    if kind.is_numeric():
        return "numbers"
    if kind.is_temporal():
        return "times"
    name = type(kind).__name__
    if name == "Boolean":
        return "true and false"
    if name in ("String", "Categorical", "Enum"):
        return "text" if any(not missing(value) for value in column.to_list()) else ""
    return ""

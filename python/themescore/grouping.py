"""Documents sorted into groups by their metadata."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.documents import missing
from themescore.errors import InputError, shown
from themescore.frames import column_names

if TYPE_CHECKING:
    from themescore.document_list import DocumentList

_MISSING = "(missing)"


class Groups(NamedTuple):
    """The documents sorted by a metadata column.

    Parameters
    ----------
    labels : list of str
        The groups' names in order, each there once.
    keys : list
        The groups' values in the same order; None for that of the documents without one.
    of : list of int
        Each document's group.
    missing : int or None
        The group of the documents without a value.
    """

    labels: list[str]
    keys: list[Any]
    of: list[int]
    missing: int | None


def groups_of(documents: DocumentList, by: str) -> Groups:
    """Sort the documents into groups; raise InputError where a column does not say them."""
    frame = documents._frame
    if frame is None or by not in frame.columns:
        there = "there is no metadata" if frame is None else f"there is {column_names(frame)}"
        raise InputError(f"no metadata column {shown(by)} to compare by: {there}")
    cells = zip(frame[by].to_list(), documents.ids, strict=True)
    values = [_group_value(value, by, document) for value, document in cells]
    distinct: list[Any] = list(dict.fromkeys(value for value in values if value is not None))
    try:
        distinct.sort()
    except TypeError:
        distinct.sort(key=lambda value: (type(value).__name__, str(value)))
    keys: list[Hashable] = [*distinct, None] if None in values else distinct
    if len(keys) < 2:
        raise InputError(
            f"column {shown(by)} puts all {len(values):,} documents into one group, "
            f"{shown(_spellings(keys[0])[0])}: compare by a column with two or more values"
        )
    number = {key: i for i, key in enumerate(keys)}
    return Groups(_labels(keys), keys, [number[value] for value in values], number.get(None))


def _group_value(value: object, by: str, document: str) -> Hashable:
    """Return a cell as something that can be a group, None if it is missing."""
    if missing(value):
        return None
    try:
        hash(value)
    except TypeError:
        raise InputError(
            f"column {shown(by)} of document {shown(document)} holds a value of type {type(value).__name__}, "
            "which names no group: give each document one value, such as text or a number"
        ) from None
    return value


def _labels(keys: Sequence[Hashable]) -> list[str]:
    """Return the values as names, each there once.

    Of values that look alike the text is quoted, and what is no text is as it is: 1 and '1', (missing) and
    '(missing)'. Tables show runs of white space as one space, so it makes no difference here either.
    """
    labels: dict[Hashable, str] = {}
    taken = set()
    for key in sorted(keys, key=lambda key: (key is not None, isinstance(key, str))):
        names = _endless(_spellings(key))
        labels[key] = next(name for name in names if " ".join(name.split()) not in taken)
        taken.add(" ".join(labels[key].split()))
    return [labels[key] for key in keys]


def _spellings(value: Hashable) -> list[str]:
    """Return how a value can be shown, the plainest way first."""
    if value is None:
        return [_MISSING]
    # A column of whole numbers with a gap in it comes out of pandas as floats.
    plain = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return [plain, repr(value), f"{value!r} ({type(value).__name__})"]


def _endless(names: Sequence[str]) -> Iterator[str]:
    yield from names
    yield from (f"{names[-1]} {number}" for number in itertools.count(2))

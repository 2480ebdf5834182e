"""Documents sorted into groups by their metadata, or by a function."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Document, missing
from themescore.corpora.frames import column_names
from themescore.errors import InputError, did_you_mean, listed, shown

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.corpora.document_list import DocumentList

By: TypeAlias = str | Callable[[Document], object]

_MISSING = "(missing)"


class Groups(NamedTuple):
    """The documents sorted by a metadata column, or by what a function says of each.

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
    name : str
        What they were sorted by.
    """

    labels: list[str]
    keys: list[Any]
    of: list[int]
    missing: int | None
    name: str


def groups_of(documents: DocumentList, by: By) -> Groups:
    """Sort the documents into groups; raise InputError where what they are sorted by does not say them."""
    groups = _sorted(documents, by, "by")
    if len(groups.keys) < 2:
        raise InputError(
            f"{_called(by)} puts all {len(groups.of):,} documents into one group, "
            f"{shown(_spellings(groups.keys[0])[0])}: compare by what has two or more values"
        )
    return groups


def any_groups_of(documents: DocumentList, by: By) -> Groups:
    """Sort the documents into groups, of which there may be one alone."""
    return _sorted(documents, by, "by")


def strata_of(documents: DocumentList, within: By | Sequence[By] | None) -> Groups:
    """Sort the documents into strata: those that have all values in common; one stratum for None."""
    if within is None:
        return Groups([""], [()], [0] * len(documents), None, "")
    several = [within] if isinstance(within, str) or callable(within) else list(within)
    if not several:
        raise InputError("within=[]: name a metadata column, or leave it out")
    by = [_sorted(documents, each, "within") for each in several]
    cells = list(zip(*(groups.of for groups in by), strict=True))
    distinct = sorted(set(cells))
    number = {cell: i for i, cell in enumerate(distinct)}
    labels = [", ".join(groups.labels[i] for groups, i in zip(by, cell, strict=True)) for cell in distinct]
    name = ", ".join(groups.name for groups in by)
    return Groups(labels, list(distinct), [number[cell] for cell in cells], None, name)


def group_number(groups: Groups, group: object) -> int | None:
    """Return which group has this label or value; None if there is none."""
    for number, (label, key) in enumerate(zip(groups.labels, groups.keys, strict=True)):
        # Not by ==, which says that True is 1.
        if group == label or (type(group) is type(key) and group == key):
            return number
    return None


def documents_of(groups: Groups, group: object) -> npt.NDArray[np.bool_]:
    """Return which documents are in a group; raise InputError if there is no such group."""
    number = group_number(groups, group)
    if number is None:
        raise InputError(
            f"group={shown(group)} is no group of {groups.name!r}: there is {listed(groups.labels)}"
        )
    chosen: npt.NDArray[np.bool_] = np.array(groups.of) == number
    return chosen


def compared_strata(cells: npt.NDArray[np.int64], baseline: int | None) -> npt.NDArray[np.bool_]:
    """Return which strata have documents of two groups, one of them the baseline if it is a group.

    `cells` are the documents, groups by strata.
    """
    both: npt.NDArray[np.bool_] = (cells > 0).sum(axis=0) > 1
    return both if baseline is None else both & (cells[baseline] > 0)


def cell_sizes(groups: Groups, strata: Groups) -> npt.NDArray[np.int64]:
    """Return how many documents each group has in each stratum, groups by strata."""
    cells = np.zeros((len(groups.labels), len(strata.labels)), np.int64)
    np.add.at(cells, (np.array(groups.of), np.array(strata.of)), 1)
    return cells


def _sorted(documents: DocumentList, by: By, option: str) -> Groups:
    if callable(by):
        name, cells = _by_function(documents, by)
    elif not isinstance(by, str):
        raise InputError(_no_column_name(by, option))
    else:
        name, cells = by, _column(documents, by, option)
    values = [_group_value(value, by, document) for value, document in zip(cells, documents.ids, strict=True)]
    distinct: list[Any] = list(dict.fromkeys(value for value in values if value is not None))
    try:
        distinct.sort()
    except TypeError:
        distinct.sort(key=lambda value: (type(value).__name__, str(value)))
    keys: list[Hashable] = [*distinct, None] if None in values else distinct
    number = {key: i for i, key in enumerate(keys)}
    return Groups(_labels(keys), keys, [number[value] for value in values], number.get(None), name)


def _no_column_name(by: object, option: str) -> str:
    if isinstance(by, (list, tuple)) and by and all(isinstance(name, str) for name in by):
        both = ", ".join(f"{{document.metadata[{name!r}]}}" for name in by)
        instead = f"one column, or a function: lambda document: f{both!r}"
    else:
        instead = "the name of a metadata column, or a function of a Document"
    return f"{option}={shown(by)}: give {instead}"


def _column(documents: DocumentList, by: str, option: str) -> list[Any]:
    frame = documents._frame
    if frame is None or by not in frame.columns:
        there = "there is no metadata" if frame is None else f"there is {column_names(frame)}"
        what = "compare by" if option == "by" else "compare within"
        hint = "" if frame is None else did_you_mean(by, frame.columns)
        advice = "" if hint else "; a table of more columns is given as metadata= where the texts are read"
        raise InputError(f"no metadata column {shown(by)} to {what}: {hint or there}{advice}")
    column: list[Any] = frame[by].to_list()
    return column


def _by_function(documents: DocumentList, by: Callable[[Document], object]) -> tuple[str, list[Any]]:
    if not isinstance(documents, Corpus):
        raise InputError(
            f"a function sorts documents with their texts, which {documents._where_texts_went}: compare by a "
            "metadata column"
        )
    name = getattr(by, "__name__", "group")
    values = []
    for document in documents:
        try:
            values.append(by(document))
        except Exception as error:
            raise InputError(
                f"{_called(by)} failed on document {shown(document.id)}: {type(error).__name__}: {error}"
            ) from error
    return "group" if name == "<lambda>" else name, values


def _called(by: By) -> str:
    return f"the function {getattr(by, '__name__', by)!r}" if callable(by) else f"column {shown(by)}"


def _group_value(value: object, by: By, document: str) -> Hashable:
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

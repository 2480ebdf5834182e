"""One document of a corpus, and the checks that texts and ids go through on their way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from typing import NamedTuple

from themescore import _core
from themescore.errors import InputError, TextError, listed, shown

__all__ = ["Document", "Failure"]

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One document: what iterating over a corpus gives.

    Parameters
    ----------
    id : str
        The document's name, unique in its corpus.
    text : str
        The text as it came in.
    metadata : dict
        Column name to value.

    Examples
    --------
    >>> from themescore import Corpus
    >>> Corpus(["Reform goes on."], ids=["gansu"], metadata={"year": [2023]})[0]
    Document('gansu', 15 characters, year=2023)
    """

    id: str
    text: str
    metadata: Mapping[str, object] = field(default_factory=dict)

    def __repr__(self) -> str:
        parts = [shown(self.id), f"{len(self.text):,} characters"]
        parts += [f"{name}={shown(value)}" for name, value in self.metadata.items()]
        return f"Document({', '.join(parts)})"


class Failure(NamedTuple):
    """A file, or one document of it, that `read` could not read.

    ``pandas.DataFrame(corpus.failures)`` is a table of them.

    Parameters
    ----------
    path : str
        The file or folder.
    line : int or None
        The line in it, from 1.
    kind : str
        One word: ``encoding``, ``malformed``, ``type``, ``id``, ``name``, ``surrogate``, ``link``,
        ``special``, ``directory``, ``unreadable``, or ``changed`` while it was read; of archives and of
        documents that are not plain text ``damaged``, ``encrypted``, ``empty``, ``format``, ``size`` where a
        limit is passed, ``library`` if one is missing, or ``killed`` if the process that read it was; or
        ``skipped`` for a file of a kind that is not read.
    reason : str
        What is wrong and what to do.
    """

    path: str
    line: int | None
    kind: str
    reason: str


def missing(value: object) -> bool:
    """Say whether a value is one of the ways in which a table says that there is none."""
    if value is None:
        return True
    try:
        return bool(value != value)  # NaN and NaT; pandas.NA refuses to be a bool
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def values_of(values: object, what: str, instead: str) -> Sequence[object]:
    """Return a list, a Series, an array or an Arrow column as a sequence of Python values.

    Raises
    ------
    InputError
        For whatever would be silently taken apart (a str into letters, a frame into its column names), has no
        order, or is no sequence at all; `instead` says what to write.
    """
    if isinstance(values, (list, tuple)):
        return values
    if isinstance(values, (str, bytes, bytearray, Mapping, set, frozenset)) or hasattr(values, "columns"):
        raise InputError(f"{what} must be a list, not one {type(values).__name__}: {instead}")
    for method in ("to_pylist", "to_list", "tolist"):  # Arrow; pandas and polars; numpy
        if hasattr(values, method):
            converted = getattr(values, method)()
            if isinstance(converted, list):
                return converted
    if not isinstance(values, Iterable):
        raise InputError(f"{what} must be a list, not {type(values).__name__}: {instead}")
    return list(values)


def check_id(value: object, position: int, what: str = "id", place: str | None = None) -> str:
    """Return an id as str, exactly; raise InputError for one that is missing or no name.

    `place` is where it stands; if it is not given, the number of its row, from 1.
    """
    if place is None:
        place = f"row {position + 1:,}"
    if isinstance(value, str):
        name = str.__str__(value)
        if _core.find_surrogate(name) >= 0:
            raise InputError(
                f"{what} in {place} is {shown(value)}, which holds a lone surrogate: it has no "
                "place in a file or a table; write the id without it"
            )
        return name
    if not isinstance(value, bool) and isinstance(value, Integral):
        return str(int(value))
    if missing(value):
        raise InputError(f"{what} in {place} is missing ({value!r}): every document needs an id of its own")
    raise InputError(
        f"{what} in {place} is {shown(value)}, of type {type(value).__name__}: an id is a str "
        "or an int; write str(...) around it to choose the spelling"
    )


def check_ids(
    values: Sequence[object], what: str = "id", places: tuple[str, Sequence[int]] | None = None
) -> tuple[str, ...]:
    """Return ids as str, exactly; raise InputError for one that is missing, no name, or there twice.

    `places` says what the ids are in, ``line`` for instance, and in which each is; rows if not given.
    """
    kind, numbers = places or ("row", range(1, len(values) + 1))
    ids: list[str] = []
    first: dict[str, int] = {}
    twice: dict[str, int] = {}
    for position, value in enumerate(values):
        ids.append(check_id(value, position, what, f"{kind} {numbers[position]:,}"))
        if first.setdefault(ids[-1], position) != position:
            twice.setdefault(ids[-1], position)
    if twice:
        pairs = [
            f"{shown(name)} in {kind}s {numbers[first[name]]:,} and {numbers[second]:,}"
            for name, second in twice.items()
        ]
        more = f" and {len(pairs) - 10:,} more" if len(pairs) > 10 else ""
        counted = "" if places else ", rows counted from 1"
        raise InputError(f"every {what} must be there once{counted}: {'; '.join(pairs[:10])}{more}")
    return tuple(ids)


def check_texts(
    values: Sequence[object], ids: Sequence[str], *, replace: bool
) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the texts as str, and how many lone surrogates were replaced in which document.

    Raises
    ------
    InputError
        For a text that is not a str.
    TextError
        For a lone surrogate, unless `replace`.
    """
    texts: list[str] = []
    replaced: dict[str, int] = {}
    for position, value in enumerate(values):
        text = as_text(value, position, ids[position])
        offset = _core.find_surrogate(text)
        if offset >= 0:
            if not replace:
                raise TextError(surrogate_reason(text, offset), document=ids[position], offset=offset)
            text, replaced[ids[position]] = replace_surrogates(text)
        texts.append(text)
    return tuple(texts), replaced


def as_text(value: object, position: int, name: str) -> str:
    """Return a text as a plain str, also of a subclass such as numpy.str_, or raise InputError."""
    if not isinstance(value, str):
        raise InputError(_not_a_text(value, position, name))
    return str.__str__(value)


def surrogate_reason(text: str, offset: int) -> str:
    """Return what is wrong with a text that has a lone surrogate, and what to do."""
    return (
        f"a lone surrogate U+{ord(text[offset]):04X}, half of a character: mend the text, or give "
        'errors="replace" to put U+FFFD in its place'
    )


def replace_surrogates(text: str) -> tuple[str, int]:
    """Return the text with U+FFFD for each lone surrogate, so that offsets hold, and their number."""
    return _SURROGATE.subn("\ufffd", text)


def _not_a_text(value: object, position: int, name: str) -> str:
    where = f"text {position} (id {shown(name)})"
    if missing(value):
        return f"{where} is missing ({value!r}): leave the document out, or give '' for an empty one"
    if isinstance(value, (bytes, bytearray)):
        return f"{where} is {type(value).__name__}: decode it first, for instance with .decode('utf-8')"
    return f"{where} is {shown(value)}, of type {type(value).__name__}: a text must be a str"


def names_missing(wanted: Iterable[str], there: Iterable[str]) -> str:
    """Return the names in `wanted` that are not in `there`, as a message lists them; '' if there are none."""
    known = set(there)
    return listed(name for name in wanted if name not in known)

"""Documents that are there twice."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from themescore.corpora.documents import missing
from themescore.corpora.frames import column_names
from themescore.errors import InputError, shown

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus

__all__ = ["Duplicate"]


class Duplicate(NamedTuple):
    """A document that is the same as an earlier one: what `Corpus.duplicates` and `Corpus.dropped` list.

    ``pandas.DataFrame(corpus.duplicates())`` is a table of them.

    Parameters
    ----------
    id : str
        The document's id.
    same_as : str
        The id of the first document that is the same.
    """

    id: str
    same_as: str


def duplicates(corpus: Corpus, by: str) -> list[Duplicate]:
    """Return the documents that have what an earlier one has; `Corpus.duplicates` has the documentation."""
    first: dict[Hashable, str] = {}
    found = []
    for name, key in zip(corpus.ids, _keys(corpus, by), strict=True):
        if not missing(key):
            same = first.setdefault(key, name)
            if same != name:
                found.append(Duplicate(name, same))
    return found


def without(corpus: Corpus, dropped: Sequence[Duplicate]) -> Corpus:
    """Return the corpus without these documents, which it then knows as dropped."""
    gone = {duplicate.id for duplicate in dropped}
    kept = corpus._take([at for at, name in enumerate(corpus.ids) if name not in gone], "this")
    kept._dropped = tuple(dropped)
    return kept


def _keys(corpus: Corpus, by: str) -> Sequence[Hashable]:
    if by == "text":
        return corpus.texts
    if by == "id":
        return corpus.ids
    frame = corpus._frame
    if frame is None or by not in frame.columns:
        there = "there is no metadata" if frame is None else f"there is {column_names(frame)}"
        raise InputError(f"by={shown(by)}: it can be 'text', 'id' or a metadata column, of which {there}")
    values: list[Hashable] = frame[by].to_list()
    for name, value in zip(corpus.ids, values, strict=True):
        try:
            hash(value)
        except TypeError:
            raise InputError(
                f"column {shown(by)} of document {shown(name)} holds a {type(value).__name__}, "
                "by which no two documents can be the same"
            ) from None
    return values

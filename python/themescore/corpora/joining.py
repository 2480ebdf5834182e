"""Several corpora as one: their ids stay apart, their metadata are united."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from themescore.cleaning.joining import joined
from themescore.corpora.documents import check_id
from themescore.corpora.duplicates import Duplicate
from themescore.corpora.uniting import united
from themescore.errors import InputError, check_flag, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from themescore.corpora.corpus import Corpus
    from themescore.corpora.documents import Failure

__all__ = ["concat"]


def concat(corpora: Iterable[Corpus] | Mapping[str, Corpus], *, keep_first: bool = False) -> Corpus:
    """Put the documents of several corpora into one, in their order.

    Parameters
    ----------
    corpora : list of Corpus, or dict of name to Corpus
        The corpora. With names each id becomes ``name/id``, so that documents of one id in two corpora stay
        apart.
    keep_first : bool
        Whether of documents with the same id the first is kept and the others are dropped, which
        `Corpus.dropped` then lists. Otherwise they are an error.

    Returns
    -------
    Corpus
        With all metadata columns; a document of a corpus that has not got one has no value there. The frame
        is of the library of the first corpus that has metadata. Failures are those of all.

    Raises
    ------
    InputError
        No corpora, or something else among them; an id that is there twice; a column that is numbers in one
        corpus and text in another.

    Examples
    --------
    >>> import themescore as ts
    >>> old = ts.Corpus(["Prices rose."], ids=["may"], metadata={"year": [1984]})
    >>> new = ts.Corpus(["Prices fell.", "Calm."], ids=["may", "june"], metadata={"month": [5, 6]})
    >>> both = ts.concat({"1984": old, "2024": new})
    >>> both.ids
    ('1984/may', '2024/may', '2024/june')
    >>> both.metadata
       year  month
    0  1984   <NA>
    1  <NA>      5
    2  <NA>      6
    >>> ts.concat([old, new], keep_first=True).dropped
    [Duplicate(id='may', same_as='may')]
    """
    from themescore.corpora.corpus import Corpus

    check_flag("keep_first", keep_first)
    names, parts = _parts(corpora)
    for position, part in enumerate(parts):
        if not isinstance(part, Corpus):
            raise InputError(f"corpus {position} is a {type(part).__name__}: give each as a Corpus")
    prefixes = [f"{check_id(name, at, 'name')}/" for at, name in enumerate(names)] or [""] * len(parts)
    ids: list[str] = []
    texts: list[str] = []
    kept: list[list[int]] = []
    dropped: list[Duplicate] = []
    replaced: dict[str, int] = {}
    failures: list[Failure] = []
    first: dict[str, int] = {}
    twice: dict[str, int] = {}
    for number, (prefix, part) in enumerate(zip(prefixes, parts, strict=True)):
        kept.append([])
        failures += part._failures
        for at, (own, text) in enumerate(zip(part.ids, part.texts, strict=True)):
            name = prefix + own
            if first.setdefault(name, number) != number:
                twice.setdefault(name, number)
                dropped.append(Duplicate(name, name))
                continue
            ids.append(name)
            texts.append(text)
            kept[-1].append(at)
            if own in part._replacements:
                replaced[name] = part._replacements[own]
    if twice and not keep_first:
        raise InputError(_there_twice(first, twice))
    frame = united([part._frame for part in parts], kept)
    # A part that was read, and the same one again: what could not be read is said once.
    whole = Corpus._of(tuple(ids), tuple(texts), frame, tuple(dict.fromkeys(failures)), replaced)
    whole._dropped = tuple(dropped)
    whole._cleaning = joined(parts, kept, ids, frame)
    return whole


def _parts(corpora: Any) -> tuple[list[str], list[Corpus]]:
    names: list[str] = []
    if isinstance(corpora, Mapping):
        names, parts = list(corpora), list(corpora.values())
    elif hasattr(corpora, "texts") or isinstance(corpora, str) or not hasattr(corpora, "__iter__"):
        raise InputError(f"corpora are a {type(corpora).__name__}: give a list of them, or a dict by name")
    else:
        parts = list(corpora)
    if not parts:
        raise InputError("no corpora: the list of them is empty")
    return names, parts


def _there_twice(first: Mapping[str, int], twice: Mapping[str, int]) -> str:
    pairs: Sequence[str] = [
        f"{shown(name)} in corpora {first[name]} and {number}" for name, number in list(twice.items())[:10]
    ]
    more = f" and {len(twice) - 10:,} more" if len(twice) > 10 else ""
    return (
        f"ids that are there twice: {'; '.join(pairs)}{more}. Name the corpora, "
        'ts.concat({"old": a, "new": b}), which puts the names before the ids, or say keep_first=True'
    )

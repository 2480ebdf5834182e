"""spaCy's ``Doc``: its text, to the character, and what was attached to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from themescore.corpora.frames import as_frame
from themescore.errors import InputError, shown

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus


def from_spacy(make: type[Corpus], docs: Iterable[Any], id: str | None) -> Corpus:
    """Return a corpus of docs; `Corpus.from_spacy` has the documentation."""
    if not isinstance(docs, Iterable) or hasattr(docs, "user_data"):
        raise InputError(f"docs is one {type(docs).__name__}: give a list of them, or what nlp.pipe returns")
    texts: list[str] = []
    rows: list[dict[str, Any]] = []
    for position, doc in enumerate(docs):
        if not hasattr(doc, "text") or not hasattr(doc, "user_data"):
            raise InputError(f"doc {position} is a {type(doc).__name__}: give the Docs that spaCy makes")
        texts.append(doc.text)
        rows.append(_attached(doc))
    ids = _ids(rows, id)
    names = list(dict.fromkeys(name for row in rows for name in row))
    metadata = {name: [row.get(name) for row in rows] for name in names}
    corpus = make(texts, ids=ids)
    # Not as metadata=, which would join by a column named id.
    corpus._frame = as_frame(metadata) if metadata else None
    return corpus


def _attached(doc: Any) -> dict[str, Any]:
    """Return what ``doc.user_data`` and ``doc._`` hold by name; methods of ``doc._`` are left out."""
    found = {name: value for name, value in doc.user_data.items() if isinstance(name, str)}
    extensions = getattr(getattr(doc, "_", None), "_extensions", {})
    for name, (_, method, _, _) in extensions.items():
        if method is None:
            found[name] = getattr(doc._, name)
    return found


def _ids(rows: Sequence[dict[str, Any]], id: str | None) -> list[Any] | None:
    """Take the ids out of the rows; None if there are none and none were asked for."""
    if id is None and not all("id" in row for row in rows):
        return None
    name = "id" if id is None else id
    without = next((position for position, row in enumerate(rows) if name not in row), None)
    if without is not None:
        there = ", ".join(map(shown, rows[without])) or "nothing"
        raise InputError(f"doc {without} has no {shown(name)} in user_data or doc._: there is {there}")
    return [row.pop(name) for row in rows] or None

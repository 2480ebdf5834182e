"""Corpora and themes as small tables for the notebook: every string that came from outside is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themescore.documents import Document

_SHOWN_CHARACTERS = 80
_SHOWN_PATTERNS = 20


def counted(number: int, word: str) -> str:
    """Return ``1 document`` or ``1,204 documents``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def cell(value: object, characters: int = _SHOWN_CHARACTERS) -> str:
    """Return the start of a value, escaped; <bdi> keeps its marks of direction to itself."""
    text = value if isinstance(value, str) else str(value)
    start = " ".join(text[:characters].split())
    return f"<bdi>{html.escape(start)}{'…' if len(text) > characters else ''}</bdi>"


def corpus_table(summary: str, documents: Sequence[Document], columns: Sequence[str], more: int) -> str:
    """Return the first documents of a corpus as HTML."""
    body = (
        [
            cell(document.id),
            *(cell(document.metadata[name]) for name in columns),
            f"{len(document.text):,}",
            cell(document.text),
        ]
        for document in documents
    )
    return _table("Corpus", summary, ["id", *columns, "characters", "text"], body, more)


def theme_table(summary: str, themes: Iterable[tuple[str, int, Sequence[str]]]) -> str:
    """Return themes as HTML, one row each: its own name, how deep it is nested, and its own patterns."""
    body = (
        [
            "&emsp;" * depth + cell(name),
            ", ".join(cell(pattern) for pattern in patterns[:_SHOWN_PATTERNS])
            + (f" and {len(patterns) - _SHOWN_PATTERNS:,} more" if len(patterns) > _SHOWN_PATTERNS else ""),
        ]
        for name, depth, patterns in themes
    )
    return _table("Themes", summary, ["theme", "patterns"], body, 0)


def _table(title: str, summary: str, head: Iterable[str], body: Iterable[Sequence[str]], more: int) -> str:
    columns = "".join(f"<th>{cell(name)}</th>" for name in head)
    rows = "".join(
        f"<tr><th style='text-align: left'>{first}</th>"
        + "".join(f"<td>{value}</td>" for value in rest)
        + "</tr>"
        for first, *rest in body
    )
    return (
        f"<p><b>{title}</b>: {html.escape(summary)}</p><table><thead><tr>{columns}</tr></thead>"
        f"<tbody>{rows}</tbody></table>" + (f"<p>{more:,} more</p>" if more else "")
    )

"""What an analyst should know of a corpus before she starts, as a table."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.corpora.duplicates import Duplicate
from themescore.corpora.frames import build
from themescore.corpora.scripts import shares
from themescore.showing.terminal import cut, isolated, printable, width, wrapped
from themescore.showing.view import cell, counted

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["CorpusDescription", "RepeatedLine", "Size"]

_NAMED = 3
_LONGEST_NAME = 40
_COLUMNS = 100  # of a terminal


class Size(NamedTuple):
    """How large a document is.

    Parameters
    ----------
    id : str
        Its id.
    words : int
        Its words.
    """

    id: str
    words: int


class RepeatedLine(NamedTuple):
    """A line that many documents have.

    Parameters
    ----------
    text : str
        The line, without the white space around it.
    documents : int
        In how many documents it stands.
    """

    text: str
    documents: int


@dataclass(frozen=True, repr=False)
class CorpusDescription:
    """What an analyst should know of a corpus before she starts; what `Corpus.describe` returns.

    Printed and in a notebook it is a table.

    Parameters
    ----------
    documents, words, sentences, characters : int
        How many there are.
    median_words : float
        The median of the documents' words.
    smallest, largest : Size
        The documents of the fewest and of the most words.
    scripts : dict
        Letters by script, the most first.
    documents_by_script, documents_by_language : dict
        Documents by the script of most of their letters; and by language, of those whose script says it.
    empty : tuple of str
        The documents without words.
    duplicates : tuple of Duplicate
        The documents whose text an earlier one has as well, to the character.
    replacement_marks : dict
        How many U+FFFD, which stand for what could not be read, are in each document that has any.
    mojibake : dict
        Of each document that looks as if it was read in a wrong encoding, the first such place.
    repeated_lines : tuple of RepeatedLine
        Lines in three documents or more and in a twentieth of them: perhaps headers, footers, navigation.
    missing : dict
        Of each metadata column with gaps, how many documents have no value.
    failures : int
        How many files or documents could not be read.
    """

    documents: int
    words: int
    sentences: int
    characters: int
    median_words: float
    smallest: Size
    largest: Size
    scripts: Mapping[str, int]
    documents_by_script: Mapping[str, int]
    documents_by_language: Mapping[str, int]
    empty: tuple[str, ...]
    duplicates: tuple[Duplicate, ...]
    replacement_marks: Mapping[str, int]
    mojibake: Mapping[str, str]
    repeated_lines: tuple[RepeatedLine, ...]
    missing: Mapping[str, int]
    failures: int
    _like: nw.DataFrame[Any] | None = field(default=None, compare=False)

    def to_frame(self) -> Any:
        """Return a frame with one row a subject: ``subject``, ``value`` (how many) and ``detail``.

        It is of the library of the metadata.
        """
        rows = self._rows()
        columns = {
            "subject": [row[0] for row in rows],
            "value": [row[1] for row in rows],
            "detail": [row[2] for row in rows],
        }
        return build(columns, like=self._like)

    def _rows(self) -> list[tuple[str, int, str]]:
        size = (
            f"{self.median_words:,.10g} in the median document; from {self.smallest.words:,} "
            f"({_name(self.smallest.id)}) to {self.largest.words:,} ({_name(self.largest.id)})"
        )
        written = ", ".join(
            f"{script} {_percent(share)}" for script, share in list(shares(self.scripts).items())[:6]
        )
        mostly = _each(self.documents_by_script, "mostly {}")
        return [
            ("documents", self.documents, ""),
            ("words", self.words, size),
            ("sentences", self.sentences, ""),
            ("characters", self.characters, ""),
            ("scripts", len(self.scripts), "; ".join(filter(None, [f"letters: {written}", mostly]))),
            (
                "languages that the script tells",
                len(self.documents_by_language),
                _each(self.documents_by_language, "{}"),
            ),
            ("empty documents", len(self.empty), _names(self.empty)),
            (
                "documents with the text of another",
                len(self.duplicates),
                _names(f"{_name(name)} as {_name(other)}" for name, other in self.duplicates),
            ),
            (
                "documents with U+FFFD",
                len(self.replacement_marks),
                _names(f"{_name(name)} ({number:,})" for name, number in self.replacement_marks.items()),
            ),
            (
                "documents that look misread",
                len(self.mojibake),
                _names(f"{_name(name)} ({printable(place)})" for name, place in self.mojibake.items()),
            ),
            (
                "lines of many documents",
                len(self.repeated_lines),
                _names(f"“{_name(text)}” in {number:,}" for text, number in self.repeated_lines),
            ),
            (
                "metadata columns with gaps",
                len(self.missing),
                _names(f"{_name(name)} ({number:,} missing)" for name, number in self.missing.items()),
            ),
            ("could not be read", self.failures, "see .failures" if self.failures else ""),
        ]

    def __str__(self) -> str:
        rows = [(subject, f"{value:,}", detail) for subject, value, detail in self._rows()]
        first, second = (max(width(row[at]) for row in rows) for at in (0, 1))
        indent = " " * (first + second + 4)
        lines = []
        for subject, value, detail in rows:
            head = f"{subject}{' ' * (first - width(subject))}  {value:>{second}}"
            parts = wrapped(detail, _COLUMNS - len(indent))
            lines += [f"{head}  {parts[0]}".rstrip(), *(indent + part for part in parts[1:])]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        left, right = "style='text-align: left; white-space: normal'", "style='text-align: right'"
        head = "style='text-align: left; white-space: nowrap'"
        body = "".join(
            f"<tr><th {head}>{cell(subject)}</th><td {right}>{value:,}</td>"
            f"<td {left}><bdi>{html.escape(detail)}</bdi></td></tr>"
            for subject, value, detail in self._rows()
        )
        summary = f"{counted(self.documents, 'document')}, {counted(self.words, 'word')}"
        return f"<p><b>Corpus</b>: {summary}</p><table><tbody>{body}</tbody></table>"


def _name(text: str) -> str:
    """Return an id or another text from outside so that it can stand in a line."""
    return isolated(cut(printable(text), _LONGEST_NAME))


def _names(parts: Any) -> str:
    every = list(parts)
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more


def _each(numbers: Mapping[str, int], text: str) -> str:
    parts: Sequence[str] = [
        f"{counted(number, 'document')} {text.format(name)}" for name, number in numbers.items()
    ]
    more = f" and {len(parts) - 6:,} more" if len(parts) > 6 else ""
    return ", ".join(parts[:6]) + more


def _percent(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 0.1:
        return "below 0.1%"
    if 99.9 < percent < 100:
        return "above 99.9%"
    return f"{percent:.1f}%" if percent < 10 or 99 < percent < 100 else f"{percent:.0f}%"

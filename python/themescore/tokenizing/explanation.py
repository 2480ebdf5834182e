"""Why the tokens of a text are what they are, as a table to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from themescore import _core
from themescore.showing.terminal import width

__all__ = ["ExplainedToken", "Explanation"]

_SHOWN = 200  # tokens; more are counted


class ExplainedToken(NamedTuple):
    """A token and why it is one.

    Parameters
    ----------
    start, end : int
        Code points of the text, half-open.
    token : str
        As it was written.
    form : str
        What it counts as.
    kind : {"word", "number", "punctuation", "symbol", "other"}
        What sort of token it is.
    found_by : str
        "lexicon" and "taught": a word of jieba's or of one's own; "unknown-word model": put together by the
        hidden Markov model; "single character": one that no word holds; "pair": two neighbouring characters;
        "UAX #29": the rules for other scripts.
    parts : tuple of str
        The parts of the form at which a mention may begin or end; empty if it has none.
    """

    start: int
    end: int
    token: str
    form: str
    kind: str
    found_by: str
    parts: tuple[str, ...]


class Explanation(Sequence[ExplainedToken]):
    """The tokens of one text with their reasons; what `Tokenizer.explain` returns."""

    def __init__(self, text: str, tokens: list[tuple[int, int, str, int, int, list[str]]]) -> None:
        self._tokens = [
            ExplainedToken(
                start,
                end,
                text[start:end],
                form,
                _core.TOKEN_KINDS[kind],
                _core.TOKEN_ORIGINS[origin],
                tuple(parts),
            )
            for start, end, form, kind, origin, parts in tokens
        ]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, key: Any) -> Any:
        """Return one token, or a list of them."""
        return self._tokens[key]

    def __iter__(self) -> Iterator[ExplainedToken]:
        return iter(self._tokens)

    def to_frame(self) -> Any:
        """Return a pandas frame with one row a token; the parts joined by ``|``."""
        import pandas as pd

        rows = [token._replace(parts="|".join(token.parts)) for token in self._tokens]  # type: ignore[arg-type]
        return pd.DataFrame(rows, columns=list(ExplainedToken._fields))

    def __repr__(self) -> str:
        head = ("start", "end", "token", "form", "kind", "found by", "parts")
        rows = [
            (
                str(token.start),
                str(token.end),
                _printable(token.token),
                _printable(token.form),
                token.kind,
                token.found_by,
                _printable("|".join(token.parts)),
            )
            for token in self._tokens[:_SHOWN]
        ]
        widths = [max(width(row[i]) for row in [head, *rows]) for i in range(len(head))]
        lines = []
        for row in [head, *rows]:
            cells = [
                (_padding(cell, size) + cell) if i < 2 else (cell + _padding(cell, size))
                for i, (cell, size) in enumerate(zip(row, widths, strict=True))
            ]
            lines.append("  ".join(cells).rstrip())
        if len(self) > _SHOWN:
            lines.append(f"and {len(self) - _SHOWN:,} more tokens")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())


def _padding(cell: str, size: int) -> str:
    return " " * (size - width(cell))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)

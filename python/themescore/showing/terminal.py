"""Text that lines up in a terminal: Chinese takes two places, and nothing controls the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def char_width(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def printable(text: str) -> str:
    r"""Return a text on one line with what cannot be seen as ``\x1b``: no id may move the cursor."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in line
    )


def cut(text: str, most: int) -> str:
    """Return the start of a text that fits into so many columns, with an ellipsis if something is lost."""
    if width(text) <= most:
        return text
    kept, taken = [], 1  # the ellipsis
    for char in text:
        taken += char_width(char)
        if taken > most:
            break
        kept.append(char)
    return "".join(kept) + "…"


def cut_start(text: str, most: int) -> str:
    """Return the end of a text that fits into so many columns, with an ellipsis if something is lost."""
    if width(text) <= most:
        return text
    taken, at = 1, len(text)  # the ellipsis
    while at and taken + char_width(text[at - 1]) <= most:
        at -= 1
        taken += char_width(text[at])
    while at < len(text) and char_width(text[at]) == 0:  # a mark without what it stands on
        at += 1
    return "…" + text[at:]


def isolated(text: str) -> str:
    """Return a text that, where it runs from right to left, leaves what stands beside it in its place."""
    rightward = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return f"\u2068{text}\u2069" if rightward else text


def wrapped(text: str, most: int, indent: str = "") -> list[str]:
    """Return a text as lines of at most so many columns, all but the first behind `indent`.

    It breaks at spaces, and beside wide characters, which are written without spaces.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        room = most - (width(indent) if lines else 0)
        if line.strip() and width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", most - width(indent)
        piece = piece if line else piece.lstrip()
        while width(piece.rstrip()) > room:  # a word longer than a line
            part = cut(piece, room + 1)[:-1] or piece[:1]
            lines.append(part)
            piece, room = piece[len(part) :], most - width(indent)
        line += piece
    lines.append(line.rstrip())
    return [lines[0], *(indent + later for later in lines[1:])]


def _pieces(text: str) -> list[str]:
    """Return the text in pieces that stay whole: a word with the space before it, a wide character."""
    pieces: list[str] = []
    for word in text.split(" "):
        start = len(pieces)
        for char in word:
            wide = char_width(char) == 2
            # Closing marks such as 。 and ， stay with what they close.
            closing = unicodedata.category(char) in ("Po", "Pe", "Pf")
            after_wide = len(pieces) > start and char_width(pieces[-1][-1]) == 2
            if len(pieces) > start and (closing or not (wide or after_wide)):
                pieces[-1] += char
            else:
                pieces.append(char)
        if start:
            if len(pieces) > start:
                pieces[start] = " " + pieces[start]
            else:
                pieces[-1] += " "
    return pieces or [""]


def aligned(table: Sequence[Sequence[str]], left: int = 1, gap: str = "  ") -> list[str]:
    """Return rows as lines, the first `left` columns set left and the others right."""
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        cells = []
        for i, (cell, column) in enumerate(zip(row, widths, strict=True)):
            pad = " " * (column - width(cell))
            cells.append(cell + pad if i < left else pad + cell)
        lines.append(gap.join(cells).rstrip())
    return lines

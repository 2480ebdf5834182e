"""LIWC-22's .dicx: a table of words by categories, with an X or a weight where a word is in a category.

DicTerm,affect,posemo
happy*,X,X
fear,X,
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from themescore.errors import listed
from themescore.themefiles.categories import Category, category, nothing, pattern_of
from themescore.themefiles.source import Scalar, ThemeSource
from themescore.themefiles.tables import csv_rows, delimiter_of

_FIRST_COLUMN = "dicterm"
_LONGEST_WEIGHT = 40


def is_liwc22(head: str) -> bool:
    """Whether the first cell is DicTerm, in any case."""
    return delimiter_of(head, _is_head) is not None


def _is_head(names: Sequence[str]) -> bool:
    return len(names) > 1 and names[0] == _FIRST_COLUMN


def load_liwc22(source: ThemeSource) -> dict[str, Any]:
    """Return the categories of a LIWC-22 dictionary."""
    delimiter = delimiter_of(source.text, _is_head)
    if delimiter is None:
        raise source.error(
            "no column DicTerm", 1, hint="A .dicx begins with a line such as: DicTerm,affect,time"
        )
    root = Category()
    rows = ((number, cells) for number, cells in csv_rows(source, delimiter) if any(cells))
    number, head = next(rows)
    owners = [category(root, _placed(name, number, source), source) if name else None for name in head[1:]]
    if not root.below:
        raise nothing(source, "a .dicx names them in its first line, after DicTerm")
    for number, cells in rows:
        _add_word(number, cells, owners, source)
    return root.tree()


def _add_word(
    number: int, cells: Sequence[str], owners: Sequence[Category | None], source: ThemeSource
) -> None:
    word, marks = cells[0], cells[1:]
    shown = " ".join(cell for cell in cells if cell)
    if not word:
        source.problem(number, shown, "a row without a word: not read")
        return
    place = _placed(word, number, source)
    pattern = pattern_of(word, number, place.column)
    strange: list[str] = []
    found = False
    for index, mark in enumerate(marks):
        owner = owners[index] if index < len(owners) else None
        weight = _weight(mark)
        if not mark or weight == 0:
            continue
        if owner is None:
            source.problem(number, shown, f"{listed([mark])} in a column without a name: not read")
        elif weight is None:
            strange.append(mark)
        else:
            owner.patterns.append(pattern if weight == 1 else {"pattern": pattern, "weight": weight})
            found = True
    left = "the other columns are read" if found else "the word is not read"
    if strange:
        source.problem(number, shown, f"{listed(strange)} where an X or a weight is expected: {left}")
    elif not found:
        source.problem(number, shown, "a word in no category: not read")


def _weight(mark: str) -> float | None:
    """Return what a cell says, 1 for an X; None if that is neither an X nor a number."""
    if mark in ("X", "x"):
        return 1.0
    try:
        weight = float(mark) if len(mark) <= _LONGEST_WEIGHT else math.nan
    except ValueError:
        return None
    return weight if math.isfinite(weight) else None


def _placed(text: str, line: int, source: ThemeSource) -> Scalar:
    column = source.lines[line - 1].find(text) + 1
    return Scalar(text, line, max(1, column), exact=column > 0, plain=False)

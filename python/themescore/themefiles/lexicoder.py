"""Lexicoder 3's .lc3: a line with a plus begins a category, the lines after it are its words."""

from __future__ import annotations

import re
from typing import Any

from themescore.themefiles.categories import Category, category, numbered, pattern_of
from themescore.themefiles.source import Scalar, ThemeSource

# After a heading, in one of the ways that a colour is written.
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_COLOUR = re.compile(
    rf"(?:#[0-9A-Fa-f]{{6}}|(?:rgb)?[(\[]{_BYTE}(?:, ?{_BYTE}){{2}}[)\]]|(?<=\s){_BYTE}(?:, ?{_BYTE}){{2}})$"
)
_LONGEST_COLOUR = 20


def is_lexicoder(head: str) -> bool:
    """Whether the first line is a heading with a plus, and not one of YAML."""
    first = next((line.strip() for line in head.split("\n") if line.strip()), "")
    return first.startswith("+") and not re.search(r":(\s|$)", first)


def load_lexicoder(source: ThemeSource) -> dict[str, Any]:
    """Return the categories of a Lexicoder 3 dictionary."""
    root = Category()
    open_: Category | None = None
    for number, line in numbered(source):
        text = line.strip()
        column = line.index(text[0]) + 1
        if text.startswith("+"):
            if text.startswith("++"):
                source.problem(number, text, "more than one plus: read as a category that is in no other")
            name = _heading(text)
            open_ = category(
                root, Scalar(name, number, column + text.index(name) if name else column), source
            )
        elif open_ is None:
            source.problem(number, text, "a word in no category: not read")
        else:
            open_.patterns.append(pattern_of(text, number, column))
    if open_ is None:
        raise source.error("no categories", 1, hint="A category of Lexicoder's begins with a plus: +Name.")
    return root.tree()


def _heading(text: str) -> str:
    """Return the name in a heading, without its marks and colours."""
    name = text.lstrip("+").strip()
    colour = _COLOUR.search(name, max(0, len(name) - _LONGEST_COLOUR))
    if colour is not None and colour.start():
        name = name[: colour.start()].rstrip()
    return name.rstrip("+").rstrip() or name

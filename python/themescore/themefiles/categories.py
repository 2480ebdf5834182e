"""The categories of another program's dictionary, while they are found one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import MAX_DEPTH, SEPARATOR, Scalar, ThemeSource

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ANY = re.compile(r"[()|{}<>~\\=/?:]")
_SPECIAL = re.compile(r"[()|{}<>~\\]")
_FIRST = re.compile(r"(?<!\S)[=/]")
_NOT = re.compile(r"\s*not(?: inside)?:")


class Category:
    """A category with its words; the file's root is one without a name.

    Parameters
    ----------
    name : str
        Its own name.
    depth : int
        How many categories it is in, itself included; 0 for the root.
    """

    __slots__ = ("below", "depth", "name", "note", "patterns")

    def __init__(self, name: str = "", depth: int = 0) -> None:
        self.name = name
        self.depth = depth
        self.patterns: list[Any] = []
        self.below: dict[str, Category] = {}
        self.note: str | None = None

    def tree(self) -> dict[str, Any]:
        """Return it as a theme written in full, which any name can stand in."""
        tree: dict[str, Any] = {}
        if self.depth:
            tree["patterns"] = self.patterns
        if self.note:
            tree["note"] = self.note
        tree["themes"] = {name: category.tree() for name, category in self.below.items()}
        return tree


def category(above: Category, name: Scalar, source: ThemeSource, *, again: bool = False) -> Category:
    """Return the category of that name in another, a new one if need be.

    Parameters
    ----------
    above : Category
        The category that it is in.
    name : Scalar
        Its name; what cannot stand in one of ours is replaced, and listed as a problem.
    source : ThemeSource
        The file.
    again : bool
        Whether it is usual that a category is named more than once.
    """
    text = name.strip()
    if SEPARATOR in f" {text} ":
        text = text.replace(" /", "/").replace("/ ", "/")
        text = "slash" if text == "/" else text
        source.problem(name.line, name, f"' / ' joins the names of nested themes: called {shown(text)}")
    if not text:
        text = "(no name)"
        source.problem(name.line, name, f"a category without a name: called {shown(text)}")
    found = above.below.get(text)
    if found is not None:
        if not again:
            source.problem(name.line, name, "a category that is there twice: put together")
        return found
    if above.depth >= MAX_DEPTH:
        raise source.error(f"categories nested more than {MAX_DEPTH} deep", name.line, name.column)
    new = Category(text, above.depth + 1)
    above.below[Scalar(text, name.line, name.column)] = new
    return new


def escaped(text: str, *, question_mark: bool) -> str:
    r"""Return a foreign word as a pattern of ours: a backslash before what means something in ours alone.

    Parameters
    ----------
    text : str
        The word, or words.
    question_mark : bool
        Whether ``?`` stands for one letter in that format as in ours; otherwise it is escaped too.
    """
    if _ANY.search(text) is None:
        return text
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _FIRST.sub(r"\\\g<0>", text)
    if not question_mark:
        text = text.replace("?", "\\?")
    return "\\" + text.lstrip() if _NOT.match(text) else text


def pattern_of(text: str, line: int, column: int, *, question_mark: bool = False) -> Scalar:
    """Return a foreign word as a pattern of ours with its place."""
    pattern = escaped(text, question_mark=question_mark)
    return Scalar(pattern, line, column, exact=pattern == text, plain=False)


def numbered(source: ThemeSource) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their numbers, as text of another program.

    Raises
    ------
    ThemeFileError
        At a control character: the file is no text, or in another encoding.
    """
    lines = source.lines
    # DOS ended texts with it.
    lines[-1] = lines[-1].removesuffix("\x1a")
    for number, line in enumerate(lines, start=1):
        control = _CONTROL.search(line)
        if control is not None:
            raise source.error(
                f"the character U+{ord(control[0]):04X}, which is none of a text",
                number,
                control.start() + 1,
                "Give encoding= if the file is not in UTF-8; remove it otherwise.",
            )
        if line.strip():
            yield number, line


def nothing(source: ThemeSource, expected: str) -> ThemeFileError:
    """Return the error for a file in which there is nothing of its format."""
    return ThemeFileError(f"no categories: {expected}", path=source.path)

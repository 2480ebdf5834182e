"""From nested names and patterns to the two flat tables that the core matches with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from themescore import _core
from themescore.errors import ThemeFileError, listed, shown
from themescore.themefiles.source import Scalar, ThemeSource

MAX_DEPTH = 50
SEPARATOR = " / "
_COMMAS = ",，、"


class Theme(NamedTuple):
    """A theme.

    Parameters
    ----------
    name : str
        Its name and those above it, joined by ``" / "``.
    parent : int
        The index of the theme that it is nested in, -1 for none.
    """

    name: str
    parent: int


class Pattern(NamedTuple):
    """A pattern of a theme.

    Parameters
    ----------
    theme : int
        The index of its theme.
    text : str
        The pattern as it was written.
    line, column : int or None
        Where in the theme file its first character stands, from 1.
    """

    theme: int
    text: str
    line: int | None
    column: int | None


class Flat:
    """Nested themes as flat tables: parents before their children, patterns in the order of their themes.

    Parameters
    ----------
    tree : mapping
        Name to pattern, list of patterns and mappings, or mapping.
    source : ThemeSource, optional
        The file it comes from, for the errors.

    Raises
    ------
    ThemeFileError
        For whatever is no theme.
    """

    def __init__(self, tree: Mapping[Any, Any], source: ThemeSource | None = None) -> None:
        self.themes: list[Theme] = []
        self.patterns: list[Pattern] = []
        self.warnings: list[str] = []
        self._source = source
        self._places: dict[str, object] = {}
        self._twice: list[str] = []
        self._commas: list[str] = []
        self._add_all(tree, -1, "", 1)
        path = None if source is None else source.path
        if not self.themes:
            raise ThemeFileError("no themes", path=path, hint="Give at least one name with patterns.")
        if not self.patterns:
            raise ThemeFileError("no patterns in any theme", path=path, hint="Give at least one pattern.")
        self._warn()

    def _add_all(self, tree: Mapping[Any, Any], parent: int, prefix: str, depth: int) -> None:
        for name, value in tree.items():
            full = self._full_name(name, prefix)
            if depth > MAX_DEPTH:
                raise self._error(f"theme {shown(full)}: nested more than {MAX_DEPTH} deep", name)
            self._places[full] = name
            self.themes.append(Theme(full, parent))
            self._add_values(value, name, full, len(self.themes) - 1, depth)

    def _add_values(self, value: Any, name: object, full: str, theme: int, depth: int) -> None:
        items = value if isinstance(value, (list, tuple)) else [value]
        if isinstance(value, Scalar):
            self._look_for_commas(value)
        seen: set[str] = set()
        for position, item in enumerate(items):
            if isinstance(item, Mapping):
                continue
            if not isinstance(item, str):
                raise self._error(
                    f"theme {shown(full)}: pattern {position} is {shown(item)}, of type "
                    f"{type(item).__name__}",
                    name,
                    "A theme is a str, a list of str, or a dict of sub-themes.",
                )
            if (
                isinstance(value, list)
                and isinstance(item, Scalar)
                and "[" in self._line(item)[: item.column - 1]
            ):
                self._look_for_commas(item)
            if item in seen:
                self._twice.append(f"{shown(str(item))} in {shown(full)}")
                continue
            seen.add(item)
            self._check_pattern(item, full)
            text = str.__str__(item)
            self.patterns.append(
                Pattern(theme, text, getattr(item, "line", None), getattr(item, "column", None))
            )
        for item in items:
            if isinstance(item, Mapping):
                self._add_all(item, theme, full + SEPARATOR, depth + 1)

    def _full_name(self, name: object, prefix: str) -> str:
        above = f" in {shown(prefix.removesuffix(SEPARATOR))}" if prefix else ""
        if not isinstance(name, str):
            kind = type(name).__name__
            raise self._error(
                f"a theme{above} is named {shown(name)}, of type {kind}", name, "Write the name as a str."
            )
        text = str.__str__(name)
        if not text.strip():
            raise self._error(f"a theme{above} has an empty name", name, "Give it a name.")
        if _core.find_surrogate(text) >= 0:
            raise self._error(f"theme {shown(text)}{above}: a lone surrogate in its name", name, "Remove it.")
        if SEPARATOR in f" {text} ":
            raise self._error(
                f"theme {shown(text)}{above}: ' / ' joins the names of nested themes and cannot stand in one",
                name,
                "Nest the themes, or write the slash without spaces.",
            )
        full = prefix + text
        if full in self._places:
            first = self._places[full]
            line = f", first in line {first.line}" if isinstance(first, Scalar) else ""
            raise self._error(
                f"theme {shown(full)} is there twice{line}", name, "Put them together, or rename one."
            )
        return full

    def _check_pattern(self, text: str, theme: str) -> None:
        if _core.find_surrogate(text) >= 0:
            raise self._error(
                f"theme {shown(theme)}: a lone surrogate in pattern {shown(str(text))}", text, "Remove it."
            )
        try:
            _core.check_pattern(str.__str__(text))
        except _core.PatternError as error:
            reason = f"theme {shown(theme)}, pattern {shown(str(text))}: {error.message}"
            if self._source is None or not isinstance(text, Scalar):
                raise ThemeFileError(reason, column=error.column, source=str(text)) from None
            column = text.column + (error.column - 1 if text.exact else 0)
            raise self._source.error(reason, text.line, column) from None

    def _look_for_commas(self, item: Scalar) -> None:
        if item.plain and any(comma in item for comma in _COMMAS):
            self._commas.append(f"{shown(str(item))} (line {item.line})")

    def _line(self, item: Scalar) -> str:
        return "" if self._source is None else self._source.lines[item.line - 1]

    def _warn(self) -> None:
        filled = {pattern.theme for pattern in self.patterns}
        for index in range(len(self.themes) - 1, -1, -1):  # children come after their parents
            if index in filled and self.themes[index].parent >= 0:
                filled.add(self.themes[index].parent)
        empty = [theme.name for index, theme in enumerate(self.themes) if index not in filled]
        if empty:
            self.warnings.append(f"themes without patterns, which will be zero everywhere: {listed(empty)}")
        for message, found in (
            ("patterns that are there twice in a theme, kept once", self._twice),
            (
                "taken as one pattern each, with the comma: write a list [one, two] if several are "
                "meant, and quotes round it if one is",
                self._commas,
            ),
        ):
            if found:
                more = f" and {len(found) - 10:,} more" if len(found) > 10 else ""
                self.warnings.append(f"{message}: {', '.join(found[:10])}{more}")
        if self._source is not None:
            self.warnings = [f"{self._source.path}: {warning}" for warning in self.warnings]

    def _error(self, reason: str, place: object, hint: str | None = None) -> ThemeFileError:
        if self._source is not None and isinstance(place, Scalar):
            return self._source.error(reason, place.line, place.column, hint)
        return ThemeFileError(reason, path=None if self._source is None else self._source.path, hint=hint)

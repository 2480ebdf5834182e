"""From nested names and patterns to the two flat tables that the core matches with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from themescore import _core
from themescore.errors import ThemeFileError, listed, shown
from themescore.themefiles.source import MAX_DEPTH, SEPARATOR, Problem, Scalar, ThemeSource, several
from themescore.theming.forms import RESERVED, Form, FormReader, Item

__all__ = ["MAX_DEPTH", "SEPARATOR", "Flat", "Pattern", "Theme"]

_COMMAS = ",，、"
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’")
_NO_LABELS: Mapping[str, str] = {}


class Theme(NamedTuple):
    """A theme.

    Parameters
    ----------
    name : str
        Its name and those above it, joined by ``" / "``.
    parent : int
        The index of the theme that it is nested in, -1 for none.
    exclusive : bool
        Whether the themes nested in it compete for the words.
    note : str or None
        What was written about it.
    labels : mapping
        Its own name in other languages, by language code; it is not changed.
    """

    name: str
    parent: int
    exclusive: bool = False
    note: str | None = None
    labels: Mapping[str, str] = _NO_LABELS


class Pattern(NamedTuple):
    """A pattern of a theme.

    Parameters
    ----------
    theme : int
        The index of its theme.
    text : str
        The pattern as it was written; exclusions begin with ``not:`` or ``not inside:``.
    line, column : int or None
        Where in the theme file its first character stands, from 1.
    weight : float
        How much a mention counts in `emphasis`.
    note : str or None
        What was written about it.
    """

    theme: int
    text: str
    line: int | None
    column: int | None
    weight: float = 1.0
    note: str | None = None


def core_themes(
    themes: Sequence[Theme], patterns: Sequence[Pattern]
) -> tuple[list[tuple[int, str, bool]], list[tuple[int, str]]]:
    """Return themes and patterns as the core takes them."""
    nodes = [(theme.parent, theme.name.rpartition(SEPARATOR)[2], theme.exclusive) for theme in themes]
    return nodes, [(pattern.theme, pattern.text) for pattern in patterns]


class Flat:
    """Nested themes as flat tables: parents before their children, patterns in the order of their themes.

    Parameters
    ----------
    tree : mapping
        Name to pattern, list of patterns and mappings, or mapping; see `theme_forms`.
    source : ThemeSource, optional
        The file it comes from, for the errors.
    any_word : bool
        Whether a pattern may be ``*`` alone.

    Raises
    ------
    ThemeFileError
        For whatever is no theme.
    """

    def __init__(
        self, tree: Mapping[Any, Any], source: ThemeSource | None = None, *, any_word: bool = False
    ) -> None:
        self.themes: list[Theme] = []
        self.patterns: list[Pattern] = []
        self.warnings: list[str] = []
        self.problems: list[Problem] = [] if source is None else source.problems
        self._source, self._any_word = source, any_word
        self._places: dict[str, object] = {}
        # What the warnings of their own speak of.
        self._twice: list[str] = []
        self._commas: list[str] = []
        self._quoted: list[str] = []
        self._said: list[Problem] = []
        self._forms = FormReader(self._error)
        root = self._forms.root(tree)
        self.exclusive = root.exclusive
        for below in root.below:
            self._add_all(below, -1, "", 1, full=root.full)
        path = None if source is None else source.path
        if not self.themes:
            raise ThemeFileError("no themes", path=path, hint="Give at least one name with patterns.")
        if not self.patterns:
            why = f" ({several(self.problems)})" if self.problems else ""
            raise ThemeFileError(
                f"no patterns in any theme{why}", path=path, hint="Give at least one pattern."
            )
        self._check_references()
        self._warn()

    def _add_all(self, tree: Mapping[Any, Any], parent: int, prefix: str, depth: int, *, full: bool) -> None:
        for name, value in tree.items():
            theme = self._full_name(name, prefix)
            if depth > MAX_DEPTH:
                raise self._error(f"theme {shown(theme)}: nested more than {MAX_DEPTH} deep", name)
            self._places[theme] = name
            if name in RESERVED and not full:
                self._problem(
                    name,
                    "taken for the name of a sub-theme: if it is not, put patterns under patterns: and "
                    "sub-themes under themes:",
                )
            form = self._forms.read(value, theme, name)
            self.themes.append(Theme(theme, parent, form.exclusive, form.note, form.labels))
            self._add_patterns(form, theme, len(self.themes) - 1)
            index = len(self.themes) - 1
            for below in form.below:
                self._add_all(below, index, theme + SEPARATOR, depth + 1, full=form.full)

    def _add_patterns(self, form: Form, theme: str, index: int) -> None:
        seen: set[str] = set()
        for item in map(self._readable, form.items):
            text = item.text
            if isinstance(text, Scalar) and (not item.listed or "[" in self._line(text)[: text.column - 1]):
                self._look_for_commas(text)
            self._look_for_quotation_marks(text)
            if text in seen:
                self._twice.append(f"{shown(str(text))} in {shown(theme)}")
                self._problem(text, f"there twice in theme {shown(theme)}: kept once", said=True)
                continue
            seen.add(text)
            if self._check_pattern(text, theme):
                self.patterns.append(_pattern(item, index))

    def _readable(self, item: Item) -> Item:
        """Return another program's word without ``-*`` at its end: a word of ours ends before a hyphen."""
        text = item.text
        if self._source is None or not self._source.foreign or not isinstance(text, Scalar):
            return item
        short = text.removesuffix("-*")
        if short == text or not short.strip("*?"):
            return item
        reason = (
            f"read as {shown(short)}, where a word ends: that is found with and without a hyphen behind it"
        )
        self._problem(_unescaped(text), reason)
        return item._replace(text=Scalar(short, text.line, text.column, exact=text.exact, plain=text.plain))

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

    def _check_pattern(self, text: str, theme: str) -> bool:
        """Whether a pattern can be matched; an error if not, or a problem in another program's file."""
        if _core.find_surrogate(text) >= 0:
            raise self._error(
                f"theme {shown(theme)}: a lone surrogate in pattern {shown(str(text))}", text, "Remove it."
            )
        try:
            _core.check_pattern(str.__str__(text), any_word=self._any_word)
        except _core.PatternError as error:
            if self._source is not None and self._source.foreign:
                self._problem(_unescaped(text), f"no pattern of ours, not read: {error.message}")
                return False
            reason = f"theme {shown(theme)}, pattern {shown(str(text))}: {error.message}"
            if self._source is None or not isinstance(text, Scalar):
                raise ThemeFileError(reason, column=error.column, source=str(text)) from None
            column = text.column + (error.column - 1 if text.exact else 0)
            raise self._source.error(reason, text.line, column) from None
        return True

    def _check_references(self) -> None:
        """Refuse patterns that refer to no theme, or to one that needs their own."""
        if not any("{" in pattern.text for pattern in self.patterns):
            return
        nodes, patterns = core_themes(self.themes, self.patterns)
        try:
            _core.check_themes(nodes, patterns, exclusive=self.exclusive, any_word=self._any_word)
        except _core.PatternError as error:
            pattern = self.patterns[error.index]
            name = self.themes[pattern.theme].name
            reason = f"theme {shown(name)}, pattern {shown(pattern.text)}: {error.message}"
            if self._source is None or pattern.line is None or pattern.column is None:
                raise ThemeFileError(reason, column=error.column, source=pattern.text) from None
            raise self._source.error(reason, pattern.line, pattern.column + error.column - 1) from None

    def _look_for_commas(self, item: Scalar) -> None:
        if item.plain and any(comma in item for comma in _COMMAS):
            self._commas.append(f"{shown(str(item))} (line {item.line})")
            self._problem(item, "taken as one pattern, with the comma", said=True)

    def _look_for_quotation_marks(self, item: str) -> None:
        # A word processor makes them of ", and they are no quotes of YAML: the pattern would find nothing.
        if isinstance(item, Scalar) and item.plain and _QUOTED.fullmatch(item):
            self._quoted.append(f"{shown(str(item))} (line {item.line})")
            self._problem(item, "taken with its quotation marks, which the text must have too", said=True)

    def _line(self, item: Scalar) -> str:
        return "" if self._source is None or not item.plain else self._source.lines[item.line - 1]

    def _problem(self, place: object, reason: str, *, said: bool = False) -> None:
        line = place.line if isinstance(place, Scalar) else None
        text = str.__str__(place) if isinstance(place, str) else str(place)
        (self._said if said else self.problems).append(Problem(line, text, reason))

    def _warn(self) -> None:
        filled = {pattern.theme for pattern in self.patterns}
        for index in range(len(self.themes) - 1, -1, -1):  # children come after their parents
            if index in filled and self.themes[index].parent >= 0:
                filled.add(self.themes[index].parent)
        empty = [theme.name for index, theme in enumerate(self.themes) if index not in filled]
        for name in empty:
            self._problem(self._places[name], "a theme without patterns, zero everywhere", said=True)
        if empty:
            self.warnings.append(f"themes without patterns, which will be zero everywhere: {listed(empty)}")
        for message, found in (
            ("patterns that are there twice in a theme, kept once", self._twice),
            (
                "taken as one pattern each, with the comma: write a list [one, two] if several are "
                "meant, and quotes round it if one is",
                self._commas,
            ),
            (
                "taken with its quotation marks, which the text must have too: write the pattern without, or "
                'in straight ones, "..."',
                self._quoted,
            ),
        ):
            if found:
                more = f" and {len(found) - 10:,} more" if len(found) > 10 else ""
                self.warnings.append(f"{message}: {', '.join(found[:10])}{more}")
        if self.problems:
            number = len(self.problems)
            things = "1 thing is" if number == 1 else f"{number:,} things are"
            self.warnings.append(
                f"{things} not in the themes as written, see .problems: {several(self.problems)}"
            )
        self.problems = sorted(self.problems + self._said, key=lambda problem: problem.line or 0)
        if self._source is not None:
            self.warnings = [f"{self._source.path}: {warning}" for warning in self.warnings]

    def _error(self, reason: str, place: object, hint: str | None = None) -> ThemeFileError:
        if self._source is not None and isinstance(place, Scalar):
            return self._source.error(reason, place.line, place.column, hint)
        return ThemeFileError(reason, path=None if self._source is None else self._source.path, hint=hint)


def _unescaped(pattern: str) -> str:
    """Return a pattern without the backslashes that its reader put before characters of another program."""
    text = re.sub(r"\\(.)", r"\1", pattern)
    return Scalar(text, pattern.line, pattern.column) if isinstance(pattern, Scalar) else text


def _pattern(item: Item, theme: int) -> Pattern:
    text = item.text
    line, column = (text.line, text.column) if isinstance(text, Scalar) else (None, None)
    return Pattern(theme, str.__str__(text), line, column, item.weight, item.note)

"""Cues: the words by which a text says that what it speaks of matters."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore import _core
from themescore.errors import TextError, ThemeFileError, listed, shown
from themescore.showing.view import counted, cue_table
from themescore.themefiles.formats import read_source
from themescore.themefiles.source import Scalar, ThemeSource
from themescore.themefiles.yaml import load_yaml
from themescore.theming.last_compiled import LastCompiled
from themescore.theming.themes import Themes

__all__ = ["Cue", "CueKind", "CuePattern", "Cues"]

if TYPE_CHECKING:
    from themescore.tokenizing.tokenizer import Tokenizer

NEGATION = "negation"
_KEYS = ("level", "scope", "patterns")
_PATTERN_KEYS = ("pattern", "weight", "scope")
_MOST_KINDS = 250


class CuePattern(NamedTuple):
    """A pattern of a cue lexicon.

    Parameters
    ----------
    text : str
        The pattern as it was written.
    level : int
        From 1 to 3; 0 takes its words and is no cue.
    scope : {"clause", "sentence", "paragraph"}
        What it governs.
    """

    text: str
    level: int
    scope: str


class CueKind(NamedTuple):
    """A kind of cues.

    Parameters
    ----------
    name : str
        Its name.
    level : int
        The level of its patterns that have none of their own.
    scope : {"clause", "sentence", "paragraph"}
        Likewise.
    patterns : tuple of CuePattern
        In order.
    """

    name: str
    level: int
    scope: str
    patterns: tuple[CuePattern, ...]


class Cue(NamedTuple):
    """A cue in a text.

    Parameters
    ----------
    start, end : int
        Code points of the text, half-open.
    text : str
        As it was written.
    kind : str
        Its kind.
    level : int
        From 1 to 3.
    scope : {"clause", "sentence", "paragraph"}
        What its pattern governs.
    governs : tuple of (int, int)
        The code points that it governs here, itself left out.
    """

    start: int
    end: int
    text: str
    kind: str
    level: int
    scope: str
    governs: tuple[int, int]


class Cues:
    """A cue lexicon: kinds of cues, and the patterns that find them; it does not change.

    Parameters
    ----------
    mapping : mapping of str
        Name of a kind to a pattern, a list of patterns, or a dict with the keys ``patterns``, ``level``
        and ``scope``. A pattern is a str as in `Themes`, or a dict with the key ``pattern`` and, for a level
        and a scope of its own, ``weight`` and ``scope``. Levels are 1, 2 or 3, 1 if not given; a pattern of
        weight 0 takes its words and is no cue. Scopes are "clause", "sentence" (if not given) and
        "paragraph". The kind named ``negation`` holds the words that negate a cue.

    Raises
    ------
    ThemeFileError
        For whatever is no cue lexicon.

    See Also
    --------
    themescore.score : takes them as ``cues``.

    Examples
    --------
    >>> from themescore import Cues
    >>> cues = Cues({"duty": {"level": 2, "patterns": ["must", "必须"]}, "negation": ["not"]})
    >>> cues
    Cues(1 kind, 2 patterns: duty)
    >>> cues.kinds[0].patterns[1]
    CuePattern(text='必须', level=2, scope='sentence')
    """

    def __init__(self, mapping: Mapping[str, Any]) -> None:
        given: Any = mapping
        if not isinstance(given, Mapping):
            hint = "For a file use Cues.load(path)." if isinstance(given, (str, os.PathLike)) else None
            raise ThemeFileError(f"cues are a dict of kinds, not {type(given).__name__}", hint=hint)
        self._fill(_Reader(None).kinds(given))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Cues:
        """Load a cue lexicon: YAML, like the one that the package carries.

        Parameters
        ----------
        path : str or path
            The file.

        Raises
        ------
        ThemeFileError
            If it cannot be read, or there is a mistake in it: it shows the line, and what to write instead.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> from themescore import Cues
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "cues.yaml")
        ...     _ = path.write_text("duty: {level: 3, patterns: [must, 必须]}", encoding="utf-8")
        ...     Cues.load(path)
        Cues(1 kind, 2 patterns: duty)
        """
        if not isinstance(path, (str, os.PathLike)) or not isinstance(os.fspath(path), str):
            raise ThemeFileError(f"a cue lexicon is named by its path, not by {type(path).__name__}")
        source = ThemeSource.read(Path(path))
        read_source(source, "yaml", None)
        cues = cls.__new__(cls)
        try:
            cues._fill(_Reader(source).kinds(load_yaml(source)))
        except ThemeFileError as error:
            error.path = error.path or str(path)
            raise
        return cues

    @classmethod
    def default(cls) -> Cues:
        """Return the lexicon that the package carries, English and Chinese.

        Examples
        --------
        >>> from themescore import Cues
        >>> [kind.name for kind in Cues.default().kinds]
        ['stress', 'obligation', 'commitment', 'evaluation', 'urgency']
        """
        return _default()

    def _fill(self, kinds: list[CueKind]) -> None:
        # What is no pattern is said once, by the same code that reads themes.
        self._themes = Themes({kind.name: [pattern.text for pattern in kind.patterns] for kind in kinds})
        self._kinds = tuple(kinds)

    @property
    def kinds(self) -> tuple[CueKind, ...]:
        """The kinds in order, without the negators."""
        return tuple(kind for kind in self._kinds if kind.name != NEGATION)

    @property
    def negation(self) -> tuple[str, ...]:
        """The patterns of the words that negate a cue."""
        return tuple(
            pattern.text
            for kind in self._kinds
            if kind.name == NEGATION
            for pattern in kind.patterns
            if pattern.level
        )

    def find(self, text: str, tokenizer: Tokenizer | None = None) -> list[Cue]:
        """Return the cues of a text in order, without those that are negated.

        Parameters
        ----------
        text : str
            The text.
        tokenizer : Tokenizer, optional
            How words and sentences are found; ``Tokenizer()`` if not given.

        Raises
        ------
        TextError
            A lone surrogate.

        Examples
        --------
        >>> from themescore import Cues
        >>> for cue in Cues.default().find("We must reform. He did not stress that. 必须改革。"):
        ...     print(cue.text, cue.kind, cue.level, cue.governs)
        must obligation 3 (7, 15)
        必须 obligation 3 (42, 45)
        """
        from themescore.scoring.counting import as_tokenizer

        tokenizer = as_tokenizer(tokenizer)
        try:
            found = _core.find_cues(text, self._compiled(tokenizer), tokenizer._core)
        except _core.InputError as error:
            raise TextError(error.message, offset=error.offset) from None
        return [
            Cue(start, end, text[start:end], self._kinds[kind].name, level, scope, (first, last))
            for start, end, kind, level, scope, first, last in found
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the lexicon as dicts and lists, from which `Cues` makes the same one.

        Examples
        --------
        >>> from themescore import Cues
        >>> Cues({"duty": ["must", {"pattern": "必须", "weight": 3}]}).to_dict()
        {'duty': {'level': 1, 'scope': 'sentence', 'patterns': ['must', {'pattern': '必须', 'weight': 3}]}}
        """
        return {
            kind.name: {
                "level": kind.level,
                "scope": kind.scope,
                "patterns": [_written(pattern, kind) for pattern in kind.patterns],
            }
            for kind in self._kinds
        }

    def _compiled(self, tokenizer: Tokenizer) -> _core.CueLexicon:
        return self._last_compiled.get(tokenizer, lambda: self._compile(tokenizer))

    @cached_property
    def _json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @cached_property
    def _last_compiled(self) -> LastCompiled[_core.CueLexicon]:
        return LastCompiled()

    def _compile(self, tokenizer: Tokenizer) -> _core.CueLexicon:
        from themescore.scoring.counting import compiled

        rule = {(k, p.text): (p.level, p.scope) for k, kind in enumerate(self._kinds) for p in kind.patterns}
        rules = [rule[pattern.theme, pattern.text] for pattern in self._themes._patterns]
        names = [kind.name for kind in self._kinds]
        negation = names.index(NEGATION) if NEGATION in names else None
        return _core.CueLexicon(compiled(self._themes, tokenizer), rules, negation)

    def __eq__(self, other: object) -> bool:
        return self._kinds == other._kinds if isinstance(other, Cues) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._kinds)

    def _summary(self) -> str:
        patterns = sum(len(kind.patterns) for kind in self.kinds)
        return f"{counted(len(self.kinds), 'kind')}, {counted(patterns, 'pattern')}"

    def __repr__(self) -> str:
        return f"Cues({self._summary()}: {', '.join(shown_name(kind.name) for kind in self.kinds)})"

    def _repr_html_(self) -> str:
        """Return the lexicon as a table for the notebook."""
        return cue_table(self._summary(), self._kinds)


def shown_name(name: str) -> str:
    """Return a name as it stands in a line of text."""
    return name if name.isprintable() and len(name) < 40 else shown(name)


@cache
def _default() -> Cues:
    return Cues.load(Path(__file__).parent / "cues.yaml")


def _written(pattern: CuePattern, kind: CueKind) -> str | dict[str, Any]:
    own: dict[str, Any] = {"pattern": pattern.text}
    if pattern.level != kind.level:
        own["weight"] = pattern.level
    if pattern.scope != kind.scope:
        own["scope"] = pattern.scope
    return own if len(own) > 1 else pattern.text


class _Reader:
    """Reads kinds from nested dicts and lists, with or without the file that they come from."""

    def __init__(self, source: ThemeSource | None) -> None:
        self.source = source

    def kinds(self, mapping: Mapping[Any, Any]) -> list[CueKind]:
        kinds = [self.kind(name, value) for name, value in mapping.items()]
        if not any(kind.name != NEGATION and kind.patterns for kind in kinds):
            raise ThemeFileError("no cues", hint="Write for instance: obligation: [must, 必须]")
        if len(kinds) > _MOST_KINDS:
            raise ThemeFileError(f"{len(kinds)} kinds of cues: at most {_MOST_KINDS}")
        return kinds

    def kind(self, name: Any, value: Any) -> CueKind:
        if not isinstance(name, str):
            raise self.error(f"a kind of cues is named {shown(name)}", name, "Write the name as a str.")
        settings = value if isinstance(value, Mapping) else {"patterns": value}
        self.check_keys(settings, _KEYS, f"kind {shown(str(name))}", name)
        if "patterns" not in settings:
            raise self.error(f"kind {shown(str(name))} has no patterns", name, "Write patterns: [...].")
        level = self.level(settings.get("level", 1), 1, name)
        scope = self.scope(settings.get("scope", "sentence"), name)
        items = settings["patterns"]
        if isinstance(items, (str, Mapping)):
            items = [items]
        if not isinstance(items, (list, tuple)):
            raise self.error(f"kind {shown(str(name))}: patterns are a list", name, "Write [one, two].")
        # Themes keep a pattern that is there twice once; the first holds.
        patterns: dict[str, CuePattern] = {}
        for item in items:
            pattern = self.pattern(item, level, scope, name)
            patterns.setdefault(pattern.text, pattern)
        return CueKind(str.__str__(name), level, scope, tuple(patterns.values()))

    def pattern(self, item: Any, level: int, scope: str, kind: Any) -> CuePattern:
        if isinstance(item, Mapping):
            self.check_keys(item, _PATTERN_KEYS, f"kind {shown(str(kind))}", kind)
            if "weight" in item:
                level = self.level(item["weight"], 0, kind)
            if "scope" in item:
                scope = self.scope(item["scope"], kind)
            item = item.get("pattern")
        if not isinstance(item, str):
            reason = f"kind {shown(str(kind))}: {shown(item)} is no pattern"
            raise self.error(reason, kind, "Write a str, or {pattern: must, weight: 3}.")
        self.check_pattern(item, kind)
        return CuePattern(str.__str__(item), level, scope)

    def check_pattern(self, item: str, kind: Any) -> None:
        if self.source is None or not isinstance(item, Scalar):
            return  # Themes does it
        try:
            _core.check_pattern(str.__str__(item))
        except _core.PatternError as error:
            reason = f"kind {shown(str(kind))}, pattern {shown(str(item))}: {error.message}"
            column = item.column + (error.column - 1 if item.exact else 0)
            raise self.source.error(reason, item.line, column) from None

    def level(self, value: Any, least: int, kind: Any) -> int:
        levels = range(least, _core.HIGHEST_CUE_LEVEL + 1)
        if isinstance(value, Scalar) and value.isascii() and value.isdigit():
            number: Any = int(value)
        else:
            number = value
        if isinstance(number, bool) or not isinstance(number, int) or number not in levels:
            reason = f"kind {shown(str(kind))}: {shown(value)} is no level"
            raise self.error(reason, value if isinstance(value, Scalar) else kind, f"Write {listed(levels)}.")
        return number

    def scope(self, value: Any, kind: Any) -> str:
        if not isinstance(value, str) or value not in _core.CUE_SCOPES:
            reason = f"kind {shown(str(kind))}: {shown(value)} is no scope"
            hint = f"Write {listed(_core.CUE_SCOPES)}."
            raise self.error(reason, value if isinstance(value, Scalar) else kind, hint)
        return str.__str__(value)

    def check_keys(self, given: Mapping[Any, Any], known: tuple[str, ...], where: str, place: Any) -> None:
        for key in _unknown(given, known):
            hint = f"There is {listed(known)}."
            raise self.error(f"{where}: no key {shown(key)}", key if isinstance(key, Scalar) else place, hint)

    def error(self, reason: str, place: Any, hint: str) -> ThemeFileError:
        if self.source is not None and isinstance(place, Scalar):
            return self.source.error(reason, place.line, place.column, hint)
        return ThemeFileError(reason, hint=hint)


def _unknown(given: Mapping[Any, Any], known: tuple[str, ...]) -> Iterator[Any]:
    return (key for key in given if key not in known)

"""Themes and patterns as plain data, and patterns as an analyst would write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Word:
    """A word as it stands: letters of any script, Chinese, or the marks of a term such as ``C++``.

    The stars are for a piece of Chinese that may begin, or end, inside a word.
    """

    text: str
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True)
class Glob:
    """A word that is not Chinese, with ``*`` and ``?``."""

    text: str


@dataclass(frozen=True)
class Exact:
    """A word exactly as it is written; in `text` of a glob ``*`` and ``?`` are wildcards."""

    item: Word | Glob


@dataclass(frozen=True)
class Regex:
    text: str


@dataclass(frozen=True)
class AnyWord:
    pass


@dataclass(frozen=True)
class Reference:
    """A mention of a theme, which is written with the names above its own if `full`."""

    theme: int
    full: bool = True


@dataclass(frozen=True)
class Alternatives:
    choices: tuple[Expression, ...]


@dataclass(frozen=True)
class Phrase:
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Gap:
    """How many words may stand between, and whether the two sides may change places."""

    words: int
    either: bool = False


@dataclass(frozen=True)
class Expression:
    """Phrases with a gap between each two."""

    phrases: tuple[Phrase, ...]
    gaps: tuple[Gap, ...] = ()


Item: TypeAlias = Word | Glob | Exact | Regex | AnyWord | Reference | Alternatives


@dataclass(frozen=True)
class Scope:
    place: str  # "sentence", "paragraph" or "document"
    condition: Expression


@dataclass(frozen=True)
class Pattern:
    theme: int
    expression: Expression
    scopes: tuple[Scope, ...] = ()
    kind: str = ""  # "", "not" or "not inside"


@dataclass(frozen=True)
class Theme:
    name: str  # its own, without those above it
    parent: int = -1
    exclusive: bool = False


def full_name(themes: Sequence[Theme], theme: int) -> str:
    node = themes[theme]
    above = full_name(themes, node.parent) + " / " if node.parent >= 0 else ""
    return above + node.name


def written(pattern: Pattern, themes: Sequence[Theme], style: str = "") -> str:
    """Return the pattern in the pattern language.

    With the style "tight" no blank is there that need not be, with "loose" there are more than need be.
    """
    writer = _Writer(themes, style)
    kind = f"{pattern.kind}:{writer.blank}" if pattern.kind else ""
    scopes = [
        f"{writer.blank}<same {scope.place}>{writer.blank}{writer.expression(scope.condition)}"
        for scope in pattern.scopes
    ]
    return kind + writer.expression(pattern.expression) + "".join(scopes)


class _Writer:
    def __init__(self, themes: Sequence[Theme], style: str) -> None:
        self.themes = themes
        self.tight = style == "tight"
        self.blank = {"tight": "", "loose": "  "}.get(style, " ")  # where none is needed

    def expression(self, expression: Expression) -> str:
        text = self._phrase(expression.phrases[0])
        for gap, phrase in zip(expression.gaps, expression.phrases[1:], strict=True):
            right = self._phrase(phrase)
            if gap.either:
                text += f"{self.blank}<~{gap.words}>{self.blank}{right}"
            else:
                # A digit would belong to the number.
                text += f"{self.blank}~{gap.words}{self.blank if not right[0].isdigit() else ' '}{right}"
        return text

    def _phrase(self, phrase: Phrase) -> str:
        text = ""
        for before, item in zip((None, *phrase.items), phrase.items, strict=False):
            if before is not None:
                touch = self.tight and _may_touch(before, item)
                text += "" if touch else self.blank or " "
            text += self._item(item)
        return text

    def _item(self, item: Item) -> str:
        match item:
            case Word(text, open_start, open_end):
                return "*" * open_start + escaped(text) + "*" * open_end
            case Glob(text):
                return escaped(text, wildcards=True)
            case Exact(inner):
                return "=" + self._item(inner)
            case Regex(text):
                return "/" + text.replace("/", "\\/") + "/"
            case AnyWord():
                return "*"
            case Reference(theme, full):
                name = full_name(self.themes, theme) if full else self.themes[theme].name
                return "{" + re.sub(r"([\\{}])", r"\\\1", name) + "}"
            case Alternatives(choices):
                bar = f"{self.blank}|{self.blank}" if not self.tight else "|"
                inner = bar.join(map(self.expression, choices))
                pad = self.blank if self.blank == "  " else ""
                return f"({pad}{inner}{pad})"


# Chinese has no blanks, so a bracket may stand right beside it.
def _may_touch(before: Item, after: Item) -> bool:
    def is_han(item: Item) -> bool:
        return isinstance(item, Word) and not item.open_start and not item.open_end and item.text > "\u2e80"

    def is_bracket(item: Item) -> bool:
        return isinstance(item, (Alternatives, Reference))

    return (is_bracket(before) or is_bracket(after)) and all(
        is_bracket(item) or is_han(item) for item in (before, after)
    )


def escaped(text: str, *, wildcards: bool = False) -> str:
    """Return a word with a backslash before what would mean something else."""
    special = r"([(){}<>|~\\])" if wildcards else r"([(){}<>|~\\*?])"
    return re.sub(r"^([=/])", r"\\\1", re.sub(special, r"\\\1", text))

"""Patterns written out: every expression as a list of flat phrases.

A flat phrase is a row of segments and references. A *segment* is a string of words and Han characters side by
side; between two parts of the row stands nothing, a gap, or a star at the edge of Chinese inside of a phrase.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from themescore import Tokenizer, _core

from reference.patterns import (
    Alternatives,
    AnyWord,
    Exact,
    Expression,
    Gap,
    Glob,
    Item,
    Phrase,
    Reference,
    Regex,
    Word,
)
from reference.words import characters_of, is_han


@dataclass(frozen=True)
class Want:
    """What one word, or one Han character, of the text has to be.

    `kind` is "term", "glob", "regex", "any", "han", "exact" or "exact glob".
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Star:
    """A star at the edge of a piece of Chinese: whether it opens what stands before it, or behind."""

    opens_end: bool


@dataclass(frozen=True)
class Segment:
    wants: tuple[Want, ...]
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True)
class Between:
    """`words` of a gap, which is none at a star; -1 where the parts stand side by side."""

    words: int = -1


@dataclass(frozen=True)
class FlatPhrase:
    parts: tuple[Segment | Reference, ...]
    between: tuple[Between, ...]


_Step: TypeAlias = Want | Star | Gap | Reference


def written_out(expression: Expression, tokenizer: Tokenizer) -> list[FlatPhrase]:
    plain = Tokenizer(**(tokenizer.settings | {"stem": None}))
    wants_of = _WantsOf(tokenizer, plain)
    return [_flat(row) for row in _rows(expression, wants_of)]


def phrase_count(expression: Expression) -> int:
    """Return how many phrases an expression comes to."""
    counts = [
        math.prod(
            sum(map(phrase_count, item.choices)) if isinstance(item, Alternatives) else 1
            for item in phrase.items
        )
        for phrase in expression.phrases
    ]
    return math.prod(counts) * 2 ** sum(gap.either for gap in expression.gaps)


def _rows(expression: Expression, wants_of: _WantsOf) -> list[list[_Step]]:
    rows = _phrase_rows(expression.phrases[0], wants_of)
    for gap, phrase in zip(expression.gaps, expression.phrases[1:], strict=True):
        right = _phrase_rows(phrase, wants_of)
        there = [[*a, gap, *b] for a in rows for b in right]
        rows = there + ([[*b, gap, *a] for a in rows for b in right] if gap.either else [])
    return rows


def _phrase_rows(phrase: Phrase, wants_of: _WantsOf) -> list[list[_Step]]:
    choices = [_item_rows(item, wants_of) for item in phrase.items]
    return [list(itertools.chain(*chosen)) for chosen in itertools.product(*choices)]


def _item_rows(item: Item, wants_of: _WantsOf) -> list[list[_Step]]:
    match item:
        case Alternatives(choices):
            return [row for choice in choices for row in _rows(choice, wants_of)]
        case Reference():
            return [[item]]
        case AnyWord():
            return [[Want("any")]]
        case Regex(text):
            return [[Want("regex", text)]]
        case Exact(inner):
            return [wants_of(inner, exact=True)]
        case _:
            return [wants_of(item, exact=False)]


class _WantsOf:
    def __init__(self, tokenizer: Tokenizer, plain: Tokenizer) -> None:
        self.term_of: Callable[[str], str] = tokenizer._core.term_of
        self.plain = plain
        self.passed_over = {"-", "'", "\u00b7", "\u2010", "\u2013", "\u2027", "\u30fb"}

    def __call__(self, item: Word | Glob, *, exact: bool) -> list[_Step]:
        if isinstance(item, Glob):
            return [Want("exact glob", item.text) if exact else Want("glob", _core.form_of(item.text))]
        if exact and (item.open_start or item.open_end):
            return [Want("exact glob", "*" * item.open_start + item.text + "*" * item.open_end)]
        steps: list[_Step] = [Star(opens_end=False)] if item.open_start else []
        steps += self._wants(item.text, exact=exact)
        return steps + ([Star(opens_end=True)] if item.open_end else [])

    def _wants(self, text: str, *, exact: bool) -> Iterator[Want]:
        seen = 0  # pairs of characters overlap
        for token in self.plain.tokens(text):
            surface = text[max(seen, token.start) : token.end]
            seen = token.end
            if is_han(text[token.start]) and not exact:
                for c in characters_of(token.form)[-len(characters_of(surface)) :]:
                    yield Want("han", c)
            elif token.form in self.passed_over:
                continue
            elif exact:
                yield Want("exact", surface)
            else:
                yield Want("term", self.term_of(token.form))


def _flat(row: list[_Step]) -> FlatPhrase:
    parts: list[Segment | Reference] = []
    between: list[Between] = []
    wants: list[Want] = []
    open_start = open_end = star = False
    gap = -1

    def put(part: Segment | Reference) -> None:
        nonlocal gap, star
        if parts:
            between.append(Between(0 if star and gap < 0 else gap))
        parts.append(part)
        gap, star = -1, False

    def close() -> None:
        nonlocal wants, open_start, open_end
        if wants:
            put(Segment(tuple(wants), open_start, open_end))
        wants, open_start, open_end = [], False, False

    for step in row:
        match step:
            case Want():
                if open_end:  # a star stood here
                    close()
                    star = True
                wants.append(step)
            case Star(opens_end=True):
                open_end = True
            case Star():
                if wants:
                    close()
                    star = True
                elif parts:
                    star = True
                open_start = True
            case Gap():
                close()
                gap = step.words
            case Reference():
                starred = open_end
                close()
                star = star or starred
                put(step)
    close()
    return FlatPhrase(tuple(parts), tuple(between))

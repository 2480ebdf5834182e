"""Patterns in few words, for tests that are written by hand."""

from __future__ import annotations

from reference.patterns import (
    Alternatives,
    AnyWord,
    Exact,
    Expression,
    Gap,
    Glob,
    Item,
    Pattern,
    Phrase,
    Reference,
    Regex,
    Scope,
    Theme,
    Word,
)
from reference.random_cases import Case


def expression(*parts: str | int | Gap | Item) -> Expression:
    """Make an expression: strings are words with blanks between, numbers are gaps, ``Gap(n, True)`` too."""
    phrases: list[list[Item]] = [[]]
    gaps: list[Gap] = []
    for part in parts:
        if isinstance(part, (int, Gap)):
            gaps.append(Gap(part) if isinstance(part, int) else part)
            phrases.append([])
        elif isinstance(part, str):
            phrases[-1] += [_word(word) for word in part.split()]
        else:
            phrases[-1].append(part)
    return Expression(tuple(Phrase(tuple(items)) for items in phrases), tuple(gaps))


def _word(word: str) -> Item:
    if word == "*":
        return AnyWord()
    if word.startswith("="):
        inner = _word(word[1:])
        assert isinstance(inner, (Word, Glob))
        return Exact(inner)
    if word.startswith("/"):
        return Regex(word[1:-1])
    if word.startswith("{"):
        return Reference(int(word[1:-1]))
    bare = word.strip("*")
    if bare[0] >= "\u2e80":
        return Word(bare, word.startswith("*"), word.endswith("*"))
    return Glob(word) if "*" in word or "?" in word else Word(word)


def either_of(*choices: Expression | str) -> Alternatives:
    return Alternatives(tuple(expression(c) if isinstance(c, str) else c for c in choices))


def pattern(
    *parts: str | int | Gap | Item, theme: int = 0, kind: str = "", **scopes: Expression | str
) -> Pattern:
    """Make a pattern; ``sentence="b"`` is its scope."""
    conditions = [Scope(k, expression(c) if isinstance(c, str) else c) for k, c in scopes.items()]
    return Pattern(theme, expression(*parts), tuple(conditions), kind)


def case(
    text: str,
    *patterns: Pattern | str,
    parents: tuple[int, ...] = (-1,),
    exclusive: tuple[int, ...] = (),
    boundary: str = "part",
    **tokenizer: object,
) -> Case:
    themes = tuple(Theme(f"T{i}", parent, i in exclusive) for i, parent in enumerate(parents))
    made = tuple(pattern(p) if isinstance(p, str) else p for p in patterns)
    return Case(themes, made, text, boundary, tuple(tokenizer.items()))

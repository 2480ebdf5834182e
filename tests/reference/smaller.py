"""Cases that are smaller than a case by one step, the largest steps first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reference.mentions import referred
from reference.patterns import Alternatives, Exact, Expression, Gap, Item, Pattern, Phrase, Word
from reference.random_cases import Case


def smaller_cases(case: Case) -> Iterator[Case]:
    if len(case.patterns) > 1:
        for i in range(len(case.patterns)):
            yield replace(case, patterns=case.patterns[:i] + case.patterns[i + 1 :])
    size = len(case.text) // 2
    while size:
        for start in range(0, len(case.text), size):
            yield replace(case, text=case.text[:start] + case.text[start + size :])
        size //= 2
    for i, pattern in enumerate(case.patterns):
        for smaller in _patterns(pattern):
            yield replace(case, patterns=(*case.patterns[:i], smaller, *case.patterns[i + 1 :]))
    yield from _themes(case)
    if case.exclusive:
        yield replace(case, exclusive=False)
    if case.style:
        yield replace(case, style="")
    if case.tokenizer:
        yield replace(case, tokenizer=())
    if case.boundary != "part":
        yield replace(case, boundary="part")


def _themes(case: Case) -> Iterator[Case]:
    for i, theme in enumerate(case.themes):
        for smaller in (replace(theme, exclusive=False), replace(theme, parent=-1)):
            if smaller != theme:
                yield replace(case, themes=(*case.themes[:i], smaller, *case.themes[i + 1 :]))
    last = len(case.themes) - 1
    used = {theme for pattern in case.patterns for theme in (pattern.theme, *referred(pattern))}
    if last and last not in used:
        yield replace(case, themes=case.themes[:-1])


def _patterns(pattern: Pattern) -> Iterator[Pattern]:
    if pattern.kind:
        yield replace(pattern, kind="")
    for i, scope in enumerate(pattern.scopes):
        yield replace(pattern, scopes=pattern.scopes[:i] + pattern.scopes[i + 1 :])
        for condition in _expressions(scope.condition):
            smaller = replace(scope, condition=condition)
            yield replace(pattern, scopes=(*pattern.scopes[:i], smaller, *pattern.scopes[i + 1 :]))
    for expression in _expressions(pattern.expression):
        yield replace(pattern, expression=expression)


def _expressions(expression: Expression) -> Iterator[Expression]:
    for i, gap in enumerate(expression.gaps):
        yield Expression(expression.phrases[: i + 1], expression.gaps[:i])
        yield Expression(expression.phrases[i + 1 :], expression.gaps[i + 1 :])
        for smaller in (replace(gap, either=False), Gap(1, gap.either)):
            if smaller != gap and smaller.words <= gap.words:
                yield replace(expression, gaps=(*expression.gaps[:i], smaller, *expression.gaps[i + 1 :]))
    for i, phrase in enumerate(expression.phrases):
        for shorter in _phrases(phrase):
            yield replace(
                expression, phrases=(*expression.phrases[:i], shorter, *expression.phrases[i + 1 :])
            )
    # Brackets that hold all of it.
    if len(expression.phrases) == 1 and len(expression.phrases[0].items) == 1:
        item = expression.phrases[0].items[0]
        if isinstance(item, Alternatives):
            yield from item.choices


def _phrases(phrase: Phrase) -> Iterator[Phrase]:
    for i, item in enumerate(phrase.items):
        if len(phrase.items) > 1:
            yield Phrase(phrase.items[:i] + phrase.items[i + 1 :])
        for smaller in _items(item):
            yield Phrase((*phrase.items[:i], *smaller, *phrase.items[i + 1 :]))


def _items(item: Item) -> Iterator[tuple[Item, ...]]:
    match item:
        case Alternatives(choices):
            for choice in choices:
                if not choice.gaps:
                    yield choice.phrases[0].items
            for i, choice in enumerate(choices):
                if len(choices) > 1:
                    yield (Alternatives(choices[:i] + choices[i + 1 :]),)
                for smaller in _expressions(choice):
                    yield (Alternatives((*choices[:i], smaller, *choices[i + 1 :])),)
        case Exact(inner):
            yield (inner,)
        case Word(text, open_start, open_end):
            if open_start:
                yield (replace(item, open_start=False),)
            if open_end:
                yield (replace(item, open_end=False),)
            if len(text) > 1 and text.isalpha():
                yield (replace(item, text=text[1:]),)
                yield (replace(item, text=text[:-1]),)

"""Holds the core against the slow matcher, and makes a case that differs small."""

from __future__ import annotations

from themescore import _core

from reference.mentions import CyclicReferenceError, Mention, check_references, find
from reference.patterns import written
from reference.random_cases import Case, tokenizer_of
from reference.smaller import smaller_cases


def wanted(case: Case) -> list[Mention]:
    tokenizer = tokenizer_of(case.tokenizer)
    return find(case.text, case.tree, case.patterns, tokenizer, case.boundary)


def found(case: Case) -> list[Mention]:
    return _found_twice(case)[0]


def _found_twice(case: Case) -> tuple[list[Mention], list[Mention]]:
    core = tokenizer_of(case.tokenizer)._core
    patterns = [(p.theme, written(p, case.themes, case.style)) for p in case.patterns]
    themes = [(theme.parent, theme.name, theme.exclusive) for theme in case.themes]
    theme_set = _core.ThemeSet(themes, patterns, core, exclusive=case.exclusive, any_word=True)
    # Twice: nothing of a document is left over in the next.
    counts = _core.count([case.text] * 2, theme_set, core, boundary=case.boundary, threads=1)
    forms = counts.forms
    mentions: tuple[list[Mention], list[Mention]] = ([], [])
    for m in counts.mentions:
        inside = None if m["inside"] == _core.WHOLE_WORDS else forms[m["inside"]]
        numbers = [int(m[name]) for name in ("theme", "pattern", "start", "end", "sentence", "position")]
        mentions[m["document"]].append(Mention(*numbers[:4], forms[m["form"]], inside, *numbers[4:]))
    return mentions


def difference(case: Case) -> str | None:
    """Return what differs, as a text to read; None if nothing does."""
    return compared(case)[0]


def compared(case: Case) -> tuple[str | None, list[Mention]]:
    """Return what differs, and what the core finds."""
    try:
        ours, again = _found_twice(case)
    except _core.PatternError as error:
        return f"{case}\nERROR {error.message} (pattern {error.index}, column {error.column})", []
    slow = wanted(case)
    if ours == slow == again:
        return None, ours
    lines = [str(case)]
    lines += [f"only at first:  {mention}" for mention in ours if mention not in again]
    lines += [f"only afterwards: {mention}" for mention in again if mention not in ours]
    lines += [f"only wanted: {mention}" for mention in slow if mention not in ours]
    lines += [f"only found:  {mention}" for mention in ours if mention not in slow]
    return "\n".join(lines), ours


def shrunk(case: Case) -> Case:
    """Return a smaller case that still differs: without some patterns, items, words of the text."""
    is_error = _kind(case) == "error"
    again = True
    while again:
        again = False
        for smaller in smaller_cases(case):
            if _kind(smaller) == ("error" if is_error else "mentions"):
                case, again = smaller, True
                break
    return case


def _kind(case: Case) -> str:
    try:
        check_references(case.tree, case.patterns)
    except CyclicReferenceError:
        return ""
    result = difference(case)
    return "" if result is None else "error" if "\nERROR" in result else "mentions"

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
    core = tokenizer_of(case.tokenizer)._core
    patterns = [(p.theme, written(p, case.themes, case.style)) for p in case.patterns]
    if "exclusive" in str(_core.ThemeSet.__init__.__doc__):
        themes = [(theme.parent, theme.name, theme.exclusive) for theme in case.themes]
        theme_set = _core.ThemeSet(themes, patterns, core, exclusive=case.exclusive)
    else:
        theme_set = _core.ThemeSet([theme.parent for theme in case.themes], patterns, core)
    counts = _core.count([case.text], theme_set, core, boundary=case.boundary, threads=1)
    forms = counts.forms
    return [
        Mention(
            int(m["theme"]),
            int(m["pattern"]),
            int(m["start"]),
            int(m["end"]),
            forms[m["form"]],
            None if m["inside"] == _core.WHOLE_WORDS else forms[m["inside"]],
            int(m["sentence"]),
            int(m["position"]),
        )
        for m in counts.mentions
    ]


def difference(case: Case) -> str | None:
    """Return what differs, as a text to read; None if nothing does."""
    try:
        ours = found(case)
    except _core.PatternError as error:
        return f"{case}\nERROR {error.message} (pattern {error.index}, column {error.column})"
    slow = wanted(case)
    if ours == slow:
        return None
    lines = [str(case)]
    lines += [f"only wanted: {mention}" for mention in slow if mention not in ours]
    lines += [f"only found:  {mention}" for mention in ours if mention not in slow]
    return "\n".join(lines)


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

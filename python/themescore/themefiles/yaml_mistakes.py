"""What analysts get wrong in YAML, said in their words instead of the parser's."""

from __future__ import annotations

from typing import Any

from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import ThemeSource


def explain(error: Any, source: ThemeSource) -> ThemeFileError:
    """Return a parser's error (a `yaml.YAMLError`) as one that says what to write instead.

    The two parsers, libyaml's and Python's, word their messages differently: what both have in common is
    looked for, and the character at the place.
    """
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    begin, end = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = end or begin
    if mark is None:
        return ThemeFileError(f"not YAML: {' '.join(problem.split())}", path=source.path)
    char = _at(source, mark)
    if "alias" in context or "anchor" in context:
        mark = begin or mark
        word = _word(source, mark)
        return _error(
            source, mark, f"a pattern cannot begin with {word[:1]} unless it is in quotes", f'Write "{word}".'
        )
    if "tab" in problem or char == "\t":
        return _error(source, mark, "a tab where YAML wants spaces", "Indent with spaces only.")
    if "directive" in context or "cannot start any token" in problem or "directive" in problem:
        mark = begin if "directive" in context and begin is not None else mark
        reason = f"a name or pattern cannot begin with {shown(_at(source, mark))} unless it is in quotes"
        return _error(source, mark, reason, f'Write "{_word(source, mark)}".')
    if "mapping values" in problem:
        reason = "a colon and a space begin the patterns of a theme, and none can begin here"
        hint = "Put quotes round a pattern with a colon in it; a theme's name stands on a line of its own."
        return _error(source, mark, reason, hint)
    if "sequence entries" in problem:
        reason = "a dash begins an item, and none can begin here"
        return _error(
            source, mark, reason, "Begin the list on the next line, or write [one, two]; or use quotes."
        )
    if "expected ':'" in problem:
        mark = begin or mark
        if "：" in source.lines[min(mark.line, len(source.lines) - 1)]:
            return _error(
                source,
                mark,
                "a full-width colon ： after a theme's name",
                "Write an ASCII colon and a space.",
            )
        reason = "neither a theme, which ends in a colon, nor an item, which begins with a dash"
        return _error(source, mark, reason, 'Write "Name:" for a theme or "- pattern" for a pattern.')
    if "quoted scalar" in context:
        if "escape" in problem:
            hint = "Write \\\\ for a backslash, or use single quotes."
            return _error(source, mark, "a backslash that escapes nothing known", hint)
        return _error(source, begin or mark, "quotes that are not closed", "Close them on the same line.")
    if "flow" in context:
        hint = (
            "Patterns are separated by one comma and end with ]. Put quotes round one that contains , "
            "[ ] { } or a # after a space."
        )
        return _error(source, begin or mark, "a list or mapping in brackets that cannot be read", hint)
    if "block" in context:
        hint = (
            "Items of a list, and names of a level, begin in one column. Put quotes round all of a pattern."
        )
        return _error(source, mark, "this does not fit with the lines before it", hint)
    return _error(source, mark, f"not YAML: {problem}", "Put quotes round patterns with punctuation in them.")


def _error(source: ThemeSource, mark: Any, reason: str, hint: str) -> ThemeFileError:
    return source.error(reason, mark.line + 1, mark.column + 1, hint)


def _at(source: ThemeSource, mark: Any) -> str:
    line = source.lines[mark.line] if mark.line < len(source.lines) else ""
    return line[mark.column : mark.column + 1]


def _word(source: ThemeSource, mark: Any) -> str:
    """Return what begins at a mark, up to the end of the item."""
    line = source.lines[mark.line] if mark.line < len(source.lines) else ""
    word = line[mark.column :]
    if "[" in line[: mark.column]:
        word = word.split(",")[0].split("]")[0]
    return word.strip()

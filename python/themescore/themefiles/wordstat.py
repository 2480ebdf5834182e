"""WordStat's .cat: names of categories, and in them words with their weights, all indented by tabs.

CULTURE
    SPORT
        ANGLER* (1)
    CIVIL_WAR (1)
"""

from __future__ import annotations

import re
from typing import Any

from themescore.themefiles.categories import Category, category, nothing, numbered, pattern_of
from themescore.themefiles.indentation import Levels, indent_of
from themescore.themefiles.source import Scalar, ThemeSource

_WORD = re.compile(r"\s*(?P<word>\S(?:.*\S)?)\s*\((?P<weight>[+-]?\d{1,15}(?:[.,]\d{1,15})?)\)\s*")
_INDENTED = re.compile(r"^([\t ]).*\(\d{1,15}(?:[.,]\d{1,15})?\)[ \t]*$", re.MULTILINE)


def is_wordstat(head: str) -> bool:
    """Whether a line is indented, by a tab if the file could be YAML, and ends in a weight in brackets."""
    lines = [line for line in head.split("\n") if line.strip()]
    yaml = bool(lines) and (":" in lines[0] or lines[0].startswith("#"))
    return any(match[1] == "\t" or not yaml for match in _INDENTED.finditer(head))


def load_wordstat(source: ThemeSource) -> dict[str, Any]:
    """Return the categories of a WordStat dictionary."""
    root = Category()
    levels = Levels(root, source)
    word_indent: int | None = None
    for number, line in numbered(source):
        text, indent = line.strip(), indent_of(line)
        above = levels.above(number, line)
        column = line.index(text[0]) + 1
        match = _WORD.fullmatch(line)
        if word_indent is not None and indent > word_indent:
            source.problem(number, text, "indented below a word, which is no category: taken as beside it")
        if match is None:
            if text.startswith("@"):
                source.problem(number, text, "a rule of WordStat's, which is not supported: not read")
                continue
            levels.open(line, category(above, Scalar(text, number, column), source))
            word_indent = None
            continue
        word_indent = indent if word_indent is None else min(word_indent, indent)
        if above is root:
            source.problem(number, text, "a word in no category: not read")
        elif match["word"].startswith("@"):
            source.problem(number, text, "a rule of WordStat's, which is not supported: not read")
        else:
            words = match["word"].replace("_", " ").strip()
            pattern = pattern_of(words or match["word"], number, column, question_mark=True)
            weight = float(match["weight"].replace(",", "."))
            above.patterns.append(pattern if weight == 1 else {"pattern": pattern, "weight": weight})
    if not root.below:
        raise nothing(source, "a WordStat dictionary begins with the name of one, and its words are indented")
    return root.tree()

"""LIWC's .dic: between two lines of % the categories with their codes, then words with codes.

    %
    1   affect
        2   posemo
    %
    happy*  1   2

Categories may be indented below others, with or without a code. Conditional codes such as ``(02 134)126`` and
tags such as ``<of>`` are listed as problems; the other codes of their line are read.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from themescore.errors import listed
from themescore.themefiles.categories import Category, category, nothing, numbered, pattern_of
from themescore.themefiles.indentation import Levels
from themescore.themefiles.source import Scalar, ThemeSource

_CODED = re.compile(r"(\d{1,18})[\s:.)]*\s(\S.*)|(\d{1,18})")
# A condition may have blanks in it.
_TOKEN = re.compile(r"\([^()]*\)[^\s<(]*|<[^<>]*>[^\s<(]*|\S+")
_CODE = re.compile(r"\d{1,18}")
_CONDITION = re.compile(r"\s(?=\([\d\s]*\)\d|<[^<>\s]*>\d)")
_BLANKS = re.compile(r"\s{2,}")


def is_liwc(head: str) -> bool:
    """Whether the first line is a per cent sign on its own."""
    first = next((line.strip() for line in head.split("\n") if line.strip()), "")
    return first == "%"


class _Line(NamedTuple):
    number: int
    text: str


def load_liwc(source: ThemeSource) -> dict[str, Any]:
    """Return the categories of a LIWC dictionary."""
    lines = [_Line(number, text) for number, text in numbered(source)]
    marks = [index for index, line in enumerate(lines) if line.text.strip() == "%"]
    if not marks:
        raise source.error("no line with % before the categories", 1, hint="LIWC's begin and end with one.")
    for line in lines[: marks[0]]:
        source.problem(line.number, line.text.strip(), "before the first line with %: not read")
    if len(marks) > 1:
        end, body = marks[1], marks[1] + 1
    else:
        end = body = _first_word(lines, marks[0] + 1)
        source.problem(
            lines[marks[0]].number,
            "%",
            f"the second line with % is missing: categories end before {_at(lines, end)}",
        )
    root = Category()
    codes = _categories(lines[marks[0] + 1 : end], root, source)
    if not root.below:
        raise nothing(source, "between the two lines with % stand their codes and names")
    for line in lines[body:]:
        if line.text.strip() == "%":
            source.problem(line.number, "%", "a third line with %: not read")
        else:
            _word(line, codes, source)
    return root.tree()


def _at(lines: list[_Line], index: int) -> str:
    return f"line {lines[index].number}" if index < len(lines) else "the end of the file"


def _first_word(lines: list[_Line], start: int) -> int:
    """Return where words begin if no % says so: at the first line that ends in a code of those above it."""
    seen: set[int] = set()
    for index in range(start, len(lines)):
        text = lines[index].text.strip()
        coded = _CODED.fullmatch(text)
        if coded is not None:
            seen.add(int(coded[1] or coded[3]))
        elif any(int(code) in seen for code in _codes_at_end(text)[1].split()):
            return index
    return len(lines)


def _categories(lines: list[_Line], root: Category, source: ThemeSource) -> dict[int, Category]:
    """Return the categories by their codes."""
    codes: dict[int, Category] = {}
    levels = Levels(root, source)
    for number, line in lines:
        above = levels.above(number, line)
        text = line.strip()
        column = line.index(text[0]) + 1
        match = _CODED.fullmatch(text)
        if match is None:
            levels.open(line, category(above, Scalar(text, number, column), source))
            continue
        code, name = int(match[1] or match[3]), (match[2] or "").strip()
        if not name:
            source.problem(number, text, "a code without a name: called by the code")
            name = text
        found = category(above, Scalar(name, number, column + text.rindex(name)), source)
        levels.open(line, found)
        if codes.setdefault(code, found) is not found:
            source.problem(
                number, text, f"code {code} is there twice: words with it are in {codes[code].name}"
            )
    return codes


def _word(line: _Line, codes: dict[int, Category], source: ThemeSource) -> None:
    number, text = line.number, line.text.strip()
    word, rest = _parts(text)
    unknown: list[str] = []
    conditions: list[str] = []
    strange: list[str] = []
    found: dict[Category, None] = {}
    for token in _TOKEN.findall(rest):
        if not _CODE.fullmatch(token):
            (conditions if token[0] in "(<" else strange).append(token)
        elif (code := codes.get(int(token))) is None:
            unknown.append(token)
        else:
            found[code] = None
    left = "the other codes are read" if found else "the word is not read"
    if conditions:
        source.problem(number, text, f"conditions are not supported ({listed(conditions)}): {left}")
    if strange:
        source.problem(number, text, f"{listed(strange)} where a code is expected: {left}")
    if unknown:
        are = "code {} is" if len(unknown) == 1 else "codes {} are"
        source.problem(number, text, f"{are.format(', '.join(unknown[:10]))} not defined: {left}")
    if not rest:
        source.problem(number, text, "a word without a code: not read")
    pattern = pattern_of(word, number, line.text.index(text[0]) + 1)
    for owner in found:
        owner.patterns.append(pattern)


def _parts(text: str) -> tuple[str, str]:
    """Return the word, or the words, of a line and its codes: a tab is between them, or blanks."""
    word, tab, rest = text.partition("\t")
    wide = _BLANKS.search(word)
    after = word[wide.end() :] if wide is not None else ""
    if tab:
        if wide is not None and all(map(_CODE.fullmatch, after.split())):
            return word[: wide.start()], f"{after} {rest}"  # codes after blanks, and after them a tab
        return word.strip(), rest.strip()
    if wide is not None and after[:1] in tuple("0123456789(<"):
        return word[: wide.start()], after
    condition = _CONDITION.search(text)
    if condition is not None:
        return text[: condition.start()], text[condition.end() :]
    return _codes_at_end(text)


def _codes_at_end(text: str) -> tuple[str, str]:
    """Return what comes before the codes at the end of a line, and the codes; there is always a word left."""
    tokens = text.split()
    number = 0
    while number < len(tokens) - 1 and _CODE.fullmatch(tokens[-1 - number]):
        number += 1
    if not number:
        return text, ""
    return text.rsplit(None, number)[0], " ".join(tokens[-number:])

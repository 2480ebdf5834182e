"""Themes in JSON: what YAML says, with every name and pattern in its place.

The standard parser gives no places, so only its reading of strings is used.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import Scalar, ThemeSource

_BLANK = re.compile(r"[ \t\n\r]*")
_LITERAL = re.compile(
    r"-?(?:0|[1-9]\d{0,400})(?:\.\d{1,400})?(?:[eE][+-]?\d{1,9})?(?![\w.])|true\b|false\b|null\b"
)
_LINE = re.compile("\r\n|[\n\r]")
# Of a theme written in full there are the theme itself and its `themes`; and a list may be round each.
_MAX_CONTAINERS = 210


def is_json(head: str) -> bool:
    """Whether it begins with a brace and a name in quotes."""
    return re.match(r'\s*\{\s*("|\}\s*$)', head) is not None


def load_json(source: ThemeSource) -> dict[str, Any]:
    """Return what is in a JSON file as nested dicts and lists of `Scalar`."""
    return _Reader(source).read()


def save_json(themes: Mapping[str, Any]) -> str:
    """Return nested themes as JSON."""
    return json.dumps(themes, ensure_ascii=False, indent=2) + "\n"


class _Reader:
    def __init__(self, source: ThemeSource) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.starts = [0, *(match.end() for match in _LINE.finditer(self.text))]

    def read(self) -> dict[str, Any]:
        self.blanks()
        if not self.text.startswith("{", self.at):
            raise self.error(
                "the file must be an object of names and patterns", 'Write {"Reform": ["reform*"]}.'
            )
        root = self.mapping(1)
        self.blanks()
        if self.at < len(self.text):
            raise self.error("something after the end of the themes", "Remove it, or the brace before it.")
        return root

    def value(self, depth: int) -> Any:
        if depth > _MAX_CONTAINERS:
            raise self.error("themes nested more than 50 deep", "Make the file flatter.")
        char = self.text[self.at : self.at + 1]
        if char == '"':
            return self.string()
        if char == "{":
            return self.mapping(depth)
        if char == "[":
            return self.list(depth)
        match = _LITERAL.match(self.text, self.at)
        if match is None:
            hint = 'Names and patterns stand in quotes: "reform*".'
            raise self.error("neither a text in quotes nor a list nor an object", hint)
        self.at = match.end()
        return json.loads(match[0])

    def list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        start = self.at
        self.at += 1
        self.blanks()
        if self.skip("]"):
            return items
        while True:
            items.append(self.value(depth + 1))
            self.blanks()
            if self.skip("]"):
                return items
            self.comma(start, "a list that is not closed", "]")

    def mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        start = self.at
        self.at += 1
        self.blanks()
        if self.skip("}"):
            return found
        while True:
            if not self.text.startswith('"', self.at):
                raise self.error("a name in quotes is expected", 'Write "Name": [patterns].')
            place = self.at
            name = self.string()
            self.blanks()
            if not self.skip(":"):
                raise self.error("no colon after a name", 'Write "Name": [patterns].')
            if name in found:
                self.at = place
                first = next(other for other in found if other == name)
                line = first.line if isinstance(first, Scalar) else 1
                reason = f"{shown(str(name))} is there twice, first in line {line}"
                raise self.error(reason, "Put the patterns together under one name, or rename one.")
            self.blanks()
            found[name] = self.value(depth + 1)
            self.blanks()
            if self.skip("}"):
                return found
            self.comma(start, "an object that is not closed", "}")

    def string(self) -> Scalar:
        line, column = self.place(self.at)
        start = self.at + 1
        try:
            value, self.at = scanstring(self.text, start, True)
        except JSONDecodeError as error:
            self.at = error.pos
            raise self.error(f"a text in quotes that cannot be read: {error.msg}", None) from None
        exact = self.at - start - 1 == len(value)
        return Scalar(value, line, column + 1, exact=exact, plain=False)

    def blanks(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def skip(self, char: str) -> bool:
        found = self.text.startswith(char, self.at)
        self.at += found
        return found

    def comma(self, start: int, reason: str, end: str) -> None:
        if self.at >= len(self.text):
            self.at = start
            raise self.error(reason, f"Close it with {end}.")
        if not self.skip(","):
            raise self.error(f"a comma or {end} is expected", None)
        self.blanks()
        if self.text.startswith(end, self.at):
            raise self.error(f"a comma before {end}", "Remove the comma.")

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def error(self, reason: str, hint: str | None) -> ThemeFileError:
        return self.source.error(reason, *self.place(min(self.at, len(self.text))), hint)

"""Front matter: a block of YAML between lines of three hyphens at the very start of a text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, shown

_BLOCK = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M)
_LONGEST = 1 << 16  # characters; what is longer is a text between two rules
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[+-]?(?:0|[1-9][0-9]*)\.[0-9]+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {"true": True, "false": False, "": None, "null": None, "~": None}


def split(text: str, path: Path) -> tuple[str, dict[str, object]]:
    """Return a text without its front matter, and what that says; the text itself if it has none.

    Raises
    ------
    ReadError
        If the block is no YAML, or holds what a table cannot.
    """
    import yaml

    block = _BLOCK.match(text[:_LONGEST])
    if block is None:
        return text, {}
    try:
        root = yaml.compose(block[1], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = 2 if mark is None else mark.line + 2
        raise _error(f"no YAML: {problem}", path, line) from None
    if not isinstance(root, yaml.MappingNode):
        return text, {}  # words between two rules
    fields: dict[str, object] = {}
    for key, value in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _error("a name that is no word", path, line)
        if key.value in fields:
            raise _error(f"{shown(key.value)} is there twice", path, line)
        fields[key.value] = _value(value, key.value, path, line)
    return text[block.end() :], fields


def _value(node: Any, name: str, path: Path, line: int) -> object:
    """Return a node as a value for a cell of a table: what is a list becomes text, parted by semicolons."""
    import yaml

    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return "; ".join(item.value for item in node.value) or None
    if not isinstance(node, yaml.ScalarNode):
        raise _error(f"{shown(name)} holds more than one value can: put its parts beside it", path, line)
    text: str = node.value
    if node.style is not None:  # in quotation marks, so meant as text
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _ISO.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise _error(f"{shown(name)} is {text}, which is no date: {error}", path, line) from None
    return text


def _error(reason: str, path: Path, line: int) -> ReadError:
    return ReadError(f"its front matter has {reason}", path=path, line=line, kind="malformed")

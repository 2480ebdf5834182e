"""Themes as YAML that an analyst would write, and that other readers take for the same text too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"[^\W\d_]([\w .*?'/()&+~-]*[\w*?)])?")
# What other readers of YAML take for true, false or nothing.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_MAX_KEY = 1000  # YAML ends its search for the colon of a key after 1,024 characters
_EXCLUSION = re.compile("(not|not inside): (.+)", re.DOTALL)


def save_yaml(themes: Mapping[str, Any]) -> str:
    """Return nested themes as YAML."""
    return "".join(f"{line}\n" for line in _lines(themes, ""))


def _lines(themes: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in themes.items():
        key = _scalar(name)
        head = f"{indent}{key}:" if len(key) <= _MAX_KEY else f"{indent}? {key}\n{indent}:"
        if isinstance(value, Mapping):
            yield head if value else f"{head} {{}}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield head if value else f"{head} []"
            for item in value:
                yield from _item(item, indent + "  ")
        else:
            yield f"{head} {_value(value)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, str) and (exclusion := _EXCLUSION.fullmatch(item)):
        item = {exclusion[1]: exclusion[2]}
    if isinstance(item, Mapping):
        first, *rest = "\n".join(_lines(item, indent + "  ")).split("\n")
        yield f"{indent}- {first.strip()}"
        yield from rest
    else:
        yield f"{indent}- {_scalar(item)}"


def _value(value: str | bool | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _scalar(value)
    digits, e, exponent = repr(value).partition("e")
    # Other readers take 1e+300 for text, and 1.0e+300 for a number.
    return f"{digits if '.' in digits or not e else digits + '.0'}{e}{exponent}"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

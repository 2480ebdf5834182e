"""What can be written for a theme: patterns, a list, sub-themes, or all of it in full."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, NamedTuple

from themescore import _core
from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import Scalar

FULL = ("patterns", "themes", "exclusive", "note", "labels")
EXCLUSIONS = ("not", "not inside")
# A sub-theme of such a name stands under `themes`, where any name can stand.
RESERVED = frozenset({*FULL, "pattern", "weight", *EXCLUSIONS})

_PATTERN = ("pattern", "weight", "note")
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?", re.ASCII)
_EXCLUSION = re.compile(r"\s*not(?: inside)?:")

# Makes an error of a reason, the name or pattern where it is, and a hint.
MakeError = Callable[[str, object, "str | None"], ThemeFileError]


class Item(NamedTuple):
    """A pattern as it is written."""

    text: str
    weight: float = 1.0
    note: str | None = None
    listed: bool = True  # whether it stands in a list


@dataclass
class Form:
    """What is written for a theme."""

    items: list[Item] = field(default_factory=list)
    below: list[Mapping[Any, Any]] = field(default_factory=list)
    full: bool = False  # whether `below` is what is under `themes`
    exclusive: bool = False
    note: str | None = None
    labels: dict[str, str] = field(default_factory=dict)


class FormReader:
    """Reads what is written for a theme.

    Parameters
    ----------
    error : callable
        Makes the errors.
    """

    def __init__(self, error: MakeError) -> None:
        self._error = error

    def root(self, tree: Mapping[Any, Any]) -> Form:
        """Return what is in a file, or in a dict of themes."""
        if not _is_full(tree):
            return Form(below=[tree])
        known = ("themes", "exclusive")
        for key in tree:
            if key not in known:
                raise self._error(
                    f"{shown(_str(key))} beside the key 'themes'"
                    if "themes" in tree
                    else "patterns in no theme",
                    key,
                    "A file that is written in full has the keys themes and exclusive; the names of themes "
                    "stand under themes.",
                )
        return self._full(tree, "", tree)

    def read(self, value: Any, theme: str, name: object) -> Form:
        """Return what is written for the theme of that name."""
        if isinstance(value, Mapping) and _is_full(value):
            return self._full(value, f"theme {shown(theme)}: ", name)
        form = Form()
        self._add(form, value, f"theme {shown(theme)}: ", name)
        return form

    def _full(self, value: Mapping[Any, Any], where: str, name: object) -> Form:
        for key in value:
            if key not in FULL:
                raise self._error(
                    f"{where}the key {shown(_str(key))}, where a theme in full has {', '.join(FULL)}",
                    key if isinstance(key, Scalar) else name,
                    "Put the names of sub-themes under themes.",
                )
        form = Form(full=True)
        if "patterns" in value:
            self._add(form, value["patterns"], where, _key(value, "patterns", name))
            if form.below:
                raise self._error(
                    f"{where}sub-themes under patterns",
                    _key(value, "patterns", name),
                    "Put them under themes.",
                )
        below = value.get("themes", {})
        if isinstance(below, Mapping):
            form.below = [below]
        elif below not in ([], ()):
            hint = "Write themes: {Name: [pattern, ...]}."
            raise self._error(f"{where}themes are names with patterns", _key(value, "themes", name), hint)
        form.exclusive = self._flag(value.get("exclusive", False), where, _key(value, "exclusive", name))
        form.note = self._text(value.get("note"), f"{where}note", _key(value, "note", name))
        form.labels = self._labels(value.get("labels", {}), where, _key(value, "labels", name))
        return form

    def _add(self, form: Form, value: Any, where: str, name: object) -> None:
        if not isinstance(value, (list, tuple)):
            self._add_item(form, value, where, name, 0, in_list=False)
            return
        for position, item in enumerate(value):
            self._add_item(form, item, where, name, position, in_list=isinstance(value, list))

    def _add_item(
        self, form: Form, item: Any, where: str, name: object, position: int, *, in_list: bool
    ) -> None:
        if isinstance(item, str):
            form.items.append(Item(item, listed=in_list))
        elif not isinstance(item, Mapping):
            raise self._error(
                f"{where}pattern {position} is {shown(item)}, of type {type(item).__name__}",
                name,
                "A theme is a str, a list of str, or a dict of sub-themes.",
            )
        elif "pattern" in item:
            form.items.append(self._pattern(item, where, name))
        elif any(word in item for word in EXCLUSIONS):
            form.items.extend(self._exclusions(item, where, name))
        elif _is_full(item):
            place = next(iter(item))
            hint = "Give it its name: Name: {patterns: [...]}."
            raise self._error(f"{where}a theme in full without a name", place, hint)
        else:
            form.below.append(item)

    def _pattern(self, item: Mapping[Any, Any], where: str, name: object) -> Item:
        for key in item:
            if key not in _PATTERN:
                hint = f"A sub-theme of the name {shown('pattern')} stands under themes."
                place = key if isinstance(key, Scalar) else name
                reason = f"{where}the key {shown(_str(key))}, where a pattern has pattern, weight, note"
                raise self._error(reason, place, hint)
        text = item["pattern"]
        place = _key(item, "pattern", name)
        if not isinstance(text, str):
            kind = type(text).__name__
            raise self._error(
                f"{where}the pattern is {shown(text)}, of type {kind}", place, "Write one text."
            )
        weight = self._weight(item.get("weight", 1.0), where, _key(item, "weight", name))
        if weight != 1 and _EXCLUSION.match(text):
            reason = f"{where}a weight for {shown(_str(text))}, which is not counted"
            raise self._error(reason, text, "Remove the weight.")
        return Item(text, weight, self._text(item.get("note"), f"{where}note", _key(item, "note", name)))

    def _exclusions(self, item: Mapping[Any, Any], where: str, name: object) -> list[Item]:
        items = []
        for key, value in item.items():
            if key not in EXCLUSIONS:
                raise self._error(
                    f"{where}the key {shown(_str(key))} beside an exclusion",
                    key if isinstance(key, Scalar) else name,
                    "Exclusions are not: and not inside:. A sub-theme of the name 'not' stands under themes.",
                )
            for text in value if isinstance(value, (list, tuple)) else [value]:
                if not isinstance(text, str):
                    kind = type(text).__name__
                    reason = f"{where}{_str(key)}: {shown(text)} is of type {kind}"
                    raise self._error(reason, key, "Write a pattern, or a list of them.")
                items.append(Item(_with_prefix(_str(key), text)))
        return items

    def _weight(self, value: Any, where: str, place: object) -> float:
        number: float | None = None
        if isinstance(value, Scalar) and _NUMBER.fullmatch(value):
            number = float(value)
        elif not isinstance(value, bool) and isinstance(value, Real):
            try:
                number = float(value)
            except OverflowError:
                number = None
        if number is None or not math.isfinite(number):
            reason = f"{where}the weight {shown(_str(value))}, which is no finite number"
            raise self._error(
                reason, value if isinstance(value, Scalar) else place, "Write for instance 0.5."
            )
        return number

    def _flag(self, value: Any, where: str, place: object) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, Scalar) and value.casefold() in ("true", "false"):
            return value.casefold() == "true"
        place = value if isinstance(value, Scalar) else place
        raise self._error(f"{where}exclusive is {shown(_str(value))}", place, "Write true or false.")

    def _text(self, value: Any, what: str, place: object) -> str | None:
        if value is None or value == []:  # as in a line of YAML that ends in a colon
            return None
        if not isinstance(value, str):
            reason = f"{what} is {shown(value)}, of type {type(value).__name__}"
            raise self._error(reason, place, "Write a text.")
        text = str.__str__(value)
        if _core.find_surrogate(text) >= 0:
            raise self._error(f"{what}: a lone surrogate in {shown(text)}", value, "Remove it.")
        return text or None

    def _labels(self, value: Any, where: str, place: object) -> dict[str, str]:
        if value == [] or value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self._error(f"{where}labels are names by language", place, "Write labels: {zh: 贸易}.")
        labels = {}
        for language, name in value.items():
            if not isinstance(language, str) or not language.strip():
                reason = f"{where}a label for the language {shown(language)}"
                raise self._error(reason, place, "Write its code: labels: {zh: 贸易}.")
            code = self._text(language, f"{where}language", place) or ""
            text = self._text(name, f"{where}label {shown(code)}", language)
            if text is None:
                raise self._error(f"{where}label {shown(code)} is empty", language, "Write the name.")
            labels[code] = text
        return labels


def _is_full(value: Mapping[Any, Any]) -> bool:
    return "patterns" in value or "themes" in value


def _str(value: Any) -> Any:
    return str.__str__(value) if isinstance(value, str) else value


def _key(mapping: Mapping[Any, Any], name: str, otherwise: object) -> object:
    """Return the key as it stands in the file."""
    return next((key for key in mapping if key == name and isinstance(key, Scalar)), otherwise)


def _with_prefix(word: str, text: str) -> str:
    pattern = f"{word}: {_str(text)}"
    if isinstance(text, Scalar):
        return Scalar(pattern, text.line, text.column, exact=False, plain=text.plain)
    return pattern

"""What the names of files and folders say: ``{province}/{date:%Y-%m-%d}_{agency}.txt``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from themescore.errors import OptionError, ReadError, shown
from themescore.reading.date_parsing import date_of

_RESERVED = ("id", "text")
# What `datetime.strptime` has, as far as names of files hold it.
_DIRECTIVES = {
    "Y": r"\d{4}", "m": r"\d{1,2}", "d": r"\d{1,2}", "y": r"\d{2}", "j": r"\d{1,3}", "H": r"\d{1,2}",
    "M": r"\d{1,2}", "S": r"\d{1,2}", "b": r"[^\W\d_]+", "B": r"[^\W\d_]+", "%": "%",
}  # fmt: skip


class _Part(NamedTuple):
    """A piece of a template: fixed text, or a field."""

    shown: str
    pattern: str
    field: str | None = None
    kind: str = ""


class NameTemplate:
    """The option ``file_names``.

    Raises
    ------
    OptionError
        If it is no template.
    """

    def __init__(self, template: str) -> None:
        if not isinstance(template, str):
            raise _error(template, f"is of type {type(template).__name__}, not str")
        self._template = template
        try:
            parsed = list(Formatter().parse(template))
        except ValueError as error:
            raise _error(template, f"is no template: {error}") from None
        self._parts: list[_Part] = []
        for literal, field, kind, conversion in parsed:
            if literal:
                self._parts.append(_Part(literal, re.escape(literal)))
            if field is not None:
                if conversion:
                    raise _error(template, f"has {{{field}!{conversion}}}: write {{{field}}}")
                self._parts.append(_field(template, field, kind or ""))
        self.fields = [part.field for part in self._parts if part.field]
        twice = [name for name, count in Counter(self.fields).items() if count > 1]
        if not self.fields or twice:
            raise _error(
                template,
                f"has {{{twice[0]}}} twice: name them apart"
                if twice
                else "has no field: write one as {year}, in braces",
            )
        self._whole = re.compile(self._pattern(len(self._parts)))
        self._folders = sum(part.shown.count("/") for part in self._parts if not part.field)
        self._suffix = "." in self._parts[-1].shown and not self._parts[-1].field

    def read(self, path: Path, root: Path) -> dict[str, object]:
        """Return what the name of a file says, by field.

        Raises
        ------
        ReadError
            If it does not fit; it says from where on.
        """
        name = self._name(path, root)
        match = self._whole.fullmatch(name)
        if match is None:
            raise self._misfit(name, path)
        values: dict[str, object] = {}
        for number, part in enumerate(self._parts):
            if part.field is not None and not part.field.startswith("_"):
                try:
                    values[part.field] = _value(match[f"f{number}"], part.kind)
                except ValueError as error:
                    raise self._error(
                        f"{part.shown} is {shown(match[f'f{number}'])}: {error}", path
                    ) from None
        return values

    def _name(self, path: Path, root: Path) -> str:
        """Return the part of a path that the template is about."""
        inside = path.relative_to(root) if path != root and path.is_relative_to(root) else None
        parts = inside.parts if inside is not None else path.absolute().parts[-self._folders - 1 :]
        name = "/".join(parts)
        return name if self._suffix else name[: len(name) - len(path.suffix)]

    def _pattern(self, count: int) -> str:
        return "".join(
            part.pattern if part.field is None else f"(?P<f{number}>{part.pattern})"
            for number, part in enumerate(self._parts[:count])
        )

    def _misfit(self, name: str, path: Path) -> ReadError:
        folders = name.count("/")
        if folders != self._folders:
            reason = f"it is in {_folders(folders)}, and the template has {_folders(self._folders)}"
            return self._error(reason, path)
        for count in range(len(self._parts) - 1, 0, -1):
            if match := re.match(self._pattern(count), name):
                rest = name[match.end() :]
                there = f"there is {shown(rest)}" if rest else "the name ends"
                expected = self._parts[count].shown
                return self._error(
                    f"it fits up to {shown(match[0])}; then {expected} is to come, and {there}", path
                )
        return self._error(f"it does not begin with {self._parts[0].shown}", path)

    def _error(self, reason: str, path: Path) -> ReadError:
        return ReadError(f"its name does not fit {shown(self._template)}: {reason}", path=path, kind="name")


def _field(template: str, field: str, kind: str) -> _Part:
    written = f"{{{field}:{kind}}}" if kind else f"{{{field}}}"
    if not field.isidentifier():
        raise _error(template, f"has {written}: a field is named by one word, as in {{year}}")
    if field in _RESERVED:
        raise _error(template, f"has {written}: a document's {field} is not taken from its name; rename it")
    if "%" in kind:
        pattern, rest = "", kind
        while rest:
            before, percent, after = rest.partition("%")
            pattern += re.escape(before)
            if percent and after[:1] not in _DIRECTIVES:
                raise _error(
                    template, f"has {written}: %{after[:1]} is not known, of {', '.join(_DIRECTIVES)}"
                )
            pattern, rest = pattern + (_DIRECTIVES[after[:1]] if percent else ""), after[1:]
        if "%Y" not in kind and "%y" not in kind:
            raise _error(template, f"has {written}: a date needs its year, %Y")
        return _Part(written, pattern, field, kind)
    if kind == "d":
        return _Part(written, r"\d+", field, kind)
    if kind not in ("", "date"):
        reason = (
            f"has {written}: after the colon stands d for a number, date, or a form of it such as %Y-%m-%d"
        )
        raise _error(template, reason)
    return _Part(written, "[^/]+?", field, kind)


def _value(text: str, kind: str) -> object:
    """Return what a field holds; raise ValueError with the reason if it cannot be that."""
    if kind == "d":
        return int(text)
    if kind == "date":
        return date_of(text)
    return datetime.strptime(text, kind).date() if kind else text


def _folders(count: int) -> str:
    return f"{count} folder{'' if count == 1 else 's'}" if count else "no folder"


def _error(template: object, reason: str) -> OptionError:
    return OptionError(f"file_names={shown(template)} {reason}", option="file_names", value=template)

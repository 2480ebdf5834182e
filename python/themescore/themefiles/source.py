"""A theme file while it is read: its text, and where in it a name or a pattern stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, ThemeFileError
from themescore.files import decode, opened

MAX_BYTES = 32 * 1024 * 1024

# The line ends of YAML 1.1, by which its lines are counted.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Scalar(str):
    """A name or pattern exactly as it is written in a file, with its place.

    Parameters
    ----------
    text : str
        The characters.
    line, column : int
        Where its first character stands, from 1.
    exact : bool
        Whether each following character stands one column further; not so if there are escapes among them.
    plain : bool
        Whether it stands there without quotes.
    """

    __slots__ = ("column", "exact", "line", "plain")

    line: int
    column: int
    exact: bool
    plain: bool

    def __new__(cls, text: str, line: int, column: int, *, exact: bool = True, plain: bool = True) -> Scalar:
        """Make a str of the text, with its place."""
        scalar = super().__new__(cls, text)
        scalar.line, scalar.column, scalar.exact, scalar.plain = line, column, exact, plain
        return scalar


@dataclass(frozen=True)
class ThemeSource:
    """The text of a theme file.

    Parameters
    ----------
    path : Path
        The file.
    text : str
        What is in it, without a byte-order mark.
    """

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> ThemeSource:
        """Read a theme file; raise ThemeFileError if that cannot be done."""
        try:
            with opened(path) as file:
                data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise ReadError(
                    f"is larger than {MAX_BYTES // 1024**2} MB, the most a theme file can have", path=path
                )
            return cls(path, decode(data, path, None, replace=False)[0])
        except ReadError as error:
            hint = "Save it as UTF-8." if error.kind == "encoding" else None
            reason = error.reason.split(": give encoding=")[0]
            raise ThemeFileError(reason, path=path, line=error.line, hint=hint) from None

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_END.split(self.text)

    def error(self, reason: str, line: int, column: int, hint: str | None = None) -> ThemeFileError:
        """Return an error that shows the line with a caret."""
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return ThemeFileError(reason, path=self.path, line=line, column=column, source=source, hint=hint)


@dataclass(frozen=True, slots=True)
class ThemeFormat:
    """A format of theme files.

    Parameters
    ----------
    load : callable
        Returns what is in a `ThemeSource` as nested dicts and lists of `Scalar`; raises its errors by
        `ThemeSource.error`.
    save : callable
        Returns the file's text for what `Themes.to_dict` returns.
    """

    load: Callable[[ThemeSource], dict[str, Any]]
    save: Callable[[Mapping[str, Any]], str]

"""A theme file while it is read: its text, where in it something stands, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from themescore.errors import ReadError, ThemeFileError, shown
from themescore.files import opened

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 50
SEPARATOR = " / "

# As editors count lines. A character such as U+2028 can be part of a name.
_LINE_END = re.compile("\r\n|[\n\r]")
# The line ends of YAML 1.1, by which its lines are counted.
_YAML_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a theme file that is not in the themes as it stands there.

    Parameters
    ----------
    line : int or None
        The line, or the row of a sheet, from 1; None where there is no file.
    text : str
        What stands there.
    reason : str
        Why it is not in the themes, or what was made of it.
    """

    line: int | None
    text: str
    reason: str

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        return f"{where}{shown(self.text)}: {self.reason}"


@dataclass
class ThemeSource:
    """What is in a theme file.

    Parameters
    ----------
    path : Path
        The file.
    data : bytes
        Its bytes; empty once they are text.
    text : str
        The text, without a byte-order mark; empty for a format that is not text.
    foreign : bool
        Whether its patterns are written for another program: one that cannot be matched is a problem, not an
        error of whoever wrote it.
    yaml : bool
        Whether lines end as in YAML 1.1.
    """

    path: Path
    data: bytes = b""
    text: str = ""
    foreign: bool = False
    yaml: bool = False
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> ThemeSource:
        """Read the bytes of a theme file; raise ThemeFileError if that cannot be done."""
        try:
            with opened(path) as file:
                data = file.read(MAX_BYTES + 1)
        except ReadError as error:
            raise ThemeFileError(error.reason, path=path) from None
        if len(data) > MAX_BYTES:
            reason = f"is larger than {MAX_BYTES // 1024**2} MB, the most a theme file can have"
            raise ThemeFileError(reason, path=path)
        return cls(path, data)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return (_YAML_LINE_END if self.yaml else _LINE_END).split(self.text)

    def error(
        self, reason: str, line: int, column: int | None = None, hint: str | None = None
    ) -> ThemeFileError:
        """Return an error that shows the line with a caret."""
        source = self.lines[line - 1] if self.text and line <= len(self.lines) else None
        return ThemeFileError(reason, path=self.path, line=line, column=column, source=source, hint=hint)

    def problem(self, line: int, text: str, reason: str) -> None:
        """Note something that is not understood."""
        self.problems.append(Problem(line, text, reason))


@dataclass(frozen=True, slots=True)
class ThemeFormat:
    """A format of theme files.

    Parameters
    ----------
    name : str
        What it is called in ``Themes.load(format=...)``.
    suffixes : tuple of str
        The usual ones: they choose the format to save in, and that of a file that nobody recognises.
    recognises : callable
        Whether a file is of this format, by its beginning as text.
    load : callable
        Returns what is in a `ThemeSource` as nested dicts and lists of `Scalar`; raises its errors by
        `ThemeSource.error`, and lists by `ThemeSource.problem` what it does not understand.
    save : callable, optional
        Returns the file's text for what `Themes.to_dict` returns; raises ThemeFileError if the format cannot
        hold it.
    foreign : bool
        Whether it is another program's.
    text : bool
        Whether the file is text.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    load: Callable[[ThemeSource], dict[str, Any]]
    save: Callable[[Mapping[str, Any]], str] | None = None
    foreign: bool = False
    text: bool = True


def several(problems: list[Problem], most: int = 5) -> str:
    """Return the first problems on one line, and how many more there are."""
    more = f"; and {len(problems) - most:,} more" if len(problems) > most else ""
    return "; ".join(map(str, problems[:most])) + more

"""What can go wrong, as one family of exceptions: each says where, and what to do about it."""

from __future__ import annotations

import difflib
import itertools
import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from typing import SupportsIndex

from themescore.showing.terminal import char_width

__all__ = [
    "DocumentLookupError",
    "InputError",
    "LexiconError",
    "OptionError",
    "ReadError",
    "TextError",
    "ThemeFileError",
    "ThemescoreError",
    "ThemescoreWarning",
    "WriteError",
]

_SHOWN = 60  # characters of a value or of a source line that a message repeats
_NAMED = 10  # values that a message lists before it says how many more there are


class ThemescoreError(Exception):
    """The ancestor of every error that themescore raises on purpose.

    Parameters
    ----------
    reason : str
        What is wrong and what to do.

    Examples
    --------
    >>> from themescore.errors import ThemescoreError
    >>> try:
    ...     raise ThemescoreError("no documents")
    ... except ThemescoreError as error:
    ...     print(error)
    no documents
    """

    # The first argument is the reason alone and everything else an attribute with a default: pickle then
    # rebuilds an error from `args` and `__dict__` with no help.
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class InputError(ThemescoreError, ValueError):
    """Texts, ids, metadata or groups that cannot be used as they are."""


class TextError(InputError):
    """A text that is not well-formed Unicode.

    Parameters
    ----------
    reason : str
        What is wrong and what to do.
    document : str or int
        The document's id, or its position where it has none.
    offset : int
        Where in the text, in code points from 0.
    """

    def __init__(self, reason: str, *, document: str | int = 0, offset: int = 0) -> None:
        super().__init__(reason)
        self.document = document
        self.offset = offset

    def __str__(self) -> str:
        return f"document {shown(self.document)}, offset {self.offset}: {self.reason}"


class DocumentLookupError(InputError, KeyError, IndexError):
    """A corpus was asked for a document that it does not have."""


class ReadError(ThemescoreError):
    """A file, or one document of it, that cannot be read.

    Parameters
    ----------
    reason : str
        What is wrong and what to do.
    path : str or os.PathLike
        The file or folder.
    line : int, optional
        The line, from 1, where the trouble begins.
    kind : str
        One word for the sort of trouble, as in `Failure.kind`.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | os.PathLike[str] = "",
        line: int | None = None,
        kind: str = "unreadable",
    ) -> None:
        super().__init__(reason)
        self.path = shown_path(path)
        self.line = line
        self.kind = kind

    def __str__(self) -> str:
        return f"{place(self.path, self.line)}: {self.reason}"


class WriteError(ThemescoreError):
    """A report or table that cannot be written.

    Parameters
    ----------
    reason : str
        What is wrong.
    path : str or os.PathLike
        The file that was to be written; if there was one, it is whole.
    """

    def __init__(self, reason: str, *, path: str | os.PathLike[str] = "") -> None:
        super().__init__(reason)
        self.path = shown_path(path)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class ThemeFileError(ThemescoreError, ValueError):
    """Themes, in a file or in a dict, with a mistake in them.

    Parameters
    ----------
    reason : str
        What is wrong.
    path : str or os.PathLike, optional
        The theme file; None for themes that were given as a dict.
    line, column : int, optional
        Where, from 1. The column counts code points.
    source : str, optional
        The line itself, or the pattern where there is no file: it is shown with a caret under `column`.
    hint : str, optional
        What to write instead.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | os.PathLike[str] | None = None,
        line: int | None = None,
        column: int | None = None,
        source: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.path = None if path is None else shown_path(path)
        self.line = line
        self.column = column
        self.source = source
        self.hint = hint

    def __str__(self) -> str:
        where = place(self.path, self.line, self.column)
        parts = [f"{where}: {self.reason}" if where else self.reason]
        if self.source is not None:
            parts += _caret(self.source, self.column)
        if self.hint is not None:
            parts.append(f"  {self.hint}")
        return "\n".join(parts)


class LexiconError(ThemescoreError, ValueError):
    """Words for a tokenizer, in a file or in a list, with a mistake in them; none of them is used.

    Parameters
    ----------
    reason : str
        What is wrong and what to do.
    path : str or os.PathLike, optional
        The file; None for words that were given as a list.
    line : int, optional
        The line, from 1.
    """

    def __init__(
        self, reason: str, *, path: str | os.PathLike[str] | None = None, line: int | None = None
    ) -> None:
        super().__init__(reason)
        self.path = None if path is None else shown_path(path)
        self.line = line

    def __str__(self) -> str:
        where = place(self.path, self.line)
        return f"{where}: {self.reason}" if where else self.reason


class OptionError(ThemescoreError, ValueError):
    """An option with a value that it cannot have.

    Parameters
    ----------
    reason : str
        What is wrong and what to do.
    option : str
        The option's name.
    value : object
        What was given.
    allowed : iterable of str
        What can be given, where that is a short list.
    """

    def __init__(
        self, reason: str, *, option: str = "", value: object = None, allowed: Iterable[str] = ()
    ) -> None:
        super().__init__(reason)
        self.option = option
        self.value = value
        self.allowed = tuple(allowed)


class ThemescoreWarning(UserWarning):
    """Something that changes what the numbers mean, though they can be computed."""


def warn_of(notes: Sequence[str], *, stacklevel: int, below: bool = True) -> None:
    """Warn once of what has to be known beside some numbers, however many things that are.

    In a notebook only of how many there are, if they stand `below` the table of what is returned, and in its
    `warnings`. `stacklevel` is that of `warnings.warn` as the caller would give it.
    """
    if not notes:
        return
    if below and in_notebook():
        things = "one thing has" if len(notes) == 1 else f"{len(notes)} things have"
        message = f"{things} to be known beside these numbers: below their table, and in .warnings"
    else:
        message = notes[0] if len(notes) == 1 else "\n".join(["", *(f"- {note}" for note in notes)])
    warnings.warn(message, ThemescoreWarning, stacklevel=stacklevel + 1)


def in_notebook() -> bool:
    """Say whether a notebook's kernel runs this."""
    return "ipykernel.zmqshell" in sys.modules  # as tqdm.auto tells


def did_you_mean(name: str, there: Iterable[str]) -> str:
    """Return ``did you mean 'gansu'?`` for what is there under a name like this one; '' if nothing is."""
    # Likeness is slow to compute: among the first, and short ones only.
    short = [one for one in itertools.islice(there, 2000) if len(one) < 200]
    lower = {one.lower(): one for one in reversed(short)}
    close = difflib.get_close_matches(name[:200].lower(), lower, n=3)
    return f"did you mean {listed(lower[one] for one in close)}?" if close else ""


def check_option(option: str, value: object, allowed: Iterable[str]) -> None:
    """Raise OptionError unless `value` is one of the words that the option can be."""
    allowed = tuple(allowed)
    if not isinstance(value, str) or value not in allowed:
        choices = " or ".join(repr(choice) for choice in allowed)
        raise OptionError(
            f"{option}={shown(value)}: it can be {choices}", option=option, value=value, allowed=allowed
        )


def check_flag(option: str, value: object) -> None:
    """Raise OptionError unless `value` is True or False."""
    if not isinstance(value, bool):
        raise OptionError(f"{option}={shown(value)}: it can be True or False", option=option, value=value)


def check_text(option: str, value: object) -> str:
    """Return `value`, or raise InputError unless it is a str without a lone surrogate."""
    if not isinstance(value, str):
        raise InputError(f"{option}: {shown(value)} is of type {type(value).__name__}, not str")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(f"{option}: {shown(value)} holds a lone surrogate, which is no character") from None
    return value


def check_whole_number(option: str, value: object, low: int, high: int, hint: str = "") -> int:
    """Return `value` as an int, or raise OptionError unless it is a whole number from `low` to `high`."""
    number = int(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else None
    if number is None or not low <= number <= high:
        raise OptionError(
            f"{option}={shown(value)}: it can be a whole number from {low:,} to {high:,}{hint}",
            option=option,
            value=value,
        )
    return number


def shown(value: object) -> str:
    """Return a value as a message shows it: quoted, on one line, cut if it is long."""
    if isinstance(value, str):  # cut first: an id may be a megabyte long
        return repr(value[:_SHOWN]) + ("..." if len(value) > _SHOWN else "")
    text = repr(value)
    return text[:_SHOWN] + ("..." if len(text) > _SHOWN else "")


def listed(values: Iterable[object]) -> str:
    """Return values as a message lists them: the first ten, and how many more there are."""
    values = list(values)
    text = ", ".join(shown(value) for value in values[:_NAMED])
    return text if len(values) <= _NAMED else f"{text} and {len(values) - _NAMED:,} more"


def shown_path(path: str | os.PathLike[str]) -> str:
    r"""Return a path as text that can be printed: bytes that are not UTF-8 become ``\xNN``."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def place(path: str | None, line: int | None = None, column: int | None = None) -> str:
    """Return ``file, line 3, column 7`` with the parts that are known."""
    parts = [] if path is None else [path]
    if line is not None:
        parts.append(f"line {line}")
        if column is not None:
            parts.append(f"column {column}")
    return ", ".join(parts)


def _caret(source: str, column: int | None) -> list[str]:
    """Return the line and, below it, a caret under the column: the part around it if the line is long."""
    first = 0 if column is None else max(0, column - 1 - _SHOWN)
    # Tabs and invisible characters would move the caret or the text around it.
    window = "".join(
        c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in source[first : first + 2 * _SHOWN]
    )
    before, after = "..." if first else "", "..." if first + 2 * _SHOWN < len(source) else ""
    lines = [f"    {before}{window}{after}"]
    if column is not None:
        lines.append("    " + " " * (len(before) + sum(map(char_width, window[: column - 1 - first]))) + "^")
    return lines

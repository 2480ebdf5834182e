"""What a command prints: the result on the standard output, everything else on the standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from themescore import __version__
from themescore.cli.suggest import with_options
from themescore.cli.values import plain
from themescore.errors import place, shown_path
from themescore.showing.terminal import printable, wrapped

if TYPE_CHECKING:
    from themescore.corpora.documents import Failure

COLUMNS = 100  # where there is no terminal to say
_SHOWN_FAILURES = 20
_IN_A_SHELL = (
    ("corpus.failures says more", "all of them are listed below"),
    (", as by corpus.filter(...)", ""),
)
"""What warnings say of Python, and what of it is of use in a shell."""


class Output:
    """Where a command's results and remarks go.

    Parameters
    ----------
    command : str
        The command's name, ``themes check`` for instance.
    quiet : bool
        Whether only errors go to the standard error.
    json : bool
        Whether the result is one JSON object.
    options : mapping of str to str, optional
        The option of the command for each parameter of Python that warnings may name.
    """

    def __init__(
        self,
        command: str,
        *,
        quiet: bool = False,
        json: bool = False,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self.command, self.quiet, self.json = command, quiet, json
        self.columns = columns_of(sys.stdout)
        """How wide the terminal is; None for a file or a pipe, where lines are as long as they are."""
        self._options = options or {}
        self.failures: list[Failure] = []
        self._warnings: list[str] = []
        self._written: list[dict[str, str]] = []
        self._result: dict[str, Any] = {}

    def show(self, text: str = "") -> None:
        """Print a part of the result for people to read."""
        if not self.json:
            print(text)

    def show_wrapped(self, text: str) -> None:
        """Print a sentence of the result, in lines that fit."""
        self.show("\n".join(wrapped(text, self.columns or COLUMNS)))

    def note(self, text: str) -> None:
        """Print a remark."""
        if not self.quiet:
            say(text)

    def warn(self, message: str) -> None:
        """Print a warning, with options in place of parameters of Python."""
        message = with_options(message, self._options)
        for python, shell in _IN_A_SHELL:
            message = message.replace(python, shell)
        self._warnings.append(message)
        self.note(f"warning: {message}")

    def show_warning(self, message: Warning | str, *_: object, **__: object) -> None:
        """Print a warning that Python has caught, as `warnings.showwarning` does."""
        self.warn(str(message))

    def wrote(self, what: str, path: str | Path) -> None:
        """Say that a file was written."""
        whole = shown_path(Path(path).absolute())
        self._written.append({"what": what, "path": whole})
        self.note(f"{what}: {whole}")

    def result(self, **parts: Any) -> None:
        """Take parts of the result for ``--json``."""
        self._result |= parts

    def finish(self) -> None:
        """Print the result, if it is JSON, and what could not be read."""
        if self.json:
            whole = {
                "themescore": __version__,
                "command": self.command,
                **self._result,
                "failures": [failure._asdict() for failure in self.failures],
                "warnings": self._warnings,
                "written": self._written,
            }
            print("\n".join(_json_lines(whole)))
        self.list_failures()

    def list_failures(self) -> None:
        """Print what could not be read."""
        failures = [failure for failure in self.failures if failure.kind != "skipped"]
        if failures:
            self.note(f"not read: {len(failures):,}")
        for failure in failures[:_SHOWN_FAILURES]:
            reason = with_options(failure.reason, self._options)
            self.note(f"  {place(failure.path, failure.line)}: {reason}")
        if len(failures) > _SHOWN_FAILURES:
            self.note(f"  and {len(failures) - _SHOWN_FAILURES:,} more")


def columns_of(stream: TextIO) -> int | None:
    """Return the width of the terminal that is written to, None if it is a file or a pipe."""
    if not stream.isatty() and "COLUMNS" not in os.environ:
        return None
    return shutil.get_terminal_size().columns


def say(text: str) -> None:
    """Print to stderr, line by line: what is not our own text must not control the terminal."""
    for line in text.split("\n"):
        # Word by word, because blanks inside a line hold up a caret below it.
        print(" ".join(printable(word) for word in line.split(" ")), file=sys.stderr)


def _json_lines(whole: Mapping[str, Any]) -> Iterable[str]:
    """Yield an object with a key a line, and of its lists an item a line."""
    yield "{"
    for number, (key, value) in enumerate(whole.items(), start=1):
        end = "," if number < len(whole) else ""
        if isinstance(value, list) and value:
            yield f"{_json(key)}: ["
            for at, item in enumerate(value, start=1):
                yield f"{_json(item)}{',' if at < len(value) else ''}"
            yield f"]{end}"
        else:
            yield f"{_json(key)}: {_json(value)}{end}"
    yield "}"


def _json(value: Any) -> str:
    text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    if text.isprintable() and (utf8 or text.isascii()):
        return text
    # What would control a terminal is escaped, and what is not ASCII where the output cannot hold it.
    return "".join(
        char if char.isprintable() and (utf8 or char.isascii()) else json.dumps(char)[1:-1] for char in text
    )

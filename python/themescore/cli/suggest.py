"""What errors and warnings say of names: the one that was probably meant, options as a shell has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from themescore.errors import ReadError, ThemeFileError, ThemescoreError, did_you_mean, shown

_PARAMETER = re.compile(r'(?<![\w"-])([a-z_]+)=(?:"([\w-]+)"|(True))?(?=[\s,;:.)]|$)')


def hint(name: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?``, or nothing if no known name is like it."""
    meant = did_you_mean(name, known)
    return f"; {meant}" if meant else ""


def with_column_hint(error: ReadError, options: SimpleNamespace) -> None:
    """Add to an error about the column of ``--text`` or ``--id`` which of those that it lists was meant."""
    for option in ("text", "id"):
        name = getattr(options, option, None)
        if name and f"no {shown(name)}" in error.reason.replace("no column ", "no "):
            listed = re.findall(r"'([^']+)'", error.reason)
            error.reason += hint(name, [column for column in listed if column != name])
            return


def with_options(message: str, options: Mapping[str, str]) -> str:
    """Return a message that names parameters of Python with the options of the command: ``--id`` for ``id=``.

    Parameters
    ----------
    message : str
        As an error or a warning of the package has it.
    options : mapping of str to str
        The option for each parameter that the command has.
    """

    def option(match: re.Match[str]) -> str:
        name, value, _ = match.groups()
        if name not in options:
            return match[0]
        return f"{options[name]} {value}" if value else options[name]

    return _PARAMETER.sub(option, message)


def name_options(error: ThemescoreError, options: Mapping[str, str]) -> None:
    """Name the options of the command, not parameters of Python, in what an error says."""
    if isinstance(error, ThemeFileError) and "themes_encoding" in options:
        options = {**options, "encoding": options["themes_encoding"]}
    error.reason = with_options(error.reason, options)
    if isinstance(error, ThemeFileError) and error.hint is not None:
        error.hint = with_options(error.hint, options)

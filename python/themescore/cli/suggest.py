"""Did you mean: the name that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import SimpleNamespace

from themescore.errors import ReadError, did_you_mean, shown


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

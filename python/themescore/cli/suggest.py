"""Did you mean: the name that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from types import SimpleNamespace

from themescore.errors import InputError, ReadError, shown

_COLUMN_OPTIONS = ("by", "within", "text", "id")


def did_you_mean(name: str, known: Iterable[str], before: str = "") -> str:
    """Return ``; did you mean 'x'?``, or nothing if no known name is like it; `before` goes with the name."""
    known = list(known)
    folded = {other.casefold(): other for other in reversed(known)}
    close = get_close_matches(name.casefold(), list(folded), n=1)
    return f"; did you mean {before}{shown(folded[close[0]])}?" if close else ""


def with_column_hint(error: InputError | ReadError, options: SimpleNamespace, known: Iterable[str]) -> None:
    """Add a hint to an error about a column that an option names, if there is one like it.

    The columns are those that the message itself lists, and those that were read.
    """
    for option in _COLUMN_OPTIONS:
        given = getattr(options, option, None) or ()
        for name in [given] if isinstance(given, str) else given:
            if f"column {shown(name)}" in error.reason or f"no {shown(name)}" in error.reason:
                listed = re.findall(r"'([^']+)'", error.reason)
                columns = [column for column in (*known, *listed) if column != name]
                hint = did_you_mean(name, columns, f"--{option} ")
                if hint:
                    error.reason += hint
                    return

"""What other tools call a table, as a frame that narwhals knows."""

from __future__ import annotations

from typing import Any

from themescore.exchange.arrow import from_stream, has_stream
from themescore.exchange.huggingface import check_split, from_dataset, is_dataset


def known_frame(data: Any, what: str) -> Any:
    """Return a table of another tool as an Arrow table, and anything else as it is.

    Raises
    ------
    InputError
        For what holds several tables, or comes row by row.
    """
    check_split(data, what)
    if is_dataset(data):
        return from_dataset(data)
    return from_stream(data) if has_stream(data) else data

"""Hugging Face's data sets: a ``datasets.Dataset`` is an Arrow table underneath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from themescore.errors import InputError, listed


def is_dataset(data: Any) -> bool:
    """Whether this is a ``datasets.Dataset``, with its rows in memory or mapped from a file."""
    return hasattr(data, "with_format") and hasattr(data, "features") and hasattr(data, "__len__")


def from_dataset(data: Any) -> Any:
    """Return a data set as an Arrow table: the rows that it has been cut down to, in their order."""
    return data.with_format("arrow")[:]


def check_split(data: Any, what: str) -> None:
    """Raise InputError for several data sets, and for one whose rows come one by one."""
    if isinstance(data, Mapping) and any(map(is_dataset, data.values())):
        raise InputError(f"{what} is several data sets: choose one of {listed(data)}")
    if hasattr(data, "features") and hasattr(data, "take") and not hasattr(data, "__len__"):
        raise InputError(
            f"{what} is a data set whose rows come one by one: give ts.score an iterator, "
            "(ts.Document(row['id'], row['text']) for row in data)"
        )

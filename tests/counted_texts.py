"""Documents with so many mentions of each theme, for tests of what is counted."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import themescore as ts
from themescore.errors import ThemescoreWarning

WORDS = ("trade", "peace", "reform", "prices", "health", "schools")


def text_of(mentions: Sequence[int], other: int = 0) -> str:
    """One-word sentences; capitals, because a sentence does not begin with a small letter."""
    own = "".join(
        f"{word.capitalize()}. " * int(number) for word, number in zip(WORDS, mentions, strict=False)
    )
    return own + "Word. " * other


def scores_of(
    table: Sequence[Sequence[int]] | np.ndarray,
    ids: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    **columns: Any,
) -> ts.Scores:
    """Documents by themes with the mentions of the table, named by `names`."""
    table = np.asarray(table)
    names = [word.capitalize() for word in WORDS[: table.shape[1]]] if names is None else names
    metadata: Any = columns.pop("frame", columns or None)
    corpus = ts.Corpus([text_of(row, 3) for row in table], ids=ids, metadata=metadata)
    return ts.score(corpus, {name: [word] for name, word in zip(names, WORDS, strict=False)})


def profiles_of(scores: ts.Scores, by: str | None = None, **options: Any) -> ts.Profiles:
    """Profiles without their warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return scores.profiles(by, **options)


def moves_of(profiles: ts.Profiles, over: str, **options: Any) -> ts.Moves:
    """Moves without their warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return profiles.moves(over, **options)


def numbers(frame: Any, names: Mapping[str, Any] | Sequence[str]) -> np.ndarray:
    """The columns of a frame as an array."""
    return np.column_stack([np.asarray(frame[name], dtype=float) for name in names])

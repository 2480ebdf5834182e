"""What cleaning removed from the documents of several corpora that are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from themescore.cleaning.result import Cleaning, Removals
from themescore.cleaning.span_map import SpanMap
from themescore.cleaning.step import Step

if TYPE_CHECKING:
    import narwhals as nw

    from themescore.corpora.corpus import Corpus


def joined(
    parts: Sequence[Corpus],
    kept: Sequence[Sequence[int]],
    ids: Sequence[str],
    like: nw.DataFrame[Any] | None,
) -> Cleaning | None:
    """Return what was removed from the documents that are kept of each part; None if nothing was cleaned.

    The steps are those of all parts, one after the other.
    """
    if all(part.cleaning is None for part in parts):
        return None
    steps: list[Step] = []
    originals: list[str] = []
    maps: list[SpanMap] = []
    removals: list[tuple[Removals, ...]] = []
    for part, positions in zip(parts, kept, strict=True):
        cleaning = part.cleaning
        for position in positions:
            text = part.texts[position]
            originals.append(text if cleaning is None else cleaning._originals[position])
            maps.append(SpanMap.identity(len(text)) if cleaning is None else cleaning.maps[position])
            own = () if cleaning is None else cleaning._removals[position]
            removals.append(tuple(replace(one, step=len(steps) + one.step) for one in own))
        steps += () if cleaning is None else cleaning.steps
    return Cleaning(steps, ids, originals, maps, removals, like)

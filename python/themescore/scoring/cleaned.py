"""What cleaning removed from texts, as columns of saved scores and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from themescore.cleaning.registry import STEPS
from themescore.cleaning.result import Cleaning, Removals
from themescore.cleaning.span_map import SpanMap
from themescore.errors import InputError
from themescore.saved import DamagedError

if TYPE_CHECKING:
    import narwhals as nw

ORIGINAL, SEGMENTS, REMOVED = "original", "original_segments", "removed"
_SEGMENT = pa.struct({"cut": pa.int64(), "start": pa.int64(), "end": pa.int64(), "kept": pa.bool_()}.items())
_REMOVAL = pa.struct(
    {
        "step": pa.int64(),
        "start": pa.int64(),
        "end": pa.int64(),
        "reason": pa.string(),
        "replacement": pa.string(),
    }.items()
)


def cleaning_columns(cleaning: Cleaning) -> dict[str, pa.Array]:
    """Return the originals, the way from texts to them, and what was removed."""
    segments = [
        [
            {"cut": cut, "start": start, "end": end, "kept": kept}
            for cut, start, end, kept in zip(
                own._cuts[:-1].tolist(),
                own._starts.tolist(),
                own._ends.tolist(),
                own._kept.tolist(),
                strict=True,
            )
        ]
        for own in cleaning.maps
    ]
    removed = [[row for part in parts for row in _rows(part)] for parts in cleaning._removals]
    return {
        ORIGINAL: pa.array(cleaning._originals, pa.large_string()),
        SEGMENTS: pa.array(segments, pa.large_list(_SEGMENT)),
        REMOVED: pa.array(removed, pa.large_list(_REMOVAL)),
    }


def step_settings(cleaning: Cleaning) -> list[dict[str, Any]]:
    """Return the steps as JSON can hold them; raise InputError for one that is not ours."""
    for step in cleaning.steps:
        if STEPS.get(step.name) is not type(step) or not is_dataclass(step):
            raise InputError(
                f"the texts were cleaned by a step of your own, {step.name!r}, which cannot be saved: "
                "say texts=False to save the scores without texts"
            )
    return [{"name": step.name, "options": asdict(step)} for step in cleaning.steps]  # type: ignore[call-overload]


def cleaning_of(
    table: pa.Table,
    steps: Sequence[dict[str, Any]],
    ids: tuple[str, ...],
    texts: Sequence[str],
    like: nw.DataFrame[Any] | None,
) -> Cleaning:
    """Return what was removed; raise DamagedError where it does not lead from the texts to the originals."""
    made = [STEPS[step["name"]](**step["options"]) for step in steps]
    originals = table[ORIGINAL].to_pylist()
    maps = [
        _map(rows, text, original)
        for rows, text, original in zip(table[SEGMENTS].to_pylist(), texts, originals, strict=True)
    ]
    removals = [
        tuple(_removals(number, rows, original) for number in sorted({row["step"] for row in rows}))
        for rows, original in zip(table[REMOVED].to_pylist(), originals, strict=True)
    ]
    if any(not 0 <= part.step < len(made) for parts in removals for part in parts):
        raise DamagedError("holds removals by steps that it has not got")
    for own, parts, original in zip(maps, removals, originals, strict=True):
        kept = int((own._ends - own._starts)[own._kept].sum())
        if kept + sum(part.removed for part in parts) != len(original):
            raise DamagedError("holds originals of which something is neither in the text nor removed")
    return Cleaning(made, ids, originals, maps, removals, like)


def _rows(part: Removals) -> list[dict[str, Any]]:
    return [
        {
            "step": part.step,
            "start": start,
            "end": end,
            "reason": part.reason_texts[reason],
            "replacement": part.replacement_texts[put],
        }
        for start, end, reason, put in zip(
            part.starts.tolist(),
            part.ends.tolist(),
            part.reasons.tolist(),
            part.replacements.tolist(),
            strict=True,
        )
    ]


def _map(rows: list[dict[str, Any]], text: str, original: str) -> SpanMap:
    cuts = [*(row["cut"] for row in rows), len(text)] if rows else [0]
    at = 0
    sound = cuts[0] == 0 and (bool(rows) or not text)
    for row, cut, following in zip(rows, cuts, cuts[1:], strict=False):
        sound = sound and cut < following and at <= row["start"] <= row["end"] <= len(original)
        at = row["end"]
        if sound and row["kept"]:
            sound = original[row["start"] : row["end"]] == text[cut:following]
    if not sound:
        raise DamagedError("holds texts that do not come from their originals")
    starts, ends = (np.array([row[name] for row in rows], np.int64) for name in ("start", "end"))
    kept = np.array([row["kept"] for row in rows], bool)
    return SpanMap(np.array(cuts, np.int64), starts, ends, kept, len(original))


def _removals(number: int, rows: list[dict[str, Any]], original: str) -> Removals:
    own = [row for row in rows if row["step"] == number]
    if any(not 0 <= row["start"] <= row["end"] <= len(original) for row in own):
        raise DamagedError("holds removals outside of its originals")
    texts = {name: tuple(dict.fromkeys(str(row[name]) for row in own)) for name in ("reason", "replacement")}
    which = {
        name: np.array([every.index(row[name]) for row in own], np.int32) for name, every in texts.items()
    }
    return Removals(
        number,
        np.array([row["start"] for row in own], np.int64),
        np.array([row["end"] for row in own], np.int64),
        which["reason"],
        which["replacement"],
        texts["reason"],
        texts["replacement"],
    )

"""Scores to be saved, and files that somebody has changed, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import themescore as ts
from themescore import _core
from themescore.scoring.saving import FORMAT

IDS = ["007", "12345678901234567890", "甘肃", "😀", "a\nb", "=1+1"]
TEXTS = [
    "The meeting stressed that reform must go on. “Reform” of trade! No reform of prices.",
    "改革开放。必须深化国有企业改革，扩大贸易。",
    "国有Enterprise reform发展和Party building的重要论述",
    "",
    "Nothing at all.",
    "Trade reform.\r\n\r\nTrade grew 😀 and trade fell.",
]
THEMES = {
    "Reform": [{"pattern": "reform*", "weight": 2}, "改革"],
    "Economy": {"Trade": ["trade", "贸易"], "Prices": ["price*", {"not": "no reform of prices"}]},
    "Party": ["party building"],
}


def corpus(**options: Any) -> ts.Corpus:
    """Texts of both languages, with ids and metadata that are hard to keep."""
    return ts.Corpus(TEXTS, ids=IDS, **(options or {"metadata": {"agency": list("ababab")}}))


def again(scores: ts.Scores, folder: Path, *, texts: bool) -> ts.Scores:
    """What is loaded of scores that were saved."""
    scores.save(folder / "scores.parquet", texts=texts)
    return ts.Scores.load(folder / "scores.parquet")


def check_same(loaded: ts.Scores, scores: ts.Scores) -> None:
    """All that does not need texts."""
    assert loaded.ids == scores.ids
    assert loaded.themes == scores.themes
    assert loaded.tokenizer == scores.tokenizer
    assert (loaded.boundary, loaded.cues) == (scores.boundary, scores.cues)
    assert loaded.mentions.equals(scores.mentions)
    for measure in _core.MEASURES:
        assert loaded._measured(measure).tobytes() == scores._measured(measure).tobytes(), measure
    for theme in scores.themes.names:
        for order in ("text", "strongest"):
            assert list(loaded.evidence(theme, order=order)) == list(scores.evidence(theme, order=order))
    assert repr(loaded) == repr(scores)


def changed(scores: ts.Scores, path: Path, texts: bool, change: Callable[[dict], object]) -> None:
    """A file with the right checksum, as somebody would write it who knows the format."""
    scores.save(path, texts=texts)
    table = pq.read_table(path)
    settings = FORMAT.read(path, lambda _, settings: settings)
    rows = {"settings": settings} | {name: table[name].to_pylist() for name in table.column_names}
    change(rows)
    settings = {
        name: value for name, value in rows.pop("settings").items() if name not in ("format", "version")
    }
    arrays = [pa.array(rows[field.name], field.type) for field in table.schema]
    FORMAT.write(path, pa.table(arrays, schema=table.schema), settings)


def set_mention(name: str, value: object) -> Callable[[dict], object]:
    """A change of the first mention."""
    return lambda rows: rows["mentions"][0][0].update({name: value})

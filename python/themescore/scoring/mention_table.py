"""The mentions as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.scoring.settings import settings_text

if TYPE_CHECKING:
    from themescore.scoring.scores import Scores

_COLUMNS = (
    "document", "theme", "pattern", "form", "start", "end", "inside", "sentence", "position",
    "cue", "cue_level", "place", "quoted",
)  # fmt: skip


def mention_table(scores: Scores) -> pa.Table:
    """Return the table that `Scores.mentions` is."""
    mentions = scores._counts.mentions
    patterns = [pattern.text for pattern in scores.themes._patterns]
    forms = pa.array(scores._counts.forms, pa.string())
    words = {
        "document": pa.array(scores.ids, pa.string()),
        "theme": pa.array(scores.themes.names, pa.string()),
        "pattern": pa.array(patterns, pa.string()),
        "form": forms,
    }
    columns: dict[str, Any] = {
        name: pa.DictionaryArray.from_arrays(pa.array(mentions[name].astype(np.int32)), values)
        for name, values in words.items()
    }
    for name in ("start", "end", "sentence", "position"):
        columns[name] = pa.array(mentions[name].astype(np.int64))
    inside = mentions["inside"]
    columns["inside"] = pa.DictionaryArray.from_arrays(
        pa.array(inside.astype(np.int32), mask=inside == _core.WHOLE_WORDS), forms
    )
    cue = mentions["cue"]
    kinds = [] if scores.cues is None else [kind.name for kind in scores.cues._kinds]
    columns["cue"] = pa.DictionaryArray.from_arrays(
        pa.array(cue.astype(np.int32), mask=cue == _core.NO_CUE), pa.array(kinds, pa.string())
    )
    columns["cue_level"] = pa.array(mentions["cue_level"].astype(np.int64))
    columns["place"] = pa.DictionaryArray.from_arrays(
        pa.array(mentions["place"].astype(np.int32)), pa.array(_core.PLACES, pa.string())
    )
    columns["quoted"] = pa.array(mentions["quoted"].astype(bool))
    table = pa.table({name: columns[name] for name in _COLUMNS})
    cleaning = scores._documents._cleaning if isinstance(scores._documents, Corpus) else None
    if cleaning is not None:
        spans = cleaning.originals_of(mentions["document"], mentions["start"], mentions["end"])
        for name, values in zip(("original_start", "original_end"), spans, strict=True):
            table = table.append_column(name, pa.array(values))
    return table.replace_schema_metadata({"themescore": settings_text(scores)})

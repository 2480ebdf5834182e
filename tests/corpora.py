"""Small corpora with metadata of several libraries, for tests."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import themescore as ts

TEXTS = ["Reform goes on.", "改革开放。", "Nothing."]
IDS = ["gansu", "henan", "hebei"]

LIBRARIES = [
    pytest.param(pd.DataFrame, id="pandas"),
    pytest.param(pl.DataFrame, id="polars"),
    pytest.param(pa.table, id="pyarrow"),
]


def columns(frame: Any) -> dict[str, list[Any]]:
    """A frame of any library as lists."""
    if isinstance(frame, pd.DataFrame):
        return {name: frame[name].tolist() for name in frame.columns}
    return frame.to_pydict() if isinstance(frame, pa.Table) else frame.to_dict(as_series=False)


def corpus(**metadata: list[Any]) -> ts.Corpus:
    return ts.Corpus(TEXTS, ids=IDS, metadata=metadata or None)

"""Sheets of sentences that have been coded, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import themescore as ts

WORDS = ("grew", "fell", "rose", "sank", "went", "came", "held", "slid")
TEXTS = [f"Trade {word}. The weather {word}. Reform {word}. Rain {word}." for word in WORDS]
THEMES = ts.Themes({"Trade": ["trade"], "Reform": ["reform"]})


def corpus() -> ts.Corpus:
    years = [2020] * 6 + [2021] * 2
    return ts.Corpus(TEXTS, ids=[f"r{i}" for i in range(8)], metadata={"year": years})


def sheet(n: int = 16, **options: Any) -> ts.CodingSheet:
    return THEMES.sample(corpus(), n, **{"negatives": 0.5, **options})


def truth(drawn: ts.CodingSheet) -> dict[str, str]:
    return {name: "yes" if item["found"] else "no" for name, item in drawn.key["items"].items()}


def coded(drawn: ts.CodingSheet, codes: dict[str, str], coder: str = "") -> pd.DataFrame:
    frame = drawn.to_frame()
    return frame.assign(code=[codes.get(item, "") for item in frame["item"]], coder=coder)


def returned(
    folder: Path, drawn: ts.CodingSheet, codes: dict[str, str], name: str = "sheet.csv", **how: Any
) -> Path:
    """Save a sheet, and in its place what a coder made of it."""
    drawn.save(folder / "sheet.csv")
    path = folder / name
    coded(drawn, codes).to_csv(path, index=False, **how)
    return path

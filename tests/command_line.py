"""A folder to try commands in, and what stands before a pipe."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest


def fill(folder: Path) -> None:
    """Put four reports of two sources into it, and their themes."""
    (folder / "reports").mkdir()
    texts = {
        "gansu": "Reform goes on here. Reform is hard.",
        "河南": "深化改革。Trade grew.",
        "x": "Trade!",
        "y": "Trade and peace.",
    }
    for name, text in texts.items():
        (folder / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "themes.yaml").write_text("Reform: [reform*, 改革]\n贸易: [trade, 贸易]\n", encoding="utf-8")
    (folder / "about.csv").write_text(
        "id,source,year\ngansu,party,2023\n河南,party,2024\nx,bank,2023\ny,bank,\n", encoding="utf-8"
    )


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Have the standard input hold these bytes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

"""Texts to measure on: real ones where they are at hand, the shipped examples over and over where not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import themescore as ts

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("THEMESCORE_DATA", ROOT.parent / "shared" / "data"))


def state_of_the_union() -> tuple[str, list[str]]:
    """Return what the texts are, and the texts: 245 messages, 12 MB, or as much of the examples."""
    return _texts("State of the Union, 1790-2024", "sotu.jsonl", 12_000_000)


def work_reports() -> tuple[str, list[str]]:
    """Return what the texts are, and the texts: 72 Chinese reports, 3.3 MB, or as much of the examples."""
    return _texts("Reports on the work of the government", "work-reports-zh.jsonl", 3_300_000)


def real_texts() -> Iterator[tuple[str, list[str]]]:
    """Yield the file of each large set of real documents, and their texts; print which is not at hand."""
    for file in ("fomc-minutes.jsonl", "sotu.jsonl", "work-reports-zh.jsonl"):
        path = DATA / file
        if path.exists():
            yield file, [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            print(f"{file:24} is not at hand, so it is left out")


def _texts(name: str, file: str, size: int) -> tuple[str, list[str]]:
    path = DATA / file
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        return name, [json.loads(line)["text"] for line in lines]
    reports = ts.read(Path(ts.__file__).parent / "examples" / "reports").texts
    once = sum(len(text.encode()) for text in reports)
    return f"the examples in both languages, repeated ({path.name} is not at hand)", list(reports) * (
        size // once
    )


def megabytes(texts: list[str]) -> float:
    """Return the size of the texts in UTF-8, in MB of 1,000,000 bytes."""
    return sum(len(text.encode()) for text in texts) / 1e6

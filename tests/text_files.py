"""Files to be read by tests."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import themescore as ts


def write(path: Path, text: str | bytes = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def write_csv(path: Path, *rows: list[Any], **options: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **options).writerows(rows)
    return path


def write_jsonl(path: Path, *rows: Any) -> Path:
    return write(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))


def failures(corpus: ts.Corpus) -> list[tuple[str, int | None, str]]:
    return [(Path(path).name, line, kind) for path, line, kind, _ in corpus.failures]

"""The formats that can be read. To add one: a file like `plain.py` beside this one, and a line here."""

from __future__ import annotations

from themescore.reading.csv import read_csv
from themescore.reading.jsonl import read_jsonl
from themescore.reading.plain import read_plain
from themescore.reading.record import Reader

FORMATS: dict[str, Reader] = {
    ".txt": Reader(read_plain),
    ".md": Reader(read_plain),
    ".jsonl": Reader(read_jsonl, many=True),
    ".csv": Reader(read_csv, many=True),
}

"""`metadata=` as a file: all kinds of tables say the same, and where they are wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import themescore as ts
from text_files import write, write_csv, write_jsonl
from themescore.errors import InputError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

Rows = list[dict[str, Any]]


def as_csv(path: Path, rows: Rows) -> None:
    write_csv(path, list(rows[0]), *(list(row.values()) for row in rows))


def as_tsv(path: Path, rows: Rows) -> None:
    write_csv(path, list(rows[0]), *(list(row.values()) for row in rows), delimiter="\t")


def as_xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
        book.active.append(row)
    book.save(path)


def as_parquet(path: Path, rows: Rows) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path)


def as_jsonl(path: Path, rows: Rows) -> None:
    write_jsonl(path, *rows)


WRITERS: dict[str, Callable[[Path, Rows], None]] = {
    ".csv": as_csv,
    ".tsv": as_tsv,
    ".xlsx": as_xlsx,
    ".parquet": as_parquet,
    ".jsonl": as_jsonl,
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in ["01", "甘肃", "12345678901234567890"]:
        write(tmp_path / "r" / f"{name}.txt")
    return tmp_path / "r"


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_kind_of_table_says_the_same(suffix: str, reports: Path) -> None:
    rows = [
        {"id": "甘肃", "year": 2023, "share": 0.5, "name": "改革 🙂"},
        {"id": "01", "year": None, "share": 1.5, "name": "a\nb"},
        {"id": "12345678901234567890", "year": 2024, "share": 2.0, "name": None},
    ]
    path = reports.parent / f"m{suffix}"
    WRITERS[suffix](path, rows)
    corpus = ts.read(reports, metadata=path)
    found = {document.id: dict(document.metadata) for document in corpus}
    missing = found["01"].pop("year"), found["12345678901234567890"].pop("name")
    assert all(map(pd.isna, missing))
    assert found == {
        row["id"]: {name: value for name, value in row.items() if name != "id" and value is not None}
        for row in rows
    }
    assert not any(isinstance(fields["year"], float) for fields in found.values() if "year" in fields)


@pytest.mark.parametrize(
    ("suffix", "place"),
    [
        (".csv", "lines 2 and 4"),
        (".tsv", "lines 2 and 4"),
        (".xlsx", "rows 2 and 4"),
        (".jsonl", "lines 1 and 3"),
        (".parquet", "rows 1 and 3"),
    ],
)
def test_ids_that_are_there_twice_are_named_with_the_lines_of_the_file(
    suffix: str, place: str, reports: Path
) -> None:
    path = reports.parent / f"m{suffix}"
    WRITERS[suffix](path, [{"id": "01", "n": 1}, {"id": "甘肃", "n": 2}, {"id": "01", "n": 3}])
    with pytest.raises(InputError, match=rf"id of .*m\{suffix} must be there once: '01' in {place}$"):
        ts.read(reports, metadata=path)


@pytest.mark.parametrize(("suffix", "line"), [(".csv", 3), (".xlsx", 3), (".jsonl", 2), (".parquet", 2)])
def test_a_row_without_an_id_is_named(suffix: str, line: int, reports: Path) -> None:
    path = reports.parent / f"m{suffix}"
    WRITERS[suffix](path, [{"id": "01", "n": 1}, {"id": None, "n": 2}])
    with pytest.raises(ReadError, match=r"no id: the cell in 'id' is empty") as caught:
        ts.read(reports, metadata=path)
    assert caught.value.line == line


@pytest.mark.parametrize("suffix", WRITERS)
def test_mismatches_are_named(suffix: str, reports: Path) -> None:
    path = reports.parent / f"m{suffix}"
    rows = [{"id": name, "n": 1} for name in ["01", "甘肃", "12345678901234567890", "spare"]]
    WRITERS[suffix](path, rows)
    with pytest.warns(ThemescoreWarning, match="1 row without a document not used: 'spare'"):
        ts.read(reports, metadata=path)
    WRITERS[suffix](path, rows[:2])
    with pytest.raises(InputError, match=r"documents without a row in .*: '12345678901234567890'"):
        ts.read(reports, metadata=path)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("m.xlsx", b"PK\x03\x04 no", "is damaged, or no .xlsx"),
        ("m.parquet", b"PAR1 no PAR1", "is damaged, or no .parquet"),
        ("m.jsonl", b'{"id": "01"}\n{', "line 2: not JSON"),
        ("m.jsonl", b"[1]\n", "line 1: the line is no object"),
        ("m.jsonl", b"\xff\n", "not UTF-8"),
    ],
)
def test_a_table_that_is_damaged_says_so(name: str, data: bytes, reason: str, reports: Path) -> None:
    with pytest.raises(ReadError, match=reason):
        ts.read(reports, metadata=write(reports.parent / name, data))


def test_a_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    write(tmp_path / "r" / "7.txt")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([])
    sheet.append(["id", "day", "time", None])
    sheet.append([7, dt.datetime(2023, 9, 26), dt.datetime(2023, 9, 26, 10)])
    book.save(tmp_path / "m.xlsx")
    corpus = ts.read(tmp_path / "r", metadata=tmp_path / "m.xlsx")
    assert corpus["7"].metadata["day"] == dt.date(2023, 9, 26)
    assert corpus["7"].metadata["time"] == dt.datetime(2023, 9, 26, 10)
    sheet["D3"] = "stray"
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(ReadError, match="line 3: cells without a name above them: 'stray'"):
        ts.read(tmp_path / "r", metadata=tmp_path / "m.xlsx")
    sheet["D2"] = "day"
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(ReadError, match="line 2: columns that are there twice: 'day'"):
        ts.read(tmp_path / "r", metadata=tmp_path / "m.xlsx")

"""Workbooks and Parquet: a row a document, values as they are, ids above all."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import themescore as ts
from documents import xlsx, zipped
from text_files import failures, write, write_csv, write_jsonl
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

IDS = ["007", "12345678901234567890", "甘肃", "😀", "=1+1", "a b", "-2", "1e5", "two\nlines"]
TEXTS = ["改革。", "Reform goes on.\nTrade.", "", " x ", "=1+1", "'quoted", '"', "a,b;c\td", "😀 end"]


def _xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in [("id", "text", "year"), *zip(IDS, TEXTS, range(9), strict=True)]:
        book.active.append(row)
    for cells in book.active.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # also what looks like a formula
    book.save(path)


WRITERS: dict[str, Callable[[Path], object]] = {
    "xlsx": _xlsx,
    "parquet": lambda path: pq.write_table(pa.table({"id": IDS, "text": TEXTS, "year": range(9)}), path),
    "csv": lambda path: write_csv(path, ["id", "text", "year"], *zip(IDS, TEXTS, range(9), strict=True)),
    "tsv": lambda path: write_csv(
        path, ["id", "text", "year"], *zip(IDS, TEXTS, range(9), strict=True), delimiter="\t"
    ),
    "jsonl": lambda path: write_jsonl(
        path, *({"id": i, "text": t, "year": y} for i, t, y in zip(IDS, TEXTS, range(9), strict=True))
    ),
    "json": lambda path: write(
        path,
        json.dumps([{"id": i, "text": t, "year": y} for i, t, y in zip(IDS, TEXTS, range(9), strict=True)]),
    ),
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_table_gives_back_what_was_put_in(suffix: str, tmp_path: Path) -> None:
    WRITERS[suffix](tmp_path / f"a.{suffix}")
    corpus = ts.read(tmp_path / f"a.{suffix}")
    assert corpus.ids == tuple(IDS)
    assert corpus.texts == tuple(TEXTS)
    assert corpus.metadata["year"].to_list() == list(range(9))
    assert [document.text for document in ts.stream(tmp_path / f"a.{suffix}")] == TEXTS


# --- workbooks ---


def read(path: Path, data: bytes, **options: str) -> ts.Corpus:
    path.write_bytes(data)
    return ts.read(path, **options)


def error_of(path: Path, data: bytes, **options: str) -> ReadError:
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        ts.read(path, **options)
    return caught.value


def test_values_of_a_workbook_are_as_they_are(tmp_path: Path) -> None:
    day = dt.datetime(2023, 9, 26)
    corpus = read(
        tmp_path / "a.xlsx",
        xlsx(["text", "n", "x", "when", "yes", "all", None], ["a", 3, 1.5, day, True, "07"], ["b", 4]),
    )
    assert corpus.ids == ("0", "1")
    assert dict(corpus[0].metadata) == {"n": 3, "x": 1.5, "when": day, "yes": True, "all": "07"}
    assert corpus.metadata["n"].to_list() == [3, 4]
    assert pd.isna(corpus.metadata["x"][1])


def test_numbers_for_ids_are_as_the_sheet_shows_them(tmp_path: Path) -> None:
    rows = [["id", "text"], [7, "a"], [42, "b"], [3.0, "c"]]
    corpus = read(tmp_path / "a.xlsx", xlsx(*rows, formats={"A2": "000", "A3": "0"}))
    assert corpus.ids == ("007", "42", "3")
    for value, says in [
        (12345678901234567890, "Excel rounds"),
        (1.5, "is a number, not"),
        (True, "is true or false, not"),
        (None, "is empty"),
        (dt.datetime(2023, 1, 1), "is a date"),
    ]:
        error = error_of(tmp_path / "a.xlsx", xlsx(["id", "text"], [value, "a"]))
        assert (error.kind, error.line) == ("id", 2)
        assert says in error.reason
    # An empty cell at the end of a row is not in the file at all.
    error = error_of(tmp_path / "a.xlsx", xlsx(["text", "n", "id"], ["a", 1]))
    assert (error.kind, error.line) == ("id", 2)


def test_the_first_sheet_and_the_columns_that_are_named(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["body", "number"])
    book.active.append(["Reform.", 1])
    book.create_sheet("other").append(["text"])
    buffer = io.BytesIO()
    book.save(buffer)
    corpus = read(tmp_path / "a.xlsx", buffer.getvalue(), text="body", id="number")
    assert (corpus.ids, corpus.texts) == (("1",), ("Reform.",))
    error = error_of(tmp_path / "a.xlsx", buffer.getvalue())
    assert error.reason == "no column 'text'; there are 'body', 'number': name one of them in text="


def test_a_formula_is_what_it_came_to_and_is_never_run(tmp_path: Path) -> None:
    data = xlsx(["id", "text", "n"], ["a", "x", "=1+1"], ["b", '=HYPERLINK("http://example.org")', 3])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # As Excel saves it: with the value that it came to.
    parts[sheet] = re.sub(b"(<f>1.1</f>)<v(?: ?/|></v)>", rb"\1<v>2</v>", parts[sheet])
    assert b"<v>2</v>" in parts[sheet]
    with pytest.warns(ThemescoreWarning, match="1 document"):
        corpus = read(tmp_path / "a.xlsx", zipped(parts))
    assert (corpus.ids, corpus.metadata["n"].to_list()) == (("a",), [2])
    assert failures(corpus) == [("a.xlsx", 3, "type")]
    assert "formula" in corpus.failures[0].reason


def test_rows_that_cannot_be_used_are_failures(tmp_path: Path) -> None:
    rows = [
        ["id", "text", None],
        ["a", "x"],
        ["b", 3],
        [],
        ["c", "y", "stray"],
        ["d", "z", None, 4],
        ["e", "w"],
    ]
    with pytest.warns(ThemescoreWarning, match="3 documents"):
        corpus = read(tmp_path / "a.xlsx", xlsx(*rows))
    assert corpus.ids == ("a", "e")
    assert failures(corpus) == [
        ("a.xlsx", 3, "type"),
        ("a.xlsx", 5, "malformed"),
        ("a.xlsx", 6, "malformed"),
    ]


def test_a_workbook_that_is_none_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    good = xlsx(["text"], ["x"])
    assert error_of(path, b"Reform.").kind == "damaged"
    assert error_of(path, good[:-30]).kind == "damaged"
    assert error_of(path, xlsx()).kind == "malformed"
    assert error_of(path, xlsx(["text", "text"], ["x", "y"])).kind == "malformed"
    old = error_of(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .xlsx without a password" in old.reason


def test_rows_and_columns_without_end_take_bounded_time(tmp_path: Path) -> None:
    data = xlsx(["text"], ["x"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    wide = b"".join(b'<row r="%d"><c r="ZZZ%d"><v>1</v></c></row>' % (n, n) for n in range(3, 3000))
    for more in (far, wide + b"</sheetData>"):
        changed = {**parts, sheet: parts[sheet].replace(b"</sheetData>", more)}
        began = time.process_time()
        (tmp_path / "a.xlsx").write_bytes(zipped(changed))
        try:
            with pytest.warns(ThemescoreWarning):
                assert ts.read(tmp_path / "a.xlsx").texts == ("x",)
        except pytest.fail.Exception:
            assert more is far  # the rows between are empty, and the row itself is beyond the last
        assert time.process_time() - began < 5


# --- Parquet ---


def test_values_of_a_parquet_are_as_they_are(tmp_path: Path) -> None:
    day = dt.date(2023, 9, 26)
    table = pa.table(
        {
            "id": pa.array([1, 2], pa.int64()),
            "text": pa.array(["a", "b"], pa.large_string()),
            "when": [day, None],
            "price": [Decimal("1.50"), Decimal("2.00")],
            "tags": [["x", "y"], []],
            "kind": pa.array(["k", "k"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    corpus = ts.read(tmp_path / "a.parquet")
    assert corpus.ids == ("1", "2")
    assert dict(corpus[0].metadata) == {
        "when": day,
        "price": Decimal("1.50"),
        "tags": ["x", "y"],
        "kind": "k",
    }


def test_rows_of_a_parquet_that_cannot_be_used(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a", "b", None], "text": ["x", None, "z"]}), tmp_path / "a.parquet")
    with pytest.warns(ThemescoreWarning, match="2 documents"):
        corpus = ts.read(tmp_path / "a.parquet")
    assert corpus.ids == ("a",)
    assert [(failure.kind, failure.reason) for failure in corpus.failures] == [
        ("type", "row 2: 'text' is null, not text"),
        ("id", "row 3: the id in 'id' is null, not text or a whole number"),
    ]
    pq.write_table(pa.table({"text": [b"x"]}), tmp_path / "b.parquet")
    with pytest.raises(ReadError, match="'text' is bytes, not text"):
        ts.read(tmp_path / "b.parquet")
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "c.parquet")
    with pytest.raises(ReadError, match="no column 'text'; there are 'body'"):
        ts.read(tmp_path / "c.parquet")
    assert ts.read(tmp_path / "c.parquet", text="body").ids == ("0",)


def test_a_parquet_that_is_none_any_more(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["Reform goes on."] * 100}), tmp_path / "a.parquet", compression="none")
    data = (tmp_path / "a.parquet").read_bytes()
    assert error_of(tmp_path / "a.parquet", data[:-10]).kind == "damaged"
    assert error_of(tmp_path / "a.parquet", data[:4] + bytes(50) + data[54:]).kind == "damaged"
    assert error_of(tmp_path / "a.parquet", b"Reform.").kind == "damaged"


def test_a_parquet_is_streamed(tmp_path: Path) -> None:
    text = "Reform goes on. " * 1000
    schema = pa.schema({"text": pa.string()})
    with pq.ParquetWriter(tmp_path / "a.parquet", schema) as writer:
        for part in range(20):
            rows = pa.table({"text": [f"{part}.{row} {text}" for row in range(100)]})
            writer.write_table(rows)
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    try:
        for number, document in enumerate(ts.stream(tmp_path / "a.parquet")):
            assert document.id == str(number)
            assert pa.total_allocated_bytes() - before < 12 * 2**20
        assert number == 1999
        assert tracemalloc.get_traced_memory()[1] < 24 * 2**20
    finally:
        tracemalloc.stop()

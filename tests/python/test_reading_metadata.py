"""`read`: a table of metadata beside the texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from text_files import write, write_csv, write_jsonl
from themescore.errors import InputError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in ["gansu", "henan", "2023/hebei"]:
        write(tmp_path / "reports" / f"{name}.txt", name)
    return tmp_path / "reports"


ROWS = [["id", "province", "n"], ["henan", "Henan", 2], ["2023/hebei", "", 3], ["gansu", "Gansu", 1]]


def test_a_side_table_is_joined_by_value(tmp_path: Path, reports: Path) -> None:
    corpus = ts.read(reports, metadata=write_csv(tmp_path / "meta.csv", *ROWS))
    assert corpus.ids == ("2023/hebei", "gansu", "henan")
    assert corpus.metadata["n"].tolist() == [3, 1, 2]
    assert corpus.metadata["province"].isna().tolist() == [True, False, False]
    assert list(corpus.metadata.columns) == ["province", "n"]


def test_a_side_table_may_be_a_frame_whose_library_is_kept(reports: Path) -> None:
    frame = pl.DataFrame(ROWS[1:], schema=["id", "province", "n"], orient="row")
    corpus = ts.read(reports, metadata=frame)
    assert isinstance(corpus.metadata, pl.DataFrame)
    assert corpus.metadata["n"].to_list() == [3, 1, 2]


def test_ids_of_a_side_table_stay_text(tmp_path: Path) -> None:
    write(tmp_path / "r" / "01.txt")
    write(tmp_path / "r" / "1.txt")
    corpus = ts.read(
        tmp_path / "r", metadata=write_csv(tmp_path / "m.csv", ["id", "n"], ["1", "one"], ["01", "nil"])
    )
    assert corpus.metadata["n"].tolist() == ["nil", "one"]


def test_the_ids_of_a_side_table_may_stand_in_another_column(tmp_path: Path, reports: Path) -> None:
    rows = [["file", "id"], ["gansu", "1"], ["henan", "2"], ["2023/hebei", "3"]]
    corpus = ts.read(reports, id="file", metadata=write_csv(tmp_path / "m.csv", *rows))
    assert corpus.metadata["id"].tolist() == [3, 1, 2]


def test_no_table_is_used_that_is_not_named(tmp_path: Path, reports: Path) -> None:
    write_csv(tmp_path / "reports.csv", *ROWS)
    write_csv(reports / "metadata.csv", *ROWS)
    with pytest.warns(ThemescoreWarning, match="1 file of other kinds skipped"):
        assert ts.read(reports).metadata.shape == (3, 0)


def test_a_table_in_the_folder_is_not_reported_as_skipped_if_it_is_used(reports: Path) -> None:
    corpus = ts.read(reports, metadata=write_csv(reports / "metadata.csv", *ROWS))
    assert corpus.failures == []
    assert corpus.metadata["n"].tolist() == [3, 1, 2]


def test_rows_without_a_document_are_named_in_a_warning(tmp_path: Path, reports: Path) -> None:
    path = write_csv(tmp_path / "m.csv", *ROWS, ["hunan", "Hunan", 4])
    with pytest.warns(ThemescoreWarning, match="1 row without a document not used: 'hunan'"):
        assert len(ts.read(reports, metadata=path)) == 3


def test_the_row_of_a_file_that_could_not_be_read_is_no_surprise(tmp_path: Path, reports: Path) -> None:
    write(reports / "hunan.txt", b"\xff")
    path = write_csv(tmp_path / "m.csv", *ROWS, ["hunan", "Hunan", 4])
    with pytest.warns(ThemescoreWarning) as caught:
        ts.read(reports, metadata=path)
    assert ["could not be read" in str(warning.message) for warning in caught] == [True]


def test_documents_without_a_row_are_named_in_an_error(tmp_path: Path, reports: Path) -> None:
    path = write_csv(tmp_path / "m.csv", ["id", "n"], ["gansu.txt", 1], ["henan", 2])
    says = (
        r"documents without a row in .*m\.csv: '2023/hebei', 'gansu'; rows without a document: 'gansu\.txt'\."
    )
    with pytest.raises(InputError, match=says):
        ts.read(reports, metadata=path)


@pytest.mark.parametrize(
    ("table", "error", "says"),
    [
        ("name,n\ngansu,1\n", InputError, r"m\.csv has no column 'id' .*it has 'name', 'n'"),
        ("id,n\ngansu,1\ngansu,2\n", InputError, "must be there once: 'gansu' in lines 2 and 3"),
        ("id,n\ngansu,1\n,2\n", ReadError, r"m\.csv, line 3: no id: the cell in 'id' is empty"),
        ("id,n\ngansu,1,2\n", ReadError, r"m\.csv, line 2: 3 cells where there are 2 columns"),
        ("", ReadError, r"m\.csv: is empty"),
        (b"id,n\ngansu,\xff\n", ReadError, r"m\.csv, line 2: not UTF-8"),
    ],
)
def test_a_side_table_that_cannot_be_used_says_why(
    tmp_path: Path, reports: Path, table: str | bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        ts.read(reports, metadata=write(tmp_path / "m.csv", table))


def test_a_side_table_that_is_no_table_or_not_there_is_refused(tmp_path: Path, reports: Path) -> None:
    with pytest.raises(ReadError, match=r"m\.ods: is none of \.csv, "):
        ts.read(reports, metadata=tmp_path / "m.ods")
    with pytest.raises(ReadError, match=r"m\.csv: no such file"):
        ts.read(reports, metadata=tmp_path / "m.csv")


def test_a_side_table_in_utf8_stands_beside_texts_in_another_encoding(tmp_path: Path) -> None:
    write(tmp_path / "r" / "a.txt", "改革".encode("gb18030"))
    for encoding in ["utf-8", "gb18030"]:
        path = write(tmp_path / "m.csv", "id,省\na,甘肃\n".encode(encoding))
        corpus = ts.read(tmp_path / "r", metadata=path, encoding="gb18030")
        assert (corpus.texts, corpus[0].metadata) == (("改革",), {"省": "甘肃"})


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame])
def test_a_side_table_adds_to_what_the_file_says_itself(tmp_path: Path, make: Any) -> None:
    rows = [{"id": "a", "text": "x", "year": 2023}, {"id": "b", "text": "y"}]
    path = write_jsonl(tmp_path / "a.jsonl", *rows)
    corpus = ts.read(path, metadata=make({"id": ["b", "a"], "who": ["B", "A"]}))
    assert type(corpus.metadata) is make
    assert list(corpus.metadata.columns) == ["year", "who"]
    assert [document.metadata["who"] for document in corpus] == ["A", "B"]
    assert corpus[0].metadata["year"] == 2023
    with pytest.raises(InputError, match="both have: 'year'"):
        ts.read(path, metadata=make({"id": ["b", "a"], "year": [1, 2]}))

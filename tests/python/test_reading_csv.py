"""`read`: tables with a text in each row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import themescore as ts
from text_files import failures, write, write_csv
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

pytestmark = pytest.mark.filterwarnings("error")


def test_a_csv_gives_texts_ids_and_typed_metadata(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ["id", "text", "year", "code", "share", "final", "long", "note", "gap"],
        ["01", 'said "x",\r\nthen y\rz', 2023, "01", "0.5", "true", "1" * 20, "NA", "1"],
        ["02", "", 2024, "10", "-1e3", "False", "1", "null", ""],
    )
    corpus = ts.read(path)
    assert corpus.ids == ("01", "02")
    assert corpus.texts == ('said "x",\r\nthen y\rz', "")
    assert corpus[0].metadata == {
        "year": 2023, "code": "01", "share": 0.5, "final": True, "long": "1" * 20, "note": "NA", "gap": 1,
    }  # fmt: skip
    assert corpus.metadata["gap"].isna().tolist() == [False, True]
    assert str(corpus.metadata["gap"].dtype) == "Int64"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_may_have_semicolons_or_tabs(tmp_path: Path, delimiter: str) -> None:
    path = write_csv(tmp_path / "a.csv", ["id", "text"], ["x", "a,b;c\td"], delimiter=delimiter)
    assert ts.read(path).texts == ("a,b;c\td",)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_csv_may_end_its_lines_in_any_way(tmp_path: Path, ends: str) -> None:
    lines = ["text,n", '"a\rb\nc",1', "", "d,2,3", "e\x00f,3"]
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(write(tmp_path / "a.csv", "\ufeff" + ends.join(lines)))
    assert corpus.texts == ("a\rb\nc", "e\x00f")
    assert failures(corpus) == [("a.csv", 6, "malformed")]
    assert corpus.failures[0].reason.startswith("3 cells where there are 2 columns")


def test_a_cell_of_a_megabyte_is_read(tmp_path: Path) -> None:
    text = "改革 " * 500_000
    assert ts.read(write_csv(tmp_path / "a.csv", ["text"], [text])).texts == (text,)


def test_a_quote_that_is_not_closed_does_not_swallow_the_rest_in_silence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'text,n\na,1\n"b,2\nc,3\nd,4\n')
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path)
    assert corpus.texts == ("a",)
    assert failures(corpus) == [("a.csv", 3, "malformed")]
    assert "those after it were not read" in corpus.failures[0].reason


def test_a_row_without_an_id_is_listed_and_the_columns_stay_in_step(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["id", "text", "n"], ["a", "x", 1], ["", "y", 2], ["c", "z", 3])
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path)
    assert failures(corpus) == [("a.csv", 3, "id")]
    assert corpus["c"].metadata == {"n": 3}


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("", {}, "is empty: a table begins with the names of its columns"),
        ("body,n\nx,1\n", {}, "no column 'text'; there are 'body', 'n': name one of them in text="),
        ("text,n\nx,1\n", {"id": "code"}, "no column 'code'; .* name one of them in id="),
        ("text,n,n\nx,1,2\n", {}, "columns that are there twice: 'n'"),
        ("text,n\n", {}, "no documents: it is empty"),
        ('text,"n\nx,1\n', {}, "line 1: quotation marks that do not pair"),
    ],
)
def test_a_csv_that_is_no_table_of_texts_says_what_is_there(
    tmp_path: Path, text: str, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(ReadError, match=says):
        ts.read(write(tmp_path / "a.csv", text), **options)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", "+3", ""], [1, -2, 3, None]),
        (["1", "2.5", "-.5", "1e3"], [1.0, 2.5, -0.5, 1000.0]),
        (["1", "01"], ["1", "01"]),
        (["9223372036854775807"], [2**63 - 1]),
        (["9223372036854775808"], ["9223372036854775808"]),
        (["１"], ["１"]),
        (["1", "x"], ["1", "x"]),
        (["nan", "inf"], ["nan", "inf"]),
        (["TRUE", "false", ""], [True, False, None]),
        (["true", "1"], ["true", "1"]),
        (["", ""], [None, None]),
        (["1 "], ["1 "]),
        (["=1+1", "@x"], ["=1+1", "@x"]),
    ],
)
def test_cells_are_numbers_only_where_that_loses_nothing(
    tmp_path: Path, cells: list[str], values: list[object]
) -> None:
    path = write_csv(tmp_path / "a.csv", ["text", "x"], *(["t", cell] for cell in cells))
    frame = ts.read(path).metadata
    found = [None if pd.isna(value) else value for value in frame["x"].tolist()]
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]

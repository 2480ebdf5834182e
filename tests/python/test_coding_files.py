"""Coding sheets as files that come back."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import themescore as ts
from coded_sheets import coded, returned, sheet, truth
from openpyxl import Workbook, load_workbook
from themescore.errors import InputError, ReadError, WriteError

pytestmark = pytest.mark.mostly_python


def test_a_sheet_is_csv_that_excel_reads_with_its_key_beside_it(tmp_path: Path) -> None:
    hostile = ts.Themes({"=T": ["trade"]}).sample(["=1+1 trade.", "@x trade", "-2+3 trade"], 3, negatives=0)
    hostile.save(tmp_path / "sheet.csv")
    data = (tmp_path / "sheet.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert all(not cell.startswith(("=", "@", "-")) for row in rows for cell in row)
    assert json.loads((tmp_path / "sheet.key.json").read_text(encoding="utf-8")) == hostile.key
    text = data.decode()
    assert "found" not in text
    assert "weight" not in text
    result = ts.CodingSheet.read(returned(tmp_path, hostile, dict.fromkeys(hostile.key["items"], "yes")))
    assert result.to_frame()["precision"].tolist() == [1.0]


def test_a_workbook_goes_out_and_comes_back(tmp_path: Path) -> None:
    drawn = sheet()
    path = tmp_path / "sheet.xlsx"
    drawn.save(path)
    book = load_workbook(path)
    page = book.active
    assert [cell.value for cell in page[1]] == list(drawn.columns)
    answers: list[Any] = ["Yes", 1, True, "x", "是"]
    for row, item in enumerate(drawn.to_frame()["item"], start=2):
        yes = drawn.key["items"][item]["found"]
        page.cell(row, 6).value = answers[row % 5] if yes else [0, "No", False, "否"][row % 4]
    page.cell(1, 9).value = "my own"
    book.save(path)
    frame = ts.CodingSheet.read(path).to_frame()
    assert frame["precision"].tolist() == [1, 1]
    assert frame["recall"].tolist() == [1, 1]
    assert frame["found_coded"].tolist() == [4, 4]


def test_characters_that_no_workbook_holds_do_not_stop_it(tmp_path: Path) -> None:
    themes = ts.Themes({"T": ["trade"]})
    drawn = themes.sample(["trade \x00\x08 " + "word " * 20_000], 1, negatives=0)
    drawn.save(tmp_path / "sheet.xlsx")
    assert "\ufffd" in load_workbook(tmp_path / "sheet.xlsx").active.cell(2, 4).value


def test_without_openpyxl_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (tmp_path / "x.xlsx").write_bytes(b"")
    with pytest.raises(WriteError, match=r'pip install "themescore\[read\]"'):
        sheet().save(tmp_path / "sheet.xlsx")
    with pytest.raises(ReadError, match=r'pip install "themescore\[read\]"'):
        ts.CodingSheet.read(tmp_path / "x.xlsx")
    assert not (tmp_path / "sheet.key.json").exists()


@pytest.mark.parametrize(
    "how",
    [
        {"sep": ","},
        {"sep": ";", "encoding": "utf-8-sig"},
        {"sep": "\t", "encoding": "utf-16"},
        {"sep": ";", "lineterminator": "\r\n"},
    ],
)
def test_what_spreadsheets_make_of_csv_is_read(tmp_path: Path, how: dict[str, Any]) -> None:
    drawn = sheet()
    result = ts.CodingSheet.read(returned(tmp_path, drawn, truth(drawn), **how))
    assert result.to_frame()["precision"].tolist() == [1, 1]
    assert result.coders == ("sheet",)


def test_columns_in_another_order_rows_sorted_and_cells_cut_are_read(tmp_path: Path) -> None:
    drawn = sheet()
    drawn.save(tmp_path / "sheet.csv")
    frame = coded(drawn, truth(drawn))[["code", "theme", "item"]].sort_values("theme")
    lines = [
        "sep=;",
        " CODE ;Theme;item;note",
        *(";".join(row) for row in frame.itertuples(index=False)),
        ";;;",
        "",
    ]
    (tmp_path / "anna.csv").write_text("\n".join(lines), encoding="utf-8")
    result = ts.CodingSheet.read([tmp_path / "anna.csv"])
    assert result.to_frame()["found_coded"].tolist() == [4, 4]
    assert result.coders == ("anna",)


YES = ["yes", "Yes", " Y ", "1", "1.0", "1,0", "x", "X", "TRUE", "是", "ｙｅｓ", "１"]
NO = ["no", "N", "0", "0.0", "false", "否"]


@pytest.mark.parametrize(("yes", "no"), [*((yes, "no") for yes in YES), *(("yes", no) for no in NO)])
def test_yes_and_no_are_read_as_people_write_them(tmp_path: Path, yes: str, no: str) -> None:
    drawn = sheet(8)
    codes = {item: yes if code == "yes" else no for item, code in truth(drawn).items()}
    frame = ts.CodingSheet.read(returned(tmp_path, drawn, codes)).to_frame()
    assert (frame["precision"] == 1).all()
    assert (frame["recall"] == 1).all()


def test_cells_left_empty_are_not_coded_and_that_is_said(tmp_path: Path) -> None:
    drawn = sheet(8)
    only_yes = {item: "x" for item, code in truth(drawn).items() if code == "yes"}
    result = ts.CodingSheet.read(returned(tmp_path, drawn, only_yes))
    assert any("no sentence was coded no" in note for note in result.warnings)
    assert any("4 of 8 items are not coded" in note for note in result.warnings)
    assert result.to_frame()["recall"].isna().all()


def test_a_sheet_that_nobody_has_coded_says_what_to_write_and_where(tmp_path: Path) -> None:
    result = ts.CodingSheet.read(returned(tmp_path, sheet(8), {}))
    assert repr(result) == "CodingResult(0 items coded by nobody)"
    assert result.warnings[0] == "8 of 8 items are not coded: yes or no belongs in the column code"


def _spoil(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    frame.loc[1, column] = value
    return frame


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda f: _spoil(f, "code", "maybe"), "line 3: column 'code': 'maybe'"),
        (lambda f: _spoil(f, "item", "s123-9"), "line 3: item 's123-9' is not in the key"),
        (lambda f: _spoil(f, "item", ""), "line 3: the item's name is missing"),
        (lambda f: _spoil(f, "theme", "Other"), "line 3: the theme is not that of item"),
        (lambda f: f.assign(sentence=f["sentence"].to_list()[::-1]), "sorted without the others"),
        (lambda f: f.drop(columns="code"), "line 1: no column 'code'"),
        (lambda f: f.drop(columns="item"), "line 1: no column 'item'"),
        (lambda f: f.assign(Code="yes"), "more than one column 'code'"),
        (lambda f: pd.concat([f, f.assign(code="no")]), "twice, as yes and as no"),
        (lambda f: f.head(0), "a header and nothing else"),
    ],
)
def test_mistakes_are_named_by_row_and_column(tmp_path: Path, spoil: Any, message: str) -> None:
    drawn = sheet()
    drawn.save(tmp_path / "sheet.csv")
    path = tmp_path / "back.csv"
    spoil(coded(drawn, dict.fromkeys(drawn.key["items"], "yes"))).to_csv(path, index=False)
    with pytest.raises(ReadError, match=message):
        ts.CodingSheet.read(path)


def test_files_that_are_no_sheets_are_errors(tmp_path: Path) -> None:
    files = {
        "a.csv": b"",
        "b.csv": b"item,code\n\xff\xfe\xff,yes\n",
        "c.xlsx": b"PK\x03\x04 no archive",
        "d.pdf": b"x",
        "e.csv": b'item,code\n"never closed,yes\n',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError, match=name):
            ts.CodingSheet.read(tmp_path / name)
    with pytest.raises(ReadError, match="nowhere"):
        ts.CodingSheet.read(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="no coding sheets"):
        ts.CodingSheet.read([])
    book = Workbook()
    book.active.append(["item", "code"])
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(ReadError, match="a header and nothing else"):
        ts.CodingSheet.read(tmp_path / "f.xlsx")


def test_the_key_is_found_named_or_missed(tmp_path: Path) -> None:
    drawn = sheet()
    path = returned(tmp_path, drawn, truth(drawn), "anna.csv")
    away = tmp_path / "away"
    away.mkdir()
    (tmp_path / "sheet.key.json").rename(away / "k.json")
    with pytest.raises(ReadError, match=r"the sheet's key is missing: there is no \*.key.json"):
        ts.CodingSheet.read(path)
    assert ts.CodingSheet.read(path, key=away / "k.json").coders == ("anna",)
    sheet(seed=3).save(tmp_path / "other.csv")
    with pytest.raises(ReadError, match="none of the 1 beside it"):
        ts.CodingSheet.read(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: [],
        lambda key: {**key, "version": 2},
        lambda key: {**key, "items": {"a": {}}},
        lambda key: {**key, "themes": {"Trade": {"found": -1, "others": 2}}},
        lambda key: {**key, "items": {n: {**i, "weight": -1} for n, i in key["items"].items()}},
        lambda key: {**key, "items": {n: {**i, "theme": "?"} for n, i in key["items"].items()}},
        lambda key: {k: v for k, v in key.items() if k != "sheet"},
    ],
)
def test_a_key_that_was_changed_is_refused(tmp_path: Path, spoil: Any) -> None:
    drawn = sheet()
    path = returned(tmp_path, drawn, truth(drawn))
    (tmp_path / "bad.json").write_text(json.dumps(spoil(drawn.key)), encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.json"):
        ts.CodingSheet.read(path, key=tmp_path / "bad.json")


def test_a_sheet_has_a_suffix_that_it_can_be_saved_as(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"\.csv or \.xlsx"):
        sheet().save(tmp_path / "sheet.ods")
    with pytest.raises(WriteError, match="cannot be written"):
        sheet().save(tmp_path / "no" / "sheet.csv")

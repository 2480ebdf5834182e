"""Tables of themes and patterns in workbooks."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from theme_files import load, problems, refused

pytestmark = pytest.mark.mostly_python


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another content for one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


SHEET = (
    "Themes",
    [["Theme", "Pattern", "Weight", "Note"], ["A / B", "x*", 2, "n"], ["A", 2023], ["A", "007"]],
)


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    themes = load(tmp_path, workbook(SHEET, ("More", [["pattern", "theme"], ["改革", "C"]]), ("Empty", [])))
    assert themes.patterns == {"A": ["2023", "007"], "A / B": ["x*"], "C": ["改革"]}
    assert themes._patterns[2][2:] == (2, 1, 2.0, "n")
    assert themes.problems == []


def test_what_is_no_text_in_a_workbook_is_listed(tmp_path: Path) -> None:
    rows = [["theme", "pattern"], ["A", "x"], ["A", "=1+1"], ["A", dt.date(2023, 9, 26)], ["A", True]]
    themes = load(tmp_path, workbook(("T", rows), ("Notes", [["about"]])))
    assert themes.patterns == {"A": ["x"]}
    assert problems(themes) == [
        (1, "a sheet without the columns theme and pattern: not read"),
        (3, "sheet 'T': a cell with a formula, not text: not read"),
        (4, "sheet 'T': a cell with a date, not text: not read"),
        (5, "sheet 'T': a cell with true or false, not text: not read"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "not an Excel workbook that can be read"),
        (workbook(SHEET)[:-40], "not an Excel workbook that can be read"),
        (workbook(("T", [["a", "b"]])), "no sheet with the columns theme and pattern"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (
            with_part(workbook(SHEET), "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
            "a document type (<!DOCTYPE>) in 'xl/workbook.xml'",
        ),
        (
            with_part(
                workbook(SHEET),
                "xl/workbook.xml",
                '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
            ),
            "a document type (<!DOCTYPE>) in 'xl/workbook.xml'",
        ),
        (with_part(workbook(SHEET), "xl/media/x.bin", b"\0" * 130 * 1024**2), "unpacks to more than 128 MB"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    started = time.process_time()
    assert says in refused(tmp_path, content).reason
    assert time.process_time() - started < 2


def test_a_workbook_that_lies_about_its_size_is_no_trap(tmp_path: Path) -> None:
    data = workbook(SHEET)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    wide = sheet.replace('ref="A1:D4"', 'ref="A1:XFD1048576"').replace('r="B4"', 'r="XFC4"', 1)
    started = time.process_time()
    themes = load(tmp_path, with_part(data, "xl/worksheets/sheet1.xml", wide.encode()))
    assert (4, "sheet 'Themes': more than 64 columns: the others are not read") in problems(themes)
    far = sheet.replace('<row r="4"', '<row r="99999999999"')
    themes = load(tmp_path, with_part(data, "xl/worksheets/sheet1.xml", far.encode()))
    assert problems(themes) == [
        (1_048_576, "sheet 'Themes': more than 1,048,576 rows: the others are not read")
    ]
    assert time.process_time() - started < 10


@pytest.mark.parametrize("column", [65, 66, 100, 16_384])
def test_what_stands_right_of_column_64_is_listed_with_its_row(tmp_path: Path, column: int) -> None:
    book = openpyxl.Workbook()
    for row in (["theme", "pattern"], ["A", "x"], ["A", "y"]):
        book.active.append(row)
    book.active.cell(3, column, "far away")
    book.active.cell(2, column).font = openpyxl.styles.Font(bold=True)  # a cell with nothing in it
    out = io.BytesIO()
    book.save(out)
    themes = load(tmp_path, out.getvalue())
    assert themes.patterns == {"A": ["x", "y"]}
    assert [(problem.line, problem.text) for problem in themes.problems] == [(3, "'far away'")]
    assert "more than 64 columns" in themes.problems[0].reason


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="4"', '<row r="2"'),  # a second row 2, and a row after 3
        ('<row r="2"', '<row r="5"'),
        ('r="B4"', 'r="A4"'),
        ('r="A2"', 'r="C2"'),
        ('<row r="4"', '<row r="4.0"'),
    ],
)
def test_rows_and_cells_out_of_order_are_an_error_and_none_is_lost(
    tmp_path: Path, old: str, new: str
) -> None:
    data = workbook(SHEET)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert old in sheet
    damaged = with_part(data, "xl/worksheets/sheet1.xml", sheet.replace(old, new).encode())
    assert "rows or cells out of order at" in refused(tmp_path, damaged).reason


def test_a_workbook_that_is_wider_than_anybody_writes_is_refused_in_time(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 2_000))
    head = '<row r="1"><c r="A1" t="str"><v>theme</v></c><c r="B1" t="str"><v>pattern</v></c></row>'
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {namespace}><sheetData>{head}{rows}</sheetData></worksheet>"
    started = time.process_time()
    error = refused(tmp_path, with_part(workbook(SHEET), "xl/worksheets/sheet1.xml", sheet.encode()))
    assert "more than 10,000,000 cells right of column 64" in error.reason
    assert time.process_time() - started < 5


def test_a_missing_openpyxl_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest)

    data = workbook(SHEET)
    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(tmp_path, data)
    assert error.reason == "reading .xlsx needs openpyxl"
    assert error.hint == 'pip install "themescore[read]"'

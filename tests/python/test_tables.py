"""Tables to send hold the numbers of the frames, whatever the names are, in every format."""

from __future__ import annotations

import csv
import io
import math
import re
import subprocess
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import themescore as ts
from themescore.errors import OptionError, ThemescoreWarning, WriteError
from themescore.tables import DisplayTable

pytestmark = pytest.mark.mostly_python

ODD = ["<script>alert(1)</script>", "=1+1", "党的建设与全面从严治党", "100% of $x_1$ & \\more{} #~^"]
THEMES = {ODD[0]: ["reform"], ODD[1]: ["trade"], ODD[2]: ["改革"], ODD[3]: ["peace"]}
IDS = ["007", "@SUM(A1)", "12345678901234567890", "a\u202eb", "b\x07c", *(f"d{i}" for i in range(7))]


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    texts = [
        "Reform. " * (1 + i % 5) + "Trade goes on. " * (12 - i) + "深化改革。" * (i // 3) for i in range(12)
    ]
    metadata = {"group": ["<b>one", "two", "-3"] * 4, "year": range(2001, 2013)}
    return ts.score(ts.Corpus(texts, ids=IDS, metadata=metadata), THEMES)


@pytest.fixture(scope="module")
def tables(scores: ts.Scores) -> dict[str, DisplayTable]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        comparison = scores.compare("group")
        trend = scores.compare("year").trend()
    return {
        "scores": scores.display_table("rate"),
        "counts": scores.display_table("count"),
        "comparison": comparison.display_table(),
        "keyness": ts.keyness(scores.corpus, by="group").display_table(top=4),
        "trend": trend.display_table(),
    }


KINDS = ["scores", "counts", "comparison", "keyness", "trend"]


class Cells(HTMLParser):
    """The text of the cells of a page's tables, row by row, and the tags that there are."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.within = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self.within = self.within or tag in ("td", "th")

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.within:
            self.rows[-1][-1] += data


def saved(table: DisplayTable, folder: Path, ending: str) -> Path:
    path = folder / f"table.{ending}"
    table.save(path)
    return path


def test_a_table_of_scores_has_the_values_of_the_frame(scores: ts.Scores, tables: Any) -> None:
    for kind, measure in (("scores", "rate"), ("counts", "count")):
        frame = scores.table(measure)
        assert [row[0] for row in tables[kind].rows] == list(frame.index)
        assert [list(row[1:]) for row in tables[kind].rows] == frame.to_numpy().tolist()


def test_a_table_of_a_comparison_has_the_values_of_the_frame(scores: ts.Scores, tables: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        frame = scores.compare("group").to_frame().set_index(["theme", "group"])
    table = tables["comparison"]
    assert len(table.rows) == len(frame)
    for theme, group, *values in table.rows:
        names = [column.name for column in table.columns[2:]]
        row = frame.loc[(theme, group), names].copy()
        if row["mentions"] == 0 or frame.loc[(theme, group), "other_rate"] == 0:
            row["ratio"] = math.nan
        assert values == pytest.approx(row.to_list(), nan_ok=True, abs=0)


def test_a_table_of_key_terms_has_the_values_of_the_frame(scores: ts.Scores, tables: Any) -> None:
    frame = ts.keyness(scores.corpus, by="group").to_frame(top=4)
    names = [column.name for column in tables["keyness"].columns]
    for row, (_, wanted) in zip(tables["keyness"].rows, frame[names].iterrows(), strict=True):
        assert row[:2] == tuple(wanted[:2])
        assert row[2:] == pytest.approx(wanted[2:].to_list(), nan_ok=True, abs=0)


def test_a_table_of_trends_has_the_values_of_the_frame(scores: ts.Scores, tables: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        frame = scores.compare("year").trend().to_frame().set_index("theme")
    for theme, *values in tables["trend"].rows:
        names = [column.name for column in tables["trend"].columns[1:]]
        assert values == pytest.approx(frame.loc[theme, names].to_list(), nan_ok=True, abs=0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_all_cells_as_text_and_nothing_of_the_network(
    tables: dict[str, DisplayTable], kind: str, tmp_path: Path
) -> None:
    table = tables[kind]
    page = saved(table, tmp_path, "html").read_text(encoding="utf-8")
    parser = Cells()
    parser.feed(page)
    assert not parser.tags & {"script", "img", "iframe", "link", "b", "u", "object"}
    assert not re.search(r"https?://|url\(|@import", page)
    names = 2 if table.grouped else 1
    shown = [row for row in parser.rows if len(row) == len(table.columns) - names + 1]
    wanted = [
        [text.replace("\u202e", "\\u202e").replace("\x07", "\\x07") for text in row[names - 1 :]]
        for row in table.texts
    ]
    assert shown[-len(wanted) :] == wanted
    for note in table.notes:
        assert [note] in parser.rows


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_all_digits_and_no_formula(
    tables: dict[str, DisplayTable], kind: str, tmp_path: Path
) -> None:
    table = tables[kind]
    text = saved(table, tmp_path, "csv").read_text(encoding="utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    assert [name.removeprefix("'") for name in head] == [column.name for column in table.columns]
    for row, values in zip(rows, table.rows, strict=True):
        for cell, value in zip(row, values, strict=True):
            if isinstance(value, str):
                assert cell == (f"'{value}" if value.startswith(("=", "@")) else value)
            else:
                assert cell == "" if math.isnan(value) else float(cell) == value


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_has_numbers_as_numbers_and_text_as_text(
    tables: dict[str, DisplayTable], kind: str, tmp_path: Path
) -> None:
    table = tables[kind]
    book = openpyxl.load_workbook(saved(table, tmp_path, "xlsx"))
    head, *rows = book["table"].iter_rows()
    labels = [column.label or column.name for column in table.columns]
    assert all(cell.value.endswith(label) for cell, label in zip(head, labels, strict=True))
    for row, values in zip(rows, table.rows, strict=True):
        for cell, value in zip(row, values, strict=True):
            if isinstance(value, str):
                assert (cell.data_type, cell.value) == ("s", value.replace("\x07", "\ufffd"))
            elif math.isnan(value):
                assert cell.value is None
            else:
                assert cell.data_type == "n"
                assert cell.value == pytest.approx(value, rel=1e-15, abs=0)  # workbooks keep 16 digits
    about = [row[0].value for row in book["about"].iter_rows()]
    assert about == [table.title, table.subtitle, *table.notes]


@pytest.mark.parametrize("kind", KINDS)
def test_latex_has_no_character_that_it_would_act_on(
    tables: dict[str, DisplayTable], kind: str, tmp_path: Path
) -> None:
    text = saved(tables[kind], tmp_path, "tex").read_text(encoding="utf-8")
    body = text[text.index("\\midrule") : text.index("\\bottomrule")]
    assert not re.search(r"(?<!\\)[%$#_]", body)
    assert "100\\% of \\$x\\_1\\$ \\& \\textbackslash{}more\\{\\} \\#" in text or kind == "keyness"


def test_the_same_table_gives_the_same_bytes(scores: ts.Scores, tmp_path: Path) -> None:
    for ending in ("html", "tex", "csv"):
        pages = [saved(scores.display_table(), tmp_path, ending).read_bytes() for _ in range(2)]
        assert pages[0] == pages[1]


def test_a_notebook_shows_it(tables: dict[str, DisplayTable]) -> None:
    html = tables["comparison"]._repr_html_()
    assert "Themes by group" in html
    assert "<script" not in html


def test_nothing_is_said_of_what_is_not_there() -> None:
    table = ts.score(["Nothing of it."], {"Reform": ["reform"]}).display_table("tfidf")
    assert table.rows == (("0", 0.0),)
    assert table.texts == (("0", "0"),)


def test_another_ending_a_folder_and_a_measure_that_is_none(scores: ts.Scores, tmp_path: Path) -> None:
    table = scores.display_table()
    with pytest.raises(OptionError, match=r"\.html, \.tex, \.xlsx, \.csv"):
        table.save(tmp_path / "table.docx")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(WriteError, match=r"folder\.csv"):
        table.save(tmp_path / "folder.csv")
    with pytest.raises(OptionError, match="measure"):
        scores.display_table("ratio")
    with pytest.raises(OptionError, match="top"):
        ts.keyness(scores.corpus, by="group").display_table(top=0)


@pytest.mark.parametrize(("library", "ending"), [("great_tables", "html"), ("openpyxl", "xlsx")])
def test_without_its_library_one_line_says_what_to_install(library: str, ending: str, tmp_path: Path) -> None:
    code = f"""
import sys
sys.modules[{library!r}] = None
import themescore as ts
table = ts.score(["Reform."], {{"Reform": ["reform"]}}).display_table()
table.save("table.csv")
try:
    table.save("table.{ending}")
except ImportError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert 'pip install "themescore[plot]"' in done.stdout
    assert (tmp_path / "table.csv").is_file()

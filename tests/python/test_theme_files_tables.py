"""Tables of themes and patterns, as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from theme_files import load, problems, refused
from themescore.errors import ThemeFileError

pytestmark = pytest.mark.mostly_python


def test_a_table_has_themes_patterns_weights_and_notes(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        'Note;PATTERN;Weight; Theme\n;x*;;A / B\n"say ""so""";y;2.5;A>C\n;;;D\n\n;not: x y;;A > B\n',
    )
    assert themes.patterns == {"A": [], "A / B": ["x*", "not: x y"], "A / C": ["y"], "D": []}
    assert [(one.weight, one.note) for one in themes._patterns] == [(1, None), (1, None), (2.5, 'say "so"')]
    assert problems(themes) == [(4, "a theme without patterns, zero everywhere")]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("A,x\n,y\n", 3, "a row without a theme: not read"),
        ("A,x\nB,,3\n", 3, "a row without a pattern: not read"),
    ],
)
def test_rows_that_say_too_little_are_listed(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    themes = load(tmp_path, "theme,pattern,weight\n" + rows)
    assert (line, reason) in problems(themes)


def test_columns_that_are_not_read_are_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "theme,pattern,source,\nA,x,book,\n")
    assert [(problem.line, problem.text, problem.reason) for problem in themes.problems] == [
        (1, "source", "columns that are not read")
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("theme,pattern\nA,re(form\n", 2, "pattern 're(form'"),
        ("theme,pattern,weight\nA,x,heavy\n", 2, "the weight 'heavy'"),
        ('theme,pattern,weight\nA,x,"0,5"\n', 2, "Write for instance 0.5."),
        ("theme,pattern\nA,x,y\n", 2, "3 cells where there are 2 columns"),
        ("theme,pattern\nA / / B,x\n", 2, "a level without a name"),
        ("theme,pattern\n>A,x\n", 2, "a level without a name"),
        ("theme,pattern,Theme\nA,x,B\n", 1, "columns that are there twice: 'theme'"),
        ('theme,pattern\nA,"x\nB,y\n', 2, "quotation marks that do not pair"),
    ],
)
def test_a_mistake_in_a_table_names_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    error = refused(tmp_path, text)
    assert error.line == line
    assert says in str(error)


def test_a_table_without_its_columns_says_what_it_needs(tmp_path: Path) -> None:
    assert "no columns theme and pattern" in refused(tmp_path, "name,word\nA,x\n", "t.csv").reason


def test_cells_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path: Path) -> None:
    themes = ts.Themes(
        {"=A": ["x", "y"], "+B": {"'=C": [{"pattern": "z", "note": "@SUM"}]}, "'D": ["-2", "-2x", "007"]}
    )
    for suffix in (".csv", ".tsv"):
        path = tmp_path / f"t{suffix}"
        themes.save(path)
        assert ts.Themes.load(path) == themes
    cells = [
        cell for line in (tmp_path / "t.tsv").read_text("utf-8").splitlines() for cell in line.split("\t")
    ]
    assert "'=A" in cells
    assert "'-2x" in cells
    assert not any(cell[:1] in ("=", "+", "@") for cell in cells)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"A": {"patterns": "x", "note": "n"}}, "theme 'A' has note"),
        ({"A": {"patterns": "x", "labels": {"zh": "甲"}}}, "theme 'A' has labels"),
        ({"A": {"B": {"themes": {"C": "x"}, "exclusive": True}}}, "theme 'A / B' has exclusive"),
        ({"exclusive": True, "themes": {"A": "x"}}, "the themes are exclusive"),
        ({"A>B": "x"}, "has a > in it"),
        ({" A": "x"}, "begins or ends with a blank"),
        ({"A": "x "}, "begins or ends with a blank"),
        ({"A": [{"pattern": "x", "note": "a\nb"}]}, "has a line end in it"),
    ],
)
def test_what_a_table_cannot_hold_is_refused_and_nothing_is_written(
    tmp_path: Path, mapping: Any, says: str
) -> None:
    with pytest.raises(ThemeFileError, match="a table cannot hold this") as caught:
        ts.Themes(mapping).save(tmp_path / "t.csv")
    assert says in str(caught.value)
    assert "Save it as .yaml or .json." in str(caught.value)
    assert list(tmp_path.iterdir()) == []

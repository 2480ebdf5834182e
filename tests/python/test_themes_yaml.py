"""Theme files in YAML: what is read, and what is said of mistakes."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
import yaml
from themescore.errors import ThemeFileError, ThemescoreWarning
from yaml_themes import NESTED, WRONG, load, refused

pytestmark = pytest.mark.mostly_python

pytestmark = pytest.mark.filterwarnings("error")


def test_every_scalar_is_the_text_that_is_written_there(tmp_path: Path) -> None:
    written = [
        "NO",
        "yes",
        "on",
        "null",
        "007",
        "1.0",
        "1e3",
        "0x1F",
        "2023-09-26",
        "12:30:00",
        "1_000",
        ".inf",
    ]
    themes = load(tmp_path, f"NO: [{', '.join(written)}]\n2023: [norge]\n1.0:\n- null\ntrue: 'x'\n")
    assert themes.patterns == {"NO": written, "2023": ["norge"], "1.0": ["null"], "true": ["x"]}


def test_a_file_holds_what_the_dict_holds(tmp_path: Path) -> None:
    text = """\
    # Themes of the example
    Reform: [reform*, 国有企业]
    Economy:
      - econom*
      - Trade:
          Out: [export*]
          In: import*
        Money:
          - "interest rate*"
    Party:
      Building: ['party building', 党建]
    """
    assert load(tmp_path, text) == ts.Themes(NESTED)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_and_line_ends_make_no_difference(tmp_path: Path, ends: str, encoding: str) -> None:
    text = "改革: [reform*, 国有]\nB:\n  - x\n".replace("\n", ends)
    themes = load(tmp_path, text.encode(encoding))
    assert themes.patterns == {"改革": ["reform*", "国有"], "B": ["x"]}
    assert [(pattern.line, pattern.column) for pattern in themes._patterns] == [(1, 6), (1, 15), (3, 5)]


def test_every_pattern_knows_its_line_and_column(tmp_path: Path) -> None:
    text = "A:\n  - plain word\n  - '国有'\n  - \"x\\ty\"\nB: ['it''s', 😀a, \"q\"]\n"
    places = {pattern.text: (pattern.line, pattern.column) for pattern in load(tmp_path, text)._patterns}
    # Of a quoted pattern the first character after the quote; with escapes in it, the quote itself.
    assert places == {
        "plain word": (2, 5), "国有": (3, 6), "x\ty": (4, 5), "it's": (5, 5), "😀a": (5, 14), "q": (5, 19),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "first", "exact"),
    [
        (WRONG, 7, True),
        (f"'{WRONG}'", 8, True),
        (f'"{WRONG}"', 8, True),
        (f'"\\x{ord(WRONG[0]):02x}{WRONG[1:]}"', 7, False),  # after an escape columns no longer agree
    ],
)
def test_a_mistake_in_a_pattern_points_into_the_file(
    tmp_path: Path, written: str, first: int, exact: bool
) -> None:
    with pytest.raises(ThemeFileError) as alone:
        ts.Themes({"A": [WRONG]})
    error = refused(tmp_path, f"A:\n\n  -   {written}\n")
    assert alone.value.column is not None
    assert alone.value.column > 1
    assert (error.line, error.column) == (3, first + alone.value.column - 1 if exact else first)
    assert error.source == f"  -   {written}"
    assert error.path == str(tmp_path / "themes.yaml")


MISTAKES = [
    # what is written, line, column, what the message says
    ("A: x\nB: y\nA: z\n", 3, 1, "theme 'A' is there twice, first in line 1"),
    ("A:\n  B: x\n  B: y\n", 3, 3, "theme 'B' is there twice, first in line 2"),
    ("A:\n  - B: x\n  - B: y\n", 3, 5, "theme 'A / B' is there twice, first in line 2"),
    ("A:\n  - *form\n", 2, 5, 'Write "*form".'),
    ("A: [x, *重组]\n", 1, 8, 'Write "*重组".'),
    ("A:\n  - *\n", 2, 5, 'Write "*".'),
    ("A:\n  - &x reform\n", 2, 5, "an anchor (&), which is not supported"),
    ("A: &x [reform]\n", 1, 4, "an anchor (&), which is not supported"),
    ("A:\n  - !x reform\n", 2, 5, "a tag (!), which is not supported"),
    ("A: !!python/object/apply:os.system ['touch x']\n", 1, 4, "a tag (!), which is not supported"),
    ("A: {<<: {B: x}}\n", 1, 5, "a merge key, which is not supported"),
    ("A:\n\t- x\n", 2, 1, "Indent with spaces only."),
    ("A:\n  - x\n\t- y\n", 3, 1, "Indent with spaces only."),
    ("A:\n  - x: y: z\n", 2, 9, "a colon and a space begin the patterns of a theme"),
    ("A: - x\n", 1, 4, "a dash begins an item, and none can begin here"),
    ("A:\n  - @x\n", 2, 5, 'Write "@x".'),
    ("A: [`x`, y]\n", 1, 5, 'Write "`x`".'),
    ("A:\n  - x\n  y\n", 3, 3, "neither a theme, which ends in a colon, nor an item"),
    ("A:\n  - x\n改革：\n  - y\n", 3, 1, "a full-width colon ： after a theme's name"),
    ("改革：\n  - x\n", 1, 1, "an ASCII one and not the full-width ："),
    ("A:reform\n", 1, 1, "a colon, with a blank after it"),
    ("A:\n    - x\n  - y\n", 3, 3, "this does not fit with the lines before it"),
    ("A:\n  - 'x' y\n", 2, 9, "Put quotes round all of a pattern."),
    ("A: ['x, y]\nB: z\n", 1, 5, "quotes that are not closed"),
    ("A: [x, y\n", 1, 4, "Patterns are separated by one comma and end with ]."),
    ("A: [c#, x #y]\n", 1, 4, "or a # after a space"),
    ("A: [x,,y]\n", 1, 7, "Patterns are separated by one comma"),
    ('A:\n - "a\\q"\n', 2, None, "Write \\\\ for a backslash"),
    ("A:\n  - x\n   - y\n", 2, 5, "goes on over more than one line"),
    ("A: |\n  x\n  y\n", 1, 4, "Write each pattern on a line of its own"),
    ("A: [x,\n  y z\n  w]\n", 2, 3, "Close the bracket"),
    ("A:\n -\n - x\n", 2, 3, "an empty item"),
    ("A: {x, y}\n", 1, 5, "Write a list of patterns in square brackets"),
    ("A: [[x], y]\n", 1, 5, "a list inside a list"),
    ("[a]: b\n", 1, 1, "a theme's name must be text"),
    ("A:\n  ? - x\n  : y\n", 2, 5, "a theme's name must be text"),
    ("A: b\n? \n: c\n", 2, None, "without a theme's name"),
    ("- x\n- y\n", 1, 1, "the file must begin with the name of a theme and a colon"),
    ("just words\n", 1, 1, "the file must begin with the name of a theme and a colon"),
    ("A: b\n---\nC: d\n", 2, 1, "a second document"),
    ("A: x\x00y\n", 1, 5, "the character U+0000"),
    ("A: x\nB: 改\x1b\n", 2, 5, "the character U+001B"),
    ("A / B: x\n", 1, 1, "' / ' joins the names of nested themes"),
    ("A:\n  - x\n  - ''\n", 3, None, "theme 'A', pattern ''"),
]


@pytest.mark.parametrize("parser", ["libyaml", "Python"])
@pytest.mark.parametrize(
    ("text", "line", "column", "says"), MISTAKES, ids=[repr(row[0])[:30] for row in MISTAKES]
)
def test_a_mistake_names_line_and_column_and_what_to_write(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    parser: str,
    text: str,
    line: int,
    column: int | None,
    says: str,
) -> None:
    if parser == "Python":  # as where PyYAML was built without libyaml
        monkeypatch.delattr(yaml, "CSafeLoader")
    error = refused(tmp_path, text)
    message = str(error)
    assert says in message
    assert (error.line, error.column) == (line, column or error.column)
    assert message.startswith(f"{tmp_path / 'themes.yaml'}, line {line}, column ")
    assert message.split("\n")[2].strip() == "^"


@pytest.mark.parametrize(
    "text", ["", "\n# only a comment\n", "\ufeff", "---\n", "{}", "A:\n", "A: []\nB: {}\n"]
)
def test_a_file_without_themes_or_patterns_is_an_error(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).reason.startswith(("no themes", "no patterns in any theme"))


def test_an_expansion_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    text = 'a: &a ["lol"]\n' + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert refused(tmp_path, text).line == 1


@pytest.mark.parametrize(
    "text", ["A: " + "[" * 100_000, "A:\n " + "- " * 100_000, "A: " + "{a: " * 100_000, "? " * 100_000]
)
def test_nesting_without_end_is_refused_at_once(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    refused(tmp_path, text)
    assert time.process_time() - started < 2


def test_deep_nesting_names_its_line(tmp_path: Path) -> None:
    error = refused(
        tmp_path, "".join(f"{' ' * depth}T{depth}:\n" for depth in range(60)) + " " * 60 + "- x\n"
    )
    assert error.reason.endswith("nested more than 50 deep")
    assert error.line == 51


def test_a_pdf_is_no_theme_file_in_another_encoding(tmp_path: Path) -> None:
    error = refused(tmp_path, b"%PDF-1.7\n" + bytes(range(256)))
    assert error.reason.startswith("it is no text: not UTF-8")
    assert "not in a PDF" in str(error)
    assert "encoding=" not in str(error)


def test_ill_formed_utf8_names_the_line_and_encodings_that_would_fit(tmp_path: Path) -> None:
    error = refused(tmp_path, "A: x\n改革: y\n".encode("gb18030"))
    assert error.line == 2
    assert "not UTF-8 at byte 5" in str(error)
    assert 'Save it as UTF-8, or give encoding=, for instance "gb18030"' in str(error)
    themes = ts.Themes.load(tmp_path / "themes.yaml", encoding="gb18030")
    assert themes.patterns == {"A": ["x"], "改革": ["y"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A: reform*, 改革\n", r"with the comma: .*'reform\*, 改革' \(line 1\)"),
        ("A: [改革，开放]\n", r"'改革，开放' \(line 1\)"),
    ],
)
def test_a_comma_that_makes_one_pattern_of_several_is_warned_about(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.warns(ThemescoreWarning, match=says):
        load(tmp_path, text)


def test_a_comma_that_is_meant_is_not_warned_about(tmp_path: Path) -> None:
    themes = load(tmp_path, "A:\n  - 惩前毖后，治病救人\nB: 'Paris, Texas'\nC: [\"a, b\", c]\n")
    assert themes.patterns == {"A": ["惩前毖后，治病救人"], "B": ["Paris, Texas"], "C": ["a, b", "c"]}


def test_quotation_marks_of_a_word_processor_are_warned_about(tmp_path: Path) -> None:
    text = "A: [“reform”, ‘改革’]\nB:\n  - “trade”\n  - the “new” era\n  - '“growth”'\n"
    says = r"with its quotation marks, .*: '“reform”' \(line 1\), '‘改革’' \(line 1\), '“trade”' \(line 3\)$"
    with pytest.warns(ThemescoreWarning, match=says):
        themes = load(tmp_path, text)
    assert themes.patterns["A"] == ["“reform”", "‘改革’"]
    assert [problem.line for problem in themes.problems] == [1, 1, 3]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone.yaml", "no such file or directory"),
        ("folder.yaml", "is a folder, not a file"),
        ("pipe.yaml", "is a pipe, socket or device"),
        ("themes.dic", "no such file or directory"),
        ("x" * 5000 + ".yaml", "file name too long"),
    ],
)
def test_a_file_that_cannot_be_loaded_says_why(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(ThemeFileError, match=says):
        ts.Themes.load(tmp_path / name)


@pytest.mark.parametrize("path", [None, 3, b"themes.yaml"])
def test_what_is_no_path_is_refused(path: Any) -> None:
    with pytest.raises(ThemeFileError, match="named by its path"):
        ts.Themes.load(path)


def test_a_file_of_more_than_32_megabytes_is_refused(tmp_path: Path) -> None:
    assert "is larger than 32 MB" in str(refused(tmp_path, b"#" * (32 * 1024 * 1024 + 1)))

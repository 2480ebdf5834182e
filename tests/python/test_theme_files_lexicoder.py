"""Lexicoder's dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest
from theme_files import load, problems
from themescore.themefiles.lexicoder import _heading

pytestmark = pytest.mark.mostly_python


@pytest.mark.parametrize(
    "line",
    [
        "+A B",
        "+ A B ",
        "+A B+",
        "+A B#ff0000",
        "+A B #00FF7f",
        "+A B (255, 0, 10)",
        "+A B rgb(1,2,3)",
        "+A B 255,0,10",
    ],
)
def test_marks_and_colours_are_not_part_of_lexicoder_s_names(line: str) -> None:
    assert _heading(line.strip()) == "A B"


def test_what_is_odd_in_lexicoder_is_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "w\n+A\nx\n++B\ny\n", format="lexicoder")
    assert themes.patterns == {"A": ["x"], "B": ["y"]}
    assert problems(themes) == [
        (1, "a word in no category: not read"),
        (4, "more than one plus: read as a category that is in no other"),
    ]

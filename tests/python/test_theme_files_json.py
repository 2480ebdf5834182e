"""Theme files in JSON."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from theme_files import load, refused

pytestmark = pytest.mark.mostly_python


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('{"A": [2]}', 1, 3, "pattern 0 is 2, of type int"),
        ('{"A": [null]}', 1, 3, "pattern 0 is None"),
        ('{"A":\n  ["x", "re(form"]}', 2, 12, "pattern 're(form'"),
        ('{"A": "\\u0072e(form"}', 1, 8, "pattern 're(form'"),
        ('{"A": ["x",]}', 1, 12, "a comma before ]"),
        ('{"A": ["x"],}', 1, 13, "a comma before }"),
        ('{"A": ["x" "y"]}', 1, 12, "a comma or ] is expected"),
        ('{"A": ["x"', 1, 7, "a list that is not closed"),
        ('{"A": "x"', 1, 1, "an object that is not closed"),
        ('{"A": x}', 1, 7, "neither a text in quotes nor a list nor an object"),
        ('{"A": "x\n"}', 1, 9, "a text in quotes that cannot be read"),
        ('{"A" "x"}', 1, 6, "no colon after a name"),
        ('{"A": "x", B: "y"}', 1, 12, "a name in quotes is expected"),
        ('{"A": "x",\n"A": "y"}', 2, 1, "'A' is there twice, first in line 1"),
        ('{"A": "x"} {}', 1, 12, "something after the end"),
        ('{"A": [{"pattern": "x", "weight": 1e999}]}', 1, 26, "the weight inf, which is no finite number"),
        ('{"A": "\\ud800"}', 1, 8, "a lone surrogate"),
    ],
)
def test_a_mistake_in_json_names_line_and_column(
    tmp_path: Path, text: str, line: int, column: int, says: str
) -> None:
    error = refused(tmp_path, text, "t.json")
    assert says in error.reason
    assert (error.line, error.column) == (line, column)


def test_json_escapes_and_u2028_are_text(tmp_path: Path) -> None:
    themes = load(tmp_path, '{"\\u6539\\u9769": ["\\ud83d\\ude00 a", "x\u2028y"]}', "t.json")
    assert themes.patterns == {"改革": ["😀 a", "x\u2028y"]}
    assert {pattern.line for pattern in themes._patterns} == {1}


@pytest.mark.parametrize(
    "text", ['{"A":' + "[" * 100_000, '{"A":' * 100_000, '{"A":' * 1000 + '"x"' + "}" * 1000]
)
def test_json_nested_without_end_is_refused_at_once(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    assert refused(tmp_path, text).reason.endswith("nested more than 50 deep")
    assert time.process_time() - started < 2

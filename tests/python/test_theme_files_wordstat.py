"""WordStat's category files."""

from __future__ import annotations

from pathlib import Path

import pytest
from theme_files import load, problems

pytestmark = pytest.mark.mostly_python


@pytest.mark.parametrize(
    ("text", "patterns", "expected"),
    [
        ("A\n    x (1)\n    B\n        y (1)\n", {"A": ["x"], "A / B": ["y"]}, []),
        ("A\n\tpeniten_x (1)\n", {"A": ["peniten x"]}, []),
        ("A\n\tx (1)\ny (1)\n", {"A": ["x"]}, [(3, "a word in no category: not read")]),
        (
            "A\n\tx (1)\n\t@RULE [x NEAR y] (1)\n",
            {"A": ["x"]},
            [(3, "a rule of WordStat's, which is not supported: not read")],
        ),
        (
            "A\n\tx (1)\n\t\ty (1)\n",
            {"A": ["x", "y"]},
            [(3, "indented below a word, which is no category: taken as beside it")],
        ),
        (
            "A\n\tB\n\t\tx (1)\n        C\n\t\ty (1)\n",
            {"A": [], "A / B": ["x"], "A / C": ["y"]},
            [(4, "indented unlike the others: look whether it is in the right place")],
        ),
        (
            "A\n\tx (1)\nA\n\ty (1)\n",
            {"A": ["x", "y"]},
            [(3, "a category that is there twice: put together")],
        ),
    ],
)
def test_levels_and_words_of_wordstat(
    tmp_path: Path, text: str, patterns: dict[str, list[str]], expected: list[tuple[int, str]]
) -> None:
    themes = load(tmp_path, text)
    assert themes.patterns == patterns
    assert problems(themes) == expected


def test_a_single_blank_before_a_category_is_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "A\n\tx (1)\n B\n\ty (1)\n")
    assert themes.patterns == {"A": ["x"], "A / B": ["y"]}
    assert problems(themes) == [(3, "indented unlike the others: look whether it is in the right place")]


def test_weights_of_wordstat_are_weights(tmp_path: Path) -> None:
    themes = load(tmp_path, "A\n\tx (1)\n\ty (0.5)\n\tz (-2)\n\tw (1,5)\n")
    assert [pattern.weight for pattern in themes._patterns] == [1, 0.5, -2, 1.5]

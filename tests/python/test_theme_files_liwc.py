"""Dictionaries of LIWC, up to 2015 and of LIWC-22."""

from __future__ import annotations

from pathlib import Path

import pytest
from theme_files import DIC, load, problems, refused

pytestmark = pytest.mark.mostly_python

# LIWC


def test_liwc_without_the_second_percent_is_read_and_said(tmp_path: Path) -> None:
    themes = load(tmp_path, DIC.replace("B\n%\n", "B\n"))
    assert themes.patterns == {"A": ["x*", "y z"], "B": ["y z"]}
    assert problems(themes) == [(1, "the second line with % is missing: categories end before line 4")]


def test_liwc_without_any_words_and_second_percent_is_an_error(tmp_path: Path) -> None:
    assert "no patterns in any theme" in refused(tmp_path, "%\n1\tA\n2\tB\n").reason


@pytest.mark.parametrize(
    ("line", "words", "reason"),
    [
        ("w  1", {"A": ["w"]}, None),
        ("w 1 2", {"A": ["w"], "B": ["w"]}, None),
        ("w\t\t\t01 002 ", {"A": ["w"], "B": ["w"]}, None),
        ("a b c\t1", {"A": ["a b c"]}, None),
        ("a b  1  2", {"A": ["a b"], "B": ["a b"]}, None),
        ("24 7\t1", {"A": ["24 7"]}, None),
        ("w  1\t2", {"A": ["w"], "B": ["w"]}, None),
        ("w\t1\t1", {"A": ["w"]}, None),
        ("  w\t1", {"A": ["w"]}, None),
        ("w\t7", {}, "code 7 is not defined: the word is not read"),
        ("w\t7 8 1", {"A": ["w"]}, "codes 7, 8 are not defined: the other codes are read"),
        ("w", {}, "a word without a code: not read"),
        ("a b", {}, "a word without a code: not read"),
        ("w\tA", {}, "'A' where a code is expected: the word is not read"),
        ("w\t1 A", {"A": ["w"]}, "'A' where a code is expected: the other codes are read"),
        (
            "w (02 134)1 2",
            {"B": ["w"]},
            "conditions are not supported ('(02 134)1'): the other codes are read",
        ),
        ("w\t<of>1/2", {}, "conditions are not supported ('<of>1/2'): the word is not read"),
        ("w\t(1", {}, "conditions are not supported ('(1'): the word is not read"),
        ("%", {}, "a third line with %: not read"),
    ],
)
def test_a_line_of_liwc(tmp_path: Path, line: str, words: dict[str, list[str]], reason: str | None) -> None:
    themes = load(tmp_path, f"%\n1\tA\n2\tB\n%\nq\t1 2\n{line}\n")
    for name in ("A", "B"):
        assert themes.patterns[name] == ["q", *words.get(name, [])]
    assert problems(themes) == ([] if reason is None else [(6, reason)])
    assert all(pattern.line == 6 for pattern in themes._patterns if pattern.text != "q")


def test_categories_of_liwc_2015_have_long_names_and_levels(tmp_path: Path) -> None:
    themes = load(tmp_path, "%\n1\tfunction (Function Words)\n\t2\tpronoun (Pronouns)\n%\nthe\t1\ni\t1\t2\n")
    assert themes.patterns == {
        "function (Function Words)": ["the", "i"],
        "function (Function Words) / pronoun (Pronouns)": ["i"],
    }


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("1\tA\n1\tB\n2\tC", 3, "code 1 is there twice: words with it are in A"),
        ("1\tA\n2\tA", 3, "a category that is there twice: put together"),
        ("1\tA\n2", 3, "a code without a name: called by the code"),
        ("1\tA\n2\tPro / Con", 3, "' / ' joins the names of nested themes: called 'Pro/Con'"),
    ],
)
def test_what_is_odd_among_liwc_s_categories_is_listed(
    tmp_path: Path, head: str, line: int, reason: str
) -> None:
    themes = load(tmp_path, f"%\n{head}\n%\nx\t1\ny\t2\n")
    assert (line, reason) in problems(themes)
    assert themes.patterns["A"][0] == "x"


# LIWC-22


def test_an_x_puts_a_word_of_liwc_22_into_a_category_and_a_number_with_that_weight(tmp_path: Path) -> None:
    text = 'DICTERM,affect,"time, long",改革\nhappy*,X,,\n"a lot, too",x,X,0.5\nbad :),-2,0,1\n'
    themes = load(tmp_path, text)
    assert themes.patterns == {
        "affect": ["happy*", "a lot, too", "bad :\\)"],
        "time, long": ["a lot, too"],
        "改革": ["a lot, too", "bad :\\)"],
    }
    assert [pattern.weight for pattern in themes._patterns] == [1, 1, -2, 1, 0.5, 1]
    assert [pattern.line for pattern in themes._patterns] == [2, 3, 4, 3, 3, 4]
    assert themes.problems == []


def test_what_liwc_22_does_not_say_is_listed_with_its_line(tmp_path: Path) -> None:
    text = "DicTerm,A,,B\nx,X,,yes\ny,,X,X\nz,,,\n,X,,\nv,,,X,X\nw,?,,\nnan,NaN,,\n*,X,,\nx,X,,\nu,X,,\n"
    themes = load(tmp_path, text)
    assert themes.patterns == {"A": ["x", "u"], "B": ["y", "v"]}
    assert problems(themes) == [
        (2, "'yes' where an X or a weight is expected: the other columns are read"),
        (3, "'X' in a column without a name: not read"),
        (4, "a word in no category: not read"),
        (5, "a row without a word: not read"),
        (6, "'X' in a column without a name: not read"),
        (7, "'?' where an X or a weight is expected: the word is not read"),
        (8, "'NaN' where an X or a weight is expected: the word is not read"),
        (9, "no pattern of ours, not read: a * alone finds every word; if that is meant, say any_word=True"),
        (10, "there twice in theme 'A': kept once"),
    ]


def test_a_category_of_liwc_22_that_is_there_twice_is_put_together(tmp_path: Path) -> None:
    themes = load(tmp_path, "DicTerm,A,A\nx,X,\ny,,X\n")
    assert themes.patterns == {"A": ["x", "y"]}
    assert problems(themes) == [(1, "a category that is there twice: put together")]


def test_a_dicx_without_its_columns_says_what_is_missing(tmp_path: Path) -> None:
    assert "no column DicTerm" in str(refused(tmp_path, "term,A\nx,X\n", format="liwc22"))
    assert "no categories" in str(refused(tmp_path, "DicTerm,,\nx,X,\n"))
    assert "quotation marks" in str(refused(tmp_path, 'DicTerm,A\n"x,X\n'))

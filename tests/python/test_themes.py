from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
import time
import warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from themescore.errors import OptionError, ThemeFileError, ThemescoreWarning

WRONG = "re(form"  # a pattern with a mistake in the middle

NESTED = {
    "Reform": ["reform*", "国有企业"],
    "Economy": ["econom*", {"Trade": {"Out": ["export*"], "In": "import*"}, "Money": ["interest rate*"]}],
    "Party": {"Building": ["party building", "党建"]},
}


@pytest.fixture(autouse=True)
def _no_unexpected_warnings() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def load(tmp_path: Path, text: str | bytes, name: str = "themes.yaml") -> ts.Themes:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ts.Themes.load(path)


def refused(tmp_path: Path, text: str | bytes) -> ThemeFileError:
    with pytest.raises(ThemeFileError) as caught:
        load(tmp_path, text)
    return caught.value


# Themes


def test_names_go_down_into_nested_themes_parents_first() -> None:
    assert ts.Themes(NESTED).names == [
        "Reform",
        "Economy",
        "Economy / Trade",
        "Economy / Trade / Out",
        "Economy / Trade / In",
        "Economy / Money",
        "Party",
        "Party / Building",
    ]


def test_patterns_are_each_theme_s_own() -> None:
    patterns = ts.Themes(NESTED).patterns
    assert patterns["Economy"] == ["econom*"]
    assert patterns["Economy / Trade"] == []
    assert patterns["Economy / Trade / In"] == ["import*"]
    assert list(patterns) == ts.Themes(NESTED).names


def test_the_tables_for_the_core_name_parents_by_index() -> None:
    themes = ts.Themes(NESTED)
    assert [theme.parent for theme in themes._themes] == [-1, -1, 1, 2, 2, 1, -1, 6]
    assert [(pattern.theme, pattern.text) for pattern in themes._patterns] == [
        (0, "reform*"),
        (0, "国有企业"),
        (1, "econom*"),
        (3, "export*"),
        (4, "import*"),
        (5, "interest rate*"),
        (7, "party building"),
        (7, "党建"),
    ]
    assert {(pattern.line, pattern.column) for pattern in themes._patterns} == {(None, None)}


def test_themes_are_a_collection_of_their_names() -> None:
    themes = ts.Themes(NESTED)
    assert len(themes) == 8
    assert list(themes) == themes.names
    assert "Party / Building" in themes
    assert "Building" not in themes


def test_to_dict_makes_the_same_themes_again() -> None:
    themes = ts.Themes(NESTED)
    assert ts.Themes(themes.to_dict()) == themes
    assert list(themes.to_dict()) == ["Reform", "Economy", "Party"]
    assert list(themes.to_dict()["Economy"][1]) == ["Trade", "Money"]


def test_equality_is_of_names_patterns_and_their_order() -> None:
    themes = ts.Themes({"A": ["x", "y"], "B": ["z"]})
    assert themes == ts.Themes({"A": ("x", "y"), "B": "z"})
    assert hash(themes) == hash(ts.Themes({"A": ("x", "y"), "B": "z"}))
    assert themes != ts.Themes({"B": ["z"], "A": ["x", "y"]})
    assert themes != ts.Themes({"A": ["y", "x"], "B": ["z"]})
    assert themes != ts.Themes({"A": ["x", "y"], "B": ["Z"]})
    assert themes != {"A": ["x", "y"], "B": ["z"]}


def test_changing_what_comes_out_does_not_change_the_themes() -> None:
    themes = ts.Themes({"A": ["x"]})
    themes.names.append("B")
    themes.patterns["A"].append("y")
    themes.to_dict()["A"].append("y")
    assert (themes.names, themes.patterns) == (["A"], {"A": ["x"]})


def test_notes_and_labels_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text(
        "Economy:\n  note: both\n  themes:\n    Trade:\n      labels: {zh: 贸易, de: Handel}\n"
        "      patterns:\n        - {pattern: export*, note: of goods}\n        - import*\nLaw: [law]\n",
        encoding="utf-8",
    )
    themes = ts.Themes.load(path)
    assert themes.notes == {"Economy": "both"}
    assert themes.labels == {"Economy / Trade": {"zh": "贸易", "de": "Handel"}}
    assert themes.pattern_notes == {"Economy / Trade": {"export*": "of goods"}}
    themes.labels["Economy / Trade"]["zh"] = "changed"
    assert themes.labels["Economy / Trade"]["zh"] == "贸易"


def test_a_star_alone_finds_every_word_if_that_is_said_to_be_meant(tmp_path: Path) -> None:
    with pytest.raises(ThemeFileError, match=r"a \* alone finds every word; .*any_word=True"):
        ts.Themes({"All": ["*"]})
    themes = ts.Themes({"All": ["*"], "Reform": ["reform"]}, any_word=True)
    texts = ["Reform: 国有企业 and 7%!", "reform"]
    assert ts.score(texts, themes).table("count")["All"].tolist() == [4, 1]
    assert ts.score(texts, pickle.loads(pickle.dumps(themes))).table("count")["All"].tolist() == [4, 1]
    path = tmp_path / "themes.yaml"
    themes.save(path)
    with pytest.raises(ThemeFileError, match="line 2, column 6"):
        ts.Themes.load(path)
    assert ts.Themes.load(path, any_word=True) == themes
    with pytest.raises(OptionError, match="any_word='yes'"):
        ts.Themes.load(path, any_word="yes")  # type: ignore[arg-type]


def test_themes_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(ts.Themes(NESTED))) == ts.Themes(NESTED)


def test_any_mapping_will_do() -> None:
    assert ts.Themes(OrderedDict(A=["x"])).names == ["A"]


def test_nul_is_a_character_like_others_in_names_and_patterns(tmp_path: Path) -> None:
    themes = ts.Themes({"A\x00B": ["x\x00y"]})
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    assert themes.patterns == {"A\x00B": ["x\x00y"]}


def test_an_empty_theme_among_others_is_kept_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(
        ThemescoreWarning, match="themes without patterns, .* zero everywhere: 'B', 'C', 'C / D'$"
    ):
        themes = ts.Themes({"A": ["x"], "B": [], "C": {"D": []}, "E": {"F": "y"}})
    assert themes.names == ["A", "B", "C", "C / D", "E", "E / F"]
    with pytest.warns(ThemescoreWarning, match=r"themes\.yaml: themes without patterns.*: 'B'"):
        assert load(tmp_path, "A: x\nB:\n").patterns == {"A": ["x"], "B": []}


def test_a_pattern_that_is_twice_in_a_theme_is_kept_once_with_a_warning() -> None:
    with pytest.warns(ThemescoreWarning, match="there twice in a theme, kept once: 'x' in 'A'"):
        assert ts.Themes({"A": ["x", "y", "x"], "B": ["x"]}).patterns == {"A": ["x", "y"], "B": ["x"]}


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({}, "no themes"),
        ({"A": []}, "no patterns in any theme"),
        ({"A": {"B": {}}}, "no patterns in any theme"),
        ({"A": None}, "theme 'A': pattern 0 is None, of type NoneType"),
        ({"A": ["x", 2023]}, "theme 'A': pattern 1 is 2023, of type int"),
        ({"A": {"B": b"x"}}, "theme 'A / B': pattern 0 is b'x', of type bytes"),
        ({"A": {"x", "y"}}, "of type set"),
        ({"A": [["x"]]}, r"pattern 0 is \['x'\], of type list"),
        ({2023: ["x"]}, "a theme is named 2023, of type int"),
        ({"A": {None: ["x"]}}, "a theme in 'A' is named None"),
        ({"A": {" \t": ["x"]}}, "a theme in 'A' has an empty name"),
        ({"A / B": ["x"]}, "' / ' joins the names of nested themes"),
        ({"A /": ["x"]}, "' / ' joins"),
        ({"/ A": ["x"]}, "' / ' joins"),
        ({"A": [{"B": ["x"]}, {"B": ["y"]}]}, "theme 'A / B' is there twice"),
        ({"A": [""]}, "theme 'A', pattern ''"),
        ({"A": ["x\ud800"]}, "a lone surrogate in pattern"),
        ({"\ud800": ["x"]}, "a lone surrogate in its name"),
        ([("A", ["x"])], "themes are a dict of names and patterns, not list"),
        ("themes.yaml", r"(?s)not str.*Themes\.load\(path\)"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_theme_is_named_with_its_theme_and_type(mapping: Any, says: str) -> None:
    with pytest.raises(ThemeFileError, match=says) as caught:
        ts.Themes(mapping)
    assert caught.value.path is None


def nested(depth: int) -> dict[str, Any]:
    tree: Any = ["x"]
    for _ in range(depth):
        tree = {"A": tree}
    return tree


def test_nesting_goes_fifty_deep_and_no_further(tmp_path: Path) -> None:
    themes = ts.Themes(nested(50))
    assert len(themes) == 50
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    for depth in (51, 900):
        with pytest.raises(ThemeFileError, match="nested more than 50 deep"):
            ts.Themes(nested(depth))


def test_a_dict_that_contains_itself_is_refused() -> None:
    circle: dict[str, Any] = {}
    circle["A"] = circle
    with pytest.raises(ThemeFileError, match="nested more than 50 deep"):
        ts.Themes(circle)


def test_a_mistake_in_a_pattern_is_shown_under_the_pattern() -> None:
    with pytest.raises(ThemeFileError) as caught:
        ts.Themes({"A": {"B": [WRONG]}})
    error = caught.value
    assert error.reason.startswith(f"theme 'A / B', pattern {WRONG!r}: ")
    assert error.column is not None
    assert str(error).split("\n")[1:] == [f"    {WRONG}", "    " + " " * (error.column - 1) + "^"]


def test_the_notebook_table_escapes_names_and_patterns() -> None:
    shown = ts.Themes({"<b>": ["x"], "A": {"B": ["y&z"]}})._repr_html_()
    assert "<b></b>" not in shown
    assert "&lt;b&gt;" in shown
    assert "y&amp;z" in shown
    assert "&emsp;<bdi>B</bdi>" in shown


def test_themes_say_what_is_in_them_in_one_line() -> None:
    assert repr(ts.Themes({"A": ["x", "y"]})) == "Themes(1 theme, 2 patterns: A)"
    assert repr(ts.Themes({f"T{n}": "x" for n in range(10)})).endswith("T7, 2 more)")


# Files


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


# Saving

SCALARS = st.one_of(
    st.text(min_size=1),
    st.text("NOyes01.-:#*&![]{}'\"\\ \t\n，改\x85\u2028\ufeff😀", min_size=1, max_size=8),
    st.sampled_from(
        ["NO", "~", "null", "<<", "=", "-", "?", "- x", "a: b", "a #b", "007", "y", "\x7f", "\ufffe"]
    ),
)


def usable(text: str) -> bool:
    """Whether the pattern is one for the parser of patterns, which is not what is tried here."""
    try:
        ts.Themes({"A": [text]})
    except ThemeFileError:
        return False
    return True


NAMES = SCALARS.filter(lambda text: bool(text.strip()) and " / " not in f" {text} ")
PATTERNS = st.lists(SCALARS.filter(usable), min_size=1, max_size=3, unique=True)
TREES = st.recursive(
    PATTERNS,
    lambda below: st.one_of(
        st.dictionaries(NAMES, below, min_size=1, max_size=3),
        st.tuples(PATTERNS, st.dictionaries(NAMES, below, min_size=1, max_size=2)).map(
            lambda pair: [*pair[0], pair[1]]
        ),
    ),
    max_leaves=8,
)


@pytest.mark.mostly_python
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_saved_is_loaded_again(tmp_path: Path, tree: dict[str, Any]) -> None:
    themes = ts.Themes(tree)
    path = tmp_path / "round.yml"
    themes.save(path)
    again = ts.Themes.load(path)
    assert again == themes
    assert again.to_dict() == themes.to_dict()
    # Another reader of YAML finds the same text.
    assert ts.Themes(yaml.safe_load(path.read_bytes())) == themes


def test_a_saved_file_is_one_that_an_analyst_would_write(tmp_path: Path) -> None:
    with pytest.warns(ThemescoreWarning):
        themes = ts.Themes(
            {"Reform": ["state-owned enterprise*", "*form", "国有"], "NO": ["007"], "Empty": []}
        )
    themes.save(tmp_path / "t.yaml")
    assert (tmp_path / "t.yaml").read_text("utf-8") == (
        'Reform:\n  - state-owned enterprise*\n  - "*form"\n  - 国有\n"NO":\n  - "007"\nEmpty: []\n'
    )


def test_names_of_ten_thousand_characters_and_long_patterns_are_saved(tmp_path: Path) -> None:
    themes = ts.Themes({"n" * 10_000: {"m: " * 3000: ["p" * 999, "国 " * 400 + "x"]}})
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes


def test_saving_replaces_a_file_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("old")
    path.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(path)
    (tmp_path / "hard.yaml").hardlink_to(path)
    ts.Themes({"A": ["x"]}).save(tmp_path / "link.yaml")
    assert path.read_text() == "A:\n  - x\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (tmp_path / "link.yaml").is_symlink()
    assert (
        tmp_path / "hard.yaml"
    ).read_text() == "old"  # a new file took the name; the old one was not written
    assert sorted(file.name for file in tmp_path.iterdir()) == ["hard.yaml", "link.yaml", "t.yaml"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder.yaml", "cannot be written: is a folder"),
        ("gone/t.yaml", "cannot be written: no such file or directory"),
        ("t.dic", "theme files are saved as '.csv', '.tsv', '.json', '.yaml', '.yml', not '.dic'"),
        ("t", "not ''"),
    ],
)
def test_a_file_that_cannot_be_saved_says_why(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(ThemeFileError, match=says):
        ts.Themes({"A": ["x"]}).save(tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.yaml"]


def test_where_a_file_cannot_be_written_to_its_end_the_old_one_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    ts.Themes({"A": ["x"]}).save(path)
    code = (
        "import resource, sys, themescore as ts\n"
        "themes = ts.Themes({'A': [f'word{n}' for n in range(10_000)]})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: themes.save(sys.argv[1])\n"
        "except ts.errors.ThemeFileError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "t.yaml: cannot be written: file too large" in done.stdout
    assert ts.Themes.load(path) == ts.Themes({"A": ["x"]})
    assert [file.name for file in tmp_path.iterdir()] == ["t.yaml"]


# Real files


def test_the_example_themes_survive_a_round_trip(tmp_path: Path, examples: Path) -> None:
    themes = ts.Themes.load(examples / "themes.yaml")
    assert len(themes) > 3
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    lines = (examples / "themes.yaml").read_text("utf-8").split("\n")
    for pattern in themes._patterns:
        assert pattern.line is not None
        assert pattern.column is not None
        assert lines[pattern.line - 1][pattern.column - 1 :].startswith(pattern.text)


@pytest.mark.parametrize(
    ("name", "top", "country"), [("english", "AFRICA", "NO"), ("chinese_simplified", "AFRICA", "NO")]
)
def test_the_newsmap_dictionaries_load_with_norway(
    shared_data: Path, name: str, top: str, country: str
) -> None:
    path = shared_data / "dictionaries" / "newsmap" / f"{name}.yml"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        themes = ts.Themes.load(path)
    assert themes.names[0] == top
    assert "EUROPE / NORTH / NO" in themes
    with path.open("rb") as file:
        expected = yaml.load(file, Loader=yaml.BaseLoader)
    assert list(expected) == [theme.name for theme in themes._themes if theme.parent < 0]
    assert themes.patterns[f"EUROPE / NORTH / {country}"] == expected["EUROPE"]["NORTH"][country]

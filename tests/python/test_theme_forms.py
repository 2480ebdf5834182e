"""Themes written in full: weights, notes, labels, exclusive themes, exclusions."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from themescore.errors import ThemeFileError, ThemescoreWarning
from themescore.theming.tree import Pattern, Theme

pytestmark = pytest.mark.mostly_python

# The example of docs/theme-files.md.
WRITTEN = """\
Enterprise reform: [state-owned enterprise*, 国有企业]
Economy:
  Trade: export*
  Prices:
    - inflation
    - not: wage inflation
    - {pattern: 物价, weight: 2, note: consumer prices}
Party building:
  note: Counted since the congress of 2012
  labels: {zh: 党的建设}
  patterns: [party building, 党建]
  themes:
    Discipline: [discipline inspection, 纪律]
"""
FULL = {
    "exclusive": True,
    "themes": {
        "A": {
            "exclusive": True,
            "note": "two\nlines",
            "labels": {"zh": "甲", "no": "Å"},
            "patterns": ["x", {"pattern": "y", "weight": 0.5, "note": "n"}, "not: x y", "not inside: z"],
            "themes": {"patterns": ["p"], "not": ["q"], "note": {"themes": {"pattern": ["r"]}}},
        },
        "themes": ["s"],
    },
}


@pytest.fixture(autouse=True)
def _no_unexpected_warnings() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def load(tmp_path: Path, text: str, name: str = "themes.yaml") -> ts.Themes:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return ts.Themes.load(tmp_path / name)


def test_the_example_of_the_documentation_is_what_it_says(tmp_path: Path) -> None:
    themes = load(tmp_path, WRITTEN)
    assert themes._themes == [
        Theme("Enterprise reform", -1),
        Theme("Economy", -1),
        Theme("Economy / Trade", 1),
        Theme("Economy / Prices", 1),
        Theme("Party building", -1, False, "Counted since the congress of 2012", {"zh": "党的建设"}),
        Theme("Party building / Discipline", 4),
    ]
    assert themes._patterns == [
        Pattern(0, "state-owned enterprise*", 1, 21),
        Pattern(0, "国有企业", 1, 46),
        Pattern(2, "export*", 3, 10),
        Pattern(3, "inflation", 5, 7),
        Pattern(3, "not: wage inflation", 6, 12),
        Pattern(3, "物价", 7, 17, 2.0, "consumer prices"),
        Pattern(4, "party building", 11, 14),
        Pattern(4, "党建", 11, 30),
        Pattern(5, "discipline inspection", 13, 18),
        Pattern(5, "纪律", 13, 41),
    ]
    assert not themes._exclusive
    assert themes.problems == []


def test_the_example_stands_in_the_documentation() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "theme-files.md"
    assert f"```yaml\n{WRITTEN}```" in page.read_text("utf-8")


def test_the_file_itself_may_be_written_in_full(tmp_path: Path) -> None:
    themes = load(tmp_path, "exclusive: true\nthemes:\n  A: x\n  B: {exclusive: True, themes: {C: y}}\n")
    assert themes._exclusive
    assert [(theme.name, theme.exclusive) for theme in themes._themes] == [
        ("A", False),
        ("B", True),
        ("B / C", False),
    ]


def test_exclusions_become_patterns_that_begin_with_not(tmp_path: Path) -> None:
    expected = ["not: a", "not: b c", "not inside: d", "e"]
    written = "A:\n  - not: [a, b c]\n  - not inside: d\n  - e\n"
    assert load(tmp_path, written).patterns["A"] == expected
    assert ts.Themes({"A": [{"not": ["a", "b c"], "not inside": "d"}, "e"]}).patterns["A"] == expected
    assert load(tmp_path, 'A: ["not: a", "not: b c", "not inside: d", e]').patterns["A"] == expected


def test_a_single_pattern_may_have_a_weight() -> None:
    themes = ts.Themes({"A": {"pattern": "x", "weight": 3}, "B": {"patterns": {"pattern": "y", "note": "n"}}})
    assert [(one.text, one.weight, one.note) for one in themes._patterns] == [
        ("x", 3.0, None),
        ("y", 1.0, "n"),
    ]


@pytest.mark.parametrize(
    ("written", "weight"), [("2", 2), ("-0.5", -0.5), ("1e3", 1000), ("'.5'", 0.5), ("0", 0)]
)
def test_any_finite_number_is_a_weight(tmp_path: Path, written: str, weight: float) -> None:
    assert load(tmp_path, f"A: [{{pattern: x, weight: {written}}}]")._patterns[0].weight == weight


def test_to_dict_gives_back_everything() -> None:
    themes = ts.Themes(FULL)
    assert themes.to_dict() == FULL
    assert ts.Themes(themes.to_dict()) == themes
    assert pickle.loads(pickle.dumps(themes)) == themes


def test_names_that_mean_something_can_be_names_under_themes() -> None:
    themes = ts.Themes(FULL)
    assert themes.names == ["A", "A / patterns", "A / not", "A / note", "A / note / pattern", "themes"]


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_everything_is_saved_and_loaded(tmp_path: Path, suffix: str) -> None:
    themes = ts.Themes(FULL)
    themes.save(tmp_path / f"t{suffix}")
    again = ts.Themes.load(tmp_path / f"t{suffix}")
    assert again == themes
    assert hash(again) == hash(themes)
    assert again.to_dict() == FULL


def test_exclusions_are_saved_as_people_write_them(tmp_path: Path) -> None:
    ts.Themes({"A": ["x", "not: x y", {"pattern": "z", "weight": 2}]}).save(tmp_path / "t.yaml")
    assert (tmp_path / "t.yaml").read_text("utf-8") == (
        "A:\n  - x\n  - not: x y\n  - pattern: z\n    weight: 2\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"A": ["x"]},
        {"A": [{"pattern": "x", "weight": 3}]},
        {"A": [{"pattern": "x", "weight": 2, "note": "n"}]},
        {"A": {"patterns": [{"pattern": "x", "weight": 2}], "note": "n"}},
        {"A": {"patterns": [{"pattern": "x", "weight": 2}], "labels": {"zh": "甲"}}},
        {"A": {"patterns": [{"pattern": "x", "weight": 2}], "exclusive": True}},
        {"exclusive": True, "themes": {"A": [{"pattern": "x", "weight": 2}]}},
    ],
)
def test_themes_that_differ_in_anything_are_not_equal(other: Any) -> None:
    assert ts.Themes(other) != ts.Themes({"A": [{"pattern": "x", "weight": 2}]})


def test_the_order_of_labels_makes_no_difference() -> None:
    one = ts.Themes({"A": {"patterns": "x", "labels": {"zh": "甲", "fr": "a"}}})
    other = ts.Themes({"A": {"patterns": "x", "labels": {"fr": "a", "zh": "甲"}}})
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"A": {"patterns": "x", "B": "y"}}, r"theme 'A': the key 'B', where a theme in full has patterns"),
        ({"A": {"patterns": "x", "exclusive": "yes"}}, "theme 'A': exclusive is 'yes'"),
        ({"A": {"patterns": "x", "exclusive": 1}}, "theme 'A': exclusive is 1"),
        ({"A": {"patterns": "x", "note": 3}}, "theme 'A': note is 3, of type int"),
        ({"A": {"patterns": "x", "note": "\ud800"}}, "lone surrogate"),
        ({"A": {"patterns": "x", "labels": "zh"}}, "theme 'A': labels are names by language"),
        ({"A": {"patterns": "x", "labels": {"zh": ""}}}, "label 'zh' is empty"),
        ({"A": {"patterns": "x", "labels": {"": "y"}}}, "a label for the language ''"),
        ({"A": {"patterns": "x", "labels": {1: "y"}}}, "a label for the language 1"),
        ({"A": {"patterns": ["x", {"B": "y"}]}}, "theme 'A': sub-themes under patterns"),
        ({"A": {"themes": ["x"]}}, "theme 'A': themes are names with patterns"),
        ({"A": ["x", {"patterns": "y"}]}, "theme 'A': a theme in full without a name"),
        ({"A": [{"pattern": "x", "wieght": 2}]}, "theme 'A': the key 'wieght', where a pattern has"),
        ({"A": [{"pattern": 3}]}, "theme 'A': the pattern is 3, of type int"),
        ({"A": [{"pattern": "x", "weight": "2"}]}, "the weight '2', which is no finite number"),
        ({"A": [{"pattern": "x", "weight": True}]}, "the weight True"),
        ({"A": [{"pattern": "x", "weight": float("nan")}]}, "the weight nan"),
        ({"A": [{"pattern": "x", "weight": 10**400}]}, "no finite number"),
        ({"A": ["y", {"pattern": "not: x", "weight": 2}]}, "a weight for 'not: x', which is not counted"),
        ({"A": ["x", {"not": "y", "B": "z"}]}, "theme 'A': the key 'B' beside an exclusion"),
        ({"A": ["x", {"not": 3}]}, "theme 'A': not: 3 is of type int"),
        ({"exclusive": True, "themes": {"A": "x"}, "B": "y"}, "'B' beside the key 'themes'"),
        ({"patterns": ["x"]}, "patterns in no theme"),
        ({"themes": ["x"]}, "themes are names with patterns"),
        ({"exclusive": True, "A": ["x"]}, "theme 'exclusive': pattern 0 is True"),
    ],
)
def test_what_cannot_be_meant_is_named(mapping: Any, says: str) -> None:
    with pytest.raises(ThemeFileError, match=says):
        ts.Themes(mapping)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("A:\n  patterns: x\n  Sub: y\n", 3, 3, "Put the names of sub-themes under themes."),
        ("A:\n  patterns: x\n  exclusive: maybe\n", 3, 14, "Write true or false."),
        ("A:\n  - pattern: x\n    weight: heavy\n", 3, 13, "'heavy', which is no finite number"),
        ("A:\n  - pattern: x\n    weight: 1e999\n", 3, 13, "no finite number"),
        ("A:\n  - pattern: x\n    weigth: 2\n", 3, 5, "'weigth', where a pattern has"),
        ("A:\n  - x\n  - not: y\n    B: z\n", 4, 5, "'B' beside an exclusion"),
        ("A:\n  patterns:\n    - B: x\n", 2, 3, "sub-themes under patterns"),
        ("A:\n  - patterns: x\n", 2, 5, "a theme in full without a name"),
        ("exclusive: true\nthemes: {A: x}\nB: y\n", 3, 1, "the names of themes stand under themes"),
        ("A:\n  patterns: x\n  labels: {zh: }\n", None, None, "in braces has no patterns"),
        ("A:\n  - |\n    x\n", 2, 5, "goes on over more than one line"),
        ("A:\n  - {pattern: re(form, weight: 2}\n", 2, 17, "theme 'A', pattern 're(form'"),
    ],
)
def test_a_mistake_in_full_themes_names_its_place(
    tmp_path: Path, text: str, line: int | None, column: int | None, says: str
) -> None:
    with pytest.raises(ThemeFileError) as caught:
        load(tmp_path, text)
    assert says in str(caught.value)
    if line is not None:
        assert (caught.value.line, caught.value.column) == (line, column)


def test_a_key_that_is_taken_for_a_theme_is_warned_about(tmp_path: Path) -> None:
    with pytest.warns(ThemescoreWarning, match="line 1: 'exclusive': taken for the name of a sub-theme"):
        themes = load(tmp_path, "exclusive: true\nA: [x]\n")
    assert themes.names == ["exclusive", "A"]
    assert [(problem.line, problem.text) for problem in themes.problems] == [(1, "exclusive")]


def test_problems_are_listed_by_line_with_those_that_have_warnings_of_their_own(tmp_path: Path) -> None:
    with pytest.warns(ThemescoreWarning):
        themes = load(tmp_path, "A: [x, x]\nB:\nC: y, z\n")
    assert [(problem.line, problem.text) for problem in themes.problems] == [(1, "x"), (2, "B"), (3, "y, z")]
    themes.problems.clear()
    assert len(themes.problems) == 3


def full_depth(depth: int) -> dict[str, Any]:
    tree: dict[str, Any] = {"patterns": ["x"]}
    for _ in range(depth):
        tree = {"note": "n", "themes": {"A": tree}}
    return tree["themes"]


def test_full_themes_go_fifty_deep_too(tmp_path: Path) -> None:
    themes = ts.Themes(full_depth(50))
    for suffix in (".yaml", ".json"):
        themes.save(tmp_path / f"t{suffix}")
        assert ts.Themes.load(tmp_path / f"t{suffix}") == themes
    with pytest.raises(ThemeFileError, match="nested more than 50 deep"):
        ts.Themes(full_depth(51))


TEXTS = st.text("ab国NO~:'\"#-\n\t é,{}[]>=+", min_size=1, max_size=6)
NOTES = st.none() | TEXTS
NAMES = st.one_of(
    st.sampled_from(["A", "B", "patterns", "themes", "note", "not", "pattern", "exclusive", "国"]),
    TEXTS.filter(lambda text: bool(text.strip()) and " / " not in f" {text} "),
)
ITEMS = st.one_of(
    st.sampled_from(["x", "y z", "国有", "not: q", "not inside: r", "-1", "=", "null"]).filter(
        lambda text: text != "="
    ),
    st.builds(
        lambda text, weight, note: {"pattern": text, "weight": weight, "note": note},
        st.sampled_from(["v", "w*"]),
        st.floats(allow_nan=False, allow_infinity=False),
        NOTES,
    ),
)
PATTERNS = st.lists(
    ITEMS, min_size=1, max_size=3, unique_by=lambda item: item if isinstance(item, str) else item["pattern"]
)
THEMES = st.recursive(
    PATTERNS.map(lambda items: {"patterns": items}),
    lambda below: st.fixed_dictionaries(
        {"patterns": PATTERNS, "themes": st.dictionaries(NAMES, below, max_size=2)},
        optional={
            "note": NOTES,
            "exclusive": st.booleans(),
            "labels": st.dictionaries(st.sampled_from(["zh", "no", "fr"]), TEXTS, max_size=2),
        },
    ),
    max_leaves=6,
)
FILES = st.fixed_dictionaries(
    {"themes": st.dictionaries(NAMES, THEMES, min_size=1, max_size=3)}, optional={"exclusive": st.booleans()}
)


@given(FILES)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_written_in_full_survives(tmp_path: Path, tree: dict[str, Any]) -> None:
    themes = ts.Themes(tree)
    assert ts.Themes(themes.to_dict()) == themes
    for suffix in (".yaml", ".json"):
        themes.save(tmp_path / f"t{suffix}")
        assert ts.Themes.load(tmp_path / f"t{suffix}") == themes
    # Another reader of YAML finds the same.
    assert ts.Themes(yaml.safe_load((tmp_path / "t.yaml").read_bytes())) == themes
    for suffix in (".csv", ".tsv"):
        try:
            themes.save(tmp_path / f"t{suffix}")
        except ThemeFileError:
            continue  # a table cannot hold it
        assert ts.Themes.load(tmp_path / f"t{suffix}") == themes
